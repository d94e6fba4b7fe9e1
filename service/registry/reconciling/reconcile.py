"""Whether an offered work is one that stands, another version of it, or another work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extraction.registry import Version, Work
from extraction.registry.doc_number_keys import number_parts
from service.registry.reconciling.absorb import Disagreement, Filled, Misprints, absorb
from service.registry.reconciling.facts import (
    key_year,
    number_keys,
    same_issuers,
    same_number,
    same_place,
)
from service.registry.reconciling.work_names import names_of, relation

Kind = Literal["new", "same", "enriched", "new_version", "conflict"]

_LASTING_LEVELS = frozenset(
    {"法律", "行政法规", "监察法规", "司法解释", "地方性法规", "部门规章", "地方政府规章"}
)
_LASTING_END = re.compile("(?:办法|规定|条例|细则|规则|准则|制度|标准|规程|指引|方案|法)$")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an offered work turned out to be.

    kind           new · same: it says nothing new · enriched: it fills facts · new_version:
                   another version of a work that stands · conflict: nothing of it is taken
    work           the work as it stands after it: unchanged where it is the same or a conflict
    filled         the facts it filled
    disagreements  what a person must decide, for a conflict alone
    """

    kind: Kind
    work: Work
    filled: tuple[Filled, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


def reconcile(
    offered: Work,
    standing: Sequence[Work],
    *,
    trusted_id: bool = True,
    misprints: Misprints = "reported",
) -> Outcome:
    """Compare an offered work with those that may be the same.

    ``standing`` are the works found by its id, by its numbers and by its titles; any others
    do no harm. ``trusted_id`` says that the offered id was given and not made up from its
    title. A work whose facts differ is never taken: each differing fact is a disagreement,
    the title too, unless ``misprints`` are taken as spellings.
    """
    if trusted_id:
        for work in standing:
            if work.id == offered.id:
                named = relation(names_of(offered), names_of(work)) is not None
                known = named or bool(number_keys(offered) & number_keys(work))
                return _taken(work, offered, misprints) if known else _undecided(offered, [work])
    numbers = number_keys(offered)
    by_number, strangers = _with_its_number(offered, numbers, standing)
    if len(by_number) == 1:
        return _taken(by_number[0], offered, misprints)
    if by_number:
        return _undecided(offered, by_number)
    if strangers:
        return Outcome(
            "conflict",
            strangers[0],
            disagreements=tuple(_same_number(offered, work, numbers) for work in strangers),
        )
    by_title = [work for work in standing if _is_one_by_title(offered, numbers, work)]
    if len(by_title) == 1:
        return _taken(by_title[0], offered, misprints)
    return _undecided(offered, by_title) if by_title else Outcome("new", offered)


def is_lasting(work: Work) -> bool:
    """Say whether a work is a rule that lasts and is amended, not a document of one occasion."""
    return work.level in _LASTING_LEVELS or bool(_LASTING_END.search(names_of(work).main.core))


def _with_its_number(
    offered: Work, numbers: frozenset[str], standing: Sequence[Work]
) -> tuple[list[Work], list[Work]]:
    """Return the works that share a number and a name, and those that share a number alone.

    A number that two bodies issue under one code (建房) is no conflict, nor one that a notice
    shares with several rules that it carries.
    """
    own = names_of(offered)
    same: list[Work] = []
    strangers: list[Work] = []
    for work in standing:
        if not numbers & number_keys(work):
            continue
        how = relation(own, names_of(work))
        if how in ("equal", "pair", "near"):
            same.append(work)
        elif how is None and not _other_body(offered, work):
            strangers.append(work)
    exact = [work for work in same if relation(own, names_of(work)) == "equal"]
    return exact if len(exact) == 1 else same, [] if same else strangers


def _other_body(one: Work, other: Work) -> bool:
    return not same_issuers(one.issuers, other.issuers) or not same_place(one.place, other.place)


def _is_one_by_title(offered: Work, numbers: frozenset[str], work: Work) -> bool:
    if relation(names_of(offered), names_of(work)) != "equal":
        return False
    if _other_body(offered, work) or (offered.level and work.level and offered.level != work.level):
        return False
    others = number_keys(work)
    if _are_editions(offered, work):
        return True
    if not numbers or not others:
        return _same_occasion(offered, work)
    if not is_lasting(offered) or not offered.issuers or not work.issuers:
        return _one_joint_order(offered, work)
    return (
        _one_joint_order(offered, work)
        or _fits_unnumbered(offered, work)
        or not _numbered_years(offered) & _numbered_years(work)
    )


def _are_editions(offered: Work, work: Work) -> bool:
    """Say whether both are editions of one work: X指引（2019版） and X指引（2023年版）.

    Their numbers differ; that one body gave both is said by the issuers or by the code.
    """
    if not all(any(each.edition for each in one.versions) for one in (offered, work)):
        return False
    if offered.issuers and work.issuers:
        return True
    mine, theirs = (
        {parts.code for each in one.versions if (parts := number_parts(each.doc_number or ""))}
        for one in (offered, work)
    )
    return not mine or not theirs or bool(mine & theirs)


def _one_joint_order(offered: Work, work: Work) -> bool:
    return any(
        same_number(mine.doc_number, theirs.doc_number)
        for mine in offered.versions
        for theirs in work.versions
        if mine.doc_number and theirs.doc_number
    )


def _fits_unnumbered(offered: Work, work: Work) -> bool:
    unnumbered = {each.date_issued for each in work.versions if not each.doc_number}
    return any(each.date_issued in unnumbered for each in offered.versions if each.date_issued)


def _numbered_years(work: Work) -> set[str]:
    """Return the years of the versions with a number; an order may have neither year nor date."""
    numbered = [each for each in work.versions if each.doc_number]
    return _years(replace(work, versions=tuple(numbered), carriers=()))


def _same_occasion(offered: Work, work: Work) -> bool:
    # 关于做好有关工作的通知 of two years are two documents; a lasting rule is one over the years.
    mine, theirs = _years(offered), _years(work)
    return is_lasting(offered) or not mine or not theirs or bool(mine & theirs)


def _years(work: Work) -> set[str]:
    dated = {version.date_issued[:4] for version in work.versions if version.date_issued}
    return dated | {year for key in number_keys(work) if (year := key_year(key))}


def _taken(work: Work, offered: Work, misprints: Misprints) -> Outcome:
    lasting = is_lasting(work) or is_lasting(offered)
    merged = absorb(work, offered, lasting=lasting, misprints=misprints)
    if merged.disagreements:
        return Outcome("conflict", work, disagreements=merged.disagreements)
    if merged.added_versions:
        return Outcome("new_version", merged.work, filled=merged.filled)
    if merged.work != work:
        return Outcome("enriched", merged.work, filled=merged.filled)
    return Outcome("same", work)


def _same_number(offered: Work, work: Work, numbers: frozenset[str]) -> Disagreement:
    shared = numbers & number_keys(work)
    mine = next((v for v in offered.versions if _has(v, shared)), None)
    theirs = next((v for v in work.versions if _has(v, shared)), None)
    return Disagreement(
        work_id=work.id,
        field="doc_number",
        standing=f"《{work.title}》{theirs.doc_number if theirs else ''}",
        standing_source=theirs.source if theirs else work.source,
        offered=f"《{offered.title}》{mine.doc_number if mine else ''}",
        offered_source=mine.source if mine else offered.source,
    )


def _has(version: Version, keys: frozenset[str]) -> bool:
    bare = Work("", "", "", versions=(version,))
    return bool(number_keys(bare) & keys)


def _undecided(offered: Work, works: Sequence[Work]) -> Outcome:
    """It may be any of several works: a person says which."""
    return Outcome(
        "conflict",
        works[0],
        disagreements=tuple(
            Disagreement(
                work_id=work.id,
                field="title",
                standing=work.title,
                standing_source=work.source,
                offered=offered.title,
                offered_source=offered.source,
            )
            for work in works
        ),
    )
