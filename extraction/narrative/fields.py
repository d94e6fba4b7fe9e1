"""A narrative's sections → its fields: budget, whole amount, period, implementer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extraction.narrative.budget import Choice, bare_number, choose_budget, choose_whole
from extraction.narrative.field_rules import field_rules, labelled_spans
from extraction.narrative.implementer import find_implementer
from extraction.narrative.mentions import read_mentions
from extraction.narrative.money_rules import money_rules
from extraction.narrative.sections import FoundSection
from extraction.schema import SectionKind, Value
from extraction.values import Period, find_period

# 2 3 , 5 6 0 . 0 0元: every sign set apart; two digits only where a unit is behind them.
_SIGN = r"(?:[ \t\u3000\xa0]+[\d,.](?![\d,.])|，[ \t\u3000\xa0]*\d(?![\d,.]))"
_APART = re.compile(rf"(?<![\d.,，])\d(?:{_SIGN}{{2,}}|{_SIGN}(?=[ \t\u3000\xa0]*[元万亿年月日]))")
_BLANK = re.compile(r"[ \t\u3000\xa0]+")
_BLANKS = re.compile(r"(?<![A-Za-z0-9])[ \t\u3000\xa0]+|[ \t\u3000\xa0]+(?![A-Za-z0-9\s])")


@dataclass(frozen=True, slots=True)
class _Finding:
    """A field's value and its span in the text of one section."""

    section: FoundSection
    start: int
    end: int
    value: str
    by: str


def read_fields(
    text: str, sections: Sequence[FoundSection], *, fiscal_year: int | None
) -> dict[str, Value]:
    """Read ``narrative_budget``, ``narrative_total``, ``period_start``, ``period_end`` and
    ``implementer`` from one narrative's ``sections``; a field that it does not give is absent.

    ``text`` is the document's text. ``fiscal_year`` tells this year's amounts from others
    and dates months that are printed without a year.
    """
    sections = [_without_blanks(section) for section in sections]
    found: dict[str, _Finding] = {}
    budget = _budget(sections, fiscal_year)
    if budget is not None:
        found["narrative_budget"] = budget
        whole = _whole(sections, fiscal_year, budget)
        if whole is not None:
            found["narrative_total"] = whole
    found.update(_period(sections, fiscal_year))
    implementer = _implementer(sections)
    if implementer is not None:
        found["implementer"] = implementer
    return {field: _value(text, finding) for field, finding in found.items()}


def _without_blanks(section: FoundSection) -> FoundSection:
    """Drop the blanks that print puts between characters; those between Latin words stay.

    Those inside a number go where all its signs are set apart.
    """
    inside = [
        gap.span()
        for number in _APART.finditer(section.text)
        for gap in _BLANK.finditer(section.text, *number.span())
    ]
    gaps = sorted({*inside, *(gap.span() for gap in _BLANKS.finditer(section.text))})
    if not gaps:
        return section
    kept: list[str] = []
    origins: list[int] = []
    at = 0
    for start, end in [*gaps, (len(section.text), len(section.text))]:
        kept.append(section.text[at:start])
        origins += section.origins[at:start]
        at = end
    return replace(section, text="".join(kept), origins=tuple(origins))


def _value(text: str, finding: _Finding) -> Value:
    start, end = finding.section.span(finding.start, finding.end)
    return Value(
        value=finding.value,
        text=text[start:end],
        page=finding.section.page_at(start),
        box=None,
        start=start,
        end=end,
        method="rule",
        by=finding.by,
        confidence=field_rules()[finding.by].confidence,
    )


def _of(sections: Sequence[FoundSection], *kinds: SectionKind) -> Iterator[FoundSection]:
    """Yield the sections of the kinds, in the order of the kinds."""
    for kind in kinds:
        yield from (section for section in sections if section.kind == kind)


def _choices(
    sections: Sequence[FoundSection], fiscal_year: int | None
) -> list[tuple[FoundSection, Choice]]:
    """Choose an amount in every budget section; the heading that names a year comes first."""
    found = []
    for section in _of(sections, "budget"):
        mentions = read_mentions(section.text, fiscal_year=fiscal_year)
        choice = choose_budget(mentions)
        if choice is None and not mentions:
            choice = bare_number(section.text, heading=section.heading)
        if choice is not None:
            found.append((section, choice))
    found.sort(key=lambda pair: not _names_year(pair[0].heading))
    return found


def _names_year(heading: str) -> bool:
    return any(word in heading for word in ("年度", "当年", "本年", "今年"))


def _budget(sections: Sequence[FoundSection], fiscal_year: int | None) -> _Finding | None:
    for section, choice in _choices(sections, fiscal_year):
        return _finding(section, choice)
    for section in _of(sections, "plan", "overview", "period", "other"):
        for start, end in labelled_spans(section.text, label="budget"):
            mentions = read_mentions(section.text[start:end], fiscal_year=fiscal_year)
            labelled = choose_budget(mentions)
            if labelled is not None:
                by = "sum_of_items" if labelled.by == "sum_of_items" else "labelled_amount"
                low, high = start + labelled.start, start + labelled.end
                return _Finding(section, low, high, labelled.yuan, by)
    return None


def _finding(section: FoundSection, choice: Choice) -> _Finding:
    return _Finding(section, choice.start, choice.end, choice.yuan, choice.by)


def _whole(
    sections: Sequence[FoundSection], fiscal_year: int | None, budget: _Finding
) -> _Finding | None:
    """Find the whole amount: beside the year's, in another budget section, or in the prose."""
    chosen = Choice(budget.start, budget.end, budget.value, budget.by)
    own = read_mentions(budget.section.text, fiscal_year=fiscal_year)
    whole = choose_whole(own, budget=chosen)
    if whole is not None:
        return _finding(budget.section, whole)
    year = Decimal(budget.value)
    for section, choice in _choices(sections, fiscal_year):
        # "四、资金需求" with the whole and "六、年度预算安排" with the year's.
        if section is not budget.section and Decimal(choice.yuan) > year:
            return _Finding(section, choice.start, choice.end, choice.yuan, "whole_amount")
    if budget.by in ("whole_only", "other_year_amount"):
        return None
    for section in _of(sections, "overview", "plan", "basis", "other"):
        for mention in read_mentions(section.text, fiscal_year=fiscal_year):
            if money_rules().whole_outside.search(mention.clause) and mention.amount > year:
                return _Finding(section, mention.start, mention.end, mention.yuan, "whole_in_text")
    return None


def _period(sections: Sequence[FoundSection], fiscal_year: int | None) -> dict[str, _Finding]:
    for section in _of(sections, "period"):
        found = _sides(section, 0, len(section.text), fiscal_year, by="period_section")
        if found:
            return found
    for section in _of(sections, "plan", "overview", "other", "budget"):
        for start, end in labelled_spans(section.text, label="period"):
            found = _sides(section, start, end, fiscal_year, by="period_item")
            if found:
                return found
    return {}


def _sides(
    section: FoundSection, start: int, end: int, fiscal_year: int | None, *, by: str
) -> dict[str, _Finding]:
    period = find_period(section.text, start=start, end=end)
    if period is None and fiscal_year is not None:
        period = find_period(section.text, start=start, end=end, year=fiscal_year)
        by = "period_fiscal_year"
    elif period is not None and period.phases > 1:
        by = "period_phases"
    return _points(section, period, by) if period else {}


def _points(section: FoundSection, period: Period, by: str) -> dict[str, _Finding]:
    return {
        field: _Finding(section, point.start, point.end, point.value, by)
        for field, point in (("period_start", period.start), ("period_end", period.end))
        if point is not None
    }


def _implementer(sections: Sequence[FoundSection]) -> _Finding | None:
    for section in _of(sections, "implementer"):
        named = find_implementer(section.text)
        if named is not None:
            value = section.text[named.start : named.end]
            return _Finding(section, named.start, named.end, value, named.by)
    return None
