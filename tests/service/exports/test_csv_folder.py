"""CSV as spreadsheets want it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from service.exports import Document, open_export
from tests.service.disclosures import as_json, rich_disclosure


def rows(tmp_path: Path, *, project_name: str = "河道养护") -> list[dict[str, str]]:
    disclosure = rich_disclosure()
    project = replace(disclosure.projects[0], name=project_name)
    export = open_export("csv", tmp_path, several=False)
    export.add(Document("a.pdf", as_json(replace(disclosure, projects=(project,)))))
    export.close()
    with (tmp_path / "projects.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_bytes_begin_with_the_mark_that_spreadsheets_look_for(tmp_path: Path) -> None:
    rows(tmp_path)
    assert (tmp_path / "projects.csv").read_bytes().startswith("\ufeff文件,".encode())


def test_numbers_and_dates_are_plain(tmp_path: Path) -> None:
    (row,) = rows(tmp_path)
    assert row["项目资金总额(元)"] == "1234567.50"
    assert row["计划开始日期"] == "2025-01-01"
    assert row["项目总目标"] == ""


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("+1", "'+1"),
        ("@x", "'@x"),
        ("-", "-"),  # a lone dash says "none" and runs nothing
        ("两行\n名称", "两行\n名称"),
        ('带"引号",和逗号', '带"引号",和逗号'),
    ],
)
def test_text_is_kept_but_never_run(tmp_path: Path, name: str, printed: str) -> None:
    assert rows(tmp_path, project_name=name)[0]["项目"] == printed


def test_a_negative_amount_is_a_number_not_a_formula(tmp_path: Path) -> None:
    disclosure = rich_disclosure()
    amount = replace(disclosure.projects[0].fields["total_funding"], value="-5.00")
    project = replace(disclosure.projects[0], fields={"total_funding": amount})
    export = open_export("csv", tmp_path, several=False)
    export.add(Document("a.pdf", as_json(replace(disclosure, projects=(project,)))))
    export.close()
    assert ",-5.00," in (tmp_path / "projects.csv").read_text(encoding="utf-8-sig")
