"""Lines that a page repeats from the end of the page before."""

from __future__ import annotations

import pytest

from extraction.layout.page_overlaps import set_overlaps_apart
from extraction.layout.page_print import PagePrint, PrintBlock
from tests.extraction.layout.printing import line, table

_LONG = "完善网格化管理平台的日常巡查与处置机制，"
_REST = "提升居民满意度与城市运行安全水平。"


def _page(number: int, *texts: str | list[list[str]]) -> PagePrint:
    blocks: list[PrintBlock] = [
        line(text, page=number, top=60 + 18 * place)
        if isinstance(text, str)
        else table(text, page=number, top=60 + 18 * place)
        for place, text in enumerate(texts)
    ]
    return PagePrint(number, 600, 800, tuple(blocks))


@pytest.mark.parametrize(
    ("first", "second", "apart", "reason"),
    [
        (["甲", _LONG, _REST], [_LONG, _REST, "乙"], 2, "the lines stand on both pages"),
        (["甲", _LONG, _REST], [_REST, "乙"], 0, "one line may be chance"),
        (["甲", _LONG + _REST], [_LONG + _REST, "乙"], 1, "a line long enough is not"),
        (["甲", _LONG, _REST], [_LONG, "丙", _REST], 0, "not one run"),
        ([_LONG, _REST, "甲"], [_LONG, _REST, "乙"], 0, "not the end of the page before"),
        (["小计", "合计"], ["小计", "合计"], 0, "short lines are heads, not a cell"),
        ([_LONG, [["甲", "乙"]]], [_LONG, _REST], 0, "a table stands between"),
        ([], [_LONG], 0, "an empty page"),
    ],
)
def test_overlaps(
    first: list[str | list[list[str]]],
    second: list[str | list[list[str]]],
    apart: int,
    reason: str,
) -> None:
    pages = [_page(1, *first), _page(2, *second)]
    kept, found = set_overlaps_apart(pages)
    assert [one.text for one in found] == second[:apart], reason
    assert kept[0] == pages[0]
    assert kept[1].blocks == pages[1].blocks[apart:]


def test_no_pages() -> None:
    assert set_overlaps_apart([]) == ([], [])
