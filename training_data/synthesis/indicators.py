"""Performance indicators (绩效指标): levels, names, and values in the forms they are printed."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from extraction.schema import Operator
from training_data.synthesis.gold import GoldIndicator
from training_data.synthesis.story import ProjectFacts

Group = Literal["cost", "output", "effect", "satisfaction"]


@dataclass(frozen=True, slots=True)
class _Printing:
    """One way to print a number and the operator that it says."""

    print: str
    operator: Operator | None


@dataclass(frozen=True, slots=True)
class IndicatorHabits:
    """What one document does in all its forms."""

    number: _Printing
    ceiling: _Printing
    places: int
    suffix: bool
    mixed: bool
    sound: bool = False


@cache
def _words() -> dict[str, object]:
    path = files("training_data.synthesis.vocabulary") / "indicators.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _printings(kind: str) -> tuple[list[_Printing], list[float]]:
    rows = cast("list[dict[str, object]]", _words()[kind])
    printings = [
        _Printing(str(row["print"]), cast("Operator | None", row["operator"] or None))
        for row in rows
    ]
    return printings, [float(str(row["weight"])) for row in rows]


def _list(table: str, key: str) -> list[str]:
    values = cast("dict[str, list[str] | str]", _words()[table])[key]
    return [values] if isinstance(values, str) else values


def draw_indicator_habits(chance: random.Random, *, sound: bool = False) -> IndicatorHabits:
    """Draw the printing of numbers for one document."""
    numbers, number_weights = _printings("number")
    ceilings, ceiling_weights = _printings("ceiling")
    return IndicatorHabits(
        number=chance.choices(numbers, number_weights)[0],
        ceiling=chance.choices(ceilings, ceiling_weights)[0],
        places=chance.choice((0, 2, 2)),
        suffix=chance.random() < 0.8,
        mixed=chance.random() < 0.35,
        sound=sound,
    )


def draw_indicators(
    facts: ProjectFacts, habits: IndicatorHabits, chance: random.Random
) -> tuple[GoldIndicator, ...]:
    """Draw one project's indicators, grouped by level 1 and level 2."""
    draw = _Drawer(habits, chance)
    topic = facts.topic
    effects = _list("second", "effect")
    rows = []
    if chance.random() < 0.85 or habits.sound:
        rows.append(draw.cost(facts))
    for name, unit, number in topic.outputs:
        rows.append(draw.number("output", _list("second", "quantity")[0], name, number, unit))
    for name, share in topic.qualities:
        rows.append(
            draw.share_or_words("output", _list("second", "quality")[0], name, share, "quality")
        )
    if chance.random() < 0.5:
        name = chance.choice(_list("names", "time"))
        share = "" if "时间" in name else "100"
        rows.append(draw.share_or_words("output", _list("second", "time")[0], name, share, "time"))
    second = chance.sample(effects, min(len(topic.effects), 2))
    for place, (name, effect) in enumerate(topic.effects):
        rows.append(draw.words("effect", second[min(place, len(second) - 1)], name, effect))
    rows.append(
        draw.number(
            "satisfaction",
            _list("second", "satisfaction")[0],
            chance.choice(_list("names", "satisfaction")),
            chance.choice(("85", "90", "95", "80")),
            "%",
        )
    )
    return tuple(rows)


class _Drawer:
    def __init__(self, habits: IndicatorHabits, chance: random.Random) -> None:
        self.habits, self.chance = habits, chance

    def cost(self, facts: ProjectFacts) -> GoldIndicator:
        level2 = self.chance.choices(_list("second", "cost"), (8, 1, 1))[0]
        name = self.chance.choice(_list("names", "cost"))
        if name.endswith("率"):
            return self.made("cost", level2, name, self.ceiling(), "100", "%")
        unit = self.chance.choices(("元", "万元", "项"), (6, 3, 1))[0]
        if self.habits.sound:
            unit = unit.replace("项", "元")
        amount = facts.budget / 10000 if unit == "万元" else facts.budget
        exact = max(self.habits.places, -int(amount.normalize().as_tuple().exponent))
        return self.made("cost", level2, name, self.ceiling(), f"{amount:.{exact}f}", unit)

    def number(self, group: Group, level2: str, name: str, number: str, unit: str) -> GoldIndicator:
        if "." not in number and self.habits.places:
            number += "." + "0" * self.habits.places
        return self.made(group, level2, name, self.floor(), number, unit)

    def share_or_words(
        self, group: Group, level2: str, name: str, share: str, kind: str
    ) -> GoldIndicator:
        if not share or self.chance.random() < 0.15:
            return self.words(group, level2, name, self.chance.choice(_list("words", kind)))
        return self.number(group, level2, name, share, "%")

    def words(self, group: Group, level2: str, name: str, words: str) -> GoldIndicator:
        return GoldIndicator(
            self.level1(group), self.level2(level2), name, None, words, None, words
        )

    def made(
        self, group: Group, level2: str, name: str, how: _Printing, number: str, unit: str
    ) -> GoldIndicator:
        if self.habits.sound and how.operator == ">":
            # Nothing is above 100 %.
            how = _Printing("≥{n}({u})", "≥")
        text = how.print.format(n=number, u=unit)
        return GoldIndicator(
            self.level1(group), self.level2(level2), name, how.operator, number, unit, text
        )

    def level1(self, group: Group) -> str:
        return _list("first", group)[0]

    def level2(self, name: str) -> str:
        return name if self.habits.suffix else name.removesuffix("指标")

    def floor(self) -> _Printing:
        return self.any_printing("number", self.habits.number)

    def ceiling(self) -> _Printing:
        return self.any_printing("ceiling", self.habits.ceiling)

    def any_printing(self, kind: str, usual: _Printing) -> _Printing:
        if not self.habits.mixed:
            return usual
        printings, weights = _printings(kind)
        return self.chance.choices(printings, weights)[0]
