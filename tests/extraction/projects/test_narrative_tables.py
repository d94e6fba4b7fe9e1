"""Narratives in tables → projects with sections."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.forms import form_rows, read_form_fields, read_indicators
from extraction.layout import Layout
from extraction.projects import FormSegment, NarrativeSegment, find_segments
from extraction.projects.narrative_tables import narratives_in
from tests.extraction.forms.tables import MadeRow, lay_out_forms, ruled

_BESIDE: list[MadeRow] = [
    ["项目名称", "堤防养护"],
    ["一、项目概述", "养护堤防。"],
    ["二、立项依据", "某市防汛条例"],
    ["三、实施主体", "区堤防所"],
]
_BELOW: list[MadeRow] = [
    ["序号", "项目名称", "立项依据", "实施主体", "年度预算安排（万元）"],
    ["1", "堤防养护", "某市防汛条例", "区堤防所", "12"],
    ["2", "水质检测", "某市供水条例", "区水文站", "8"],
    ["合计", "合计", "", "", "20"],
]


def _shown(rows: list[MadeRow]) -> list[tuple[str | None, list[str]]]:
    text, table = ruled(rows)
    return [
        (one.name, [f"{section.kind} {section.heading} {section.text}" for section in one.sections])
        for one in narratives_in(text, table)
    ]


def test_headings_beside_their_sections() -> None:
    assert _shown(_BESIDE) == [
        (
            "堤防养护",
            [
                "overview 一、项目概述 养护堤防。",
                "basis 二、立项依据 某市防汛条例",
                "implementer 三、实施主体 区堤防所",
            ],
        )
    ]


def test_one_project_a_row_below_the_headings() -> None:
    assert _shown(_BELOW) == [
        (
            "堤防养护",
            [
                "basis 立项依据 某市防汛条例",
                "implementer 实施主体 区堤防所",
                "budget 年度预算安排（万元） 12",
            ],
        ),
        (
            "水质检测",
            [
                "basis 立项依据 某市供水条例",
                "implementer 实施主体 区水文站",
                "budget 年度预算安排（万元） 8",
            ],
        ),
    ]


@pytest.mark.parametrize(
    ("rows", "count", "reason"),
    [
        ([*_BESIDE, *_BESIDE], 2, "a name opens the next project"),
        (_BESIDE[1:], 1, "a project without a name"),
        ([*_BESIDE[1:], *_BESIDE[1:]], 2, "another overview opens the next project"),
        (_BESIDE[:3], 0, "too few kinds of sections"),
        ([["项目名称", "预算金额", "备注"], ["堤防养护", "12", ""]], 0, "a budget table"),
        (
            [["科目", "预算数"], ["项目经费", "12"], ["实施周期", "一年"]],
            0,
            "no overview and no basis",
        ),
    ],
)
def test_what_tells_a_project(rows: list[MadeRow], count: int, reason: str) -> None:
    assert len(_shown(rows)) == count, reason


def test_sections_point_into_the_text() -> None:
    text, table = ruled(_BELOW)
    for one in narratives_in(text, table):
        for section in one.sections:
            assert text[section.body_start : section.body_end] == section.text
            assert [text[at] for at in section.origins] == list(section.text)


def test_a_forms_rows_beside_its_fields_are_the_projects_sections() -> None:
    rows: list[MadeRow] = [
        ["项目名称", "堤防养护"],
        ["立项依据", "某市防汛条例"],
        ["主管部门", "区水务局"],
        ["实施单位", "区堤防所"],
        ["项目总目标", "堤防安全"],
    ]
    text, table = ruled(rows)
    told, form = find_segments(Layout(text, (table,), (), 1, ((0, 1),)))
    assert isinstance(told, NarrativeSegment)
    assert isinstance(form, FormSegment)
    assert [section.kind for section in told.sections] == ["basis"]


_WORDS = st.sampled_from(
    ["", "项目名称", "单位名称", "立项依据", "项目概况", "实施方案", "年度预算安排", "一级指标", "二级指标", "三级指标",
     "指标值", "指标性质", "度量单位", "产出指标", "数量指标", "≥3公里", "堤防养护", "合计", "主管部门：区水务局", "年度目标", "总体目标",
     "其他资金", "年度资金总额（万元）", "12"]
)  # fmt: skip
_GRIDS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(_WORDS, min_size=width, max_size=width), max_size=7)
)


@given(_GRIDS)
@settings(max_examples=150, deadline=None)
def test_any_table_is_read(grid: list[list[str]]) -> None:
    printed = "\n".join("\t".join(row) for row in grid) + "\n"
    made = [(printed, lay_out_forms(printed))]
    if grid:
        text, table = ruled(grid)
        made.append((text, Layout(text, (table,), (), 1, ((0, 1),))))
    for text, layout in made:
        for segment in find_segments(layout):
            assert 0 <= segment.start <= segment.end <= len(text)
            if isinstance(segment, FormSegment):
                rows = form_rows(text, segment.pieces)
                for value in read_form_fields(text, rows).values():
                    assert text[value.start : value.end] == value.text
                read_indicators(text, rows)
