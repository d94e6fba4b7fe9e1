"""What every name of the contract means: ``meanings.toml``, read once and held against the schema.

A meaning's ``kind`` says what a value is beyond its type:

    money   yuan, a decimal string with two places     date    ISO: 2025-01-01, 2025-01 or 2025
    count   a whole number from 0                      year    a year of four digits
    page    a page number from 1                       pages   first and last page
    offset  a character offset from 0                  box     x0, top, x1, bottom in points
    share   0 to 1                                     sha256  64 hexadecimal digits
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast, get_args, get_type_hints

from extraction import schema

Kind = Literal[
    "money", "count", "page", "offset", "share", "date", "year", "pages", "box", "sha256"
]
# Where a name stands: ("record", "Value"), ("field", "form"), ("choice", "Method").
Place = tuple[str, str]

CHOICES: Mapping[tuple[str, ...], str] = MappingProxyType(
    {
        get_args(schema.SectionKind): "SectionKind",
        get_args(schema.Method): "Method",
        get_args(schema.Operator): "Operator",
        get_args(schema.LinkStatus): "LinkStatus",
        get_args(schema.Severity): "Severity",
        get_args(schema.TableKind): "TableKind",
        get_args(schema.TableSide): "TableSide",
    }
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One name's Chinese label, what it means, and what kind of value it has."""

    zh: str
    meaning: str
    kind: Kind | None = None


Meanings = Mapping[Place, Mapping[str, Meaning]]


@cache
def load_meanings() -> Meanings:
    """Load ``meanings.toml``."""
    data = tomllib.loads(files(__package__).joinpath("meanings.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            (group, place): {name: _meaning(name, row) for name, row in rows.items()}
            for group in ("record", "field", "choice")
            for place, rows in data[group].items()
        }
    )


def _meaning(name: str, row: Mapping[str, str]) -> Meaning:
    kind = row.get("kind") or _kind_of_field(name)
    return Meaning(row["zh"], row["meaning"], cast(Kind | None, kind))


def _kind_of_field(name: str) -> Kind | None:
    if name in schema.MONEY_FIELDS:
        return "money"
    return "date" if name in schema.DATE_FIELDS else None


@cache
def records(root: type = schema.Disclosure) -> tuple[type, ...]:
    """Return ``root`` and the records inside it, in the order in which they are first named."""
    found: dict[type, None] = {root: None}
    for hint in get_type_hints(root).values():
        for inner in _records_in(hint):
            found.update(dict.fromkeys(records(inner)))
    return tuple(found)


def _records_in(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for argument in get_args(hint):
        yield from _records_in(argument)


def undescribed(meanings: Meanings, *, root: type = schema.Disclosure) -> tuple[str, ...]:
    """Return the names of the contract that ``meanings`` does not describe."""
    return _beyond(_names(root), {place: tuple(rows) for place, rows in meanings.items()})


def unknown(meanings: Meanings, *, root: type = schema.Disclosure) -> tuple[str, ...]:
    """Return the names that ``meanings`` describes and the contract does not have."""
    return _beyond({place: tuple(rows) for place, rows in meanings.items()}, _names(root))


def _names(root: type) -> dict[Place, tuple[str, ...]]:
    names: dict[Place, tuple[str, ...]] = {
        ("record", record.__name__): tuple(row.name for row in fields(record))
        for record in records(root)
    }
    names["field", "form"] = schema.FORM_FIELDS
    names["field", "narrative"] = schema.NARRATIVE_FIELDS
    names.update({("choice", name): words for words, name in CHOICES.items()})
    return names


def _beyond(
    one: Mapping[Place, tuple[str, ...]], other: Mapping[Place, tuple[str, ...]]
) -> tuple[str, ...]:
    return tuple(
        f"{group} {place}: {name}"
        for (group, place), names in one.items()
        for name in names
        if name not in other.get((group, place), ())
    )
