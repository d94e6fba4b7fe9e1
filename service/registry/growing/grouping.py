"""Citations of works that the registry lacks, grouped by the work that they mean.

What differs stays apart: two numbers, two places, two issuers, a numeral, a kind word. A
citation that could belong to two groups belongs to neither. Whose a work is, its title, issuer
or number says, never the place of the body that cites it: every district cites the nation's.
Only a body's own papers (2025年工作要点), which nobody else cites, are told by who cites them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from extraction.registry.doc_number_keys import number_parts
from extraction.registry.gram_index import GramIndex
from extraction.registry.issuers import same_body
from extraction.registry.places import place_relation
from extraction.registry.title_keys import core_of, place_of
from service.registry.reconciling.work_names import parts_of

_HERE = re.compile("^[本我全]([市区县省])(?!场|民|容|政)")
# 市财政局…, 区委办公室…: a body of the document's own city or district at a title's head
_OWN_BODY = re.compile(
    "^([市区县省])(?!场|民|容|域|级)(?:委|政府|[一-龥]{2,10}?(?:局|委|厅|办公室|委员会|法院|检察院))"
)
_NATIONAL = re.compile(
    "^(?:国务院|国家|中央|中共中央|全国|最高人民|中华人民共和国)|^[一-龥]{2,12}部(?:办公厅|等|、|$)"
)
_NATIONAL_CODES = re.compile(
    "^(?:国发|国办|国函|国令|中发|中办|厅字|财[预教建社行农综办税会库资]|主席令|国务院)"
)
_PROVINCE_CODES = {
    "沪": "上海市", "京": "北京市", "津": "天津市", "渝": "重庆市", "苏": "江苏省", "浙": "浙江省",
    "皖": "安徽省", "粤": "广东省", "鲁": "山东省", "川": "四川省",
}  # fmt: skip
_CITIES = frozenset({"上海", "北京", "天津", "重庆"})
_PROVINCES = frozenset(_PROVINCE_CODES.values())
_RELATED = 0.5  # a number's titles below this likeness are those of two works
_SLIP = 0.9
_SHORTEST_SLIP = 10  # a shorter title is another one with any other character
_ALIKE = 20  # look-alikes that are compared
# A slip that touches one of these makes another regulation of it.
_TELLING = frozenset("0123456789〇零一二三四五六七八九十百千市区县省镇乡村国男女东南西北上下前后")
_NATIONWIDE_KINDS = ("法", "法典")
# What a body writes for itself, each year or for one occasion.
_OWN_PAPER = re.compile(
    "(?:工作(?:要点|计划|安排|方案|总结|任务|清单)|(?:任务|职责|项目)清单|会议纪要|三定方案)$"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation says of its work, and ``place``, that of the citing body (or empty)."""

    title: str | None
    doc_number: str | None
    issuer: str | None
    place: str


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a citation is about, in the form that citations are grouped by.

    base   the core of the rule (of the rule that a notice carries), without its place
    scope  whose regulation it is: a place, "" for the nation's, None where nothing says so
    told   the scope is more than the province that a number's code begins with (沪)
    number its key; with the citing body's place where several bodies issue under its code and
           no title tells their numbers apart
    """

    base: str
    kind: str
    draft: bool
    scope: str | None
    told: bool
    number: str | None
    issuer: str | None
    place: str

    @property
    def whose(self) -> str:
        """Whose regulation it is, as far as the citation says so."""
        if self.scope is not None:
            return self.scope
        own = self.issuer is None and _OWN_PAPER.search(self.base)
        return f"~{self.place}" if own else "~"

    @property
    def identity(self) -> str:
        """What makes two citations the same for good; a proposal's id comes of one."""
        draft = "draft" if self.draft else ""
        said = (
            ("n", self.number, self.base)
            if self.number
            else ("t", self.base, self.whose, draft, self.issuer or "")
        )
        return f"p{hashlib.sha256('|'.join(map(str, said)).encode()).hexdigest()[:12]}"


@dataclass(slots=True)
class _Group:
    subjects: list[_Subject] = field(default_factory=list)
    members: list[int] = field(default_factory=list)

    def add(self, other: _Group) -> None:
        self.subjects += other.subjects
        self.members += other.members
        other.subjects, other.members = [], []

    @property
    def numbers(self) -> set[str]:
        return {each.number for each in self.subjects if each.number}

    @property
    def order(self) -> tuple[int, str]:
        return -len(self.members), min(each.identity for each in self.subjects)


@dataclass(frozen=True, slots=True)
class Grouped:
    """One work that citations mean: their places in the list, and their identities.

    ``place`` is the work's where a citation says it, else None.
    """

    members: tuple[int, ...]
    identities: tuple[str, ...]
    place: str | None


def identity_of(cited: Cited, issuers_of: Callable[[str], Sequence[str]]) -> str | None:
    """Return the identity that `group` gives to a citation, ``None`` where it has no group."""
    subject = _subject(cited, issuers_of)
    return None if subject is None else subject.identity


def another_identity(identities: Iterable[str], places: Iterable[str]) -> str:
    """Return an identity for the same words where they mean the work of other places."""
    told = "|".join((*sorted(identities), "@", *sorted(places)))
    return f"p{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def says_whose(cited: Cited, issuers_of: Callable[[str], Sequence[str]]) -> bool:
    """Tell whether a citation's title, issuer or number says whose regulation it means."""
    subject = _subject(cited, issuers_of)
    return subject is not None and (subject.scope is not None or subject.number is not None)


def group(
    cited: Sequence[Cited], *, issuers_of: Callable[[str], Sequence[str]]
) -> tuple[Grouped, ...]:
    """Group citations; one that names nothing (《通知》 without a number) is in no group.

    ``issuers_of`` says who issues under an issuer code; several make a number's code
    ambiguous, and without titles its numbers of different places stay apart. The order of
    ``cited`` makes no difference but for ``members``.
    """
    atoms: dict[_Subject, _Group] = {}
    for at, each in enumerate(cited):
        subject = _subject(each, issuers_of)
        if subject is not None:
            atoms.setdefault(subject, _Group([subject])).members.append(at)
    ordered = sorted(atoms, key=repr)
    numbered = _by_number([atoms[each] for each in ordered if each.number])
    titled = _by_title([atoms[each] for each in ordered if not each.number])
    groups = _joined_slips(_joined_numbers(titled, numbered))
    return tuple(
        Grouped(
            members=tuple(sorted(each.members)),
            identities=tuple(sorted({subject.identity for subject in each.subjects})),
            place=_place(each),
        )
        for each in sorted(groups, key=lambda group: group.order)
    )


def _subject(cited: Cited, issuers_of: Callable[[str], Sequence[str]]) -> _Subject | None:
    parsed = number_parts(cited.doc_number) if cited.doc_number else None
    number = parsed.text if parsed else None
    if parsed and cited.title is None and len(issuers_of(parsed.code)) > 1:
        number = f"{number}@{cited.place}"
    by_code = _scope_of_code(parsed.code, issuers_of) if parsed else None
    if cited.title is None:
        if parsed is None:
            return None
        told = by_code not in _PROVINCES
        return _Subject("", "", False, by_code, told, number, cited.issuer, cited.place)
    whole = parts_of(cited.title)
    parts = parts_of(whole.carried[0]) if len(whole.carried) == 1 else whole
    if not parts.stem and number is None:
        return None
    base, scope = parts.core, None
    here = _HERE.match(base)
    if parts.place and base.startswith(parts.place):
        base, scope = base[len(parts.place) :], _full_place(parts.place, cited.place)
    elif here and (own := _own_place(here[1], cited.place)):
        base, scope = base[here.end(1) :], own
    elif own_body := _OWN_BODY.match(whole.whole):
        scope = _own_place(own_body[1], cited.place)
    elif cited.issuer:
        scope = _scope_of_body(cited.issuer, cited.place)
    if scope is None and parts.kind in _NATIONWIDE_KINDS:
        scope = ""
    told = scope is not None or by_code not in _PROVINCES
    scope = by_code if scope is None else scope
    return _Subject(
        base=base,
        kind=parts.kind,
        draft=whole.draft,
        scope=scope,
        told=told,
        number=number,
        issuer=cited.issuer,
        place=cited.place,
    )


def _full_place(printed: str, here: str) -> str:
    """Return 上海市松江区 for 松江区 in a document of that district."""
    if here and printed != here and place_relation(printed, here, "") == "same":
        return here
    return f"{printed}市" if printed in _CITIES else printed


def _own_place(level: str, here: str) -> str | None:
    """Return the city of 本市, the district of 本区, in a document of a district."""
    if level == "区" or level == "县":
        return here if here.endswith(level) else None
    end = here.find(level)
    return here[: end + 1] if end > 0 else None


def _scope_of_body(body: str, here: str) -> str | None:
    place = place_of(core_of(body))
    if place:
        return _full_place(place, here)
    if _NATIONAL.search(body):
        return ""
    return _own_place(body[0], here) if body[0] in "市区县省" else None


def _scope_of_code(code: str, issuers_of: Callable[[str], Sequence[str]]) -> str | None:
    issuers = issuers_of(code)
    if len(issuers) == 1:
        return _scope_of_body(issuers[0], "")
    if _NATIONAL_CODES.match(code):
        return ""
    return _PROVINCE_CODES.get(code[0])


def _by_number(atoms: Sequence[_Group]) -> list[_Group]:
    """Group what shares a number, unless its titles have nothing to do with one another."""
    buckets: defaultdict[str | None, list[_Group]] = defaultdict(list)
    for atom in atoms:
        buckets[atom.subjects[0].number].append(atom)
    groups: list[_Group] = []
    for bucket in buckets.values():
        of_number: list[_Group] = []
        for atom in sorted(bucket, key=lambda each: each.order):
            mine = atom.subjects[0]
            equal = [each for each in of_number if _has_base(each, mine)]
            like = equal or [
                each
                for each in of_number
                if mine.base and any(_related(mine, other) for other in each.subjects if other.base)
            ]
            if len(like) == 1:
                like[0].add(atom)
            else:
                of_number.append(atom)
        bare = [each for each in of_number if not each.subjects[0].base]
        named = [each for each in of_number if each.subjects[0].base]
        for each in bare[1:]:
            bare[0].add(each)
        if bare and len(named) == 1:
            named[0].add(bare[0])
        groups += [each for each in of_number if each.members]
    return groups


def _has_base(group: _Group, subject: _Subject) -> bool:
    return any((it.base, it.draft) == (subject.base, subject.draft) for it in group.subjects)


def _related(one: _Subject, other: _Subject) -> bool:
    if one.draft != other.draft:
        return False
    return Levenshtein.normalized_similarity(one.base, other.base) >= _RELATED


def _by_title(atoms: Sequence[_Group]) -> list[_Group]:
    """Group what shares the title and whose regulation it is, issuers apart."""
    buckets: defaultdict[tuple[object, ...], list[_Group]] = defaultdict(list)
    for atom in atoms:
        it = atom.subjects[0]
        buckets[it.base, it.draft, it.whose].append(atom)
    groups: list[_Group] = []
    for bucket in buckets.values():
        groups += _by_issuer(bucket)
    by_base: defaultdict[tuple[str, bool], list[_Group]] = defaultdict(list)
    for each in groups:
        by_base[each.subjects[0].base, each.subjects[0].draft].append(each)
    for alike in by_base.values():
        # one that does not say whose it is may be a neighbour's, where there is just one
        for each in [one for one in alike if all(it.scope is None for it in one.subjects)]:
            fitting = [
                other
                for other in alike
                if other is not each and other.members and _fit(each, other)
            ]
            if len(fitting) == 1:
                fitting[0].add(each)
    return [each for each in groups if each.members]


def _by_issuer(bucket: Sequence[_Group]) -> list[_Group]:
    groups: list[_Group] = []
    silent: list[_Group] = []
    for atom in sorted(bucket, key=lambda each: each.order):
        issuer = atom.subjects[0].issuer
        if issuer is None:
            silent.append(atom)
            continue
        same = [
            each
            for each in groups
            if any(it.issuer and same_body(issuer, it.issuer) for it in each.subjects)
        ]
        if same:
            same[0].add(atom)
        else:
            groups.append(atom)
    for atom in silent[1:]:
        silent[0].add(atom)
    if silent and len(groups) == 1:
        groups[0].add(silent[0])
    elif silent:
        groups.append(silent[0])
    return groups


def _fit(one: _Group, other: _Group) -> bool:
    """Tell whether nothing says that two groups are of different places or issuers."""
    issuers = [{it.issuer for it in each.subjects if it.issuer} for each in (one, other)]
    if issuers[0] and issuers[1]:
        pairs = ((mine, theirs) for mine in issuers[0] for theirs in issuers[1])
        if not any(same_body(mine, theirs) for mine, theirs in pairs):
            return False
    scopes = [{it.scope for it in each.subjects if it.scope is not None} for each in (one, other)]
    places = [{it.place for it in each.subjects if it.place} for each in (one, other)]
    if scopes[0] and scopes[1]:
        return bool(scopes[0] & scopes[1])
    if not scopes[0] and not scopes[1]:
        whose = [{it.whose for it in each.subjects} for each in (one, other)]
        return bool(whose[0] & whose[1])
    known, seen = (scopes[0], places[1]) if scopes[0] else (scopes[1], places[0])
    return any(all(place.startswith(scope) for place in seen) for scope in known)


def _joined_numbers(titled: Sequence[_Group], numbered: list[_Group]) -> list[_Group]:
    """Let a title without number be the same title with a number, where there is just one."""
    by_base: defaultdict[tuple[str, bool], list[_Group]] = defaultdict(list)
    for each in numbered:
        for key in {(it.base, it.draft) for it in each.subjects if it.base}:
            by_base[key].append(each)
    left: list[_Group] = []
    for each in titled:
        key = each.subjects[0].base, each.subjects[0].draft
        fitting = [other for other in by_base.get(key, ()) if _fit(each, other)]
        if len(fitting) == 1:
            fitting[0].add(each)
        else:
            left.append(each)
    return numbered + left


def _joined_slips(groups: Sequence[_Group]) -> list[_Group]:
    """Let a misprinted title be the title that it misprints: the one that is cited more."""
    ordered = sorted(groups, key=lambda each: each.order)
    place = {id(each): at for at, each in enumerate(ordered)}
    by_base: defaultdict[str, list[_Group]] = defaultdict(list)
    for each in ordered:
        for base in {it.base for it in each.subjects}:
            by_base[base].append(each)
    bases = sorted(base for base in by_base if len(base) >= _SHORTEST_SLIP)
    index = GramIndex(bases)
    for each in reversed(ordered):
        if each.numbers:
            continue
        alike = {bases[at] for it in each.subjects for at in index.search(it.base, _ALIKE)}
        found = {
            id(other): other
            for base in alike
            for other in by_base[base]
            if other is not each
            and other.members
            and (other.numbers or place[id(other)] < place[id(each)])
            and _fit(each, other)
            and any(_is_slip(mine, it) for mine in each.subjects for it in other.subjects)
        }
        most = max((len(other.members) for other in found.values()), default=0)
        best = [other for other in found.values() if len(other.members) == most]
        if len(best) == 1:
            best[0].add(each)
    return [each for each in ordered if each.members]


def _is_slip(one: _Subject, other: _Subject) -> bool:
    mine, theirs = one.base, other.base
    if one.kind != other.kind or one.draft != other.draft:
        return False
    if Levenshtein.normalized_similarity(mine, theirs, score_cutoff=_SLIP) < _SLIP:
        return False
    touched = "".join(
        mine[step.src_start : step.src_end] + theirs[step.dest_start : step.dest_end]
        for step in Levenshtein.opcodes(mine, theirs)
        if step.tag != "equal"
    )
    return _TELLING.isdisjoint(touched)


def _place(group: _Group) -> str | None:
    scopes = Counter(it.scope for it in group.subjects if it.scope is not None and it.told)
    if scopes:
        return _commonest(scopes) or None
    own = {it.place for it in group.subjects if it.whose != "~"}
    return next(iter(own)) or None if len(own) == 1 and not group.numbers else None


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], -len(text), text))


def commonest(texts: Iterable[str]) -> str | None:
    """Return the text that is there most often; of several the longest, then the first in order.

    >>> commonest(["甲办法", "甲管理办法", "甲管理办法"])
    '甲管理办法'
    """
    counts = Counter(texts)
    return _commonest(counts) if counts else None
