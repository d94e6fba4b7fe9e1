"""The words of ``headings.toml`` and ``vocabulary.toml``, compiled once on first use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, cast

from extraction.registry.regulations import Level, Status
from extraction.values.numerals import to_half_width

_LEFT_OUT = re.compile(r"[\s_：:*＊《》\"“”]+|[（(][^（）()]*[）)]$")
_BLANKS = re.compile(r"\s+")
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Words:
    """Every word → what it stands for; look up with `heading_field`, `status_of`, `level_of`."""

    headings: Mapping[str, str]
    titles: tuple[str, ...]
    statuses: Mapping[str, Status]
    levels: Mapping[str, Level | None]
    nothing: frozenset[str]


@cache
def words() -> Words:
    """Load the two files."""
    headings, vocabulary = _load("headings.toml"), _load("vocabulary.toml")
    return Words(
        headings=MappingProxyType(
            {
                _heading_key(word): row["field"]
                for row in headings["heading"]
                for word in row["words"]
            }
        ),
        titles=tuple(
            word for row in headings["heading"] if row["field"] == "title" for word in row["words"]
        ),
        statuses=MappingProxyType(
            {
                _word_key(word): cast(Status, row["name"])
                for row in vocabulary["status"]
                for word in row["words"]
            }
        ),
        levels=MappingProxyType(
            {
                _word_key(word): None if row["name"] == _UNKNOWN else cast(Level, row["name"])
                for row in vocabulary["level"]
                for word in row["words"]
            }
        ),
        nothing=frozenset(map(_word_key, vocabulary["nothing"]["words"])),
    )


def heading_field(heading: str) -> str | None:
    """Return the fact that a heading stands over, ``None`` for an unknown heading.

    >>> heading_field("法规名称（全称）"), heading_field("填报人")
    ('title', None)
    """
    return words().headings.get(_heading_key(heading))


def status_of(printed: str) -> Status | None:
    """Return the status that a word means, ``None`` for a word that is not known."""
    return words().statuses.get(_word_key(printed))


def level_of(printed: str) -> tuple[Level | None] | None:
    """Return the level that a word means (in a tuple, since it may leave it open).

    ``None`` stands for a word that is not known.
    """
    levels, key = words().levels, _word_key(printed)
    return (levels[key],) if key in levels else None


def is_nothing(printed: str) -> bool:
    """Say whether a cell's text stands for no value."""
    return not printed.strip() or _word_key(printed) in words().nothing


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


def _heading_key(heading: str) -> str:
    plain = to_half_width(heading).strip().lower()
    return _LEFT_OUT.sub("", plain) or plain


def _word_key(word: str) -> str:
    return _BLANKS.sub("", to_half_width(word)).lower()
