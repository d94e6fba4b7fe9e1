"""Set page numbers and running heads apart from the flow of the text."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from statistics import median

from extraction.layout.page_print import PagePrint
from extraction.layout.print_lines import PrintLine

_EDGE_LINES = 3  # how many lines at the top and at the bottom may be furniture
_NUMBER_ZONE = 0.13  # share of the page's height, at either end, in which page numbers stand
_HEAD_ZONE = 0.16  # the same for running heads
_SAME_HEIGHT = 4.0  # points
_LEAST_REPEATS = 3  # pages on which a head has to repeat; both, of a document of two
_SMALL = 0.9  # of the body's font size; what is smaller heads no text
_LEAST_SHARE = 0.5  # of the document's pages between its first and last


def set_furniture_apart(
    pages: Sequence[PagePrint],
) -> tuple[list[PagePrint], list[PrintLine]]:
    """Return the pages without their furniture, and the furniture in page order."""
    numbers, never = _patterns()
    heads = _running_heads(pages, never)
    kept: list[PagePrint] = []
    furniture: list[PrintLine] = []
    for page in pages:
        apart = {
            index
            for index, line in _edge_lines(page)
            if (index, page.number) in heads or _is_page_number(line, page, numbers)
        }
        if not apart:
            kept.append(page)
            continue
        furniture += [
            block
            for index, block in enumerate(page.blocks)
            if index in apart and isinstance(block, PrintLine)
        ]
        rest = tuple(block for index, block in enumerate(page.blocks) if index not in apart)
        kept.append(replace(page, blocks=rest))
    return kept, furniture


def _edge_lines(page: PagePrint) -> list[tuple[int, PrintLine]]:
    """Return the free lines nearest to the page's upper and lower edges, with their places."""
    count = len(page.blocks)
    places = dict.fromkeys(
        (*range(min(_EDGE_LINES, count)), *range(max(0, count - _EDGE_LINES), count))
    )
    return [
        (index, block) for index in places if isinstance(block := page.blocks[index], PrintLine)
    ]


def _is_page_number(line: PrintLine, page: PagePrint, numbers: re.Pattern[str]) -> bool:
    upper, lower = _NUMBER_ZONE * page.height, (1 - _NUMBER_ZONE) * page.height
    if upper < (line.box[1] + line.box[3]) / 2 < lower:
        return False
    return numbers.fullmatch("".join(line.text.split())) is not None


def _body_size(pages: Sequence[PagePrint]) -> float:
    """Return the font size in which most of the free lines are printed."""
    sizes = [line.size for page in pages for line in page.blocks if isinstance(line, PrintLine)]
    return median(sizes) if sizes else 0.0


def _running_heads(pages: Sequence[PagePrint], never: re.Pattern[str]) -> set[tuple[int, int]]:
    """Return (place among the page's blocks, page) of the lines that repeat over the pages.

    Headings of the text repeat too; they are at least as large as the text they head.
    """
    body = _body_size(pages)
    seen: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for page in pages:
        for index, line in _edge_lines(page):
            middle = (line.box[1] + line.box[3]) / 2
            zone = _HEAD_ZONE * page.height
            if zone < middle < page.height - zone:
                continue
            text = re.sub(r"\d+", "#", "".join(line.text.split()))
            is_small = line.size < _SMALL * body
            if text and (is_small or not never.search(text)):
                from_edge = middle if middle <= zone else middle - page.height
                seen[text].append((index, page.number, from_edge))
    heads: set[tuple[int, int]] = set()
    for places in seen.values():
        middles = sorted(place[2] for place in places)
        usual = middles[len(middles) // 2]
        same = [place for place in places if abs(place[2] - usual) <= _SAME_HEIGHT]
        numbers = sorted({number for _, number, _ in same})
        if len(numbers) < max(2, min(_LEAST_REPEATS, len(pages))):
            continue
        if len(numbers) >= _LEAST_SHARE * (numbers[-1] - numbers[0] + 1):
            heads.update((index, number) for index, number, _ in same)
    return heads


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = tomllib.loads(files(__package__).joinpath("furniture.toml").read_text("utf-8"))
    numbers = "|".join(f"(?:{rule['pattern']})" for rule in rules["page_number"])
    never = "|".join(f"(?:{rule['pattern']})" for rule in rules["never"])
    return re.compile(numbers), re.compile(never)
