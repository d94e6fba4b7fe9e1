"""Tell whether the first row after a page end is the rest of the row before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

# Text that may be the first half of a sentence: it does not end where a sentence or an entry ends.
_ENDED = re.compile(r"[。；;！!？?）)]$|\d(元|%|％)?$")
_LONG = 16  # characters; entries of several long cells are prose, not an indicator's row
_VALUE = re.compile(r"[≥≤≧≦=＝<>＜＞]|^[\d,.，]+(\D{0,3})$")


class CellText(NamedTuple):
    """A cell's text in the last row before a page end, and below it in the first row after."""

    before: str
    after: str


def row_goes_on(row: Sequence[CellText], is_label: Callable[[str], bool]) -> bool:
    """Tell whether ``row``'s second parts are the rests of its first parts.

    Yes where a label comes out whole only when both parts are put together
    ("项目绩效目" + "标"), and where prose stops in the middle and goes on in the same
    column. No where the row after the page end holds a whole label, or has cells of its own.
    """
    filled = [pair for pair in row if pair.after]
    if not filled or len(filled) == len(row) == 1:
        return False
    if any(is_label(before + after) and not is_label(before) for before, after in filled if before):
        return all(before for before, _ in filled)
    if any(is_label(after) or _VALUE.search(after) for _, after in filled):
        return False
    if any(not before or is_label(before) for before, _ in filled):
        return False
    if len(filled) == 1:
        before, after = filled[0]
        return not _ENDED.search(before) or len(before) > _LONG < len(after)
    return all(len(before) >= _LONG and not _ENDED.search(before) for before, _ in filled)
