"""Works as files."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from extraction.registry import Alias, Work, work_from_json
from service.registry.exporting import HEADINGS, export_works
from service.registry.importing import import_file
from service.registry.reading.words import heading_field
from service.store import Store
from service.store.works import read_works
from tests.service.registry.invented import work
from tests.service.store.registry_facts import BARE, FULL


def test_lines_hold_the_works_whole(tmp_path: Path) -> None:
    path = tmp_path / "out" / "works.jsonl"
    assert export_works([FULL, BARE], path, "jsonl") == 2
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [work_from_json(json.loads(line)) for line in lines] == [FULL, BARE]


def test_lines_import_back_unchanged(store: Store, tmp_path: Path) -> None:
    works = [
        work(f"云州市第{at}号办法", f"云水〔2020〕{at}号", issued="2020-01-01") for at in (1, 2)
    ]
    works = [
        replace(each, aliases=(Alias(f"{each.title}别称", "other_name", "甲"),)) for each in works
    ]
    export_works(works, tmp_path / "a.jsonl", "jsonl")
    import_file(store, tmp_path / "a.jsonl", by="王")
    with store.read() as connection:
        export_works(read_works(connection), tmp_path / "b.jsonl", "jsonl")
    first, second = (
        sorted((tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()) for name in "ab"
    )
    assert first == second
    again = import_file(store, tmp_path / "b.jsonl", by="王")
    assert (again.same, again.added) == (2, 0)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_table_has_one_version_a_row(tmp_path: Path) -> None:
    assert export_works([FULL, BARE], tmp_path / "a.csv", "csv") == 2
    rows = table(tmp_path / "a.csv")
    assert [(row["编号"], row["版本编号"], row["发文字号"]) for row in rows] == [
        (FULL.id, FULL.versions[0].id, "云水〔2015〕8号"),
        (FULL.id, FULL.versions[1].id, "云水〔2020〕31号"),
        (BARE.id, "", ""),
    ]
    assert rows[1]["发文机关"] == "云州市水务局、云州市财政局"
    assert rows[1]["时效性"] == "现行有效"
    assert rows[1]["简称"] == "河道养护办法"


def test_the_headings_are_ones_that_an_import_knows() -> None:
    assert [heading for heading in HEADINGS if heading_field(heading) is None] == ["版本编号"]


@pytest.mark.parametrize("title", ["=1+1", "+甲", "-甲", "@甲", "\t甲"])
def test_what_would_run_as_a_formula_does_not(tmp_path: Path, title: str) -> None:
    dangerous = replace(BARE, title=title, issuers=("甲\x07局",))
    export_works([dangerous], tmp_path / "a.csv", "csv")
    assert table(tmp_path / "a.csv")[0]["标题"] == f"'{title}"
    export_works([dangerous], tmp_path / "a.xlsx", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cell = sheet.cell(row=2, column=2)
    assert (cell.value, cell.data_type) == (title, "s")
    assert sheet.cell(row=2, column=4).value == "甲\ufffd局"


def test_no_works_are_an_empty_table(tmp_path: Path) -> None:
    assert export_works([], tmp_path / "a.xlsx", "xlsx") == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS)


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_a_file_that_stood_stays_whole_when_writing_fails(tmp_path: Path, form: str) -> None:
    def broken() -> Iterator[Work]:
        yield FULL
        raise OSError("gone")

    path = tmp_path / "a"
    path.write_text("before")
    with pytest.raises(OSError, match="gone"):
        export_works(broken(), path, form)  # type: ignore[arg-type]
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
