"""When the classifier of lines is asked about projects, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extraction.layout import Layout, lay_out_text
from extraction.layout.blocks import Paragraph
from extraction.learned import LineRole, LineRoleName
from extraction.narrative import find_sections
from extraction.projects import NarrativeSegment, find_segments
from extraction.projects.learned_projects import leaves_room, may_hold, project_name

_HEADINGS: dict[str, LineRoleName] = {
    "项目一：海塘观测": "project_heading",
    "项目二：泵站改造": "project_heading",
    "缘何要做": "heading_overview",
    "文件上怎么说": "heading_basis",
    "钱从哪里来": "heading_budget",
}


class _Reader:
    """Knows its headings by heart, and remembers what it was asked."""

    version = "test"

    def __init__(self, confidence: float = 0.95) -> None:
        self.asked: list[str] = []
        self._confidence = confidence

    def roles(self, layout: Layout) -> Sequence[LineRole]:
        lines = [
            layout.text[line.start : line.end]
            for block in layout.blocks
            if isinstance(block, Paragraph)
            for line in block.lines
        ]
        self.asked += lines
        return [LineRole(_HEADINGS.get(line, "body"), self._confidence) for line in lines]


def _layout(*lines: str) -> Layout:
    return lay_out_text("\n".join(lines), is_label=lambda _: False, opens_table=lambda _: False)


def _segments(reader: _Reader | None, *lines: str) -> list[tuple[str | None, list[str]]]:
    found = find_segments(_layout(*lines), open_lines=None if reader is None else lambda: reader)
    return [
        (one.name, [section.kind for section in one.sections])
        for one in found
        if isinstance(one, NarrativeSegment)
    ]


_TWO = (
    "滨江区海塘所2031年项目说明",
    "项目一：海塘观测",
    "缘何要做",
    "为保障安全，需要观测。",
    "文件上怎么说",
    "根据《甲办法》开展。",
    "钱从哪里来",
    "全年86万元，完好率不低于98%。",
    "项目二：泵站改造",
    "缘何要做",
    "泵站老旧。",
    "文件上怎么说",
    "根据《乙办法》开展。",
)


def test_projects_under_unknown_headings_are_found_and_named() -> None:
    assert _segments(None, *_TWO) == []
    assert _segments(_Reader(), *_TWO) == [
        ("海塘观测", ["overview", "basis", "budget"]),
        ("泵站改造", ["overview", "basis"]),
    ]


def test_a_classifier_that_is_not_sure_opens_no_project() -> None:
    # Its headings of sections still count where the rules have none.
    assert _segments(_Reader(0.7), *_TWO) == [
        (None, ["overview", "basis", "budget"]),
        (None, ["overview", "basis"]),
    ]


def test_a_heading_without_sections_below_stays_in_the_text() -> None:
    lines = [*_TWO[:8], "项目二：泵站改造", "另见附件。"]
    assert _segments(_Reader(), *lines) == [("海塘观测", ["overview", "basis", "budget"])]


_KNOWN = (
    "河道养护项目经费情况说明",
    "一、项目概述",
    "河道养护。",
    "二、立项依据",
    "根据《甲办法》。",
    "三、实施主体",
    "区水务局。",
    "四、年度预算安排",
    "全年86万元，完好率不低于98%。",
)


def test_nobody_is_asked_where_the_rules_leave_no_room() -> None:
    reader = _Reader()
    known = [("河道养护项目", ["overview", "basis", "implementer", "budget"])]
    assert _segments(reader, *_KNOWN) == known
    assert reader.asked == []
    # A gap in the count is room: the heading above is asked about with its narrative.
    reader = _Reader(0.8)
    gap = [line.replace("四、", "五、") for line in _KNOWN]
    assert _segments(reader, *gap) == known
    assert reader.asked == gap


def test_a_budget_without_projects_asks_nobody() -> None:
    reader = _Reader()
    lines = (
        "一、收入预算情况说明",
        "根据预算编制的要求，收入27664.22万元，占100%。",
        "二、支出预算情况说明",
        "支出27664.22万元。",
    )
    assert _segments(reader, *lines) == []
    assert reader.asked == []


@pytest.mark.parametrize(
    ("heads", "room"),
    [
        (
            ("一、项目概述", "二、立项依据", "三、实施主体", "四、绩效目标"),
            False,
        ),  # counted, four kinds
        (("一、项目概述", "二、立项依据", "四、实施主体", "五、绩效目标"), True),  # a gap
        (("一、项目概述", "二、立项依据", "三、绩效目标"), True),  # few
        (("二、立项依据", "三、实施主体", "四、绩效目标", "五、预算安排"), True),  # no first
        (("一、项目概述", "二、立项依据", "三、甲乙丙丁", "四、绩效目标", "五、实施主体"), True),
    ],
)
def test_what_leaves_room(heads: tuple[str, ...], room: bool) -> None:
    layout = _layout(*(part for head in heads for part in (head, "正文若干。")))
    paragraphs = [block for block in layout.blocks if isinstance(block, Paragraph)]
    assert leaves_room(find_sections(layout.text, paragraphs)) is room


@pytest.mark.parametrize(
    ("lines", "may"),
    [
        (("根据《甲办法》开展，全年86万元，", "满意度90%。"), True),
        (("根据《甲办法》开展，全年86万元。",), False),  # no target
        (("全年86万元，满意度90%。",), False),  # no reason
        (("根据《甲办法》开展，满意度90%。",), False),  # no money
    ],
)
def test_what_may_hold_a_narrative(lines: tuple[str, ...], may: bool) -> None:
    layout = _layout(*lines)
    paragraphs = [block for block in layout.blocks if isinstance(block, Paragraph)]
    assert may_hold(layout, paragraphs) is may


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("项目一：区级政务云资源租用", "区级政务云资源租用"),
        ("项目2：政策性农业保险保费补贴", "政策性农业保险保费补贴"),
        ("（一） 多层住宅加装电梯专项补贴", "多层住宅加装电梯专项补贴"),
        ("第一部分 镇管以上河道综合养护", "镇管以上河道综合养护"),
        ("【项目】化肥农药减量增效技术示范", "化肥农药减量增效技术示范"),
        ("【人工影响天气能力建设】", "人工影响天气能力建设"),
        ("壹 全民科学素质提升", "全民科学素质提升"),
        ("农村公路日常养护和小修", "农村公路日常养护和小修"),
        ("菜花节及农旅活动经费情况", "菜花节及农旅活动"),
        ("创新创业服务街区运营项目说明", "创新创业服务街区运营"),
        ("一、", None),
    ],
)
def test_the_name_in_a_heading(heading: str, name: str | None) -> None:
    assert project_name(heading) == name


def test_prose_outweighs_one_section_that_the_classifier_sees_in_it() -> None:
    """The name of a project that is told in prose is no heading of a section."""
    lines = (
        "滨江区海塘所2031年项目支出情况说明",
        "缘何要做",
        "海塘建成多年，迎潮面多处开裂，汛期前需要逐段观测并修补，保护后方居民。",
        "根据《甲办法》开展，全年86万元，完好率不低于98%。",
    )
    assert _segments(_Reader(), *lines) == [("缘何要做", ["overview", "basis"])]
