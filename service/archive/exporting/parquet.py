"""Parquet: a folder a table, in it a folder a year and a department (the Hive layout)."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from service.archive.exporting.rows import Row
from service.archive.exporting.tables import PARTITIONS, TABLES, Column, Table, TableName

_ROWS = 20_000
# Not the layout's own sign for null: pandas cannot open a folder where some are null.
_UNKNOWN = {"fiscal_year": "0", "department": "未知"}
# What readers of the layout take for a sign, and what a file system does not hold.
_SIGNS = re.compile(r'[%/\\=:*?"<>|\x00-\x1f\x7f]')
_MAX_BYTES = 200


class ParquetFolders:
    """Write documents that come in the order of their partitions; one file open a table."""

    def __init__(self, folder: Path) -> None:
        self._tables = {table.name: _Parquet(folder / table.name, table) for table in TABLES}

    def add(self, name: TableName, row: Row) -> None:
        self._tables[name].add(row)

    def close(self) -> None:
        for table in self._tables.values():
            table.close()


def schema_of(table: Table) -> Any:
    """Return the Arrow schema of a table's files; the partitions stand in their folders."""
    import pyarrow as pa

    return pa.schema([(column.name, _type(column)) for column in _inside(table)])


def folder_name(column: str, value: object) -> str:
    """Return the name of a partition's folder, ``column=value``.

    >>> folder_name("fiscal_year", 2025), folder_name("department", "甲/乙局")
    ('fiscal_year=2025', 'department=甲%2F乙局')
    >>> folder_name("fiscal_year", None), folder_name("department", None)
    ('fiscal_year=0', 'department=未知')
    """
    if value is None:
        return f"{column}={_UNKNOWN[column]}"
    said = _SIGNS.sub(lambda found: f"%{ord(found[0]):02X}", str(value))
    if len(said.encode()) > _MAX_BYTES:
        mark = hashlib.sha256(said.encode()).hexdigest()[:8]
        said = said.encode()[: _MAX_BYTES - 12].decode("utf-8", "ignore") + "…" + mark
    return f"{column}={said}"


class _Parquet:
    def __init__(self, folder: Path, table: Table) -> None:
        self._folder = folder
        self._table = table
        names = table.names
        self._by = [names.index(name) for name in PARTITIONS]
        self._kept = [at for at, name in enumerate(names) if name not in PARTITIONS]
        self._partition: tuple[object, ...] | None = None
        self._rows: list[Row] = []
        self._writer: Any = None
        folder.mkdir(parents=True)

    def add(self, row: Row) -> None:
        partition = tuple(row[at] for at in self._by)
        if partition != self._partition:
            self._end_file()
            self._partition = partition
        self._rows.append(row)
        if len(self._rows) >= _ROWS:
            self._flush()

    def close(self) -> None:
        self._end_file()
        if not any(self._folder.iterdir()):
            # a table without rows still says what its columns are
            import pyarrow as pa
            import pyarrow.parquet as pq

            names = [column.name for column in self._table.columns]
            types = [_type(column) for column in self._table.columns]
            empty = pa.schema(list(zip(names, types, strict=True))).empty_table()
            pq.write_table(empty, self._folder / "empty.parquet", compression="zstd")

    def _flush(self) -> None:
        if not self._rows:
            return
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = schema_of(self._table)
        if self._writer is None:
            assert self._partition is not None
            steps = [folder_name(*pair) for pair in zip(PARTITIONS, self._partition, strict=True)]
            place = self._folder.joinpath(*steps)
            place.mkdir(parents=True)
            self._writer = pq.ParquetWriter(place / "part-0.parquet", schema, compression="zstd")
        columns = [
            pa.array([row[at] for row in self._rows], field.type)
            for at, field in zip(self._kept, schema, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(columns, schema=schema))
        self._rows = []

    def _end_file(self) -> None:
        self._flush()
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def _inside(table: Table) -> list[Column]:
    return [column for column in table.columns if column.name not in PARTITIONS]


def _type(column: Column) -> Any:
    import pyarrow as pa

    return {
        "text": pa.string(),
        "integer": pa.int64(),
        "money": pa.decimal128(18, 2),
        "amount": pa.decimal128(38, 6),
        "date": pa.date32(),
        "share": pa.float64(),
    }[column.type]
