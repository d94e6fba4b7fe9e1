"""A project's dates: narrative against form, years against the fiscal year."""

from __future__ import annotations

from collections.abc import Iterator

from extraction.checks.facts import Facts, Finding
from extraction.checks.places import flatten
from extraction.schema import Evidence, Project
from extraction.values import find_period

_FORM = ("start_date", "end_date")
_NARRATIVE = ("period_start", "period_end")

_Dated = tuple[str, Evidence]


def _date(facts: Facts, project: Project, name: str) -> _Dated | None:
    value = project.fields.get(name)
    if value is None or value.value is None:
        return None
    return value.value, facts.places.of_value(value)


def _told(facts: Facts, project: Project) -> tuple[_Dated | None, _Dated | None]:
    """Return the narrative's begin and end: its 实施周期, else the one range of its plan."""
    start, end = (_date(facts, project, name) for name in _NARRATIVE)
    if start or end:
        return start, end
    for section in project.sections:
        if section.kind != "plan":
            continue
        flat = flatten(facts.text, section.start, section.end)
        period = find_period(flat.words)
        if period is None or period.phases != 1 or not (period.start and period.end):
            continue
        if period.start.value == period.end.value:
            continue
        points = (period.start, period.end)
        first, last = (
            (point.value, facts.places.at(*flat.span(point.start, point.end))) for point in points
        )
        return first, last
    return None, None


def period_against_form(facts: Facts) -> Iterator[Finding]:
    """Narrative and form name other dates; a month agrees with every day in it."""
    for project in facts.disclosure.projects:
        told = _told(facts, project)
        asked = [_date(facts, project, name) for name in _FORM]
        differing = [
            (one, other)
            for one, other in zip(told, asked, strict=True)
            if one and other and not _same(one[0], other[0])
        ]
        if differing:
            yield Finding(
                "period_against_form",
                project.index,
                {
                    "narrative": "、".join(one[0] for one, _ in differing),
                    "form": "、".join(other[0] for _, other in differing),
                },
                tuple(evidence for pair in differing for _, evidence in pair),
            )


def _same(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def period_outside_year(facts: Facts) -> Iterator[Finding]:
    """The fiscal year lies outside the project's own dates."""
    year = facts.disclosure.fiscal_year
    if year is None:
        return
    for project in facts.disclosure.projects:
        for start_name, end_name in (_FORM, _NARRATIVE):
            start, end = _date(facts, project, start_name), _date(facts, project, end_name)
            late = start is not None and int(start[0][:4]) > year
            early = end is not None and int(end[0][:4]) < year
            if late or early:
                dated = [one for one in (start, end) if one is not None]
                yield Finding(
                    "period_outside_year",
                    project.index,
                    {"year": year, "dates": "至".join(one[0] for one in dated)},
                    tuple(evidence for _, evidence in dated),
                )


def dates_reversed(facts: Facts) -> Iterator[Finding]:
    """A project ends before it begins."""
    for project in facts.disclosure.projects:
        for start_name, end_name in (_FORM, _NARRATIVE):
            start, end = _date(facts, project, start_name), _date(facts, project, end_name)
            if start is None or end is None:
                continue
            shorter = min(len(start[0]), len(end[0]))
            if end[0][:shorter] < start[0][:shorter]:
                yield Finding(
                    "dates_reversed",
                    project.index,
                    {"start": start[0], "end": end[0]},
                    (start[1], end[1]),
                )


def budget_of_other_year(facts: Facts) -> Iterator[Finding]:
    """The only amount of a project's budget section names another year."""
    year = facts.disclosure.fiscal_year
    for project in facts.disclosure.projects:
        value = project.fields.get("narrative_budget")
        if value is not None and value.by == "other_year_amount":
            yield Finding(
                "budget_of_other_year",
                project.index,
                {"year": year if year is not None else "本", "text": value.text},
                (facts.places.of_value(value),),
            )
