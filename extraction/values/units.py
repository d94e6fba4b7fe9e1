"""The units of ``units.toml``: what each is worth, and when a number's unit is money."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """One money unit. ``bare`` units (万, 亿) are money only by the words beside them."""

    unit: str
    factor: Decimal
    bare: bool
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """One way in which an indicator's cell prints its value."""

    name: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class Units:
    """All of ``units.toml``, compiled.

    ``bare_before`` matches right after a bare 万 or 亿 that may be money, ``bare_not_after``
    searches the text before its number for words that make it something else.
    """

    money: tuple[MoneyUnit, ...]
    bare_before: re.Pattern[str]
    bare_not_after: re.Pattern[str]
    indicator: frozenset[str]
    indicator_per: frozenset[str]
    indicator_rules: tuple[IndicatorRule, ...]

    def factor(self, unit: str) -> Decimal | None:
        """Return how many yuan one of ``unit`` is, ``None`` for what is no money unit."""
        unit = unit.replace("圆", "元")
        return next((money.factor for money in self.money if money.unit == unit), None)


@cache
def units() -> Units:
    """Load ``units.toml`` once."""
    data = tomllib.loads(files(__package__).joinpath("units.toml").read_text("utf-8"))
    before = "|".join(sorted(map(re.escape, data["bare"]["before"]), key=len, reverse=True))
    not_after = "|".join(sorted(map(re.escape, data["bare"]["not_after"]), key=len, reverse=True))
    return Units(
        money=tuple(
            MoneyUnit(
                unit=row["unit"],
                factor=Decimal(row["factor"]),
                bare=row["bare"],
                example=row["example"],
                counter_example=row["counter_example"],
            )
            for row in data["money"]
        ),
        bare_before=re.compile(
            rf"\s*(?:$|\n|[，,。；;、：:！?？（(）)\]】〕”’\"'．.=+*×]|{before})"
        ),
        bare_not_after=re.compile(rf"(?:{not_after})(?:[约达为超过有共近量数]|大约)*\s*$"),
        indicator=frozenset(data["indicator"]["units"]),
        indicator_per=frozenset(data["indicator"]["per"]),
        indicator_rules=tuple(IndicatorRule(**row) for row in data["indicator"]["rule"]),
    )
