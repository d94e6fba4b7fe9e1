"""Registry files (JSON Lines, CSV, Excel) → rows that the registry can take."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from extraction.errors import RegistryError
from extraction.registry import Work, work_to_json
from service.registry.reading.cells import read_id
from service.registry.reading.decoding import FileLine, read_lines
from service.registry.reading.registry_rows import work_of_facts, work_of_json
from service.registry.reading.row_records import BadRow, RegistryRow, RepeatedRow, RowError
from service.registry.reading.tables import (
    MOST_ROWS,
    TableRow,
    bad_line,
    csv_rows,
    wrong_columns,
    xlsx_rows,
)
from service.registry.reading.version_rows import VersionRow, joined, version_row
from service.registry.reading.words import heading_field

FileRow = RegistryRow | BadRow | RepeatedRow

_REQUIRED = frozenset({"id", "title", "source"})
_WORK_KEYS = frozenset(field.name for field in fields(Work))
_MERGED = "merged_ids"
_LOOKED_AT = 10


def read_registry_file(path: Path) -> Iterator[FileRow]:
    """Read a file row by row; `.jsonl`, `.csv`, `.tsv`, `.txt` and `.xlsx` are known.

    Raises `RegistryError`: ``wrong_columns`` where nothing names a title, ``unreadable_file``.
    """
    suffix = path.suffix.lower()
    source = f"file:{path.name}"
    if suffix in (".xlsx", ".xlsm"):
        yield from _once(_of_table(xlsx_rows(path), source))
    elif suffix in (".jsonl", ".ndjson", ".json"):
        yield from _once(_of_json(read_lines(path), path.name, source))
    elif suffix in (".csv", ".tsv", ".txt"):
        yield from _once(_of_table(csv_rows(read_lines(path), path.name), source))
    else:
        raise RegistryError(
            found=f"the file {path.name}",
            expected="a file whose name ends in .jsonl, .csv, .tsv, .txt or .xlsx",
            hint="save the table as .csv or .xlsx",
            code="unreadable_file",
        )


def _of_table(rows: Iterable[TableRow | BadRow], source: str) -> Iterator[FileRow]:
    versions: list[VersionRow] = []
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        try:
            version = version_row(row.number, row.facts, source=source) if row.of_version else None
        except RowError as error:
            yield error.at(row.number)
            continue
        if version is None:
            yield _flat(row.number, row.facts, source)
        else:
            versions.append(version)
    yield from joined(versions)


def _flat(number: int, facts: Mapping[str, str | list[str]], source: str) -> RegistryRow | BadRow:
    try:
        work, given_id = work_of_facts(facts, source=source)
    except RowError as error:
        return error.at(number)
    return RegistryRow(number, work, given_id)


def _of_json(lines: Iterable[FileLine], name: str, source: str) -> Iterator[RegistryRow | BadRow]:
    titled = False
    untitled: list[str] = []
    waiting: list[RegistryRow | BadRow] = []
    for line in lines:
        if line.text is None:
            yield bad_line(line)
            continue
        if not line.text.strip():
            continue
        data = _object(line.text)
        if isinstance(data, RowError):
            row: RegistryRow | BadRow = data.at(line.number)
        elif not any(heading_field(key) == "title" for key in data):
            row = RowError(
                "no_title",
                found=f"the keys {'、'.join(list(data)[:20]) or 'none'}",
                expected="a key for the title",
                hint="name the title “title” or 标题",
            ).at(line.number)
            untitled += [key for key in data if key not in untitled][:_LOOKED_AT]
        else:
            titled = True
            row = _of_object(line.number, data, source)
        if titled:
            yield from waiting
            waiting.clear()
            yield row
        else:
            waiting.append(row)
    if not titled and untitled:
        raise wrong_columns(untitled, name)
    yield from waiting


def _object(text: str) -> dict[str, object] | RowError:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        return RowError(
            "bad_json",
            found=f"a line that is no JSON ({str(error)[:80]})",
            expected="one JSON object in a line",
            hint="see whether the line is whole",
        )
    if not isinstance(data, dict):
        return RowError(
            "bad_json",
            found=f"a JSON {type(data).__name__}",
            expected="one JSON object in a line",
            hint="write one regulation in a line, without a list around them",
        )
    return data


def _of_object(number: int, data: Mapping[str, object], source: str) -> RegistryRow | BadRow:
    try:
        if _is_work(data):
            work = work_of_json({key: each for key, each in data.items() if key != _MERGED})
            return RegistryRow(number, work, work.id, _merged_ids(data.get(_MERGED, [])))
        return _flat(number, _facts(data), source)
    except RowError as error:
        return error.at(number)


def _is_work(data: Mapping[str, object]) -> bool:
    """Say whether an object is a work in the registry's own form, not a flat row."""
    if not _REQUIRED <= data.keys() <= _WORK_KEYS | {_MERGED}:
        return False
    dates = data.get("versions")
    return not (isinstance(dates, list) and any(isinstance(day, str) for day in dates))


def _merged_ids(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wrong_kind(_MERGED, value)
    return tuple(filter(None, map(read_id, value)))


def _facts(data: Mapping[str, object]) -> dict[str, str | list[str]]:
    facts: dict[str, str | list[str]] = {}
    for key, value in data.items():
        field = heading_field(key)
        if field in (None, "ignored", "field_sources") or value is None or field in facts:
            continue
        if isinstance(value, bool) or not isinstance(value, str | int | float | list):
            raise _wrong_kind(key, value)
        if isinstance(value, list):
            if not all(isinstance(each, str) for each in value):
                raise _wrong_kind(key, value)
            facts[field] = value
        else:
            facts[field] = str(value)
    return facts


def _wrong_kind(key: str, value: object) -> RowError:
    return RowError(
        "bad_json",
        found=f"a {type(value).__name__} for “{key[:40]}”",
        expected="text, or a list of texts",
        hint="compare the row with one that `yiju registry export` writes",
    )


def _once(rows: Iterable[FileRow]) -> Iterator[FileRow]:
    """Let each given id through once: a row that repeats it says the same or is bad."""
    seen: dict[str, tuple[int, str]] = {}
    for count, row in enumerate(rows):
        if count == MOST_ROWS:
            raise RegistryError(
                found=f"more than {MOST_ROWS:,} rows",
                expected="a file of at most so many",
                hint="split the file",
                code="unreadable_file",
            )
        if not isinstance(row, RegistryRow) or row.given_id is None:
            yield row
            continue
        said = json.dumps(work_to_json(row.work), ensure_ascii=False, sort_keys=True)
        first = seen.setdefault(row.given_id, (row.number, said))
        if first[0] == row.number:
            yield row
        elif first[1] == said:
            yield RepeatedRow(row.number, row.given_id)
        else:
            yield BadRow(
                row.number,
                "duplicate_id",
                f"the id {row.given_id} of row {first[0]} again with other facts",
                "one row for an id",
                "give the second regulation another id, or delete one of the rows",
            )
