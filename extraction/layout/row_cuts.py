"""Tell which cells of the first row after a page end are rests of the row before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

# Text that may be the first half of a sentence: it does not end where a sentence or an entry ends.
_ENDED = re.compile(r"[。；;！!？?）)]$|\d([亿万千百]?元|%|％)?$")
_LONG = 16  # characters; entries of several long cells are prose, not an indicator's row
_VALUE = re.compile(r"[≥≤≧≦=＝<>＜＞]|^[\d,.，]+(\D{0,3})$")


Belonging = Literal["own", "rest", "repeat"]


class CellText(NamedTuple):
    """A cell's text in the last row before a page end, and below it in the first row after."""

    before: str
    after: str


def cut_cells(row: Sequence[CellText], is_label: Callable[[str], bool]) -> tuple[Belonging, ...]:
    """Tell of each cell after a page end what it is to the cell above it.

    A "rest" is the second half of it: a label comes out whole only when both are put
    together ("项目绩效目" + "标"), or prose stops in the middle and goes on in the same
    column. A "repeat" is a merged cell's label printed once more beside a rest. All else
    is "own": a whole label, a value, anything under a whole label.
    """
    filled = [place for place, pair in enumerate(row) if pair.after]
    if not filled or len(filled) == len(row) == 1:
        return tuple("own" for _ in row)
    labels = {place for place in filled if _is_cut_label(row[place], is_label)}
    repeats = {
        place
        for place in filled
        if row[place].before == row[place].after and is_label(row[place].after)
    }
    others = [row[place] for place in filled if place not in labels | repeats]
    is_new = any(
        not before or is_label(before) or is_label(after) or _VALUE.search(after)
        for before, after in others
    )
    if is_new or not (labels or (others and _is_cut_prose(others))):
        return tuple("rest" if place in labels else "own" for place in range(len(row)))
    return tuple(
        "own" if not pair.after else "repeat" if place in repeats else "rest"
        for place, pair in enumerate(row)
    )


def _is_cut_label(pair: CellText, is_label: Callable[[str], bool]) -> bool:
    before, after = pair
    return bool(before) and is_label(before + after) and not is_label(before)


def _is_cut_prose(pairs: Sequence[CellText]) -> bool:
    if len(pairs) == 1:
        before, after = pairs[0]
        return not _ENDED.search(before) or len(before) > _LONG < len(after)
    return all(len(before) >= _LONG and not _ENDED.search(before) for before, _ in pairs)
