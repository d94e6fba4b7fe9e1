from __future__ import annotations

import json

import pytest

from service.flat_rows import COLUMNS, fen, flat_rows
from service.store import document_tables
from service.store.tables import mentions
from tests.service.disclosures import rich_disclosure


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        ("4440000.00", 444_000_000),
        ("-0.05", -5),
        ("999999999999999.99", 99_999_999_999_999_999),  # the most that is kept
        ("1000000000000000.00", None),  # more than 64 bits of fen are kept as text alone
        ("1.005", None),  # no amount of the contract
        ("约5万元", None),
        (None, None),
    ],
)
def test_fen(yuan: str | None, expected: int | None) -> None:
    assert fen(yuan) == expected


def test_every_row_has_its_table_s_columns() -> None:
    flat = flat_rows(rich_disclosure())
    tables = {table.name: table for table in (*document_tables.FLAT_TABLES, mentions)}
    assert set(flat.rows) == set(tables) == set(COLUMNS)
    for name, rows in flat.rows.items():
        assert rows, f"the example has no {name}"
        assert {len(row) for row in rows} == {len(COLUMNS[name])}
        given = {*COLUMNS[name], "document_sha256"}
        needed = {
            column.name
            for column in tables[name].columns
            if not column.nullable and column.name != "id"
        }
        assert needed <= given <= set(tables[name].c.keys())


def test_the_rows_of_a_disclosure() -> None:
    flat = flat_rows(rich_disclosure())
    assert flat.rows["projects"] == [[0, "河道养护", 1, 2, 120_000_000]]
    assert flat.rows["problems"] == [[0, "needs_ocr", "page 2 is only an image", 2]]
    by_field = {row[1]: row[2:4] for row in flat.rows["project_values"]}
    assert by_field["total_funding"] == ["1234567.50", 123_456_750]
    assert by_field["total_other"] == [None, None]
    assert by_field["end_date"] == ["2025-12", None]
    assert [row[:8] for row in flat.rows["indicators"]] == [
        [0, 0, "产出指标", "数量指标", "养护长度", "≥", "12.50", "公里"],
        [0, 1, "产出指标", "质量指标", "水面整洁", None, "整洁", None],
    ]


def test_the_rows_go_through_json() -> None:
    rows = flat_rows(rich_disclosure()).rows
    assert json.loads(json.dumps(rows)) == rows
