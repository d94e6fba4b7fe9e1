"""Where something stands: offsets → page, box and text, for evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extraction.layout import Cell, Layout, Line, Paragraph, Table
from extraction.schema import Box, Evidence, Indicator, Project, TableAmount, Value

_WORD = re.compile(r"\S+")


class Places:
    """Finds evidence in one document's layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text = layout.text

    def at(self, start: int, end: int) -> Evidence:
        """Return the evidence ``text[start:end]``, with the box of the lines that print it."""
        page, box = self._line_place(start, end)
        if page is None:
            page = self.layout.page_of(start)
        return Evidence(page, box, start, end, self.text[start:end])

    def of_value(self, value: Value) -> Evidence:
        """Return where a field's value stands."""
        if value.box is None:
            found = self.at(value.start, value.end)
            return Evidence(value.page or found.page, found.box, value.start, value.end, value.text)
        return Evidence(value.page, value.box, value.start, value.end, value.text)

    def of_amount(self, amount: TableAmount) -> Evidence:
        """Return where a table's amount stands."""
        return Evidence(amount.page, amount.box, amount.start, amount.end, amount.text)

    def of_indicator(self, project: Project, indicator: Indicator) -> Evidence:
        """Return where an indicator's value stands; its record has no offsets of its own."""
        cell = self._cells.get((indicator.page, indicator.box)) if indicator.box else None
        if cell is not None:
            return Evidence(
                indicator.page,
                indicator.box,
                cell.start,
                cell.end,
                self.text[cell.start : cell.end],
            )
        start = self._indicator_start(project, indicator)
        return Evidence(
            indicator.page, indicator.box, start, start + len(indicator.text), indicator.text
        )

    def _indicator_start(self, project: Project, indicator: Indicator) -> int:
        ends = [value.end for value in project.fields.values() if value.method == "form"]
        start = max(ends, default=0)
        for one in project.indicators:
            found = self.text.find(one.text, start) if one.text else start
            start = found if found >= 0 else start
            if one is indicator:
                break
            start += len(one.text)
        return start

    @cached_property
    def _cells(self) -> dict[tuple[int | None, Box | None], Cell]:
        return {
            (cell.page, cell.box): cell
            for block in self.layout.blocks
            if isinstance(block, Table)
            for cell in block.cells
        }

    @cached_property
    def _lines(self) -> tuple[list[int], list[Line]]:
        lines = [
            line
            for block in self.layout.blocks
            if isinstance(block, Paragraph)
            for line in block.lines
        ]
        lines.sort(key=lambda line: line.start)
        return [line.start for line in lines], lines

    def _line_place(self, start: int, end: int) -> tuple[int | None, Box | None]:
        starts, lines = self._lines
        first = bisect_right(starts, start) - 1
        held = []
        for line in lines[max(first, 0) :]:
            if line.start >= max(end, start + 1):
                break
            if line.end > start and line.box is not None:
                held.append(line)
        if not held:
            return None, None
        page = held[0].page
        boxes = [line.box for line in held if line.page == page and line.box is not None]
        return page, (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )


@dataclass(frozen=True, slots=True)
class Flat:
    """A stretch of the text without blanks and line ends, with the way back.

    ``runs`` are (offset in ``words``, offset in the document's text) of each printed run.
    """

    words: str
    runs: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's offsets of ``words[start:end]``, which is not empty."""
        return self._back(start), self._back(end - 1) + 1

    def _back(self, at: int) -> int:
        flat, printed = self.runs[bisect_right(self.runs, (at, 1 << 60)) - 1]
        return printed + at - flat


def flatten(text: str, start: int, end: int) -> Flat:
    """Return ``text[start:end]`` without blanks and line ends."""
    words: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    for found in _WORD.finditer(text, start, end):
        words.append(found[0])
        runs.append((length, found.start()))
        length += found.end() - found.start()
    return Flat("".join(words), tuple(runs))


def paragraphs(layout: Layout, *, before: int | None = None) -> Iterator[Paragraph]:
    """Yield the paragraphs, those that begin before the offset ``before`` where it is given."""
    for block in layout.blocks:
        if before is not None and block.start >= before:
            continue
        if isinstance(block, Paragraph):
            yield block
