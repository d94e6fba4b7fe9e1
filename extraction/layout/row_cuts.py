"""Tell which cells of the first row after a page end are rests of the row before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

# Text that may be the first half of a sentence: it does not end where a sentence or an entry ends.
_ENDED = re.compile(r"[。；;！!？?）)]$|\d(元|%|％)?$")
_SHORTEST_LABEL = 4  # characters; a shorter piece may be a label by accident
_LONG = 16  # characters; entries of several long cells are prose, not an indicator's row
_VALUE = re.compile(r"[≥≤≧≦=＝<>＜＞]|^[\d,.，]+(\D{0,3})$")


class CellText(NamedTuple):
    """A cell's text in the last row before a page end, and below it in the first row after."""

    before: str
    after: str


def cut_cells(row: Sequence[CellText], is_label: Callable[[str], bool]) -> tuple[bool, ...]:
    """Tell of each cell whether its second part is the rest of its first part.

    Yes where a label comes out whole only when both parts are put together
    ("项目绩效目" + "标"), and where prose stops in the middle and goes on in the same
    column. No where the row after the page end has whole labels or values of its own.
    """
    filled = [place for place, pair in enumerate(row) if pair.after]
    if not filled or len(filled) == len(row) == 1:
        return (False,) * len(row)
    labels = {place for place in filled if _is_cut_label(row[place], is_label)}
    others = [row[place] for place in filled if place not in labels]
    if any(is_label(after) or _VALUE.search(after) for _, after in others):
        return tuple(place in labels for place in range(len(row)))
    if any(not before or is_label(before) for before, _ in others):
        return tuple(place in labels for place in range(len(row)))
    if labels or _is_cut_prose(others):
        return tuple(place in filled for place in range(len(row)))
    return (False,) * len(row)


def _is_cut_label(pair: CellText, is_label: Callable[[str], bool]) -> bool:
    before, after = pair
    return (
        bool(before)
        and is_label(before + after)
        and not is_label(before)
        and (not is_label(after) or len(after) < _SHORTEST_LABEL)
    )


def _is_cut_prose(pairs: Sequence[CellText]) -> bool:
    if len(pairs) == 1:
        before, after = pairs[0]
        return not _ENDED.search(before) or len(before) > _LONG < len(after)
    return all(len(before) >= _LONG and not _ENDED.search(before) for before, _ in pairs)
