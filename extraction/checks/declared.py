"""What the department declares (绩效目标编报) against the projects that are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extraction.checks.facts import Facts, Finding
from extraction.checks.figures import (
    Figure,
    adds_up,
    evidence_of,
    step_of,
    total,
    yuan_words,
)
from extraction.checks.places import Flat, flatten, paragraphs
from extraction.narrative import read_declared
from extraction.schema import Evidence
from extraction.values import find_amounts

_REACH = 400  # characters that a declaration takes at most


@dataclass(frozen=True, slots=True)
class Declaration:
    """Where the declaration stands, and its amount with its exactness."""

    flat: Flat
    evidence: Evidence
    amount: Figure | None


def find_declaration(facts: Facts) -> Declaration | None:
    """Find the paragraph that the Disclosure's ``declared`` was read from."""
    wanted = facts.disclosure.declared
    if wanted.project_count is None:
        return None
    best: tuple[int, int] | None = None
    for block in paragraphs(facts.layout):
        if facts.text.find("个", block.start, block.end) < 0:
            continue
        if read_declared(facts.text, start=block.start, end=block.end) == wanted:
            best = (block.start, block.end)
            break
    if best is None:
        return None
    flat = flatten(facts.text, *best)
    return Declaration(
        flat, _count_place(facts, flat, wanted.project_count), _amount(facts, flat, wanted.amount)
    )


def _count_place(facts: Facts, flat: Flat, count: int) -> Evidence:
    found = re.search(rf"(?<![0-9.]){count}(?=个|项)", flat.words) or re.search(
        r"[0-9零一二三四五六七八九十百两]+(?=个|项)", flat.words
    )
    start, end = found.span() if found else (0, len(flat.words))
    return facts.places.at(*flat.span(start, min(end, start + _REACH)))


def _amount(facts: Facts, flat: Flat, wanted: str | None) -> Figure | None:
    if wanted is None:
        return None
    for amount in find_amounts(flat.words):
        if amount.yuan == wanted:
            place = facts.places.at(*flat.span(amount.start, amount.end))
            return Figure(Decimal(wanted), step_of(place.text), place, amount.approximate)
    return None


def declared_count(facts: Facts) -> Iterator[Finding]:
    """The declared number of projects is not the number that is shown."""
    declared = facts.disclosure.declared.project_count
    shown = len(facts.disclosure.projects)
    # A document that shows none publishes its projects elsewhere.
    if declared is None or not shown or declared == shown:
        return
    place = find_declaration(facts)
    if place is None:
        return
    yield Finding("declared_count", None, {"declared": declared, "shown": shown}, (place.evidence,))


def declared_amount(facts: Facts) -> Iterator[Finding]:
    """The declared money is not that of the projects together."""
    place = find_declaration(facts)
    amounts = _shown_amounts(facts)
    if place is None or place.amount is None or not amounts or adds_up(place.amount, amounts):
        return
    shown = total(amounts)
    yield Finding(
        "declared_amount",
        None,
        {
            "declared": yuan_words(place.amount.yuan),
            "shown": yuan_words(shown),
            "apart": yuan_words(abs(place.amount.yuan - shown)),
        },
        (place.amount.evidence, *evidence_of(amounts)),
    )


def _shown_amounts(facts: Facts) -> tuple[Figure, ...]:
    """Return each project's amount of the year; empty where one has none."""
    amounts = [facts.year_amount(project) for project in facts.disclosure.projects]
    found = tuple(amount for amount in amounts if amount is not None)
    return found if len(found) == len(amounts) else ()


def missing_project(facts: Facts) -> Iterator[Finding]:
    """One project is missing, and one amount in the projects' text is what is missing.

    Only where exactly one amount, printed in a narrative and no project's own, fits the gap.
    """
    declared = facts.disclosure.declared.project_count
    place = find_declaration(facts)
    amounts = _shown_amounts(facts)
    if place is None or place.amount is None or declared is None or not amounts:
        return
    if declared != len(amounts) + 1 or adds_up(place.amount, amounts):
        return
    gap = place.amount.yuan - total(amounts)
    room = place.amount.half + sum((one.half for one in amounts), Decimal(0))
    own = {one.yuan for one in amounts}
    fitting: dict[Decimal, tuple[int, Evidence]] = {}
    for project in facts.disclosure.projects:
        for section in project.sections:
            for amount in find_amounts(facts.text, start=section.start, end=section.end):
                yuan = Decimal(amount.yuan)
                if abs(yuan - gap) <= room and yuan not in own:
                    evidence = facts.places.at(amount.start, amount.end)
                    fitting.setdefault(yuan, (project.index, evidence))
    if gap > 0 and len(fitting) == 1:
        (yuan, (index, evidence)), *_ = fitting.items()
        yield Finding(
            "missing_project",
            index,
            {"gap": yuan_words(gap), "amount": yuan_words(yuan), "text": evidence.text},
            (place.amount.evidence, evidence),
        )


def declared_large_count(facts: Facts) -> Iterator[Finding]:
    """The number of projects above the declared threshold is another."""
    declared = facts.disclosure.declared
    amounts = _shown_amounts(facts)
    if declared.large_project_count is None or declared.large_project_threshold is None:
        return
    # Projects that are not shown may be large; then only too many can be wrong.
    complete = declared.project_count == len(amounts)
    threshold = Decimal(declared.large_project_threshold)
    large = [one for one in amounts if one.yuan - one.half >= threshold]
    # As printed these may be above it or below.
    near = [one for one in amounts if abs(one.yuan - threshold) < one.half]
    place = find_declaration(facts)
    if place is None or not amounts:
        return
    most = declared.large_project_count
    if len(large) > most or (complete and most > len(large) + len(near)):
        matches = list(re.finditer(rf"(?<![0-9.]){most}(?=个|项)", place.flat.words))
        evidence = (
            facts.places.at(*place.flat.span(*matches[-1].span())) if matches else place.evidence
        )
        yield Finding(
            "declared_large_count",
            None,
            {"threshold": yuan_words(threshold), "declared": most, "shown": len(large)},
            (evidence, *evidence_of(large)),
        )
