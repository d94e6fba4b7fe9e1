"""Plain text with tab-separated tables → the same blocks that PDF pages give.

The document's one text is the file's text as it stands; blocks point into it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extraction.layout.blocks import Cell, Layout, Line, Paragraph, Table
from extraction.layout.row_cuts import CellText, cut_cells

_ENDED = re.compile(r"[。；;！!？?：:）)]\s*$")
_NUMBERED = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]\d{1,2}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳])"
)
_OPENING, _CLOSING = "《〈（(“「", "》〉）)”」"
_LONGEST_MARKED = 50  # characters of a title that a line end cuts
_FULL_LINE = 20  # characters; a shorter line that stops in the middle is a line of its own


@dataclass(slots=True)
class _Row:
    """One line of tab-separated cells: (start, end) of each, and the rests of those cut in two."""

    spans: list[tuple[int, int]]
    rests: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    after_gap: bool = False


@dataclass(slots=True)
class _TableRows:
    rows: list[_Row] = field(default_factory=list)


def lay_out_text(
    text: str, *, is_label: Callable[[str], bool], opens_table: Callable[[str], bool]
) -> Layout:
    """Return the layout of ``text``.

    Lines with tabs are table rows. A blank line between two runs of rows is a page end
    inside one table, unless ``opens_table`` says of the next row's first cell that a new
    table begins there. A line that a blank line cuts in the middle of a sentence goes on
    after it, as in a text taken from pages.
    """
    blocks: list[list[Line] | _TableRows] = []
    offset = 0
    gap = False
    for raw in text.splitlines(keepends=True):
        start, line = offset, raw.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        offset += len(raw)
        if "\t" in line:
            _add_row(blocks, text, start, line, gap, opens_table)
            gap = False
        elif not line.strip():
            gap = True
        else:
            _add_line(blocks, text, start, line, gap)
            gap = False
    return Layout(
        text,
        tuple(
            _table(block, text, is_label)
            if isinstance(block, _TableRows)
            else Paragraph(tuple(block))
            for block in blocks
        ),
    )


def _add_row(
    blocks: list[list[Line] | _TableRows],
    text: str,
    start: int,
    line: str,
    gap: bool,
    opens_table: Callable[[str], bool],
) -> None:
    spans = []
    at = start
    for cell in line.split("\t"):
        spans.append(_trimmed(text, at, at + len(cell)))
        at += len(cell) + 1
    first = next((text[a:b] for a, b in spans if b > a), "")
    last = blocks[-1] if blocks else None
    if not isinstance(last, _TableRows) or opens_table(first):
        last = _TableRows()
        blocks.append(last)
        gap = False
    last.rows.append(_Row(spans, after_gap=gap))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _add_line(
    blocks: list[list[Line] | _TableRows], text: str, start: int, line: str, gap: bool
) -> None:
    begin, end = _trimmed(text, start, start + len(line))
    new = Line(begin, end)
    last = blocks[-1] if blocks else None
    if isinstance(last, list) and _goes_on(text, last, new, gap):
        last.append(new)
    else:
        blocks.append([new])


def _goes_on(text: str, paragraph: list[Line], line: Line, gap: bool) -> bool:
    first, last = paragraph[0].start, paragraph[-1]
    if _NUMBERED.match(text, line.start, line.end):
        return False
    tail = text[max(first, last.end - 200) : last.end]
    if any(_is_open(tail, a, b) for a, b in zip(_OPENING, _CLOSING, strict=True)):
        return True
    final = text[last.start : last.end]
    return gap and len(final) >= _FULL_LINE and not _ENDED.search(final)


def _is_open(tail: str, opening: str, closing: str) -> bool:
    """Tell whether a line ends inside a mark; one opened long before was left open in print."""
    if tail.count(opening) <= tail.count(closing) or tail.endswith("。"):
        return False
    closed = 0
    for at in range(len(tail) - 1, max(-1, len(tail) - 1 - _LONGEST_MARKED), -1):
        closed += tail[at] == closing
        if tail[at] == opening:
            if not closed:
                return True
            closed -= 1
    return False


def _table(block: _TableRows, text: str, is_label: Callable[[str], bool]) -> Table:
    rows: list[_Row] = []
    for row in block.rows:
        if row.after_gap and rows:
            row = _without_rests(rows, row, text, is_label)
        if row.spans:
            rows.append(row)
    cells = tuple(
        _cell(number, column, span, row.rests.get(column, []))
        for number, row in enumerate(rows)
        for column, span in enumerate(row.spans)
    )
    return Table(
        len(rows),
        max(len(row.spans) for row in rows),
        cells,
        block.rows[0].spans[0][0],
        max(end for row in block.rows for _, end in row.spans),
    )


def _cell(row: int, column: int, span: tuple[int, int], rests: list[tuple[int, int]]) -> Cell:
    start, end = span
    if not rests:
        return Cell(row, column, 1, 1, start, end)
    return Cell(row, column, 1, 1, start, rests[-1][1], pieces=(span, *rests))


def _place_above(rows: list[_Row], column: int) -> int | None:
    """Return the row whose cell stands nearest above in ``column``; merged cells print once."""
    for number in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
        spans = rows[number].spans
        if column < len(spans) and spans[column][1] > spans[column][0]:
            return number
    return None


def _without_rests(rows: list[_Row], row: _Row, text: str, is_label: Callable[[str], bool]) -> _Row:
    """Give the rests in ``row`` to the cells above them, and return what is left of the row."""
    places = [_place_above(rows, column) for column in range(len(row.spans))]
    pairs = []
    for column, (place, (start, end)) in enumerate(zip(places, row.spans, strict=True)):
        before = text[slice(*rows[place].spans[column])] if place is not None else ""
        pairs.append(CellText("".join(before.split()), "".join(text[start:end].split())))
    cut = cut_cells(pairs, is_label)
    if "rest" not in cut:
        return row
    left: list[tuple[int, int]] = []
    for column, (place, span, kind) in enumerate(zip(places, row.spans, cut, strict=True)):
        if kind == "rest" and place is not None:
            rows[place].rests.setdefault(column, []).append(span)
        left.append(span if kind == "own" else (span[0], span[0]))
    return _Row(left) if any(end > start for start, end in left) else _Row([])
