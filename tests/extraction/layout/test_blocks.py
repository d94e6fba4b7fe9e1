"""The records over the one text."""

from __future__ import annotations

import pytest

from extraction.layout import Cell, Layout, Line, Paragraph


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (9, 1), (10, 2), (11, 2), (30, 3), (999, 3)])
def test_page_of(offset: int, page: int) -> None:
    layout = Layout("x" * 40, (), page_starts=((0, 1), (10, 2), (30, 3)))
    assert layout.page_of(offset) == page


def test_a_text_without_pages() -> None:
    assert Layout("x", ()).page_of(0) is None


def test_a_paragraph_is_from_its_first_line_to_its_last() -> None:
    paragraph = Paragraph((Line(3, 8), Line(9, 12)))
    assert (paragraph.start, paragraph.end) == (3, 12)


def test_a_cells_spans() -> None:
    assert Cell(0, 0, 1, 1, 3, 8).spans == ((3, 8),)
    assert Cell(0, 0, 1, 1, 3, 20, pieces=((3, 8), (15, 20))).spans == ((3, 8), (15, 20))
