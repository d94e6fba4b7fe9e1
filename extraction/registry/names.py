"""The words of ``names.toml``, compiled once on first use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Names:
    """All of ``names.toml``.

    lexicons  each list of words as an alternation, the longest first
    bodies    every printed name of a body → the one it is compared by
    shorts    every long word in a body's name → the short one, the longest first
    """

    lexicons: Mapping[str, str]
    bodies: Mapping[str, str]
    shorts: Mapping[str, str]


@cache
def names() -> Names:
    """Load ``names.toml``."""
    data = tomllib.loads(files(__package__).joinpath("names.toml").read_text("utf-8"))
    shorts = {word: row["short"] for row in data["short"] for word in row["long"]}
    return Names(
        lexicons=MappingProxyType(
            {row["name"]: alternation(row["words"]) for row in data["lexicon"]}
        ),
        bodies=MappingProxyType(
            {printed: row["names"][0] for row in data["body"] for printed in row["names"]}
        ),
        shorts=MappingProxyType({word: shorts[word] for word in _longest_first(shorts)}),
    )


def alternation(words: list[str]) -> str:
    """Return a pattern of any of the words, the longest first."""
    return "|".join(map(re.escape, _longest_first(words)))


def not_after(words: list[str]) -> str:
    """Return a pattern that refuses a place right after any of the words.

    Python's look-behind wants one width, so the words stand grouped by length.
    """
    widths: dict[int, list[str]] = {}
    for word in words:
        widths.setdefault(len(word), []).append(word)
    return "".join(f"(?<!{alternation(group)})" for _, group in sorted(widths.items()))


def _longest_first(words: Mapping[str, str] | list[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


@cache
def drifting() -> Callable[[str], bool]:
    """Return what tells whether a text is empty or one of the words that drift in titles."""
    words = frozenset(names().lexicons["drifting"].split("|")) | {""}
    return words.__contains__
