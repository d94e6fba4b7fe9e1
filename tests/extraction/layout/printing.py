"""Pages and printed blocks made by hand, for the tests of layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from extraction.layout.page_print import PrintCell, PrintTable
from extraction.layout.print_lines import PrintLine
from extraction.reading import Glyphs, Page

Rulings = Sequence[tuple[float, float, float, float]]

LABELS = frozenset(
    {
        "项目名称",
        "项目类别",
        "项目绩效目标",
        "项目总目标",
        "产出指标",
        "数量指标",
        "质量",
        "质量指标",
        "一级指标",
        "指标值",
    }
)


def is_label(text: str) -> bool:
    """Know a handful of labels, as a form's vocabulary does."""
    return text in LABELS


@dataclass(frozen=True, slots=True)
class Text:
    """Printed text: where its first glyph begins, and its baseline. Narrow ones are half an em."""

    x: float
    baseline: float
    text: str
    size: float = 12


def glyphs(texts: Iterable[Text]) -> Glyphs:
    """Return the glyphs of ``texts``, blanks left out."""
    letters: list[str] = []
    rows: list[tuple[float, float, float, float]] = []
    for piece in texts:
        x = piece.x
        for letter in piece.text:
            wide = piece.size * (1 if letter >= "\u2e80" else 0.5)
            if letter not in " \u3000":
                letters.append(letter)
                rows.append((x, x + wide, piece.baseline, piece.size))
            x += wide
    table = np.array(rows, np.float32).reshape(-1, 4)
    font = np.zeros(len(letters), np.int32)
    x0, x1, baseline, size = table.T
    return Glyphs("".join(letters), x0, x1, baseline, size, font, ("Song",))


def page(
    texts: Iterable[Text] = (),
    rulings: Rulings = (),
    *,
    number: int = 1,
    width: float = 600,
    height: float = 800,
) -> Page:
    """Return a page of ``texts`` and ``rulings``."""
    drawn = np.array(rulings, np.float32).reshape(-1, 4)
    return Page(number, width, height, glyphs(texts), drawn, (), 0, "made")


def grid_rulings(
    xs: Sequence[float], ys: Sequence[float]
) -> list[tuple[float, float, float, float]]:
    """Return the lines of a full grid."""
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def line(
    text: str,
    *,
    page: int = 1,
    x: float = 80,
    top: float = 100,
    end: float | None = None,
    size: float = 12,
) -> PrintLine:
    """Return a printed line; ``end`` is where it ends, by default after its characters."""
    right = end if end is not None else x + size * len(text)
    return PrintLine(text, (x, top, right, top + size), size, page, -1)


def table(
    rows: Sequence[Sequence[str]],
    *,
    page: int = 1,
    top: float = 100,
    xs: Sequence[float] | None = None,
) -> PrintTable:
    """Return a table of one-line cells, each row 20 points high."""
    columns = len(rows[0])
    sides = tuple(xs) if xs else tuple(80.0 + 100 * place for place in range(columns + 1))
    cells = tuple(
        PrintCell(
            row,
            column,
            1,
            1,
            page,
            (sides[column], top + 20 * row, sides[column + 1], top + 20 * row + 20),
            tuple(
                line(part, page=page, x=sides[column], top=top + 20 * row)
                for part in text.split("\n")
                if part
            ),
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    box = (sides[0], top, sides[-1], top + 20 * len(rows))
    return PrintTable((page, page), box, sides, len(rows), cells)


def cell_texts(made: PrintTable) -> list[list[str]]:
    """Return the texts of the cells, row by row."""
    rows: list[list[str]] = [[] for _ in range(made.row_count)]
    for cell in sorted(made.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append(cell.text)
    return rows
