"""What speaks for and against a candidate: a citation compared with one entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from extraction.registry.doc_number_keys import NumberKey, number_parts
from extraction.registry.entries import Entry, Name
from extraction.registry.issuers import names_body, same_body
from extraction.registry.places import (
    PlaceRelation,
    is_named_in,
    local_cores,
    place_of,
    place_relation,
    placeless_cores,
    says_here,
)
from extraction.registry.title_keys import TitleParts, edition_key, is_draft, title_parts
from extraction.registry.title_likeness import (
    NO_SLIPS,
    TitleRelation,
    nearest_name,
    only_kind_differs,
    slips,
)

NumberRelation = Literal["same", "near", "same_count", "differs", "absent"]
IssuerRelation = Literal["same", "differs", "unknown"]

_LASTING = frozenset(
    {"法律", "行政法规", "监察法规", "司法解释", "地方性法规", "部门规章", "地方政府规章"}
)
_ORDERS = ("令", "公告")
_NATIONAL = frozenset({"法律", "行政法规", "监察法规", "司法解释", "部门规章"})
_REPUBLIC = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation prepared for comparison.

    ``issuer`` is the body printed before the title, ``None`` for nobody in particular
    (有关部委). ``place`` is the disclosing body's own, empty where it is not known;
    ``local`` are the cores that the title has when that place is put in (本市禁毒条例 →
    上海市禁毒条例). ``draft`` and ``trial`` are said by the title or by the words behind it.
    """

    title: TitleParts | None
    number: NumberKey | None
    issuer: str | None
    edition: str | None
    place: str
    local: tuple[str, ...] = ()
    draft: bool = False
    trial: bool = False

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
    local = _local(parts, place) if parts and _may_be_local(parts) else ()
    number = number_parts(doc_number) if doc_number else None
    draft = parts is not None and parts.draft
    trial = parts is not None and parts.trial
    # The mark of a draft or a trial may stand behind the title's closing 》.
    if edition is not None and is_draft(edition):
        draft, edition = True, None
    elif edition is not None and edition in _TRIALS:
        trial, edition = True, None
    if edition is not None:
        edition = edition_key(edition)
    elif parts is not None:
        edition = parts.edition
    if issuer is not None and not names_body(issuer):
        issuer = None
    return Cited(parts, number, issuer, edition, place, local, draft, trial)


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
    issuer = _issuer(cited, entry)
    lasting = entry.level in _LASTING
    title = cited.title
    if title is None:
        place = place_relation("", entry.place, cited.place)
        return Evidence(number, issuer, code, place, year, lasting)
    name, relation, likeness, (mine, other) = nearest_name(title, cited.local, entry)
    found = slips(mine, other) if relation == "near" else NO_SLIPS
    theirs = name.parts
    near = relation == "near"
    only_kind = near and only_kind_differs(mine, other)
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
        edits=found.edits,
        lost=found.lost,
        added=found.added,
        numerals=found.numerals,
        # Without the body's place nobody knows what 本市 is.
        reworded=(found.reworded and not only_kind) or (near and cited.here and not cited.place),
        kind=only_kind,
        kind_too=near and not only_kind and title.kind != theirs.kind,
        trial=cited.trial != theirs.trial,
        edition=not _editions_fit(cited, entry, theirs),
        draft=cited.draft != theirs.draft,
        place_alone=near and title.core in placeless_cores(theirs.core, theirs.place, entry.place),
        length=len(title.core),
    )


def _issuer(cited: Cited, entry: Entry) -> IssuerRelation:
    """Compare the issuer printed before the title, else the one at its head."""
    printed = cited.issuer or (cited.title.issuer if cited.title else "")
    bodies = [each for each in ("、".join(entry.issuers), entry.names[0].parts.issuer) if each]
    if not printed or not bodies:
        return "unknown"
    if any(same_body(printed, each) for each in bodies):
        return "same"
    # A slip in the body's own name is a slip as well.
    close = any(Levenshtein.distance(printed, each, score_cutoff=1) <= 1 for each in bodies)
    return "unknown" if close else "differs"


def _local(title: TitleParts, place: str) -> tuple[str, ...]:
    """Return the title's local cores, and those of the one rule that it carries."""
    found = local_cores(title.core, place)
    if len(title.carried) == 1 and not place_of(title.carried[0]):
        found += local_cores(title.carried[0], place)
    return found


def _may_be_local(title: TitleParts) -> bool:
    return not title.place and _REPUBLIC not in title.whole


def _place(title: TitleParts, entry: Entry, here: str) -> PlaceRelation:
    if _REPUBLIC in title.whole and not title.place:
        return "differs" if entry.place else "none"
    if title.place and not entry.place and (entry.level in _NATIONAL or entry.issuers):
        return "differs"
    if not title.place and entry.place and is_named_in(entry.place, title.whole):
        return "same"
    if not entry.place and says_here(title.core) and not says_here(entry.names[0].parts.core):
        return "differs"  # 本市 is no nation
    return place_relation(title.place, entry.place, here)


def _numbers(
    number: NumberKey | None, entry: Entry, issuers_of_code: Sequence[str]
) -> tuple[NumberRelation, IssuerRelation, bool | None]:
    if number is None:
        return "absent", "unknown", None
    key = number.text
    years = {each[:4] for version in entry.versions if (each := version.issued)}
    code: IssuerRelation = "unknown"
    if entry.level == "法律" and number.code.endswith(_ORDERS) and "主席" not in number.code:
        return "differs", "differs", None  # laws are promulgated by the president alone
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
        if sorted(other_code) == sorted(number.code):
            code = "same"  # also 赣房商联 for 赣房联商
            if other_year == number.year or other_serial == number.serial:
                relation = "near"
        elif (other_year, other_serial) == (number.year, number.serial) and relation != "near":
            relation = "same_count"
    return relation, code, number.year in years if number.year else None


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
