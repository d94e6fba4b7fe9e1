"""Works as JSON: the form in which the registry ships, is exported and is read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from functools import cache, partial
from types import NoneType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from extraction.errors import RegistryError
from extraction.registry.regulations import (
    Alias,
    Carrier,
    CodeIssuer,
    IssuerCode,
    Version,
    Work,
)

Record = TypeVar("Record", Work, Version, Carrier, Alias, CodeIssuer, IssuerCode)

_Check = Callable[[object, str], object]
_RECORDS = (Work, Version, Carrier, Alias, CodeIssuer, IssuerCode)


def work_to_json(work: Work) -> dict[str, object]:
    """Return a work as JSON values, keys in the record's order, those without a value left out."""
    return _plain(work)


def work_from_json(data: Mapping[str, object]) -> Work:
    """Read a work back.

    Raises `RegistryError` (``wrong_work``) where a key is missing, unknown or of another type.
    """
    return _read(Work, data, what="a work")


def read_works(lines: Iterable[str | bytes]) -> Iterator[Work]:
    """Read works from JSON Lines, one a line; blank lines are passed over.

    Raises `RegistryError` (``wrong_work``) at the first line that holds no work.
    """
    return _read_lines(Work, lines, what="a work")


def code_to_json(code: IssuerCode) -> dict[str, object]:
    """Return an issuer code as JSON values."""
    return _plain(code)


def read_codes(lines: Iterable[str | bytes]) -> Iterator[IssuerCode]:
    """Read issuer codes from JSON Lines, one a line; as `read_works` does."""
    return _read_lines(IssuerCode, lines, what="an issuer code")


def _plain(record: object) -> dict[str, object]:
    values: dict[str, object] = {}
    for field in fields(cast(Any, record)):
        value = getattr(record, field.name)
        default = () if field.default is MISSING else field.default
        if value is None or value == default or value == {}:
            continue
        if isinstance(value, tuple):
            value = [each if isinstance(each, str) else _plain(each) for each in value]
        values[field.name] = dict(value) if isinstance(value, Mapping) else value
    return values


def _read_lines(kind: type[Record], lines: Iterable[str | bytes], *, what: str) -> Iterator[Record]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{what}, line {number},"
        try:
            data = json.loads(line)
        # RecursionError: brackets in brackets in brackets.
        except (ValueError, RecursionError) as error:
            raise _wrong(where, str(error)) from error
        yield _read(kind, data, what=where)


def _read(kind: type[Record], data: object, *, what: str) -> Record:
    try:
        return _record(kind, data)
    except (TypeError, ValueError) as error:
        raise _wrong(what, str(error)) from error


def _wrong(what: str, why: str) -> RegistryError:
    return RegistryError(
        found=f"{what} that is not in the form of the registry ({why})",
        expected="the keys id, title, source, and those that docs/registry.md lists",
        hint="compare the row with one that `yiju registry export` writes",
        code="wrong_work",
    )


def _record(kind: type[Record], data: object) -> Record:
    if not isinstance(data, Mapping):
        raise TypeError(f"{type(data).__name__} in the place of an object")
    checks = _checks(cast(Hashable, kind))
    if not checks.keys() >= data.keys():
        raise ValueError(f"unknown keys {sorted(map(str, data.keys() - checks.keys()))}")
    values = {key: checks[key](value, key) for key, value in data.items()}
    return cast(Record, cast(Any, kind)(**values))


@cache
def _checks(kind: Hashable) -> Mapping[str, _Check]:
    """Return for each field what turns its JSON value into the record's, or raises."""
    return {name: _check(expected) for name, expected in get_type_hints(cast(Any, kind)).items()}


def _check(expected: Any) -> _Check:
    inner = get_args(expected)
    if expected in (str, int):
        return partial(_as_is, expected)
    if expected in _RECORDS:
        return lambda value, _: _record(expected, value)
    if get_origin(expected) is tuple:
        return partial(_as_tuple, _check(inner[0]))
    if get_origin(expected) is Mapping:
        return _as_mapping
    if NoneType in inner:
        given = _check(next(each for each in inner if each is not NoneType))
        return lambda value, key: None if value is None else given(value, key)
    return partial(_as_is, str)  # one of a list of words: whoever imports says which


def _as_is(expected: type[object], value: object, key: str) -> object:
    if type(value) is not expected:
        raise TypeError(f"{key} is {type(value).__name__}, not {expected.__name__}")
    return value


def _as_tuple(each: _Check, value: object, key: str) -> object:
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"{key} is {type(value).__name__}, not a list")
    return tuple([each(one, key) for one in value])


def _as_mapping(value: object, key: str) -> object:
    if not isinstance(value, Mapping):
        raise TypeError(f"{key} is {type(value).__name__}, not an object")
    return {_as_is(str, of, key): _as_is(str, each, key) for of, each in value.items()}
