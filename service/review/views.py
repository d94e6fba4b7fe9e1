"""A document as its page shows it: the one text, and where its lines and cells stand."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.schema import Box, to_json

if TYPE_CHECKING:
    from extraction.layout import Layout
    from extraction.pipeline import Analysis


@dataclass(frozen=True, slots=True)
class Place:
    """``text[start:end]`` stands in ``box`` of ``page``: a printed line, or a table's cell."""

    start: int
    end: int
    page: int
    box: Box
    is_cell: bool


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's size in points."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Where rule and model read differently, see `extraction.combining.Disagreement`."""

    label: str
    start: int
    end: int
    rule: str | None
    model: str | None
    by: str | None
    confidence: float | None
    chosen: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The text, pages and places of one document; text files have no pages and places."""

    text: str
    pages: tuple[PageSize, ...] = ()
    places: tuple[Place, ...] = ()
    differences: tuple[Difference, ...] = ()

    def boxes(self, start: int, end: int) -> Iterator[tuple[int, Box]]:
        """Yield page and box of ``text[start:end]``: a piece of each line, the whole of a cell."""
        from service.drawing.marks import boxes_of

        for place in self.places:
            if place.start < end and start < place.end:
                for box in boxes_of(start, end, (place,), self.text):
                    yield place.page, box

    def inside(self, page: int, box: Box) -> tuple[int, int] | None:
        """Return the offsets of what is printed in ``box``; None where it holds no text.

        A line counts with the part that lies inside, a cell where its middle does.
        """
        found: list[tuple[int, int]] = []
        for place in self.places:
            if place.page == page:
                span = _part(place, box, self.text)
                if span is not None:
                    found.append(span)
        if not found:
            return None
        return min(start for start, _ in found), max(end for _, end in found)

    def page_of(self, offset: int) -> int | None:
        """Return the page on which a character stands."""
        return next(
            (place.page for place in self.places if place.start <= offset < place.end), None
        )


def _part(place: Place, box: Box, text: str) -> tuple[int, int] | None:
    x0, top, x1, bottom = place.box
    middle = (top + bottom) / 2
    if place.is_cell:
        centre = (x0 + x1) / 2
        inside = box[0] <= centre <= box[2] and box[1] <= middle <= box[3]
        # a small box drawn inside a large cell means that cell as well
        within = x0 <= box[0] and box[2] <= x1 and top <= box[1] and box[3] <= bottom
        return (place.start, place.end) if (inside or within) and place.start < place.end else None
    if not box[1] <= middle <= box[3] or x1 <= box[0] or box[2] <= x0:
        return None
    from service.drawing.marks import width_of

    printed = text[place.start : place.end]
    step = (x1 - x0) / (width_of(printed) or 1)
    first = last = None
    left = x0
    for at, char in enumerate(printed):
        right = left + step * width_of(char)
        if box[0] <= (left + right) / 2 <= box[2]:
            first = at if first is None else first
            last = at + 1
        left = right
    if first is None or last is None:
        return None
    return place.start + first, place.start + last


def view_of(analysis: Analysis) -> DocumentView:
    """Return what the pages show of a document that was analysed."""
    layout = analysis.layout
    return DocumentView(
        layout.text,
        tuple(PageSize(page.number, page.width, page.height) for page in analysis.pages),
        tuple(_places(layout)),
        tuple(
            Difference(
                one.label,
                one.start,
                one.end,
                one.rule,
                one.model,
                one.by,
                one.confidence,
                one.chosen,
            )
            for one in analysis.disagreements
        ),
    )


def _places(layout: Layout) -> Iterator[Place]:
    from extraction.layout.blocks import Table

    lines = list(layout.furniture)
    for block in layout.blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                if cell.page is not None and cell.box is not None:
                    yield Place(cell.start, cell.end, cell.page, cell.box, is_cell=True)
        else:
            lines.extend(block.lines)
    for line in lines:
        if line.page is not None and line.box is not None:
            yield Place(line.start, line.end, line.page, line.box, is_cell=False)


def pack(view: DocumentView) -> bytes:
    """Return the view as compressed JSON, for the store."""
    text = json.dumps(to_json(view), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(data: bytes) -> DocumentView:
    """Return the view that `pack` made."""
    return view_from_json(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))


def view_from_json(held: Mapping[str, list[dict[str, object]]]) -> DocumentView:
    """Return the view of which ``held`` is the JSON."""
    return DocumentView(
        text=str(held["text"]),
        pages=tuple(PageSize(**row) for row in held["pages"]),  # type: ignore[arg-type]
        places=tuple(_place(row) for row in held["places"]),
        differences=tuple(
            Difference(**row)  # type: ignore[arg-type]
            for row in held["differences"]
        ),
    )


def _place(row: Mapping[str, object]) -> Place:
    x0, top, x1, bottom = row["box"]  # type: ignore[misc]
    return Place(
        start=row["start"],  # type: ignore[arg-type]
        end=row["end"],  # type: ignore[arg-type]
        page=row["page"],  # type: ignore[arg-type]
        box=(x0, top, x1, bottom),  # type: ignore[has-type]
        is_cell=bool(row["is_cell"]),
    )
