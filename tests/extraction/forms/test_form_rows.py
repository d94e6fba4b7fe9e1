"""The rows of a form."""

from __future__ import annotations

from extraction.forms import FormPiece, form_rows
from tests.extraction.forms.tables import ruled, text_rows


def test_cells_of_a_ruled_table() -> None:
    text, table = ruled([[("项目名称：", 1, 2), ("河道养护", 2)], ["甲", ""]])
    upper, lower = form_rows(text, [FormPiece(table, 0, 2)])
    assert upper.is_ruled
    assert [(c.key, c.column, c.column_end) for c in upper.cells] == [
        ("项目名称", 0, 1),
        ("河道养护", 1, 3),
    ]
    assert [(c.column, c.is_empty) for c in lower.cells] == [(1, False), (2, True)]


def test_a_piece_is_some_rows_of_a_table() -> None:
    text, table = ruled([["甲", "1"], ["乙", "2"], ["丙", "3"]])
    rows = form_rows(text, [FormPiece(table, 1, 3), FormPiece(table, 0, 1)])
    assert ["".join(cell.key for cell in row.cells) for row in rows] == ["乙2", "丙3", "甲1"]


def test_text_has_no_rulings_and_its_pieces_make_one_key() -> None:
    text = "项目绩效目\t甲\n\n标\t\n数量指标\t乙\n"
    upper, lower = text_rows(text)
    assert not upper.is_ruled
    assert [cell.key for cell in upper.cells] == ["项目绩效目标", "甲"]
    assert [cell.key for cell in lower.cells] == ["数量指标", "乙"]


def test_no_rows() -> None:
    text, table = ruled([["甲"]])
    assert form_rows(text, [FormPiece(table, 0, 0)]) == ()
    assert form_rows(text, []) == ()
