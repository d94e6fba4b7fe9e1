"""How a document is put together: section numbers, projects printed twice, budget years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extraction.checks.facts import Facts, Finding
from extraction.checks.figures import agree, evidence_of
from extraction.checks.places import paragraphs
from extraction.schema import Evidence, Project, Section
from extraction.values import parse_numeral

_NUMBER = re.compile(r"\s*[（(]?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]")
_YEAR_TITLE = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?!以前|以来|末|初|底|[0-9一二三四五六七八九十]{1,2}月|至|-|—).{0,30}"
    r"(?:预算|决算)(?:情况|编制|公开)?(?:说明|总表|表)$"
)
_LEADING = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])*"
)


def section_numbers(facts: Facts) -> Iterator[Finding]:
    """A section's number is printed twice in one project's narrative."""
    for project in facts.disclosure.projects:
        numbered = [
            (number, section)
            for section in project.sections
            if (number := _number(section.heading)) is not None
        ]
        counts = Counter(number for number, _ in numbered)
        for number in sorted(one for one, times in counts.items() if times > 1):
            twice = [section for each, section in numbered if each == number]
            if len({_bare(section.heading) for section in twice}) == 1 and _are_copies(twice):
                continue
            yield Finding(
                "section_numbers",
                project.index,
                {"headings": "、".join(f"“{section.heading.strip()}”" for section in twice)},
                tuple(_heading(facts, section) for section in twice),
            )


def _are_copies(sections: Sequence[Section]) -> bool:
    """Two sections in one place would be one section read twice, no fault of the document."""
    return len({section.start for section in sections}) < len(sections)


def _number(heading: str) -> int | None:
    found = _NUMBER.match(heading)
    if found is None:
        return None
    return int(found["n"]) if found["n"].isdigit() else parse_numeral(found["n"])


def _bare(heading: str) -> str:
    return _NUMBER.sub("", "".join(heading.split()))


def _heading(facts: Facts, section: Section) -> Evidence:
    return facts.places.at(section.start, section.start + len(section.heading))


def duplicate_projects(facts: Facts) -> Iterator[Finding]:
    """Two projects have one name; with one amount too, the same is printed twice."""
    named: dict[str, list[Project]] = {}
    for project in facts.disclosure.projects:
        if project.name:
            named.setdefault("".join(project.name.split()), []).append(project)
    for name, projects in named.items():
        if len(projects) < 2:
            continue
        first, *others = projects
        for other in others:
            one, two = facts.year_amount(first), facts.year_amount(other)
            same = one is not None and two is not None and agree(one, two)
            figures = [figure for figure in (one, two) if figure is not None]
            yield Finding(
                "duplicate_projects",
                other.index,
                {"name": name, "first": first.index + 1, "same": "，金额也相同" if same else ""},
                evidence_of(figures) or _project_place(facts, other),
            )


def _project_place(facts: Facts, project: Project) -> tuple[Evidence, ...]:
    value = project.fields.get("name")
    if value is not None:
        return (facts.places.of_value(value),)
    if project.sections:
        return (_heading(facts, project.sections[0]),)
    return ()


def mixed_years(facts: Facts) -> Iterator[Finding]:
    """Titles of one budget name several budget years."""
    year = facts.disclosure.fiscal_year
    if year is None:
        return
    for block in paragraphs(facts.layout):
        for line in block.lines:
            if line.end - line.start > 80:
                continue
            printed = facts.text[line.start : line.end]
            if "20" not in printed:
                continue
            words = _LEADING.sub("", "".join(printed.split()))
            found = _YEAR_TITLE.search(words)
            if found is None or int(found["year"]) == year or _has_both(words, year):
                continue
            yield Finding(
                "mixed_years",
                None,
                {"year": year, "other": found["year"], "title": words},
                (facts.places.at(line.start, line.end),),
            )


def _has_both(words: str, year: int) -> bool:
    """Tell whether a title compares the budget's year with another."""
    return str(year) in words or "比" in words or "执行" in words


_FORM_YEAR = re.compile(r"[（(]\s*(20\d\d)\s*年?\s*度?\s*[）)]")


def form_years(facts: Facts) -> Iterator[Finding]:
    """A form is for another year than the budget, or, where none is known, than the first form."""
    year = facts.disclosure.fiscal_year
    printed: list[tuple[int, int, Evidence]] = []
    for project in facts.disclosure.projects:
        starts = [value.start for value in project.fields.values() if value.method == "form"]
        if not starts:
            continue
        begin = max(0, min(starts) - 120)
        years = list(_FORM_YEAR.finditer(facts.text, begin, min(starts)))
        if years:
            place = facts.places.at(*years[-1].span())
            printed.append((project.index, int(years[-1][1]), place))
    for index, other, place in printed:
        wanted = printed[0][1] if year is None else year
        if other != wanted:
            yield Finding(
                "form_years",
                index,
                {"year": wanted, "other": other},
                (place,) if year is not None else (place, printed[0][2]),
            )
