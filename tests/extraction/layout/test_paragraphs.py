"""Printed lines → paragraphs."""

from __future__ import annotations

import pytest

from extraction.layout.page_print import PrintBlock
from extraction.layout.paragraphs import find_paragraphs
from extraction.layout.print_lines import PrintLine
from extraction.layout.settings import DEFAULT_SETTINGS
from tests.extraction.layout.printing import line, table

_RIGHT = 500.0  # the right margin
_FULL = "为" * 35


def _filled(page: int = 1, *, top: float = 500) -> list[PrintLine]:
    """Return enough full paragraphs to show where a page's margins are."""
    rows = [
        line("全" * 35, page=page, top=top + 18 * n, x=80 if n % 2 else 104, end=_RIGHT)
        for n in range(10)
    ]
    return [*rows, line("完。", page=page, top=top + 180)]


def _paragraphs(lines: list[PrintLine]) -> list[list[str]]:
    found = find_paragraphs([*lines, *_filled()], DEFAULT_SETTINGS)
    made = [[one.text for one in block] for block in found if isinstance(block, list)]
    return [texts for texts in made if "全" * 35 not in texts and texts != ["完。"]]


def _line(
    text: str, *, row: float, x: float = 80, end: float = _RIGHT, size: float = 12
) -> PrintLine:
    return line(text, top=100 + 18 * row, x=x, end=end, size=size)


@pytest.mark.parametrize(
    ("lines", "sizes", "reason"),
    [
        ([_line(_FULL, row=0), _line("乙。", row=1, end=104)], [2], "a full line goes on"),
        ([_line("甲", row=0, end=300), _line("乙", row=1)], [1, 1], "a short line is the last"),
        (
            [_line("甲" * 36, row=0, x=84, end=511), _line("乙乙", row=1, x=286, end=309)],
            [2],
            "the rest of a centred title",
        ),
        (
            [_line("甲" * 30, row=0, x=118, end=478), _line("乙乙", row=1, x=286, end=309)],
            [1, 1],
            "a centred line that is not full",
        ),
        (
            [_line("甲" * 35 + "。", row=0, x=84, end=511), _line("乙", row=1, x=286, end=309)],
            [1, 1],
            "a title after a finished sentence",
        ),
        (
            [_line("甲" * 34, row=0, x=104), _line("乙乙", row=1, x=286, end=309)],
            [1, 1],
            "a title below a paragraph's only line, which is indented",
        ),
        (
            [_line("甲" * 36, row=0, x=84, end=511), _line("二、乙", row=1, x=280, end=316)],
            [1, 1],
            "a centred heading",
        ),
        (
            [_line("甲" * 36, row=0, x=84, end=511), _line("乙", row=3, x=286, end=309)],
            [1, 1],
            "a gap that no title has",
        ),
        (
            [_line(_FULL, row=0), _line(_FULL, row=1, x=104), _line("丙", row=2, end=104)],
            [1, 2],
            "an indented line opens a paragraph",
        ),
        ([_line(_FULL, row=0), _line("乙", row=4)], [1, 1], "a wide gap parts"),
        (
            [_line(_FULL, row=0), _line("二、立项依据", row=1, end=152)],
            [1, 1],
            "a heading opens one, wherever the line before it ends",
        ),
        (
            [_line("甲" * 34 + "。", row=0), _line("（一）加强管理", row=1)],
            [1, 1],
            "an item after a finished sentence",
        ),
        (
            [_line("甲" * 35, row=0), _line("（一）加强管理", row=1)],
            [2],
            "an item inside a sentence",
        ),
        (
            [_line("甲" * 34 + "。", row=0), _line("12.5万元用于", row=1)],
            [2],
            "an amount is no item",
        ),
        (
            [_line(_FULL, row=0, size=18), _line("乙" * 30, row=1)],
            [1, 1],
            "a title in another size",
        ),
        (
            [_line("一、概况………………3" + "·" * 20, row=0), _line("二 说明………………5", row=1)],
            [1, 1],
            "entries of a table of contents",
        ),
    ],
)
def test_on_one_page(lines: list[PrintLine], sizes: list[int], reason: str) -> None:
    assert [len(texts) for texts in _paragraphs(lines)] == sizes, reason


@pytest.mark.parametrize(
    ("last", "following", "joined", "reason"),
    [
        (
            line(_FULL, top=740, end=_RIGHT),
            line("后半句。", page=2, top=60),
            True,
            "over a page end",
        ),
        (line(_FULL, top=740, end=_RIGHT), line("后", page=2, top=60, x=104), False, "indented"),
        (line("短", top=740), line("后", page=2, top=60), False, "the last line is short"),
        (line(_FULL, top=740, end=_RIGHT), line("后", page=3, top=60), False, "a page between"),
    ],
)
def test_over_a_page_end(last: PrintLine, following: PrintLine, joined: bool, reason: str) -> None:
    blocks = [*_filled(), last, following, *_filled(following.page)]
    made = find_paragraphs(blocks, DEFAULT_SETTINGS)
    assert any(block == [last, following] for block in made) == joined, reason


def test_a_table_parts_paragraphs_and_stays_as_it_is() -> None:
    between = table([["甲", "乙"]], top=140)
    blocks: list[PrintBlock] = [_line(_FULL, row=0), between, _line("乙", row=4), *_filled()]
    found = find_paragraphs(blocks, DEFAULT_SETTINGS)
    assert found[0] == [blocks[0]]
    assert found[1] is between
    assert found[2] == [blocks[2]]


def test_every_line_stays_in_order() -> None:
    lines = [_line("字" * n, row=n, end=80 + 12 * n) for n in range(1, 30)]
    found = find_paragraphs(lines, DEFAULT_SETTINGS)
    assert [one for block in found if isinstance(block, list) for one in block] == lines


def test_nothing() -> None:
    assert find_paragraphs([], DEFAULT_SETTINGS) == []
