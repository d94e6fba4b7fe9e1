"""A form's indicators."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extraction.forms import read_indicators
from extraction.schema import Indicator
from tests.extraction.forms.tables import MadeRow, ruled_rows, text_rows

_HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]


def _ruled(*rows: MadeRow) -> list[tuple[str | None, ...]]:
    text, made = ruled_rows([_HEAD, *rows])
    return _levels(read_indicators(text, made))


def _of_text(text: str) -> list[tuple[str | None, ...]]:
    return _levels(read_indicators(text, text_rows(text)))


def _levels(found: Sequence[Indicator]) -> list[tuple[str | None, ...]]:
    return [(each.level1, each.level2, each.level3, each.text) for each in found]


_OUT = ("产出指标", "数量指标", "养护长度", "≥10(公里)")
_WELL = ("产出指标", "质量指标", "达标率", "≥95(%)")
_COST = ("成本指标", "经济成本指标", "总成本", "≤120(元)")


@pytest.mark.parametrize(
    ("rows", "expected", "reason"),
    [
        ([_OUT, _WELL], [_OUT, _WELL], "everything printed"),
        (
            [
                [("产出指标", 1, 2), "数量指标", "养护长度", "≥10(公里)"],
                ["质量指标", "达标率", "≥95(%)"],
            ],
            [_OUT, _WELL],
            "a merged level-1 cell",
        ),
        (
            [
                [("产出指标", 1, 2), ("数量指标", 1, 2), "养护长度", "≥10(公里)"],
                ["巡查次数", "≥2(次)"],
            ],
            [_OUT, ("产出指标", "数量指标", "巡查次数", "≥2(次)")],
            "a merged level-2 cell",
        ),
        (
            [_COST, ["", "数量指标", "养护长度", "≥10(公里)"]],
            [_COST, _OUT],
            "a level-1 cell lost at a page end: the level-2 name tells",
        ),
        (
            [["", "", "养护长度", "≥10(公里)"], _WELL],
            [("产出指标", "质量指标", "养护长度", "≥10(公里)"), _WELL],
            "levels that are printed only on the second page",
        ),
        (
            [_OUT, ["效益指标", "", "群众安心", "安心"], ["", "社会效益指标", "群众放心", "放心"]],
            [
                _OUT,
                ("效益指标", "社会效益指标", "群众安心", "安心"),
                ("效益指标", "社会效益指标", "群众放心", "放心"),
            ],
            "a new level 1 does not go on with the old level 2",
        ),
        (
            [["产出指标", "成本指标", "单位成本", "≤5(元)"], ["", "时效指标", "完成时间", "12月"]],
            [
                ("产出指标", "成本指标", "单位成本", "≤5(元)"),
                ("产出指标", "时效指标", "完成时间", "12月"),
            ],
            "older forms have 成本指标 under 产出指标",
        ),
        (
            [("满意度指标", "服务对象满意度指标", "居民满意度", "≥90(%)")],
            [("满意度指标", "服务对象满意度指标", "居民满意度", "≥90(%)")],
            "satisfaction",
        ),
        ([_OUT, ["产出指标", "数量指标", "", ""]], [_OUT], "a row without an indicator"),
        ([_OUT, ["", "", "", ""]], [_OUT], "an empty row"),
        (
            [_OUT, ["产出指标", "数量指标", "巡查次数", ""]],
            [_OUT, ("产出指标", "数量指标", "巡查次数", "")],
            "an indicator without a value",
        ),
        ([_OUT, _HEAD, _WELL], [_OUT, _WELL], "the heads again on the second page"),
        (
            [["产出指标", "数量\n指标", "养护\n长度", "≥10\n(公里)"]],
            [_OUT],
            "cells of several lines",
        ),
        (
            [_OUT, ["产出指标", "时效指标", "完成时间", "12月"], ["", "", "财政资金", "50万元"]],
            [
                _OUT,
                ("产出指标", "时效指标", "完成时间", "12月"),
                ("产出指标", "时效指标", "财政资金", "50万元"),
            ],
            "indicators called like fields",
        ),
        (
            [_OUT, ["项目名称", ("另一项目", 3)], _WELL],
            [_OUT],
            "rows of the form below the indicators",
        ),
    ],
)
def test_ruled_rows(rows: list[MadeRow], expected: list[tuple[str, ...]], reason: str) -> None:
    assert _ruled(*rows) == expected, reason


_TEXT_HEAD = "\t".join(_HEAD) + "\n"


@pytest.mark.parametrize(
    ("lines", "expected", "reason"),
    [
        (["\t".join(_OUT), "\t".join(_WELL)], [_OUT, _WELL], "everything printed"),
        (["\t".join(_OUT), "\t质量指标\t达标率\t≥95(%)"], [_OUT, _WELL], "an empty cell"),
        (["\t".join(_OUT), "质量指标\t达标率\t≥95(%)"], [_OUT, _WELL], "a lost one"),
        (
            ["\t".join(_OUT), "巡查次数\t≥2(次)"],
            [_OUT, ("产出指标", "数量指标", "巡查次数", "≥2(次)")],
            "both levels merged",
        ),
        (
            ["\t".join(_COST), "", "\t数量指标\t养护长度\t≥10(公里)"],
            [_COST, _OUT],
            "a level lost at a page end",
        ),
        (
            ["\t".join(_OUT), "完成时间\t12月", "\t".join(_WELL)],
            [_OUT, ("产出指标", "数量指标", "完成时间", "12月"), _WELL],
            "an indicator called like a field",
        ),
        (
            ["\t".join(_OUT), "项目名称\t另一项目", "\t".join(_WELL)],
            [_OUT],
            "another part of the form",
        ),
        (
            ["绩效指标\t" + "\t".join(_OUT), "\t" + "\t".join(_WELL)],
            [_OUT, _WELL],
            "a heading beside the rows",
        ),
    ],
)
def test_rows_of_text(lines: list[str], expected: list[tuple[str, ...]], reason: str) -> None:
    assert _of_text(_TEXT_HEAD + "\n".join(lines) + "\n") == expected, reason


@pytest.mark.parametrize(
    ("printed", "operator", "value", "unit"),
    [
        ("≥4440000.00(元)", "≥", "4440000.00", "元"),
        ("≧12（次）", "≥", "12", "次"),
        ("不低于75%", "≥", "75", "%"),
        ("300米", None, "300", "米"),
        ("完全稳定", None, "完全稳定", None),
        ("2025年12月前", None, "2025年12月前", None),
        ("&lt;5(天)", "<", "5", "天"),
        ("<p>≤1.00 (次)</p>", "≤", "1.00", "次"),
    ],
)
def test_values(printed: str, operator: str | None, value: str, unit: str | None) -> None:
    text, rows = ruled_rows([_HEAD, ["产出指标", "数量指标", "甲", printed]])
    (found,) = read_indicators(text, rows)
    assert (found.operator, found.value, found.unit) == (operator, value, unit)


def test_the_text_is_as_printed_without_tags_and_line_ends() -> None:
    text, rows = ruled_rows([_HEAD, ["产出指标", "数量指标", "甲", "<p>≤1.00 (次)</p>\n"]])
    (found,) = read_indicators(text, rows)
    assert found.text == "≤1.00 (次)"


def test_page_and_box_are_the_values() -> None:
    text, rows = ruled_rows([_HEAD, _OUT])
    (found,) = read_indicators(text, rows)
    assert (found.page, found.box) == (1, (300, 20, 400, 40))


@pytest.mark.parametrize(
    "head",
    [
        ["一级指标", "二级指标", "三级指标", "年度（/项目）指标值"],
        ["一级指标", "二级指标", "指标名称", "目标值"],
        [("一级\n指标", 1), "二级指标", "指标内容", "年度指标值"],
    ],
)
def test_other_words_for_the_columns(head: MadeRow) -> None:
    text, rows = ruled_rows([head, _OUT])
    assert _levels(read_indicators(text, rows)) == [_OUT]


def test_rows_above_the_heading_are_no_indicators() -> None:
    text, rows = ruled_rows([["产出指标", "甲", "乙", "丙"], _HEAD, _OUT])
    assert _levels(read_indicators(text, rows)) == [_OUT]


def test_a_form_without_indicators() -> None:
    text, rows = ruled_rows([["项目名称", "甲"]])
    assert read_indicators(text, rows) == ()


def test_a_sign_and_a_unit_in_columns_of_their_own() -> None:
    heads = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"]
    rows = ["产出指标", "数量指标", "养护长度", "≥", "10", "公里", "20"]
    text, made = ruled_rows([heads, rows])
    of_text = "\t".join(heads) + "\n" + "\t".join(rows[1:]) + "\n"
    for found in (read_indicators(text, made), read_indicators(of_text, text_rows(of_text))):
        (one,) = found
        assert (one.level2, one.level3) == ("数量指标", "养护长度")
        assert (one.operator, one.value, one.unit, one.text) == ("≥", "10", "公里", "≥10公里")


def test_what_a_column_of_signs_says_of_words_is_none_of_them() -> None:
    text, made = ruled_rows(
        [["一级指标", "三级指标", "指标性质", "指标值"], ["效益指标", "水质", "定性", "改善"]]
    )
    (one,) = read_indicators(text, made)
    assert (one.operator, one.value, one.text) == (None, "改善", "改善")


def test_the_years_value_beside_one_over_several_years() -> None:
    heads = ["一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值"]
    text, made = ruled_rows([heads, ["产出指标", "数量指标", "台数", "11台", "4台"]])
    assert [one.text for one in read_indicators(text, made)] == ["4台"]
    text, made = ruled_rows([heads[:4], ["产出指标", "数量指标", "台数", "11台"]])
    assert [one.text for one in read_indicators(text, made)] == ["11台"]


def test_two_halves_side_by_side() -> None:
    heads = ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"]
    row = ["产出指标", "数量指标", "三年台数", "11台", "数量指标", "当年台数", "4台"]
    text, made = ruled_rows([heads, row])
    assert _levels(read_indicators(text, made)) == [
        ("产出指标", "数量指标", "三年台数", "11台"),
        ("产出指标", "数量指标", "当年台数", "4台"),
    ]


def test_cost_below_output_in_plain_text_is_a_level_two_name() -> None:
    text = (
        "一级指标\t二级指标\t三级指标\t指标值\n"
        "产出指标\t数量指标\t养护长度\t≥10公里\n"
        "成本指标\t每公里费用\t≤3万元\n"
    )
    assert _of_text(text)[1] == ("产出指标", "成本指标", "每公里费用", "≤3万元")
