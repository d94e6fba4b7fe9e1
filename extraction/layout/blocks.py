"""The records that layout hands to the later steps: one text, and blocks over it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from extraction.schema import Box


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: ``text[start:end]``, without its line break.

    ``size`` is the font size that most of its glyphs have, in points; plain text has
    neither ``page`` nor ``box`` nor ``size``.
    """

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; they may stand on two pages."""

    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: ``text[start:end]``, line breaks and all; empty where nothing is printed.

    ``row`` and ``column`` count from 0; spans are at least 1. ``page`` and ``box`` are of
    the cell's first piece where it goes over a page end. In plain text the rests of a cell
    that a page end cut stand apart from its beginning: ``pieces`` are then the offsets of
    all parts, and ``start`` to ``end`` encloses them.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The offsets of what is printed in the cell: one span, or one a piece."""
        return self.pieces or ((self.start, self.end),)

    def printed(self, text: str) -> str:
        """Return what is printed in the cell, its pieces put together; ``text`` is the document's.

        Between the pieces of a cell in plain text stand the other cells of its row.
        """
        if not self.pieces:
            return text[self.start : self.end]
        return "".join(text[start:end] for start, end in self.pieces)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells, rows joined over page ends; every cell stands once, in reading order.

    ``is_grid`` tells of a table without boxes that its columns can be trusted all the same.
    """

    row_count: int
    column_count: int
    cells: tuple[Cell, ...]
    start: int
    end: int
    pages: tuple[int, int] | None = None
    is_grid: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's one text and the blocks over it, in reading order.

    ``furniture`` are page numbers, running heads and lines that repeat the page before: kept,
    with offsets of their own, but
    outside the flow. ``page_starts`` are (offset, page) pairs in ascending order of offset;
    empty for documents without pages. ``confidence`` says, 0 to 1, how sure each character
    of the text is; None where nothing was read from a picture.
    """

    text: str
    blocks: tuple[Block, ...]
    furniture: tuple[Line, ...] = ()
    page_count: int | None = None
    page_starts: tuple[tuple[int, int], ...] = field(default=())
    confidence: NDArray[np.float32] | None = field(default=None, compare=False)

    def page_of(self, offset: int) -> int | None:
        """Return the page on which the character at ``offset`` stands."""
        place = bisect_right(self.page_starts, (offset, 1 << 60)) - 1
        return self.page_starts[place][1] if place >= 0 else None

    def legibility(self, start: int, end: int) -> float:
        """Return how sure the least sure character of ``text[start:end]`` is, 0 to 1."""
        if self.confidence is None or start >= end:
            return 1.0
        return float(self.confidence[start:end].min())
