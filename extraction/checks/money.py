"""A project's money: its form's rows, its narrative against its form, its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.checks.facts import Facts, Finding
from extraction.checks.figures import (
    Figure,
    adds_up,
    agree,
    evidence_of,
    exceeds,
    step_of,
    total,
    yuan_words,
)
from extraction.checks.places import Flat, flatten
from extraction.schema import Project, Section
from extraction.values import Amount, find_amounts

_PAIRS = (
    ("narrative_form_amount", "narrative_budget", "annual_request"),
    ("narrative_form_total", "narrative_total", "total_funding"),
)
_SUMS = (
    ("form_total_sum", "total_funding", ("total_fiscal", "total_other")),
    (
        "form_annual_sum",
        "annual_request",
        ("annual_appropriation", "annual_carryover", "annual_other"),
    ),
)
_TEN_THOUSAND = Decimal(10_000)


def narrative_against_form(facts: Facts) -> Iterator[Finding]:
    """The narrative's amount is not the form's: this year's, or the whole."""
    for project in facts.disclosure.projects:
        for rule, in_text, in_form in _PAIRS:
            told, asked = facts.figure(project, in_text), facts.figure(project, in_form)
            if told is None or asked is None or agree(told, asked):
                continue
            yield Finding(
                "unit_mixed" if _is_unit_slip(told, asked) else rule,
                project.index,
                {"narrative": yuan_words(told.yuan), "form": yuan_words(asked.yuan)}
                if not _is_unit_slip(told, asked)
                else {"one": yuan_words(told.yuan), "other": yuan_words(asked.yuan)},
                evidence_of((told, asked)),
            )


def _is_unit_slip(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are the same digits in 元 and 万元, cents rounded."""
    small, large = sorted((one.yuan, other.yuan))
    return small >= 1 and abs(small * _TEN_THOUSAND - large) <= _TEN_THOUSAND / 200


def form_sums(facts: Facts) -> Iterator[Finding]:
    """A form's total is not the sum of the rows below it (其中)."""
    for project in facts.disclosure.projects:
        for rule, whole_name, part_names in _SUMS:
            whole = facts.figure(project, whole_name)
            parts = [facts.figure(project, name) for name in part_names]
            held = [part for part in parts if part is not None]
            # The first part is what the print calls 其中; without it there is no sum.
            if whole is None or parts[0] is None or adds_up(whole, held):
                continue
            yield Finding(
                rule,
                project.index,
                {"whole": yuan_words(whole.yuan), "sum": yuan_words(total(held))},
                evidence_of((whole, *held)),
            )


def total_below_year(facts: Facts) -> Iterator[Finding]:
    """The whole project costs less than this year's part of it."""
    for project in facts.disclosure.projects:
        pairs = (("total_funding", "annual_request"), ("narrative_total", "narrative_budget"))
        for whole_name, year_name in pairs:
            whole, year = facts.figure(project, whole_name), facts.figure(project, year_name)
            if whole is not None and year is not None and exceeds(year, whole):
                yield Finding(
                    "total_below_year",
                    project.index,
                    {"whole": yuan_words(whole.yuan), "year": yuan_words(year.yuan)},
                    evidence_of((whole, year)),
                )


_SUM_AFTER = re.compile(r"(?:合计|共计|总计|小计|合计为|总共)(?:金额|资金|预算|为|约|支出|[:：])*$")
_SUM_BEFORE = re.compile(r"[，,。；;：:]?(?:其中|包括|具体为|分别为)[:：，,]?|[（(]")
_OPEN_LIST = re.compile("等|主要|部分|其中包括|不含|另|以上|以下|标准|单价|每|人均")
_PART_BREAK = re.compile("[，,、；;]|\\d[.、]")
_YEARS = re.compile(r"20\d\d年")


def items_sum(facts: Facts) -> Iterator[Finding]:
    """Items or quarters do not add up to the sum printed beside them."""
    for project in facts.disclosure.projects:
        for section in project.sections:
            if section.kind in ("budget", "plan", "overview"):
                yield from _section_sums(facts, project, section)


def _section_sums(facts: Facts, project: Project, section: Section) -> Iterator[Finding]:
    body_start = section.start + len(section.heading)
    flat = flatten(facts.text, min(body_start, section.end), section.end)
    if not flat.words:
        return
    amounts = find_amounts(flat.words)
    for whole, parts in _lists(flat.words, amounts):
        figures = [_figure(facts, flat, one) for one in (whole, *parts)]
        if not adds_up(figures[0], figures[1:]):
            yield Finding(
                "items_sum",
                project.index,
                {
                    "whole": yuan_words(figures[0].yuan),
                    "sum": yuan_words(total(figures[1:])),
                    "count": len(parts),
                },
                evidence_of(figures),
            )
            return


def _figure(facts: Facts, flat: Flat, amount: Amount) -> Figure:
    place = facts.places.at(*flat.span(amount.start, amount.end))
    return Figure(Decimal(amount.yuan), step_of(place.text), place, amount.approximate)


def _lists(words: str, amounts: Sequence[Amount]) -> Iterator[tuple[Amount, list[Amount]]]:
    """Find a sum with its items: items before 合计, after 其中, or in brackets behind it."""
    for at, amount in enumerate(amounts):
        before = words[max(0, amount.start - 12) : amount.start]
        if _SUM_AFTER.search(before) and at >= 2:
            parts = _run_before(words, amounts, at)
            if len(parts) >= 2:
                yield amount, parts
                return
    for at, amount in enumerate(amounts[:-1]):
        opening = _SUM_BEFORE.match(words, amount.end)
        if opening is None:
            continue
        parts = _run_after(words, amounts, at, opening.group())
        if len(parts) >= 2:
            yield amount, parts
            return


def _run_before(words: str, amounts: Sequence[Amount], at: int) -> list[Amount]:
    """Return the items that lead up to the sum ``amounts[at]``, in one sentence."""
    parts: list[Amount] = []
    for place in range(at - 1, -1, -1):
        between = words[amounts[place].end : (parts[0] if parts else amounts[at]).start]
        if "。" in between or len(between) > 40 or _YEARS.search(between):
            break
        parts.insert(0, amounts[place])
        before = words[: amounts[place].start]
        clause = re.split("[，,、；;。：:（(]", before)[-1]
        if re.search(
            "其中|包括", words[amounts[place - 1].end : amounts[place].start] if place else ""
        ):
            break
        if _is_whole(clause):
            parts.pop(0)
            break
    clauses = "".join(words[one.start - 12 if one.start > 12 else 0 : one.start] for one in parts)
    return [] if re.search("单价|每[人次户]|标准", clauses) else parts


def _is_whole(clause: str) -> bool:
    """Tell whether the words before an amount name the whole and no item."""
    return bool(re.search("总预算|总额|预算(?:为|共|安排)?$|年度预算|总投资|资金总", clause))


def _run_after(words: str, amounts: Sequence[Amount], at: int, opening: str) -> list[Amount]:
    """Return the items listed behind the whole ``amounts[at]``."""
    in_brackets = opening in ("（", "(")
    parts: list[Amount] = []
    last = amounts[at]
    for amount in amounts[at + 1 :]:
        between = words[last.end : amount.start]
        if "。" in between or len(between) > 40 or _OPEN_LIST.search(between):
            return [] if _OPEN_LIST.search(between) else parts
        if in_brackets and re.search("[）)]", between) and not re.search("[（(]", between[1:]):
            break
        if _SUM_AFTER.search(words[max(0, amount.start - 12) : amount.start]):
            break
        if parts and not _PART_BREAK.search(between):
            return []
        parts.append(amount)
        last = amount
    after = words[last.end : last.end + 6]
    return [] if after.startswith("等") else parts
