"""The words of ``indicators.toml``: what an indicator's name, unit or value says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_WHOLE = frozenset({"label", "placeholder", "time_units"})  # compared with a whole value


@dataclass(frozen=True, slots=True)
class WordRule:
    """One table of ``indicators.toml``; ``whole`` where nothing may stand beside the words."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]
    whole: bool
    example: str
    counter_example: str

    def holds(self, printed: str) -> bool:
        """Tell whether a name, a unit or a value is, or has, one of the words."""
        found = self.pattern.fullmatch(printed) if self.whole else self.pattern.search(printed)
        return found is not None


@cache
def word_rules() -> Mapping[str, WordRule]:
    """Load ``indicators.toml`` once; the rules by their names."""
    data = tomllib.loads(files(__package__).joinpath("indicators.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            name: WordRule(
                tuple(row["words"]),
                re.compile("|".join(row["words"]), re.IGNORECASE),
                name in _WHOLE,
                row["example"],
                row["counter_example"],
            )
            for name, row in data.items()
        }
    )


def holds(name: str, printed: str) -> bool:
    """Tell whether ``printed`` has the words of the table ``name``."""
    return word_rules()[name].holds(printed)
