"""Performance indicators: cost, direction, units, shares, and values that are none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extraction.checks.facts import Facts, Finding
from extraction.checks.figures import Figure, agree, exceeds, yuan_words
from extraction.checks.indicator_words import holds, word_rules
from extraction.schema import Indicator, Project
from extraction.values import parse_decimal
from extraction.values.units import units

_COUNT_LEVEL = "数量"
_FIELD_LABELS = {
    "name": "项目名称",
    "overall_goal": "项目总目标",
    "annual_goal": "年度总体目标",
    "implementing_unit": "实施单位",
}


def _number(indicator: Indicator) -> Decimal | None:
    return parse_decimal(indicator.value) if indicator.value else None


def _is(indicator: Indicator, level1: str) -> bool:
    return level1 in (indicator.level1 or "")


def _factor(indicator: Indicator) -> Decimal | None:
    return units().factor(indicator.unit) if indicator.unit else None


def _is_money_cost(indicator: Indicator) -> bool:
    """Tell whether a cost indicator states the project's cost, and no rate or price."""
    name = indicator.level3 or ""
    if not _is(indicator, "成本") or holds("per_item", name) or holds("rate", name):
        return False
    level2 = indicator.level2 or ""
    if indicator.unit == "%":
        return False
    # What a project costs society or nature is not what it asks for, unless it says so.
    if ("社会" in level2 or "生态" in level2) and not holds("whole_cost", name):
        return False
    return "/" not in (indicator.unit or "") and _number(indicator) is not None


def _finding(
    facts: Facts, rule: str, project: Project, indicator: Indicator, **slots: object
) -> Finding:
    said = {"name": indicator.level3 or "", "text": indicator.text.strip(), **slots}
    return Finding(rule, project.index, said, (facts.places.of_indicator(project, indicator),))


def cost_amount(facts: Facts) -> Iterator[Finding]:
    """The cost that the indicators allow is not what the project asks for."""
    for project in facts.disclosure.projects:
        costs = [one for one in project.indicators if _is_money_cost(one)]
        asked = [
            figure
            for name in ("annual_request", "total_funding")
            if (figure := facts.figure(project, name)) is not None
        ]
        if not costs or not asked:
            continue
        figures = [
            figure for one in costs if (figure := _cost(facts, project, one, asked)) is not None
        ]
        if len(figures) != len(costs):
            continue
        if len(figures) == 1 and any(agree(figures[0], one) for one in asked):
            continue
        whole = sum((one.yuan for one in figures), Decimal(0))
        step = sum((one.step for one in figures), Decimal(0))
        added = Figure(whole, step, figures[0].evidence)
        # Several costs may be parts of the whole, one alone stands for it.
        if len(figures) > 1 and not any(exceeds(added, one) for one in asked[:1]):
            continue
        yield Finding(
            "cost_amount",
            project.index,
            {"cost": yuan_words(whole), "asked": yuan_words(asked[0].yuan)},
            (*(one.evidence for one in figures), asked[0].evidence),
        )


def _cost(
    facts: Facts, project: Project, indicator: Indicator, asked: list[Figure]
) -> Figure | None:
    """Return a cost as a figure; a wrong unit (项, 次) is read as 元 where that must be meant."""
    number = _number(indicator)
    if number is None:
        return None
    evidence = facts.places.of_indicator(project, indicator)
    decimals = max(0, -int(str(number.as_tuple().exponent)))
    factor = _factor(indicator)
    if factor is not None:
        return Figure(number * factor, factor * Decimal(1).scaleb(-decimals), evidence)
    if any(number == one.yuan for one in asked):
        return Figure(number, Decimal(1).scaleb(-decimals), evidence)
    return None


def cost_direction(facts: Facts) -> Iterator[Finding]:
    """A cost is to be at least so much; a cost has an upper bound."""
    for project in facts.disclosure.projects:
        for one in project.indicators:
            if _is_money_cost(one) and one.operator in ("≥", ">"):
                yield _finding(facts, "cost_direction", project, one)


def cost_unit(facts: Facts) -> Iterator[Finding]:
    """A cost in a unit that is no money."""
    for project in facts.disclosure.projects:
        asked = {
            figure.yuan
            for name in ("annual_request", "total_funding")
            if (figure := facts.figure(project, name)) is not None
        }
        for one in project.indicators:
            number = _number(one)
            if not _is_money_cost(one) or number is None or _factor(one) is not None:
                continue
            if one.unit is None and number not in asked:
                continue
            if number in asked or number * 10000 in asked or number >= 10000:
                yield _finding(facts, "cost_unit", project, one, unit=one.unit or "无")


def output_direction(facts: Facts) -> Iterator[Finding]:
    """An output or a satisfaction is to be at most so much."""
    for project in facts.disclosure.projects:
        for one in project.indicators:
            if one.operator not in ("≤", "<") or _number(one) is None:
                continue
            name = one.level3 or ""
            is_satisfaction = _is(one, "满意") or "满意" in name
            is_count = _COUNT_LEVEL in (one.level2 or "") and not holds(
                "time_units", one.unit or ""
            )
            if (is_satisfaction or is_count) and not holds("less_is_good", name):
                yield _finding(facts, "output_direction", project, one)


def share_over_hundred(facts: Facts) -> Iterator[Finding]:
    """A share that cannot be above 100 % is."""
    for project in facts.disclosure.projects:
        for one in project.indicators:
            number = _number(one)
            name = one.level3 or ""
            if one.unit != "%" or number is None or holds("may_exceed", name):
                continue
            if not (holds("full_share", name) or _is(one, "满意")):
                continue
            if number > 100 or (number == 100 and one.operator == ">"):
                yield _finding(facts, "share_over_hundred", project, one)


def placeholder_value(facts: Facts) -> Iterator[Finding]:
    """A label or a placeholder stands where a value belongs."""
    for project in facts.disclosure.projects:
        for one in project.indicators:
            words = (one.value or "").strip()
            if one.operator is not None or one.unit is not None or not words:
                continue
            names = {one.level1, one.level2, one.level3}
            if words in names or holds("label", words) or holds("placeholder", words):
                yield _finding(facts, "placeholder_value", project, one)
        for name, label in _FIELD_LABELS.items():
            value = project.fields.get(name)
            if value is not None and value.value and holds("placeholder", value.value):
                yield Finding(
                    "placeholder_value",
                    project.index,
                    {"name": label, "text": value.text.strip()},
                    (facts.places.of_value(value),),
                )


def missing_indicators(facts: Facts) -> Iterator[Finding]:
    """A form lacks an indicator of a kind that it has to have, or an indicator has no value."""
    for project in facts.disclosure.projects:
        if not project.indicators:
            continue
        level1 = {one.level1 or "" for one in project.indicators}
        level2 = {one.level2 or "" for one in project.indicators}
        # Levels that could not be read say nothing.
        if "" in level1 or "" in level2:
            continue
        missing = _lacking("required_level1", level1)
        if not missing:
            missing = _lacking("required_level2", level2)
        if missing:
            yield Finding(
                "missing_indicators",
                project.index,
                {"missing": "、".join(missing)},
                (facts.places.of_indicator(project, project.indicators[0]),),
            )


def _lacking(required: str, levels: set[str]) -> list[str]:
    """Return the required kinds of indicators that no level names."""
    return [
        f"{word}指标"
        for word in word_rules()[required].words
        if not any(word in level for level in levels)
    ]
