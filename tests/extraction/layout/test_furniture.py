"""Page numbers and running heads."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from extraction.layout.furniture import set_furniture_apart
from extraction.layout.page_print import PagePrint
from extraction.layout.print_lines import PrintLine
from tests.extraction.layout.printing import line, table

_RULES = tomllib.loads(files("extraction.layout").joinpath("furniture.toml").read_text("utf-8"))
_NUMBERS = [pytest.param(rule, id=rule["name"]) for rule in _RULES["page_number"]]
_NEVER = [pytest.param(rule, id=rule["name"]) for rule in _RULES["never"]]
_TOP, _MIDDLE, _BOTTOM = 40, 400, 770  # of 800 points


def _page(number: int, *lines: tuple[float, str]) -> PagePrint:
    printed = [line(text, page=number, top=top) for top, text in lines]
    return PagePrint(number, 600, 800, tuple(sorted(printed, key=lambda one: one.box[1])))


def _apart(*pages: PagePrint) -> list[tuple[int, str]]:
    kept, furniture = set_furniture_apart(pages)
    before = sum(len(page.blocks) for page in pages)
    assert sum(len(page.blocks) for page in kept) + len(furniture) == before
    assert [page.number for page in kept] == [page.number for page in pages]
    return [(found.page, found.text) for found in furniture]


@pytest.mark.parametrize("rule", _NUMBERS)
def test_page_numbers(rule: dict[str, str]) -> None:
    example, counter = rule["example"], rule["counter_example"]
    assert re.fullmatch(rule["pattern"], "".join(example.split()))
    assert _apart(_page(1, (_BOTTOM, example))) == [(1, example)]
    assert _apart(_page(1, (_BOTTOM, counter))) == []


@pytest.mark.parametrize(
    ("top", "apart", "reason"),
    [
        (_TOP, True, "at the top"),
        (_BOTTOM, True, "at the bottom"),
        (_MIDDLE, False, "a number in the middle of a page is text"),
    ],
)
def test_where_page_numbers_stand(top: float, apart: bool, reason: str) -> None:
    assert (_apart(_page(1, (top, "12"))) == [(1, "12")]) == apart, reason


def test_a_page_number_below_a_table() -> None:
    number = line("7", page=1, top=_BOTTOM)
    made = PagePrint(1, 600, 800, (table([["甲", "乙"]]), number))
    kept, furniture = set_furniture_apart([made])
    assert furniture == [number]
    assert not any(isinstance(block, PrintLine) for block in kept[0].blocks)


@pytest.mark.parametrize("rule", _NEVER)
def test_headings_that_repeat_are_text(rule: dict[str, str]) -> None:
    example, counter = rule["example"], rule["counter_example"]
    assert re.search(rule["pattern"], example)
    assert _apart(*(_page(number, (_TOP, example)) for number in range(1, 5))) == []
    heads = _apart(*(_page(number, (_TOP, counter)) for number in range(1, 5)))
    assert heads == [(number, counter) for number in range(1, 5)]


@pytest.mark.parametrize(
    "heading",
    [
        "河道养护经费情况说明",
        "财政项目支出绩效目标申报表",
        "项目支出绩效目标填报表",
        "2025年部门收入预算总表",
        "编制部门：某区水务局",
        "单位：元",
        "二、立项依据",
        "（一）项目概述",
        "1. 文件依据",
        "（2）工作职能",
        "第三部分 名词解释",
    ],
)
def test_a_heading_on_every_page_is_no_furniture(heading: str) -> None:
    assert _apart(*(_page(number, (_TOP, heading)) for number in range(1, 7))) == []


def test_a_small_heading_on_every_page_is_a_running_head() -> None:
    """A heading of the text is at least as large as the text it heads."""
    pages = []
    for number in range(1, 4):
        head = line("项目经费情况说明", page=number, top=_TOP, size=9)
        body = [line("正文正文正文", page=number, top=200 + 20 * row) for row in range(5)]
        pages.append(PagePrint(number, 600, 800, (head, *body)))
    assert _apart(*pages) == [(number, "项目经费情况说明") for number in range(1, 4)]


_HEAD = "某区水务局部门预算公开"


@pytest.mark.parametrize(
    ("pages", "apart", "reason"),
    [
        ([(1, _TOP), (2, _TOP), (3, _TOP)], 3, "on three pages"),
        ([(1, _TOP), (2, _TOP), (3, None), (4, None)], 0, "on two of four pages is chance"),
        ([(1, _TOP), (2, _TOP)], 2, "on both pages of two"),
        ([(1, _TOP)], 0, "once"),
        ([(1, _TOP), (3, _TOP), (5, _TOP)], 3, "on the odd pages of a book"),
        ([(1, _TOP), (9, _TOP), (20, _TOP)], 0, "three times in twenty pages"),
        ([(1, _TOP), (2, _TOP + 30), (3, _TOP + 60)], 0, "at another height each time"),
        ([(1, _MIDDLE), (2, _MIDDLE), (3, _MIDDLE)], 0, "in the middle of the pages"),
        ([(1, _TOP), (2, _TOP), (3, _TOP), (4, _MIDDLE)], 3, "once more inside the text"),
    ],
)
def test_running_heads(pages: list[tuple[int, float]], apart: int, reason: str) -> None:
    made = []
    for number, top in pages:
        body = [
            (float(height), f"正文{'甲乙丙丁戊'[number % 5]}{height}万")
            for height in range(200, 700, 100)
        ]
        made.append(_page(number, *body, *([(top, _HEAD)] if top else [])))
    assert len(_apart(*made)) == apart, reason


def test_heads_with_a_number_of_their_own() -> None:
    made = [_page(number, (_TOP, f"{_HEAD} 第{number}页")) for number in range(1, 4)]
    assert len(_apart(*made)) == 3


def test_no_pages() -> None:
    assert set_furniture_apart([]) == ([], [])
