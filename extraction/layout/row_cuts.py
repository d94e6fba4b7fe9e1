"""Tell which cells of the first row after a page end are rests of the row before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

# Text that may be the first half of a sentence: it does not end where a sentence or an entry ends.
_ENDED = re.compile(r"[。；;！!？?）)]$|\d([亿万千百]?元|%|％)?$")
_LONG = 16  # characters; entries of several long cells are prose, not an indicator's row
_VALUE = re.compile(r"[≥≤≧≦=＝<>＜＞]|^[\d,.，]+(\D{0,3})$")
# Values that end below, as (before the page end, after it): a unit in brackets beside its number,
# a bracket that closes, the last digits of an amount.
_CUT_VALUES = tuple(
    (re.compile(before), re.compile(after))
    for before, after in (
        (r"\d$", r"[（(][^（()）\d]{1,8}[)）]|[万亿千百]*元|[%％]"),
        (r"[（(][^（()）]{0,8}$", r"[^（()）]{0,8}[)）]"),
        (r"\d$", r"\.\d\d?(?!\d)\D{0,8}"),
        (r"\d\.$", r"\d\d?(?!\d)\D{0,8}"),
        (r"\d\.\d$", r"\d(?!\d)\D{0,8}"),
        (r"\d[,，]$", r"\d{3}(?:[,，]\d{3})*(?:\.\d+)?(?!\d)\D{0,8}"),
        (r"\d[,，]\d$", r"\d\d(?:[,，]\d{3})*(?:\.\d+)?(?!\d)\D{0,8}"),
        (r"\d[,，]\d\d$", r"\d(?:[,，]\d{3})*(?:\.\d+)?(?!\d)\D{0,8}"),
    )
)


Belonging = Literal["own", "rest", "repeat"]


class CellText(NamedTuple):
    """A cell's text in the last row before a page end, and below it in the first row after."""

    before: str
    after: str


def cut_cells(row: Sequence[CellText], is_label: Callable[[str], bool]) -> tuple[Belonging, ...]:
    """Tell of each cell after a page end what it is to the cell above it.

    A "rest" is the second half of it: a label comes out whole only when both are put
    together ("项目绩效目" + "标"), prose stops in the middle and goes on in the same column,
    or a value does ("≤16750000.00" + "（元）", "56,600,000." + "00"). A "repeat" is a merged
    cell's label printed once more beside a rest. All else is "own": a whole label, a value,
    anything under a whole label.
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
        not pair.before
        or is_label(pair.before)
        or is_label(pair.after)
        or (_VALUE.search(pair.after) and not _is_cut_value(pair))
        for pair in others
    )
    if is_new or not (labels or (others and _is_cut_text(others))):
        return tuple("rest" if place in labels else "own" for place in range(len(row)))
    return tuple(
        "own" if not pair.after else "repeat" if place in repeats else "rest"
        for place, pair in enumerate(row)
    )


def _is_cut_label(pair: CellText, is_label: Callable[[str], bool]) -> bool:
    before, after = pair
    both_whole = is_label(before) and is_label(after)
    return bool(before) and is_label(before + after) and not both_whole


def _is_cut_value(pair: CellText) -> bool:
    return any(
        before.search(pair.before) and after.fullmatch(pair.after) for before, after in _CUT_VALUES
    )


def _is_cut_text(pairs: Sequence[CellText]) -> bool:
    if len(pairs) == 1:
        before, after = pairs[0]
        if not _ENDED.search(before) or len(before) > _LONG < len(after):
            return True
    return all(
        _is_cut_value(pair) or (len(pair.before) >= _LONG and not _ENDED.search(pair.before))
        for pair in pairs
    )
