"""What the paragraphs tell: their words without blanks, and the amounts in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extraction.checks.figures import Figure, step_of
from extraction.checks.places import Flat, Places, flatten, paragraphs
from extraction.layout import Layout
from extraction.schema import Evidence
from extraction.values import find_amounts, to_half_width

#: One amount with its unit, in words of half width without blanks.
MONEY = r"[0-9][0-9,.]*(?:百万|[千万亿])?元"
# For a pattern that begins with an amount: a run of thousands of digits is looked at once.
BEGINS = r"(?<!\d)(?<!\d[.,])"


@dataclass(frozen=True, slots=True)
class Told:
    """One paragraph: ``words`` without blanks, digits and signs in half width.

    ``start`` is the offset in the document's text at which it begins, ``page`` its first page.
    """

    flat: Flat
    words: str
    start: int
    page: int | None


def read_paragraphs(layout: Layout) -> tuple[Told, ...]:
    """Return all paragraphs of a document in reading order, empty ones left out."""
    return tuple(_read(layout))


def _read(layout: Layout) -> Iterator[Told]:
    for block in paragraphs(layout):
        flat = flatten(layout.text, block.start, block.end)
        if flat.words:
            page = block.lines[0].page if block.lines else None
            yield Told(flat, to_half_width(flat.words), block.start, page)


def figure_at(places: Places, told: Told, span: tuple[int, int]) -> Figure | None:
    """Return the one amount of ``words[span]``; ``None`` where there is none, or several."""
    amounts = find_amounts(told.words, start=span[0], end=span[1])
    if len(amounts) != 1:
        return None
    place = quote(places, told, span)
    return Figure(Decimal(amounts[0].yuan), step_of(place.text), place)


def quote(places: Places, told: Told, span: tuple[int, int]) -> Evidence:
    """Return where ``words[span]`` is printed."""
    return places.at(*told.flat.span(*span))
