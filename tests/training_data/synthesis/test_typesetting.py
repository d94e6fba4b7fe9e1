"""Lines, grids and pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training_data.synthesis.blocks import Block, Carry, Cell, PageBreak, Paragraph, Table
from training_data.synthesis.typesetting import Style, TablePiece, TextPiece, typeset
from training_data.synthesis.typesetting.faces import width_of
from training_data.synthesis.typesetting.grids import place
from training_data.synthesis.typesetting.lines import string_width, wrap
from training_data.synthesis.typesetting.marks import RuleMark, TextMark

_SMALL = Style(
    width=300, height=200, margins=(20, 20, 20, 20), body_size=10, table_size=10, leading=1.5
)
_TEXT = st.text(alphabet="预算资金《》，。（）2025.ab", max_size=60)


@given(text=_TEXT, width=st.integers(min_value=30, max_value=300), words=st.booleans())
def test_wrap_loses_nothing_and_fits(text: str, width: int, words: bool) -> None:
    lines = wrap(text, width=width, face="serif", size=10, words=words)
    assert "".join(lines) == text
    assert all(line for line in lines)
    for line in lines:
        assert string_width(line, "serif", 10) <= width + 1e-6 or len(line) == 1


def test_wrap_keeps_numbers_whole_and_marks_off_the_line_start() -> None:
    lines = wrap("本年预算安排，2025年", width=60, face="serif", size=10)
    assert lines == ("本年预算安", "排，2025年")


def test_wrap_without_words_breaks_anywhere() -> None:
    lines = wrap("本年预算2025年", width=47, face="serif", size=10, words=False)
    assert lines[0] == "本年预算2"


def test_unknown_glyph_is_refused() -> None:
    with pytest.raises(ValueError, match="no glyph"):
        width_of("serif", "\U0001f600")


def _label_table(carry: Carry, rows: int = 12) -> Table:
    head = (Cell("项目绩效目标", rows=rows), Cell("第一行"))
    return Table((0.22, 0.78), (head, *((Cell(f"第{n}行"),) for n in range(1, rows))), 0, carry)


def _first_column(carry: Carry) -> list[str]:
    sheets = typeset([_label_table(carry)], _SMALL)
    assert len(sheets) == 2
    pieces = [piece for sheet in sheets for piece in sheet.pieces]
    texts = []
    for piece in pieces:
        assert isinstance(piece, TablePiece)
        texts.append(
            "".join("".join(lines) for row in piece.rows for column, _, lines in row if column == 0)
        )
    return texts


@pytest.mark.parametrize(
    ("carry", "expected"),
    [
        ("first", ["项目绩效目标", ""]),  # the label stays on the first page
        ("repeat", ["项目绩效目标", "项目绩效目标"]),  # the label is printed again
        ("cut", ["项目绩效目", "标"]),  # the page end cuts the label
    ],
)
def test_label_over_a_page_end(carry: Carry, expected: list[str]) -> None:
    assert _first_column(carry) == expected


def test_row_is_split_where_the_page_ends() -> None:
    long = "通过项目实施，" * 60
    table = Table((0.2, 0.8), ((Cell("目标"), Cell(long, align="left")),), 0)
    sheets = typeset([table], _SMALL)
    assert len(sheets) > 1
    text = ""
    for sheet in sheets:
        for piece in sheet.pieces:
            assert isinstance(piece, TablePiece)
            text += "".join("".join(lines) for row in piece.rows for at, _, lines in row if at == 1)
    assert text == long


def test_grid_with_a_hole_is_refused() -> None:
    with pytest.raises(ValueError, match="fills 1 of 2"):
        place(Table((0.5, 0.5), ((Cell("甲"),),)), width=100, style=_SMALL)


def test_pages_of_projects_are_recorded() -> None:
    blocks: list[Block] = [
        Paragraph("前言。"),
        Paragraph("甲" * 400, project=0),
        Paragraph("乙" * 10, project=1),
        PageBreak(),
        Paragraph("丙", project=1),
    ]
    sheets = typeset(blocks, _SMALL)
    where = {n: [at for at, sheet in enumerate(sheets, 1) if n in sheet.projects] for n in (0, 1)}
    assert where[0] == [1, 2]
    assert where[1] == [2, 3]


def test_paragraph_over_a_page_end_is_two_pieces() -> None:
    sheets = typeset([Paragraph("甲" * 400)], _SMALL)
    first, second = sheets[0].pieces[-1], sheets[1].pieces[0]
    assert isinstance(first, TextPiece)
    assert isinstance(second, TextPiece)
    assert (first.ends, second.ends) == (False, True)
    assert first.text + second.text == "甲" * 400


def test_clipped_lines_are_hidden_over_the_first_line() -> None:
    sheets = typeset([Paragraph("甲" * 400)], _SMALL, clipped=True)
    hidden = [m for m in sheets[1].marks if isinstance(m, TextMark) and m.hidden]
    assert hidden
    assert all(mark.y <= _SMALL.margins[1] for mark in hidden)


def test_every_cell_has_four_rules() -> None:
    table = Table((0.5, 0.5), ((Cell("甲"), Cell("乙")), (Cell("丙", 2),)))
    (sheet,) = typeset([table], _SMALL)
    rules = [mark for mark in sheet.marks if isinstance(mark, RuleMark)]
    # Two cells over one: their common rules are drawn once.
    assert len(rules) == 2 * 4 - 1 + 3 + 1
