"""The whole export: documents in a fixed order, written aside, put in place when whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, get_args

import sqlalchemy as sa

from extraction.errors import UsageError
from service.archive.exporting.rows import Exported, Row, rows_of
from service.archive.exporting.tables import TABLES, TableName
from service.store import Store
from service.store.document_tables import document_names, documents, tasks
from service.store.extractions import iterate_disclosures

Format = Literal["parquet", "csv", "xlsx", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)

_PART = ".yiju-export.part"
_BATCH = 100


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written: documents, and rows a table."""

    documents: int
    rows: dict[str, int]


class _Writer(Protocol):
    def add(self, name: TableName, row: Row) -> None: ...

    def close(self) -> None: ...


def export_archive(store: Store, out: Path, kind: Format) -> ExportReport:
    """Write the archive as flat tables into the folder ``out``.

    Documents come by fiscal year, department and name, so the same results give the same bytes,
    whatever order they were read in. What stood there of an older export of this kind is
    replaced when the new one is whole. Raises `UsageError` where ``out`` cannot be written.
    """
    part = out / _PART
    try:
        out.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        report = _write(store, _writer(kind, part))
        for made in sorted(part.iterdir()):
            target = out / made.name
            if target.is_dir():
                shutil.rmtree(target)
            made.replace(target)
    except OSError as error:
        raise UsageError(
            found=f"{out}: {error.strerror or error}",
            expected="a folder that may be written and has room",
            hint="Name another folder after -o; what stood there before still does.",
            code="not_written",
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return report


def _writer(kind: Format, folder: Path) -> _Writer:
    # each loads its library when it is asked for
    if kind == "parquet":
        from service.archive.exporting.parquet import ParquetFolders

        return ParquetFolders(folder)
    if kind == "xlsx":
        from service.archive.exporting.workbook import WorkbookFile

        return WorkbookFile(folder)
    from service.archive.exporting.text_files import CsvFiles, JsonLinesFiles

    return CsvFiles(folder) if kind == "csv" else JsonLinesFiles(folder)


def _write(store: Store, writer: _Writer) -> ExportReport:
    counts: dict[str, int] = {table.name: 0 for table in TABLES}
    with store.read() as connection:
        for document in _documents(connection):
            for name, row in rows_of(document):
                writer.add(name, row)
                counts[name] += 1
    writer.close()
    return ExportReport(counts["documents"], counts)


def _documents(connection: sa.Connection) -> Iterator[Exported]:
    """Yield all documents that have a name, those without year or department first."""
    found = _facts(connection)
    found.sort(
        key=lambda each: (each.fiscal_year or 0, each.department or "", each.name, each.sha256)
    )
    for start in range(0, len(found), _BATCH):
        part = found[start : start + _BATCH]
        read = [each.sha256 for each in part if each.state == "done"]
        results = dict(iterate_disclosures(connection, read))
        for facts in part:
            yield facts.exported(results.get(facts.sha256))


@dataclass(frozen=True, slots=True)
class _Facts:
    """A document without its result, small enough to sort all of an archive."""

    sha256: str
    name: str
    name_count: int
    state: str
    code: str | None
    reason: str | None
    media_type: str | None
    byte_count: int
    page_count: int | None
    department: str | None
    fiscal_year: int | None

    def exported(self, disclosure: object) -> Exported:
        from extraction.schema import Disclosure

        assert disclosure is None or isinstance(disclosure, Disclosure)
        return Exported(
            self.sha256,
            self.name,
            self.name_count,
            self.state,
            self.code,
            self.reason,
            self.media_type,
            self.byte_count,
            self.page_count,
            self.department,
            self.fiscal_year,
            disclosure,
        )


def _facts(connection: sa.Connection) -> list[_Facts]:
    first = (
        sa.select(
            document_names.c.document_sha256,
            sa.func.min(document_names.c.id).label("id"),
            sa.func.count().label("count"),
        )
        .group_by(document_names.c.document_sha256)
        .subquery()
    )
    rows = connection.execute(
        sa.select(
            documents.c.sha256,
            document_names.c.name,
            first.c.count,
            documents.c.state,
            documents.c.media_type,
            documents.c.byte_count,
            documents.c.page_count,
            documents.c.department,
            documents.c.fiscal_year,
        )
        .join(first, first.c.document_sha256 == documents.c.sha256)
        .join(document_names, document_names.c.id == first.c.id)
    ).all()
    reasons = {
        row[0]: (row[1], row[2])
        for row in connection.execute(
            sa.select(tasks.c.document_sha256, tasks.c.outcome, tasks.c.message)
            .join(documents, documents.c.sha256 == tasks.c.document_sha256)
            .where(
                tasks.c.state.in_(("failed", "quarantined")),
                documents.c.state == tasks.c.state,
            )
        )
    }
    found = []
    for sha256, name, count, state, media_type, size, pages, department, year in rows:
        code, reason = reasons.get(sha256, (None, None))
        # facts of an older result do not stand for a document that has none now
        if state != "done":
            pages = department = year = None
        found.append(
            _Facts(
                sha256, name, count, state, code, reason, media_type, size, pages, department, year
            )
        )
    return found
