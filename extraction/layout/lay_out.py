"""The chain from pages to the layout of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extraction.layout.assembly import assemble
from extraction.layout.blocks import Layout
from extraction.layout.furniture import set_furniture_apart
from extraction.layout.page_overlaps import set_overlaps_apart
from extraction.layout.page_print import print_page
from extraction.layout.paragraphs import find_paragraphs
from extraction.layout.settings import DEFAULT_SETTINGS, LayoutSettings
from extraction.layout.table_joining import join_tables
from extraction.reading.pages import Page


def lay_out(
    pages: Iterable[Page],
    *,
    is_label: Callable[[str], bool],
    settings: LayoutSettings = DEFAULT_SETTINGS,
) -> Layout:
    """Return the layout of ``pages``, which are read once, in order.

    ``is_label`` tells whether a cell's text, blanks removed, is a whole printed label of a
    form; it decides what a page end cuts in two.
    """
    printed = [print_page(page, settings) for page in pages]
    flowing, furniture = set_furniture_apart(printed)
    flowing, repeated = set_overlaps_apart(flowing)
    apart = sorted((*furniture, *repeated), key=lambda line: (line.page, line.box[1]))
    flow = join_tables(flowing, settings, is_label=is_label)
    return assemble(find_paragraphs(flow.blocks, settings), apart, len(printed))
