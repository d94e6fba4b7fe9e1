"""What a document prints, before it is known on which page: paragraphs, tables, page breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["cover", "title", "heading", "body", "plain", "centre", "note", "right", "toc"]
Align = Literal["left", "center", "right"]
Carry = Literal["first", "repeat", "cut"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``project`` is the index of the project it belongs to, if any.

    ``role`` sets size, face and indent: ``plain`` is body without its first-line indent, ``centre``
    is centred body,
    ``note`` the line over a table with a left part and, after a tab, a right part, ``toc``
    a line of the table of contents with its page after a tab.
    """

    text: str
    role: Role = "body"
    project: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell and the grid columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1
    align: Align = "center"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; each row lists the cells that begin in it, from left to right.

    ``widths`` are shares of the line width. ``carry`` says what happens to a cell over
    several rows that a page end cuts: its text stands in the ``first`` piece only, is
    printed again in each (``repeat``), or the last of its lines falls into the second (``cut``).
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    project: int | None = None
    carry: Carry = "first"
    split_rows: bool = True
    row_height: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Go on at the top of the next page."""


@dataclass(frozen=True, slots=True)
class Space:
    """Leave ``lines`` body lines free; dropped at the top of a page."""

    lines: float


Block = Paragraph | Table | PageBreak | Space
