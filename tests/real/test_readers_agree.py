"""Both PDF readers give the same lines and cells on every sample."""

from __future__ import annotations

import pytest

from extraction.layout import Layout, Line, Paragraph, Table
from tests.real.samples import PDFS, analysed

_POINTS = 1.5


def _lines(layout: Layout) -> list[Line]:
    flowing = [
        line for block in layout.blocks if isinstance(block, Paragraph) for line in block.lines
    ]
    return [*flowing, *layout.furniture]


def _tables(layout: Layout) -> list[Table]:
    return [block for block in layout.blocks if isinstance(block, Table)]


def _layouts(name: str) -> tuple[Layout, Layout]:
    return analysed(name, "pdfium").layout, analysed(name, "pdfminer").layout


@pytest.mark.parametrize("name", PDFS)
def test_the_same_text(name: str) -> None:
    fast, careful = _layouts(name)
    assert fast.text.splitlines() == careful.text.splitlines()
    assert fast.page_starts == careful.page_starts


@pytest.mark.parametrize("name", PDFS)
def test_the_same_lines(name: str) -> None:
    fast, careful = _layouts(name)
    ours, theirs = _lines(fast), _lines(careful)
    assert [(line.page, fast.text[line.start : line.end]) for line in ours] == [
        (line.page, careful.text[line.start : line.end]) for line in theirs
    ]
    apart = [
        (fast.text[a.start : a.end], a.page, a.box, b.box)
        for a, b in zip(ours, theirs, strict=True)
        if a.box is None
        or b.box is None
        or max(abs(x - y) for x, y in zip(a.box, b.box, strict=True)) > _POINTS
    ]
    assert apart == []


@pytest.mark.parametrize("name", PDFS)
def test_the_same_cells(name: str) -> None:
    fast, careful = (
        [
            [
                (c.row, c.column, c.row_span, c.column_span, c.page, layout.text[c.start : c.end])
                for c in table.cells
            ]
            for table in _tables(layout)
        ]
        for layout in _layouts(name)
    )
    assert fast == careful


@pytest.mark.parametrize("name", PDFS)
def test_the_same_pages(name: str) -> None:
    fast, careful = (analysed(name, reader).pages for reader in ("pdfium", "pdfminer"))
    assert [(page.number, round(page.width), round(page.height)) for page in fast] == [
        (page.number, round(page.width), round(page.height)) for page in careful
    ]
