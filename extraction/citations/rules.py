"""The words, patterns and rules of ``rules.toml``, compiled once on first use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the file, with the two texts that a test runs it on.

    ``use`` is how a pattern is applied: ``match`` at a place, ``search`` before a place (these
    end in ``$``) or over a stretch, ``fullmatch``. A lexicon is looked for at either end.
    """

    kind: Literal["lexicon", "pattern", "rule"]
    name: str
    note: str
    use: Literal["match", "search", "fullmatch", "ends", "find"]
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All of ``rules.toml``.

    words        each lexicon's words
    patterns     each pattern compiled; each lexicon too, as "one of its words"
    confidence   each rule's measured precision on the labelled cases, (right + 1) / (found + 2)
    """

    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    confidence: Mapping[str, float]
    entries: tuple[Entry, ...]


@cache
def rules() -> Rules:
    """Load ``rules.toml``; a pattern may name lexicons and other patterns as ``{name}``."""
    data = tomllib.loads(files(__package__).joinpath("rules.toml").read_text("utf-8"))
    # Longest first: an alternation takes the first word that fits.
    raw = {
        row["name"]: "|".join(map(re.escape, sorted(row["words"], key=len, reverse=True)))
        for row in data["lexicon"]
    } | {row["name"]: row["regex"] for row in data["pattern"]}

    @cache
    def expanded(name: str) -> str:
        return _NAME.sub(lambda found: f"(?:{expanded(found[1])})", raw[name])

    entries = tuple(
        Entry(
            kind=kind,
            name=row["name"],
            note=row["note"],
            use=row.get("use") or use,
            example=row["example"],
            counter_example=row["counter_example"],
        )
        for kind, use in _USES.items()
        for row in data[kind]
    )
    return Rules(
        words=MappingProxyType({row["name"]: frozenset(row["words"]) for row in data["lexicon"]}),
        patterns=MappingProxyType({name: re.compile(expanded(name)) for name in raw}),
        confidence=MappingProxyType({row["name"]: row["confidence"] for row in data["rule"]}),
        entries=entries,
    )


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the compiled pattern, or the lexicon compiled as "one of its words"."""
    return rules().patterns[name]


_USES: Mapping[Literal["lexicon", "pattern", "rule"], Literal["ends", "match", "find"]] = {
    "lexicon": "ends",
    "pattern": "match",
    "rule": "find",
}
