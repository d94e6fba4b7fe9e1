"""What speaks for and against a candidate: a citation compared with one entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from extraction.registry.differences import differences
from extraction.registry.doc_number_keys import NumberKey, number_parts
from extraction.registry.entries import Entry, Name
from extraction.registry.issuers import names_body, same_body
from extraction.registry.names import drifting
from extraction.registry.places import (
    PlaceRelation,
    is_named_in,
    local_cores,
    place_relation,
    says_here,
)
from extraction.registry.title_keys import TitleParts, edition_key, title_parts

NumberRelation = Literal["same", "near", "same_count", "differs", "absent"]
TitleRelation = Literal["same", "core", "local", "carried", "near", "absent"]
IssuerRelation = Literal["same", "differs", "unknown"]

_LASTING = frozenset(
    {"法律", "行政法规", "监察法规", "司法解释", "地方性法规", "部门规章", "地方政府规章"}
)
_NATIONAL = frozenset({"法律", "行政法规", "监察法规", "司法解释", "部门规章"})
_LEAST_LIKENESS = 0.7
_LEAST_STEM = 2
_REPUBLIC = "中华人民共和国"
_KINDS = frozenset(
    {
        "条例",
        "办法",
        "规定",
        "细则",
        "规则",
        "准则",
        "规程",
        "规范",
        "制度",
        "标准",
        "意见",
        "通知",
        "通告",
    }
    | {
        "决定",
        "方案",
        "计划",
        "规划",
        "要点",
        "措施",
        "指引",
        "指南",
        "章程",
        "纲要",
        "预案",
        "批复",
        "解释",
    }
)
_NUMERALS = frozenset("0123456789一二三四五六七八九十")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation prepared for comparison.

    ``issuer`` is the body printed before the title, ``None`` for nobody in particular
    (有关部委). ``place`` is the disclosing body's own, empty where it is not known;
    ``local`` are the cores that the title has when that place is put in (本市禁毒条例 →
    上海市禁毒条例).
    """

    title: TitleParts | None
    number: NumberKey | None
    issuer: str | None
    edition: str | None
    place: str
    local: tuple[str, ...] = ()

    @property
    def here(self) -> bool:
        """Whether the title says 本市 or the like for the body's own place."""
        return self.title is not None and says_here(self.title.core)


def prepare(
    *,
    title: str | None,
    doc_number: str | None,
    issuer: str | None,
    edition: str | None,
    place: str,
) -> Cited:
    """Take a citation's title and number apart; a title without place gets the body's own."""
    parts = title_parts(title) if title else None
    local = local_cores(parts.core, place) if parts and _may_be_local(parts) else ()
    number = number_parts(doc_number) if doc_number else None
    if edition is not None:
        edition = edition_key(edition)
    elif parts is not None:
        edition = parts.edition
    if issuer is not None and not names_body(issuer):
        issuer = None
    return Cited(parts, number, issuer, edition, place, local)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One candidate's evidence.

    number      same · near (one of code, year and serial is another) · same_count (year and
                serial agree, the code does not) · differs · absent on one side
    title       same · core (they differ in prefix, trial, edition or issuer) · local (the same
                with the disclosing body's place put in) · carried (one carries the other) ·
                near: ``likeness`` says how near · absent
    likeness    0 to 1 over the cores, 1 where the relation is same, core, local or carried
    edits       characters to insert, delete or replace; ``lost`` where all of them are
                characters that the cited title lacks, ``added`` where all are too many
    numerals    a year, batch or ordinal differs
    reworded    a word differs: more than a lost or added character, and no word that drifts
                (关于, 与 for 和)
    kind        nothing but the kind word (条例, 办法) differs; ``kind_too``: it differs, and
                more does
    trial, edition  on trial or an edition on one side only, or another edition
    issuer      the printed issuer against the entry's; ``code``: the number's code against it
    place       see `place_relation`; ``place_alone``: the cited title lacks the entry's place
                and nothing else
    year        whether the number's year is one of the entry's; None where one has none
    lasting     the entry is a law or a rule, whose title is its own and stays through its
                versions; a notice's title is often another notice's as well
    length      characters of the cited core
    """

    number: NumberRelation
    issuer: IssuerRelation
    code: IssuerRelation
    place: PlaceRelation
    year: bool | None
    lasting: bool
    name: Name | None = None
    title: TitleRelation = "absent"
    likeness: float = 0.0
    edits: int = 0
    lost: bool = False
    added: bool = False
    numerals: bool = False
    reworded: bool = False
    kind: bool = False
    kind_too: bool = False
    trial: bool = False
    edition: bool = False
    draft: bool = False
    place_alone: bool = False
    length: int = 0


def compare(cited: Cited, entry: Entry, *, issuers_of_code: Sequence[str] = ()) -> Evidence:
    """Compare a citation with an entry; ``issuers_of_code`` issue under the number's code."""
    number, code, year = _numbers(cited.number, entry, issuers_of_code)
    issuer: IssuerRelation = "unknown"
    printed = cited.issuer or (cited.title.issuer if cited.title else "")
    if printed and entry.issuers:
        bodies = ("、".join(entry.issuers), entry.names[0].parts.issuer)
        if any(same_body(printed, each) for each in bodies if each):
            issuer = "same"
        elif cited.issuer:
            issuer = "differs"
    lasting = entry.level in _LASTING
    title = cited.title
    if title is None:
        place = place_relation("", entry.place, cited.place)
        return Evidence(number, issuer, code, place, year, lasting)
    name, relation, likeness, (mine, other) = _best_name(title, cited.local, entry)
    slips = _slips(mine, other) if relation == "near" else _NO_SLIPS
    theirs = name.parts
    near = relation == "near"
    only_kind = near and _only_kind_differs(mine, other)
    return Evidence(
        number,
        issuer,
        code,
        _place(title, entry, cited.place),
        year,
        lasting,
        name=name,
        title=relation,
        likeness=likeness,
        edits=slips.edits,
        lost=slips.lost,
        added=slips.added,
        numerals=slips.numerals,
        # Without the body's place nobody knows what 本市 is.
        reworded=(slips.reworded and not only_kind) or (near and cited.here and not cited.place),
        kind=only_kind,
        kind_too=near and not only_kind and title.kind != theirs.kind,
        trial=title.trial != theirs.trial,
        edition=not _editions_fit(cited, entry, theirs),
        draft=title.draft != theirs.draft,
        place_alone=near and theirs.place + title.core == theirs.core != title.core,
        length=len(title.core),
    )


def may_be_meant(evidence: Evidence) -> bool:
    """Tell whether the entry can be what is cited at all, however like the titles are.

    A draft is not the final text. Without the number to prove it, the rule of another place
    is another rule (also where the title names none: nobody cites another city's rule so), so
    is that of another year, batch or ordinal, a notice of another body, the text on trial for
    the final one; and a title with another word in it (节约用水 for 节约能源) is another title,
    unless only the place is left out.
    """
    if evidence.draft:
        return False
    if evidence.number == "same":
        return True
    if evidence.place == "differs" or evidence.numerals or evidence.trial:
        return False
    proved = evidence.issuer == "same" or evidence.code == "same"
    if (evidence.place == "elsewhere" and not proved) or (
        evidence.issuer == "differs" and not evidence.lasting
    ):
        return False
    if evidence.place_alone or evidence.kind:
        return True
    return evidence.likeness >= _LEAST_LIKENESS and not evidence.reworded


def outdoes(one: Evidence, other: Evidence) -> bool:
    """Tell whether ``one`` is better supported by title, issuer or place, and by none worse."""
    mine, theirs = _support(one), _support(other)
    return mine != theirs and all(a >= b for a, b in zip(mine, theirs, strict=True))


def _support(evidence: Evidence) -> tuple[int, int, int]:
    return (
        _TITLE_RANK[evidence.title] if evidence.likeness == 1.0 else 0,
        _ISSUER_RANK[evidence.issuer] + _ISSUER_RANK[evidence.code],
        _PLACE_RANK[evidence.place],
    )


_TITLE_RANK: Mapping[TitleRelation, int] = {
    "same": 3, "core": 2, "local": 2, "carried": 1, "near": 0, "absent": 0,
}  # fmt: skip
_ISSUER_RANK: Mapping[IssuerRelation, int] = {"same": 2, "unknown": 1, "differs": 0}
_PLACE_RANK: Mapping[PlaceRelation, int] = {
    "same": 2, "here": 2, "none": 2, "unknown": 1, "unplaced": 1, "elsewhere": 0, "differs": 0,
}  # fmt: skip


def _may_be_local(title: TitleParts) -> bool:
    return not title.place and _REPUBLIC not in title.whole


def _place(title: TitleParts, entry: Entry, here: str) -> PlaceRelation:
    if _REPUBLIC in title.whole and not title.place:
        return "differs" if entry.place else "none"
    if title.place and not entry.place and entry.level in _NATIONAL:
        return "differs"
    if not title.place and entry.place and is_named_in(entry.place, title.whole):
        return "same"
    return place_relation(title.place, entry.place, here)


def _numbers(
    number: NumberKey | None, entry: Entry, issuers_of_code: Sequence[str]
) -> tuple[NumberRelation, IssuerRelation, bool | None]:
    if number is None:
        return "absent", "unknown", None
    key = number.text
    years = {each[:4] for version in entry.versions if (each := version.issued)}
    code: IssuerRelation = "unknown"
    if issuers_of_code and entry.issuers:
        fits = any(same_body(one, each) for one in issuers_of_code for each in entry.issuers)
        code = "same" if fits else "differs"
    if not entry.numbers:
        return "absent", code, number.year in years if years and number.year else None
    if key in entry.numbers:
        return "same", "same", True
    relation: NumberRelation = "differs"
    for printed in entry.numbers:
        other_code, other_year, other_serial = printed.split("|")
        years.add(other_year)
        if other_code == number.code:
            code = "same"
            if other_year == number.year or other_serial == number.serial:
                relation = "near"
        elif (other_year, other_serial) == (number.year, number.serial) and relation != "near":
            relation = "same_count"
    return relation, code, number.year in years if number.year else None


def _best_name(
    title: TitleParts, local: Sequence[str], entry: Entry
) -> tuple[Name, TitleRelation, float, tuple[str, str]]:
    """Return the name that is nearest, how near, and the two cores that were compared."""
    best: tuple[Name, TitleRelation, float, tuple[str, str]]
    best = (entry.names[0], "near", -1.0, (title.core, ""))
    for name in entry.names:
        parts = name.parts
        pair = (title.core, parts.core)
        if title.whole == parts.whole:
            return name, "same", 1.0, pair
        if title.core == parts.core:
            best = (name, "core", 1.0, pair)
        if best[2] == 1.0:
            continue
        if parts.core in local:
            best = (name, "local", 1.0, pair)
            continue
        mine, theirs = {title.core, *title.carried}, {parts.core, *parts.carried}
        if not mine.isdisjoint(theirs):
            best = (name, "carried", 1.0, pair)
            continue
        for pair in sorted(product(mine, theirs)):
            likeness = Levenshtein.normalized_similarity(*pair)
            if likeness > best[2]:
                best = (name, "near", likeness, pair)
    return best


class _Slips(NamedTuple):
    edits: int
    lost: bool
    added: bool
    numerals: bool
    reworded: bool


_NO_SLIPS = _Slips(0, False, False, False, False)


def _slips(cited: str, other: str) -> _Slips:
    edits = 0
    kinds: set[str] = set()
    numerals = reworded = False
    drifts = drifting()
    for mine, theirs in differences(cited, other):
        longest = max(len(mine), len(theirs))
        edits += longest
        kinds.add("insert" if not mine else "delete" if not theirs else "replace")
        numerals = numerals or not _NUMERALS.isdisjoint(mine + theirs)
        slip = longest == 1 and not (mine and theirs)
        reworded = reworded or not (slip or (drifts(mine) and drifts(theirs)))
    return _Slips(edits, kinds == {"insert"}, kinds == {"delete"}, numerals, reworded)


def _only_kind_differs(cited: str, other: str) -> bool:
    mine, theirs = _without_kind(cited), _without_kind(other)
    return mine is not None and mine == theirs


def _without_kind(core: str) -> str | None:
    """Return a core without the kind word at its end, ``None`` where it has none."""
    # All kind words that are mistaken for one another have two characters, but 函.
    size = 1 if core.endswith("函") else 2 if core[-2:] in _KINDS else 0
    return core[:-size] if size and len(core) - size >= _LEAST_STEM else None


def _editions_fit(cited: Cited, entry: Entry, theirs: TitleParts) -> bool:
    edition = cited.edition
    if edition is None or edition in _TRIALS:
        return True
    known = {theirs.edition, *(version.edition for version in entry.versions)} - {None}
    if edition in known:
        return True
    year = edition[:4]
    issued = {v.issued[:4] for v in entry.versions if v.issued}
    return not known and (not year.isdigit() or not issued or year in issued)


_TRIALS = frozenset({"试行", "暂行", "试行版", "暂行版", "试行稿"})
