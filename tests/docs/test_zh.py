"""docs/zh explains every column that an analyst sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from service.exports.columns import SHEETS, Sheet

PAGE = (Path(__file__).parents[2] / "docs" / "zh" / "README.md").read_text(encoding="utf-8")
# Columns that stand in several sheets are explained once, with the projects.
SHARED = {column.heading for column in SHEETS[0].columns}


def _explained(title: str) -> set[str]:
    """Return the headings in the first column of a sheet's table."""
    part = PAGE.split(f"\n### {title}表\n", 1)[1].split("\n#", 1)[0]
    cells = re.findall(r"^\| (.+?) \|", part, re.MULTILINE)
    return {heading for cell in cells[1:] for heading in cell.split("、")}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.name))
def test_every_column_is_explained(sheet: Sheet) -> None:
    shared = SHARED | {"页码"} if sheet is not SHEETS[0] else set()
    headings = {column.heading for column in sheet.columns}
    assert headings - _explained(sheet.title) - shared == set()
    assert _explained(sheet.title) - headings == set()


def test_every_sheet_is_in_the_list_of_sheets() -> None:
    assert [sheet.title for sheet in SHEETS if f"| {sheet.title} | " not in PAGE] == []
