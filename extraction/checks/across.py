"""Rules over several Disclosures: years of one department, a department and its units."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extraction.checks.facts import Finding
from extraction.checks.figures import Figure, agree, step_of, yuan_words
from extraction.checks.legal_basis import Cited, clashing_numbers, clashing_titles, title_core
from extraction.checks.registry import check_of
from extraction.schema import Check, Citation, Disclosure, Evidence, Project, Value

_JUMP = 3  # times
_SMALLEST_JUMP = Decimal(100_000)  # yuan


@dataclass(frozen=True, slots=True)
class AcrossCheck:
    """A finding over several documents: ``documents[i]`` is where ``check.evidence[i]`` stands.

    The documents are places in the sequence that was looked at. ``check.project`` counts in
    the first of them.
    """

    check: Check
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """One project of one document with its amount of the year."""

    document: int
    disclosure: Disclosure
    project: Project
    amount: Figure | None


def run_across(disclosures: Sequence[Disclosure]) -> tuple[AcrossCheck, ...]:
    """Return what several disclosures say against each other.

    A document that is there twice (by its hash) counts once. Disclosures without a year or a
    department are compared by their citations only.
    """
    seen: set[str] = set()
    held: list[tuple[int, Disclosure]] = []
    for place, disclosure in enumerate(disclosures):
        if disclosure.source.sha256 not in seen:
            seen.add(disclosure.source.sha256)
            held.append((place, disclosure))
    shown = [
        _Shown(place, disclosure, project, _amount(project))
        for place, disclosure in held
        for project in disclosure.projects
    ]
    found: list[AcrossCheck] = []
    for finding, documents in itertools.chain(_years(shown), _units(shown), _citations(held)):
        found.append(AcrossCheck(check_of(finding), documents))
    return tuple(found)


_Found = tuple[Finding, tuple[int, ...]]


def _amount(project: Project) -> Figure | None:
    for name in ("annual_request", "narrative_budget"):
        value = project.fields.get(name)
        if value is not None and value.value is not None:
            unit = "元" if value.method == "form" else None
            step = Decimal(100) if value.by == "sum_of_items" else step_of(value.text, unit=unit)
            return Figure(Decimal(value.value), step, _place(value))
    return None


def _place(value: Value) -> Evidence:
    return Evidence(value.page, value.box, value.start, value.end, value.text)


def _key(words: str | None) -> str:
    return "".join((words or "").split()).replace("(", "（").replace(")", "）")


def _years(shown: Sequence[_Shown]) -> Iterator[_Found]:
    """Compare a department's project with the same project of the year after."""
    named: dict[tuple[str, str, int], list[_Shown]] = {}
    for one in shown:
        year, department = one.disclosure.fiscal_year, one.disclosure.department
        if year is not None and department and one.project.name:
            named.setdefault((_key(department), _key(one.project.name), year), []).append(one)
    for (department, name, year), (before, *others) in named.items():
        after = named.get((department, name, year + 1), [])
        # A name that stands twice in one year does not say which project is meant.
        if others or len(after) != 1:
            continue
        yield from _jump(before, after[0])
        yield from _dropped(before, after[0])


def _jump(before: _Shown, after: _Shown) -> Iterator[_Found]:
    one, two = before.amount, after.amount
    if one is None or two is None or not one.yuan or not two.yuan:
        return
    times = two.yuan / one.yuan
    if abs(two.yuan - one.yuan) < _SMALLEST_JUMP or Decimal(1) / _JUMP < times < _JUMP:
        return
    yield (
        Finding(
            "amount_jump",
            after.project.index,
            {
                "department": after.disclosure.department,
                "name": after.project.name,
                "before_year": before.disclosure.fiscal_year,
                "before": yuan_words(one.yuan),
                "year": after.disclosure.fiscal_year,
                "now": yuan_words(two.yuan),
                "times": f"{times:.2f}",
            },
            (two.evidence, one.evidence),
        ),
        (after.document, before.document),
    )


def _dropped(before: _Shown, after: _Shown) -> Iterator[_Found]:
    """Find a title that last year's basis cites and this year's does not."""
    if not any(section.kind == "basis" for section in after.project.sections):
        return
    now = {title_core(one.title) for one in after.project.citations if one.title}
    numbers = {one.doc_number for one in after.project.citations if one.doc_number}
    gone: dict[str, Citation] = {}
    for citation in before.project.citations:
        if citation.title is None or citation.section != "basis":
            continue
        core = title_core(citation.title)
        if core not in now and citation.doc_number not in numbers:
            gone.setdefault(core, citation)
    for citation in gone.values():
        place = Evidence(citation.page, None, citation.start, citation.end, citation.text)
        yield (
            Finding(
                "basis_dropped",
                before.project.index,
                {
                    "department": after.disclosure.department,
                    "name": after.project.name,
                    "before_year": before.disclosure.fiscal_year,
                    "title": citation.title,
                    "year": after.disclosure.fiscal_year,
                },
                (place,),
            ),
            (before.document,),
        )


def _units(shown: Sequence[_Shown]) -> Iterator[_Found]:
    """Compare a project in its department's disclosure and in that of the department's unit."""
    named: dict[tuple[str, int], list[_Shown]] = {}
    for one in shown:
        year = one.disclosure.fiscal_year
        if year is not None and one.project.name and one.amount is not None:
            named.setdefault((_key(one.project.name), year), []).append(one)
    for group in named.values():
        for one, other in itertools.permutations(group, 2):
            if one.document == other.document or not _is_unit_of(other, one):
                continue
            mine, theirs = one.amount, other.amount
            if mine is None or theirs is None or agree(mine, theirs):
                continue
            yield (
                Finding(
                    "unit_against_department",
                    one.project.index,
                    {
                        "name": one.project.name,
                        "department": one.disclosure.department,
                        "one": yuan_words(mine.yuan),
                        "unit": other.disclosure.department,
                        "other": yuan_words(theirs.yuan),
                    },
                    (mine.evidence, theirs.evidence),
                ),
                (one.document, other.document),
            )


def _is_unit_of(unit: _Shown, department: _Shown) -> bool:
    """Tell whether the forms say that one document's body is a unit of the other's."""
    above, below = _key(department.disclosure.department), _key(unit.disclosure.department)
    if not above or not below or above == below:
        return False
    supervising = _key(_text(unit.project, "supervising_department"))
    implementing = _key(_text(department.project, "implementing_unit"))
    return supervising == above or implementing == below


def _text(project: Project, name: str) -> str | None:
    value = project.fields.get(name)
    return value.value if value is not None else None


def _citations(held: Sequence[tuple[int, Disclosure]]) -> Iterator[_Found]:
    """Find titles with several numbers and numbers with several titles over the documents."""
    cited = [
        Cited(citation, project.index, place)
        for place, disclosure in held
        for project in disclosure.projects
        for citation in project.citations
    ]
    for clash in clashing_numbers(cited):
        if _several(clash):
            numbers = "、".join(str(one.citation.doc_number) for one in clash)
            slots = {"title": clash[0].citation.title, "numbers": numbers}
            yield _clash("title_with_numbers_across", clash, slots)
    for clash in clashing_titles(cited):
        if _several(clash):
            titles = "、".join(f"《{one.citation.title}》" for one in clash)
            slots = {"number": clash[0].citation.doc_number, "titles": titles}
            yield _clash("number_with_titles_across", clash, slots)


def _several(clash: Sequence[Cited]) -> bool:
    """Tell whether the citations stand in several documents; in one it is found there."""
    return len({one.document for one in clash}) > 1


def _clash(rule: str, clash: Sequence[Cited], slots: dict[str, str | None]) -> _Found:
    evidence = tuple(
        Evidence(one.citation.page, None, one.citation.start, one.citation.end, one.citation.text)
        for one in clash
    )
    finding = Finding(rule, clash[0].project, slots, evidence)
    return finding, tuple(one.document for one in clash)
