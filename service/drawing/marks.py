"""What was found on one page, as coloured boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from extraction.layout.blocks import Layout, Table
from extraction.schema import Box, Disclosure

if TYPE_CHECKING:
    from extraction.pipeline import Analysis

MarkKind = Literal["line", "ruling", "cell", "section", "value", "indicator", "citation"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A box in points from the page's top-left corner; ``label`` is Latin or empty."""

    kind: MarkKind
    box: Box
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where ``text[start:end]`` stands on the page; a cell holds its text in several rows."""

    start: int
    end: int
    box: Box
    is_cell: bool


class Printed(Protocol):
    """A line or a cell on the page: ``text[start:end]`` stands in ``box``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def box(self) -> Box: ...
    @property
    def is_cell(self) -> bool: ...


def marks_of(analysis: Analysis, *, page: int) -> tuple[Mark, ...]:
    """Return the marks of ``page``, those that lie below others first.

    Sections and citations know only their offsets; their boxes come from the lines and
    cells that hold them.
    """
    places = tuple(_places(analysis.layout, page))
    rulings = next((view.rulings for view in analysis.pages if view.number == page), ())
    return (
        *_section_marks(analysis.disclosure, places),
        *(Mark("line", place.box) for place in places if not place.is_cell),
        *(Mark("cell", place.box) for place in places if place.is_cell),
        *(Mark("ruling", ruling) for ruling in rulings),
        *_found_marks(analysis.disclosure, analysis.layout, places, page),
    )


def _places(layout: Layout, page: int) -> Iterator[_Place]:
    for block in layout.blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                if cell.page == page and cell.box is not None:
                    yield _Place(cell.start, cell.end, cell.box, is_cell=True)
        else:
            for line in block.lines:
                if line.page == page and line.box is not None:
                    yield _Place(line.start, line.end, line.box, is_cell=False)
    for line in layout.furniture:
        if line.page == page and line.box is not None:
            yield _Place(line.start, line.end, line.box, is_cell=False)


def _section_marks(disclosure: Disclosure, places: tuple[_Place, ...]) -> Iterator[Mark]:
    """Yield one box a section: around all of its lines on the page."""
    for project in disclosure.projects:
        for section in project.sections:
            inside = [p.box for p in places if p.start < section.end and section.start < p.end]
            if inside:
                yield Mark("section", _around(inside), section.kind)


def _found_marks(
    disclosure: Disclosure, layout: Layout, places: tuple[_Place, ...], page: int
) -> Iterator[Mark]:
    for project in disclosure.projects:
        for name, value in project.fields.items():
            if value.page == page and value.box is not None:
                yield Mark("value", value.box, name)
            elif value.box is None:
                yield from (
                    Mark("value", box, name)
                    for box in boxes_of(value.start, value.end, places, layout.text)
                )
        for indicator in project.indicators:
            if indicator.page == page and indicator.box is not None:
                yield Mark("indicator", indicator.box)
        for citation in project.citations:
            for box in boxes_of(citation.start, citation.end, places, layout.text):
                yield Mark("citation", box)


def boxes_of(start: int, end: int, places: Sequence[Printed], text: str) -> Iterator[Box]:
    """Yield the boxes of ``text[start:end]``: a piece of each line, the whole of each cell."""
    for place in places:
        first, last = max(start, place.start), min(end, place.end)
        if first >= last:
            continue
        if place.is_cell:
            yield place.box
            continue
        x0, top, x1, bottom = place.box
        step = (x1 - x0) / (width_of(text[place.start : place.end]) or 1)
        left = x0 + step * width_of(text[place.start : first])
        yield (left, top, left + step * width_of(text[first:last]), bottom)


def width_of(text: str) -> int:
    """Return the width of ``text`` in half-width columns: a Chinese character is two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _around(boxes: list[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
