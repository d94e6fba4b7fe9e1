"""JSON back into the records of the output contract."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from extraction.schema import Disclosure

_Read = Callable[[object], object]
_Record = TypeVar("_Record")


class RecordError(ValueError):
    """The JSON is not of the contract's shape; the message says where."""


def disclosure_from_json(value: object) -> Disclosure:
    """Return the `Disclosure` that `extraction.schema.to_json` turned into ``value``.

    Raises `RecordError` for a name that is missing or unknown, and for a value of another
    type than the contract's.
    """
    return cast(Disclosure, _reader(Disclosure)(value))


def record_from_json(kind: type[_Record], value: object) -> _Record:
    """Return the record of ``kind`` (a dataclass of strings, numbers and records) from its JSON.

    Raises `RecordError` as `disclosure_from_json` does.
    """
    return cast(_Record, _reader(cast(Any, kind))(value))


@cache
def _reader(kind: Any) -> _Read:
    """Build the function that reads a value of ``kind``; once for each type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _one_of(arguments)
    if origin in (Union, types.UnionType):
        return _optional(_reader(_without_none(arguments)))
    if origin is tuple and arguments[-1] is Ellipsis:
        return _sequence(_reader(arguments[0]))
    if origin is tuple:
        return _row(tuple(_reader(argument) for argument in arguments))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(_reader(arguments[1]))
    if is_dataclass(kind):
        return _record(cast(type, kind))
    return _plain(kind)


def _without_none(arguments: tuple[object, ...]) -> object:
    (kind,) = (argument for argument in arguments if argument is not type(None))
    return kind


def _record(kind: type) -> _Read:
    hints = get_type_hints(kind)
    readers = {row.name: _reader(hints[row.name]) for row in fields(kind)}
    needed = {
        row.name
        for row in fields(kind)
        if row.default is MISSING and row.default_factory is MISSING
    }

    def read(value: object) -> object:
        if not isinstance(value, Mapping):
            raise _wrong(value, f"an object for {kind.__name__}")
        if value.keys() - readers.keys() or needed - value.keys():
            raise RecordError(
                f"{kind.__name__}: found the names {', '.join(map(str, value))}; "
                f"expected {', '.join(readers)}"
            )
        return kind(**{name: readers[name](item) for name, item in value.items()})

    return read


def _sequence(item: _Read) -> _Read:
    def read(value: object) -> object:
        if not isinstance(value, list):
            raise _wrong(value, "a list")
        return tuple(map(item, value))

    return read


def _row(items: tuple[_Read, ...]) -> _Read:
    def read(value: object) -> object:
        if not isinstance(value, list) or len(value) != len(items):
            raise _wrong(value, f"a list of {len(items)}")
        return tuple(item(part) for item, part in zip(items, value, strict=True))

    return read


def _mapping(item: _Read) -> _Read:
    def read(value: object) -> object:
        if not isinstance(value, Mapping):
            raise _wrong(value, "an object")
        return {str(key): item(part) for key, part in value.items()}

    return read


def _optional(item: _Read) -> _Read:
    return lambda value: None if value is None else item(value)


def _one_of(choices: tuple[object, ...]) -> _Read:
    def read(value: object) -> object:
        if value not in choices:
            raise _wrong(value, f"one of {', '.join(map(str, choices))}")
        return value

    return read


def _plain(kind: type) -> _Read:
    # JSON has one kind of number: 595 may be a whole page width
    kinds = (int, float) if kind is float else (kind,)

    def read(value: object) -> object:
        if not isinstance(value, kinds) or isinstance(value, bool):
            raise _wrong(value, kind.__name__)
        return value

    return read


def _wrong(value: object, expected: str) -> RecordError:
    return RecordError(f"found {str(value)[:80]!r}; expected {expected}")
