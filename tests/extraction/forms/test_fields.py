"""A form's fields."""

from __future__ import annotations

import pytest

from extraction.forms import read_form_fields
from extraction.schema import FORM_FIELDS, Value
from tests.extraction.forms.tables import MadeRow, grid, ruled_rows, text_rows

_FORM: list[MadeRow] = [
    [("财政项目支出绩效目标申报表", 4)],
    [("（2025年度）", 4)],
    ["项目名称", ("河道 养护", 3)],
    ["项目性质", "经常性项目", "项目类别", "其他一次性\n项目"],
    ["主管部门", "某区水务局", "实施单位", "某区河道所"],
    ["计划开始日期", "2025/1/1", "计划完成日期", "2025年12月31日"],
    [("项目资金（元）", 1, 4), "项目资金总额", "年度资金申请总额", "1,200,000.00"],
    ["", "其中：当年财政拨款", "1,000,000.00"],
    ["", "上年结转资金", "200,000.00"],
    ["", "其他资金", "0"],
]


def _ruled(rows: list[MadeRow]) -> tuple[str, dict[str, Value]]:
    text, made = ruled_rows(rows)
    return text, read_form_fields(text, made)


def _of_text(text: str) -> dict[str, Value]:
    return read_form_fields(text, text_rows(text))


def _values(fields: dict[str, Value]) -> dict[str, str | None]:
    return {name: value.value for name, value in fields.items()}


_COLUMNS: list[MadeRow] = [
    ["项目名称", ("河道养护", 4)],
    [("项目资金（元）", 1, 3), "项目资金总额", "3,000,000", "年度资金申请总额", "1,200,000.00"],
    ["其中：财政资金", "2,500,000", "其中：当年财政拨款", "1,000,000"],
    ["其他资金", "500,000", "其他资金", "200,000"],
]
_MONEY = {
    "total_funding": "3000000.00",
    "total_fiscal": "2500000.00",
    "total_other": "500000.00",
    "annual_request": "1200000.00",
    "annual_appropriation": "1000000.00",
    "annual_other": "200000.00",
}


def test_names_kinds_and_dates() -> None:
    _, fields = _ruled(_FORM[:6])
    assert _values(fields) == {
        "name": "河道养护",
        "nature": "经常性项目",
        "category": "其他一次性项目",
        "supervising_department": "某区水务局",
        "implementing_unit": "某区河道所",
        "start_date": "2025-01-01",
        "end_date": "2025-12-31",
    }


def test_two_money_columns_share_their_words() -> None:
    _, fields = _ruled(_COLUMNS)
    assert _values(fields) == {"name": "河道养护", **_MONEY}


def test_the_columns_may_stand_the_other_way_round() -> None:
    rows: list[MadeRow] = [
        ["年度资金申请总额", "120", "项目资金总额", "300"],
        ["财政资金", "100", "财政资金", "250"],
        ["其他资金", "20", "其他资金", "50"],
    ]
    _, fields = _ruled(rows)
    assert _values(fields) == {
        "total_funding": "300.00",
        "total_fiscal": "250.00",
        "total_other": "50.00",
        "annual_request": "120.00",
        "annual_appropriation": "100.00",
        "annual_other": "20.00",
    }


def test_the_two_blocks_may_stand_one_below_the_other() -> None:
    rows = grid(
        "项目资金总额|300", "其中：财政资金|250", "其他资金|50",
        "年度资金申请总额|120", "其中：财政资金|100", "其他资金|20",
    )  # fmt: skip
    _, fields = _ruled(list(rows))
    assert [fields[name].value for name in ("total_fiscal", "total_other")] == ["250.00", "50.00"]
    assert [fields[name].value for name in ("annual_appropriation", "annual_other")] == [
        "100.00",
        "20.00",
    ]


@pytest.mark.parametrize(
    ("unit", "printed", "value", "reason"),
    [
        ("（元）", "1,200,000.00", "1200000.00", "yuan"),
        ("(万元)", "120", "1200000.00", "ten thousands"),
        ("（单位：万元）", "0.5", "5000.00", "with the word for unit"),
        ("", "1200", "1200.00", "no unit printed is yuan"),
        ("（元）", "120万元", "1200000.00", "a unit of its own counts"),
        ("（元）", "0", "0.00", "zero is an amount"),
        ("（元）", "/", None, "a dash is none"),
        ("（元）", "", None, "nothing is printed"),
    ],
)
def test_units(unit: str, printed: str, value: str | None, reason: str) -> None:
    _, fields = _ruled([[f"项目资金{unit}", "项目资金总额", printed, "年度资金申请总额", "7"]])
    assert fields["total_funding"].value == value, reason


def test_an_empty_cell_is_null_and_a_missing_label_no_field() -> None:
    text, fields = _ruled([["项目名称", "河道养护"], ["项目类别", ""], ["主管部门", "某区水务局"]])
    assert _values(fields) == {
        "name": "河道养护",
        "category": None,
        "supervising_department": "某区水务局",
    }
    empty = fields["category"]
    assert (empty.text, text[empty.start : empty.end]) == ("", "")


def test_a_label_beside_a_label_has_no_value() -> None:
    _, fields = _ruled(grid("项目类别|主管部门|某区水务局"))  # type: ignore[arg-type]
    assert _values(fields) == {"category": None, "supervising_department": "某区水务局"}


def test_a_value_of_an_empty_ruled_cell_is_not_taken_from_further_right() -> None:
    _, fields = _ruled([["项目总额", "", "年度预算", "7"], ["项目类别", "", "新增", "乙"]])
    assert (fields["total_funding"].value, fields["category"].value) == (None, None)


_GOAL = "建成河道管理平台，水质达标。"
_YEAR = "完成十公里河道养护。"


@pytest.mark.parametrize(
    ("rows", "overall", "annual", "reason"),
    [
        ([["项目总目标", _GOAL], ["年度总体目标", _YEAR]], _GOAL, _YEAR, "beside their labels"),
        ([["项目总目标", "年度总体目标"], [_GOAL, _YEAR]], _GOAL, _YEAR, "below them"),
        (
            [[("项目绩效目标", 1, 2), "项目总目标", "年度总体目标"], [_GOAL, _YEAR]],
            _GOAL,
            _YEAR,
            "below them, beside a heading",
        ),
        (
            [["项目总目标", "年度总体目标"], ["", _YEAR], ["一级指标", "指标值"]],
            None,
            _YEAR,
            "one of them empty",
        ),
        (
            [["项目总目标", "年度总体目标"], ["一级指标", "指标值"]],
            None,
            None,
            "both left out",
        ),
        (
            [
                ["项目总目标", "年度总体目标"],
                ["一是建成平台。", "养护河道。"],
                ["二是水质达标。", ""],
            ],
            "一是建成平台。二是水质达标。",
            "养护河道。",
            "over several rows",
        ),
    ],
)
def test_goals(rows: list[MadeRow], overall: str | None, annual: str | None, reason: str) -> None:
    text, fields = _ruled(rows)
    assert (fields["overall_goal"].value, fields["annual_goal"].value) == (overall, annual), reason
    for value in fields.values():
        assert text[value.start : value.end] == value.text


@pytest.mark.parametrize(
    ("cell", "name", "value", "reason"),
    [
        ("主管部门：某区水务局", "supervising_department", "某区水务局", "full-width colon"),
        ("项目名称: 河道 养护", "name", "河道养护", "half-width colon"),
        ("计划开始日期：2025-01-01", "start_date", "2025-01-01", "a date"),
        ("项目总目标：一是：建成平台", "overall_goal", "一是：建成平台", "another colon inside"),
        ("年度总体目标\n完成养护。", "annual_goal", "完成养护。", "the label on a line of its own"),
    ],
)
def test_label_and_value_in_one_cell(cell: str, name: str, value: str, reason: str) -> None:
    text, fields = _ruled([[cell, ""]])
    assert fields[name].value == value, reason
    assert text[fields[name].start : fields[name].end] == fields[name].text


@pytest.mark.parametrize(
    "cell", ["主管部门：", "主管部门意见：同意", "其他资金：20", "说明：主管部门：某局"]
)
def test_other_cells_with_a_colon(cell: str) -> None:
    _, fields = _ruled([[cell]])
    assert {name for name, value in fields.items() if value.value is not None} == set()


_PLAIN = """财政项目支出绩效目标申报表
项目名称\t河道养护\t\t
主管部门\t某区水务局\t实施单位\t某区河道所
项目资金（元）\t项目资金总额\t{total}\t年度资金申请总额\t120
\t其中：财政资金\t250\t其中：当年财政拨款\t100
\t其他资金\t{other}其他资金\t20
项目绩效目标\t项目总目标\t\t年度总体目标\t
\t{goals}
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t养护长度\t≥10(公里)
"""


def test_plain_text() -> None:
    text = _PLAIN.format(total="300", other="50\t", goals=f"{_GOAL}\t\t{_YEAR}\t")
    fields = _of_text(text)
    assert _values(fields) == {
        "name": "河道养护",
        "supervising_department": "某区水务局",
        "implementing_unit": "某区河道所",
        "total_funding": "300.00",
        "total_fiscal": "250.00",
        "total_other": "50.00",
        "annual_request": "120.00",
        "annual_appropriation": "100.00",
        "annual_other": "20.00",
        "overall_goal": _GOAL,
        "annual_goal": _YEAR,
    }
    for value in fields.values():
        assert text[value.start : value.end] == value.text
        assert (value.page, value.box) == (None, None)


def test_plain_text_whose_row_lost_an_empty_cell() -> None:
    text = _PLAIN.format(total="", other="", goals=f"{_YEAR}\t\t\t")
    fields = _of_text(text)
    assert (fields["total_funding"].value, fields["annual_request"].value) == (None, "120.00")
    assert (fields["total_other"].value, fields["annual_other"].value) == (None, "20.00")


def test_where_a_label_stands_twice_the_first_counts() -> None:
    _, fields = _ruled(grid("主管部门|某区水务局", "主管部门|某区财政局"))  # type: ignore[arg-type]
    assert _values(fields) == {"supervising_department": "某区水务局"}


def test_html_leftovers_are_no_part_of_a_value() -> None:
    text, fields = _ruled([["<p>项目名称</p>", "<p>河道<br>养护</p>"]])
    assert fields["name"].value == "河道养护"
    assert fields["name"].text == "河道<br>养护"
    assert text[fields["name"].start : fields["name"].end] == "河道<br>养护"


def test_every_value_says_where_and_by_whom_it_was_found() -> None:
    text, fields = _ruled([*_FORM[:6], *_COLUMNS[1:], ["项目总目标", (_GOAL, 4)]])
    assert list(fields) == [name for name in FORM_FIELDS if name in fields]
    for name, value in fields.items():
        assert text[value.start : value.end] == value.text
        assert (value.method, value.by, value.page) == ("form", f"form.{name}", 1)
        assert value.box is not None
        assert 0 < value.confidence <= 1


def test_a_table_without_labels_has_no_fields() -> None:
    assert _ruled(grid("科目|金额", "教育支出|12"))[1] == {}  # type: ignore[arg-type]


def test_a_label_over_those_of_its_parts_has_no_value() -> None:
    heads = ["总体目标", "中期目标（2023年—2025年）", "年度目标"]
    text = "\t".join(heads) + f"\n\t{_GOAL}\t{_YEAR}\n"
    assert _values(_of_text(text)) == {"overall_goal": _GOAL, "annual_goal": _YEAR}
    squeezed = "\t".join(heads) + f"\n{_GOAL}\t{_YEAR}\n"
    assert _values(_of_text(squeezed)) == {"overall_goal": _GOAL, "annual_goal": _YEAR}
    _, fields = _ruled([[("总体目标", 1, 2), *heads[1:]], [_GOAL, _YEAR]])
    assert _values(fields) == {"overall_goal": _GOAL, "annual_goal": _YEAR}


def test_money_labels_with_their_values_in_one_cell() -> None:
    _, fields = _ruled(
        [
            ["项目名称：河道养护", ""],
            ["项目资金总额（万元）：30", "年度资金申请总额（万元）：12"],
            ["其他资金：1", "其他资金：2"],
        ]
    )
    assert _values(fields) == {
        "name": "河道养护",
        "total_funding": "300000.00",
        "total_other": "10000.00",
        "annual_request": "120000.00",
        "annual_other": "20000.00",
    }


def test_the_unit_over_a_form_counts_where_it_prints_none() -> None:
    text, made = ruled_rows([["年度资金总额", "12"]])
    fields = read_form_fields(text, made, unit_above="万元")
    assert _values(fields) == {"annual_request": "120000.00"}
    text, made = ruled_rows([["年度资金总额（元）", "12"]])
    assert _values(read_form_fields(text, made, unit_above="万元")) == {"annual_request": "12.00"}


def test_a_lone_money_label_of_plain_text_is_the_one_not_yet_seen() -> None:
    text = _PLAIN.format(total="300", other="50\t", goals="").replace(
        "\t其他资金\t20", "\n\t其他资金\t20"
    )
    fields = _of_text(text)
    assert (fields["total_other"].value, fields["annual_other"].value) == ("50.00", "20.00")
