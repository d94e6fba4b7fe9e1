"""Set apart lines that two pages hold in their text layers though each is shown once.

Spreadsheets printed as PDF write a cell that goes over a page end into the text layer of both
pages, whole, and clip what each page shows (both of the Putuo samples do).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from extraction.layout.page_print import PagePrint
from extraction.layout.print_lines import PrintLine

# Characters that must repeat, without a break, from one page's end to the next page's start.
_LEAST_REPEATED = 24


def set_overlaps_apart(pages: Sequence[PagePrint]) -> tuple[list[PagePrint], list[PrintLine]]:
    """Return the pages without the lines with which they repeat the end of the page before.

    The lines set apart come in page order. Only free lines count: a table's rows that open
    page after page are heads.
    """
    kept = list(pages[:1])
    apart: list[PrintLine] = []
    for before, page in itertools.pairwise(pages):
        count = _repeated(_last_lines(before), _first_lines(page))
        apart += (block for block in page.blocks[:count] if isinstance(block, PrintLine))
        kept.append(replace(page, blocks=page.blocks[count:]) if count else page)
    return kept, apart


def _first_lines(page: PagePrint) -> list[str]:
    lines = itertools.takewhile(lambda block: isinstance(block, PrintLine), page.blocks)
    return ["".join(line.text.split()) for line in lines if isinstance(line, PrintLine)]


def _last_lines(page: PagePrint) -> list[str]:
    lines = itertools.takewhile(lambda block: isinstance(block, PrintLine), reversed(page.blocks))
    texts = ["".join(line.text.split()) for line in lines if isinstance(line, PrintLine)]
    return texts[::-1]


def _repeated(last: list[str], first: list[str]) -> int:
    """Return how many of the first lines are the last lines of the page before."""
    for count in range(min(len(last), len(first)), 0, -1):
        if last[-count:] == first[:count]:
            return count if sum(map(len, first[:count])) >= _LEAST_REPEATED else 0
    return 0
