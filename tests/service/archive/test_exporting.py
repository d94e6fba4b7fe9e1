"""Exports are typed, whole and the same bytes each time."""

from __future__ import annotations

import csv
import datetime
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extraction.errors import UsageError
from service.archive.exporting import export_archive
from service.archive.exporting.export import FORMATS, Format
from service.archive.exporting.parquet import folder_name
from service.archive.exporting.rows import Exported, day, money, number, rows_of
from service.archive.exporting.tables import TABLES
from service.archive.exporting.workbook import WorkbookFile
from service.store import Store
from service.store.documents import DocumentName, record_document
from service.store.extractions import extraction_of, save_extraction
from service.store.ledger import Finished, finish_tasks
from tests.service.disclosures import rich_disclosure

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture
def filled(store: Store) -> Store:
    """An archive of three documents of two years, and one that could not be read."""
    rich = rich_disclosure()
    with store.write() as connection:
        for at, (name, year, department) in enumerate(
            [("b.pdf", 2025, "湖畔区水务局"), ("a.pdf", 2025, "甲/乙局"), ("c.pdf", None, None)]
        ):
            sha256 = f"{at:064x}"
            record_document(connection, DocumentName(sha256, f"/data/{name}", name, 10 + at))
            source = replace(rich.source, sha256=sha256, name=name)
            answer = replace(rich, source=source, fiscal_year=year, department=department)
            save_extraction(connection, extraction_of(answer, pipeline_version="v", seconds=0.1))
        bad = "f" * 64
        record_document(connection, DocumentName(bad, "/data/bad.pdf", "bad.pdf", 3))
        failed = Finished(bad, "v", "failed", "broken", "no PDF; expected one", "Fetch it again.")
        finish_tasks(connection, [failed])
    return store


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_results_give_the_same_bytes(filled: Store, tmp_path: Path, kind: Format) -> None:
    report = export_archive(filled, tmp_path / "one", kind)
    assert report.rows == {
        "documents": 4,
        "projects": 3,
        "fields": 18,
        "indicators": 6,
        "citations": 3,
        "links": 3,
        "checks": 3,
        "problems": 3,
    }
    for _ in range(2):  # the second time over what stands there
        export_archive(filled, tmp_path / "two", kind)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_parquet_is_typed_and_stands_in_folders(filled: Store, tmp_path: Path) -> None:
    export_archive(filled, tmp_path, "parquet")
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.parquet"))
    assert "projects/fiscal_year=2025/department=湖畔区水务局/part-0.parquet" in files
    assert "projects/fiscal_year=2025/department=甲%2F乙局/part-0.parquet" in files
    schema = pq.read_schema(tmp_path / files[-1])
    table = pq.read_table(tmp_path / "projects")
    assert table.schema.field("total_funding").type == pa.decimal128(18, 2)
    assert table.schema.field("start_date").type == pa.date32()
    assert schema is not None
    rows = table.to_pylist()
    assert {row["total_funding"] for row in rows} == {Decimal("1234567.50")}
    assert {row["start_date"] for row in rows} == {datetime.date(2025, 1, 1)}
    assert {row["end_date"] for row in rows} == {None}  # 2025-12 is no day
    assert sorted({row["department"] for row in rows}) == [
        "未知",
        "湖畔区水务局",
        "甲/乙局",
    ]


def test_duckdb_pandas_and_a_spreadsheet_open_it(filled: Store, tmp_path: Path) -> None:
    """The examples of docs/archive.md, as they stand there."""
    page = (DOCS / "archive.md").read_text("utf-8")
    export_archive(filled, tmp_path / "out", "parquet")
    export_archive(filled, tmp_path / "out", "xlsx")
    codes = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert len(codes) == 3
    found: dict[str, object] = {}
    for code in codes:
        exec(re.sub(r"([\"'])out/", rf"\1{tmp_path}/out/", code), {}, found)
    assert found["by_department"] == [
        (2025, "湖畔区水务局", 1, Decimal("1234567.50")),
        (2025, "甲/乙局", 1, Decimal("1234567.50")),
    ]
    assert isinstance(found["projects"], pd.DataFrame)
    assert len(found["projects"]) == 3
    assert found["first_row"] is not None
    assert duckdb.__version__


def test_every_column_is_in_the_docs() -> None:
    page = (DOCS / "archive.md").read_text("utf-8")
    for table in TABLES:
        part = page.split(f"\n### `{table.name}`", 1)[1].split("\n### ", 1)[0]
        assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == list(table.names)


def test_text_files_have_every_row(filled: Store, tmp_path: Path) -> None:
    export_archive(filled, tmp_path, "csv")
    export_archive(filled, tmp_path, "jsonl")
    with (tmp_path / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == ["bad.pdf", "c.pdf", "b.pdf", "a.pdf"]
    assert rows[0]["code"] == "broken"
    lines = (tmp_path / "fields.jsonl").read_text("utf-8").splitlines()
    money_row = next(row for row in map(json.loads, lines) if row["field"] == "total_funding")
    assert money_row["money"] == "1234567.50"


def test_a_workbook_goes_on_in_the_next_sheet(tmp_path: Path) -> None:
    book = WorkbookFile(tmp_path, max_rows=3)
    for at in range(5):
        facts = Exported(
            f"{at}", "=x", 1, "failed", "broken", "no", None, 1, None, None, None, None
        )
        for name, row in rows_of(facts):
            book.add(name, row)
    book.close()
    opened = openpyxl.load_workbook(tmp_path / "archive.xlsx")
    assert [sheet for sheet in opened.sheetnames if sheet.startswith("documents")] == [
        "documents",
        "documents 2",
        "documents 3",
    ]
    cell = opened["documents"].cell(2, 2)
    assert (cell.value, cell.data_type) == ("=x", "s")  # text, never a formula


@pytest.mark.parametrize(
    ("value", "expected"),
    [("4440000.00", Decimal("4440000.00")), ("约5万元", None), (None, None), ("1.5", None)],
)
def test_money(value: str | None, expected: Decimal | None) -> None:
    assert money(value) == expected


def test_numbers_and_days() -> None:
    assert number("12.5") == Decimal("12.5")
    assert number("完全稳定") is None
    assert day("2025-02-30") is None  # no such day
    assert day("2025-02") is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "department=未知"),
        ("甲=乙/丙", "department=甲%3D乙%2F丙"),
        ("局" * 90, "department=" + "局" * 62 + "…"),  # a name that no file system holds
    ],
)
def test_folder_names(value: str | None, name: str) -> None:
    found = folder_name("department", value)
    assert found.startswith(name)
    assert len(found.encode()) < 255


def test_a_folder_that_cannot_be_written_is_a_typed_error(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UsageError) as raised:
        export_archive(filled, tmp_path / "file", "csv")
    assert raised.value.code == "not_written"
