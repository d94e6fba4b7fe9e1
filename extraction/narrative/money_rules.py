"""``budget.toml``, compiled: what the words around an amount say of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Effect = Literal["whole", "soft_whole", "year", "other_year", "sum"]


@dataclass(frozen=True, slots=True)
class IgnoredRule:
    """Words directly beside an amount that make it none of the project's money."""

    name: str
    where: Literal["before", "after"]
    pattern: re.Pattern[str]
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Words in an amount's clause that say which amount it is."""

    name: str
    effect: Effect
    pattern: re.Pattern[str]
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """All of ``budget.toml``. ``head`` matches the words that only name an amount."""

    ignored: tuple[IgnoredRule, ...]
    roles: tuple[RoleRule, ...]
    parts: re.Pattern[str]
    head: re.Pattern[str]
    source: re.Pattern[str]
    schedule: re.Pattern[str]
    whole_outside: re.Pattern[str]


@cache
def money_rules() -> MoneyRules:
    """Load ``budget.toml`` once."""
    data = tomllib.loads(files(__package__).joinpath("budget.toml").read_text("utf-8"))
    ignored = tuple(
        IgnoredRule(
            name=row["name"],
            where=row["where"],
            pattern=re.compile(
                row["pattern"] if row["where"] == "after" else f"(?:{row['pattern']})$"
            ),
            example=row["example"],
            counter_example=row["counter_example"],
        )
        for row in data["ignored"]
    )
    roles = tuple(
        RoleRule(
            name=row["name"],
            effect=row["effect"],
            pattern=re.compile(row["pattern"]),
            example=row["example"],
            counter_example=row["counter_example"],
        )
        for row in data["role"]
    )
    return MoneyRules(
        ignored=ignored,
        roles=roles,
        parts=re.compile(rf"(?:{_any(data['parts']['words'])})(?P<colon>\s*[：:])?"),
        head=re.compile(_any(data["head"]["words"])),
        source=re.compile(_any(data["source"]["words"])),
        schedule=re.compile(_any(data["schedule"]["words"])),
        whole_outside=re.compile(data["whole_outside"]["pattern"]),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
