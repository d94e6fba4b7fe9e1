"""A narrative's sections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.narrative import find_sections
from tests.extraction.narrative.departments import WIDTHS, Case
from tests.extraction.narrative.layouts import lay_out, sections_of

_SEVEN = """一、项目概述
办好读书节。
二、立项依据
《全民阅读促进办法》
七、绩效目标
参与人数增加。"""


def test_a_section_knows_where_it_stands() -> None:
    text, sections = sections_of("前言\n" + _SEVEN)
    assert [s.kind for s in sections] == ["overview", "basis", "goals"]
    for section in sections:
        assert text[section.heading_start : section.heading_end] == section.heading
        assert text[section.body_start : section.body_end] == section.text
    assert [s.heading for s in sections] == ["一、项目概述", "二、立项依据", "七、绩效目标"]


def test_the_page_is_the_headings_and_a_value_has_its_lines() -> None:
    text, sections = sections_of("一、项目概述\n办好\f读书节。\n\f二、立项依据\n惯例")
    overview, basis = sections
    assert (overview.page, basis.page) == (1, 3)
    assert overview.text == "办好读书节。"
    assert overview.page_at(text.index("读书节")) == 2


def test_a_span_is_turned_into_the_documents() -> None:
    text, (section,) = sections_of("三、实施主体\n区文化和旅游局", width=6)
    start, end = section.span(0, len(section.text))
    assert "".join(text[start:end].split()) == "区文化和旅游局"


@pytest.mark.parametrize(
    ("lines", "kinds", "reason"),
    [
        (_SEVEN, "overview basis goals", "numbers may be skipped"),
        (_SEVEN.replace("七、", "二、"), "overview basis goals", "and repeated"),
        (_SEVEN + "\n六、绩效目标\n另见申报表。", "overview basis goals goals", "and out of order"),
        (
            "（一）项目概述\n甲\n（二）立项依据\n乙\n1.文件依据\n丙",
            "overview basis",
            "an inner scheme has fewer kinds",
        ),
        (
            "一、基本情况\n（一）项目概述\n甲\n（二）立项依据\n乙\n（三）实施周期\n丙",
            "overview basis period",
            "an outer heading only holds them",
        ),
        (
            "一、项目概述\n甲\n二、立项依据\n乙\n三、实施方案\n1. 实施周期：一年\n2. 实施内容：丙",
            "overview basis plan",
            "items of a plan are no sections",
        ),
        (
            "一、项目概述\n甲\n二、立项依据\n乙\n三、经费管理\n专款专用。",
            "overview basis other",
            "unknown words, the count goes on",
        ),
        (
            "一、项目概述\n甲\n二、立项依据\n乙\n五、经费管理\n专款专用。",
            "overview basis",
            "unknown words, the count jumps",
        ),
        (
            "(1)项目由来\n甲\n(2)政策支撑\n乙\n(4)推进步骤\n丙\n(6)资金测算\n8万元",
            "overview basis plan budget",
            "likely words, whatever numbers are left out",
        ),
        (
            "一、项目概述\n甲\n二、立项依据\n乙\n三、投入经济性\n丙\n四、绩效目标合理性\n丁",
            "overview basis budget goals",
            "known words with more behind them, alone on the line",
        ),
        (
            "一、项目概述\n一、加强组织领导，落实责任。\n二、立项依据\n乙",
            "overview basis",
            "a sentence in the same scheme",
        ),
        (
            "一、项目概述\n甲\n一、立项依据\n乙\n一、绩效目标\n丙",
            "overview basis goals",
            "automatic numbers that failed",
        ),
        ("项目概述：甲\n立项依据：乙\n绩效目标：丙", "overview basis goals", "no numbers, colons"),
        (
            "一、项目概述\n甲\n二、立项依据\n乙\n一、项目概述\n丙\n二、立项依据\n丁\n三、绩效目标\n戊",
            "overview basis overview basis goals",
            "a second narrative",
        ),
        ("一、机构职能\n甲\n二、机构设置\n乙", "", "headings of other prose"),
        ("", "", "nothing"),
    ],
)
def test_kinds(lines: str, kinds: str, reason: str) -> None:
    _, sections = sections_of(lines)
    assert " ".join(section.kind for section in sections) == kinds, reason


@pytest.mark.parametrize(("case", "width"), WIDTHS, ids=[f"{c.reason}, {w}" for c, w in WIDTHS])
def test_other_departments(case: Case, width: int | None) -> None:
    _, sections = sections_of(case.lines, width=width, indent="  ")
    assert " ".join(section.kind for section in sections) == case.kinds


@given(st.sampled_from([case for case, width in WIDTHS if width]), st.integers(18, 60))
def test_line_ends_do_not_change_the_text(case: Case, width: int) -> None:
    _, whole = sections_of(case.lines)
    _, broken = sections_of(case.lines, width=width)
    assert ["".join(s.text.split()) for s in whole] == ["".join(s.text.split()) for s in broken]


@given(
    st.lists(
        st.sampled_from(
            [*_SEVEN.split("\n"), "1. 实施周期：一年", "三、其他", "", "八、说明", "实施方案"]
        ),
        max_size=14,
    )
)
def test_sections_stand_in_order_and_hold_their_text(lines: list[str]) -> None:
    text, paragraphs = lay_out(lines)
    at = 0
    for section in find_sections(text, paragraphs):
        assert at <= section.heading_start < section.heading_end <= section.body_start
        assert section.body_start <= section.body_end
        assert all(
            text[o] == c for c, o in zip(section.text, section.origins, strict=True) if c != "\n"
        )
        at = section.body_end
