"""Lists with a project in each row → the forms that they stand for."""

from __future__ import annotations

import pytest

from extraction.forms import form_rows, listed_forms, read_form_fields, read_indicators
from extraction.layout import Table
from tests.extraction.forms.tables import MadeRow, lay_out_forms, ruled

_HEADS = [
    "单位名称",
    "项目名称",
    "预算数（万元）",
    "年度目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标值",
]
_ROWS: list[MadeRow] = [
    _HEADS,
    [
        ("区水务局", 1, 3),
        ("堤防养护", 1, 2),
        ("12.5", 1, 2),
        ("堤防安全", 1, 2),
        ("产出指标", 1, 2),
        "数量指标",
        "养护长度",
        "≥3公里",
    ],
    ["质量指标", "达标率", "≥95%"],
    ["水质检测", "8", "按月检测", "产出指标", "数量指标", "检测次数", "≥12次"],
]
_TEXT = """单位名称\t项目名称\t预算数（万元）\t年度目标\t一级指标\t二级指标\t三级指标\t指标值
区水务局\t堤防养护\t12.5\t堤防安全\t产出指标\t数量指标\t养护长度\t≥3公里
{}质量指标\t达标率\t≥95%
{}水质检测\t8\t按月检测\t产出指标\t数量指标\t检测次数\t≥12次
"""


def _read(text: str, table: Table) -> list[tuple[dict[str, str | None], list[str | None]]]:
    found = []
    for piece in listed_forms(text, table):
        rows = form_rows(text, [piece])
        fields = {name: value.value for name, value in read_form_fields(text, rows).items()}
        found.append((fields, [each.level3 for each in read_indicators(text, rows)]))
    return found


_EXPECTED = [
    (
        {
            "name": "堤防养护",
            "implementing_unit": "区水务局",
            "annual_request": "125000.00",
            "annual_goal": "堤防安全",
        },
        ["养护长度", "达标率"],
    ),
    (
        {
            "name": "水质检测",
            "implementing_unit": "区水务局",
            "annual_request": "80000.00",
            "annual_goal": "按月检测",
        },
        ["检测次数"],
    ),
]


def test_a_ruled_list_gives_each_project_its_rows() -> None:
    assert _read(*ruled(_ROWS)) == _EXPECTED


@pytest.mark.parametrize(
    ("merged", "unit", "reason"),
    [
        ("", "", "merged cells lost their tabs: the names of levels say where the row begins"),
        ("\t" * 5, "\t", "merged cells kept their tabs"),
    ],
)
def test_a_list_in_plain_text(merged: str, unit: str, reason: str) -> None:
    text = _TEXT.format(merged, unit)
    (table,) = lay_out_forms(text).blocks
    assert isinstance(table, Table)
    assert _read(text, table) == _EXPECTED, reason


def test_signs_and_units_in_columns_of_their_own() -> None:
    rows: list[MadeRow] = [
        [
            "项目名称",
            "绩效目标",
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
        ],
        ["堤防养护", "安全", "产出指标", "数量指标", "养护长度", "大于等于", "3", "公里"],
    ]
    text, table = ruled(rows)
    (piece,) = listed_forms(text, table)
    (found,) = read_indicators(text, form_rows(text, [piece]))
    assert (found.operator, found.value, found.unit, found.text) == (
        "≥",
        "3",
        "公里",
        "大于等于3公里",
    )


@pytest.mark.parametrize(
    ("rows", "count", "reason"),
    [
        ([*_ROWS, _HEADS, ["区堤防所", "闸门检修", "3", "完好", "产出指标", "数量指标", "次数", "≥2次"]], 3,
         "heads that a page repeats are no project"),
        ([*_ROWS, ["合计", "合计", "20.5", "", "", "", "", ""]], 2, "a sum is no project"),
        ([["项目名称", "预算数", "财政拨款"], ["堤防养护", "12", "12"]], 0, "a budget table has no indicators"),
        ([["部门名称", "一级指标", "三级指标", "指标值"], ["区水务局", "产出指标", "次数", "2次"]], 0,
         "a department's own goals name no project"),
        ([_HEADS], 0, "heads alone"),
        ([["项目名称", "堤防养护"], ["一级指标", "三级指标"], ["产出指标", "次数"]], 0, "a form is no list"),
    ],
)  # fmt: skip
def test_what_is_a_list(rows: list[MadeRow], count: int, reason: str) -> None:
    assert len(listed_forms(*ruled(rows))) == count, reason


def test_rows_that_name_the_levels_and_the_body_of_those_below() -> None:
    heads = ["单位名称、项目名称", "年度目标", "一级指标", "二级指标", "三级指标", "指标值"]
    rows = [
        ["区水务局", "", "", "", "", ""],
        ["堤防养护", "堤防安全", "", "", "", ""],
        ["", "", "产出指标", "", "", ""],
        ["", "", "", "数量指标", "", ""],
        ["", "", "", "", "养护长度", "≥3公里"],
    ]
    text = "\n".join("\t".join(row) for row in [heads, *rows]) + "\n"
    (plain,) = lay_out_forms(text).blocks
    assert isinstance(plain, Table)
    for printed, table in ((text, plain), ruled([heads, *rows])):
        (piece,) = listed_forms(printed, table)
        made = form_rows(printed, [piece])
        assert read_form_fields(printed, made)["name"].value == "堤防养护"
        (one,) = read_indicators(printed, made)
        assert (one.level1, one.level2, one.level3) == ("产出指标", "数量指标", "养护长度")


def test_heads_in_two_rows() -> None:
    rows: list[MadeRow] = [
        [("项目名称", 1, 2), ("资金（元）", 2), ("绩效指标", 4)],
        ["总额", "财政拨款", "一级指标", "二级指标", "三级指标", "指标值"],
        ["堤防养护", "900", "800", "产出指标", "数量指标", "养护长度", "3公里"],
    ]
    ((fields, names),) = _read(*ruled(rows))
    assert fields == {
        "name": "堤防养护", "annual_request": "900.00", "annual_appropriation": "800.00"
    }  # fmt: skip
    assert names == ["养护长度"]
