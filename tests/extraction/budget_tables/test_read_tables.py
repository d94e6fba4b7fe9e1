"""A printed table → a typed one."""

from __future__ import annotations

from extraction.budget_tables import read_budget_tables
from extraction.schema import BudgetTable, TableHeader
from tests.extraction.budget_tables.sheets import BALANCE, SPENDING, Sheet


def _one(sheet: Sheet) -> BudgetTable:
    (table,) = read_budget_tables(sheet.layout())
    return table


def _spending() -> BudgetTable:
    return _one(
        Sheet().line("2025年部门支出预算总表").line("编制部门：某局 单位：元").table(SPENDING)
    )


def test_title_unit_and_kind() -> None:
    table = _spending()
    assert (table.kind, table.title, table.unit, table.pages) == (
        "expenditure", "2025年部门支出预算总表", "元", (1, 1),
    )  # fmt: skip


def test_the_heading_is_a_tree() -> None:
    assert _spending().headers == (
        TableHeader("项目", 0, 0, 3),
        TableHeader("支出预算", 0, 4, 6),
        TableHeader("功能分类科目编码", 1, 0, 2),
        TableHeader("功能分类科目名称", 1, 3, 3),
        TableHeader("合计", 1, 4, 4),
        TableHeader("基本支出", 1, 5, 5),
        TableHeader("项目支出", 1, 6, 6),
        TableHeader("类", 2, 0, 0),
        TableHeader("款", 2, 1, 1),
        TableHeader("项", 2, 2, 2),
    )


def test_rows_have_codes_and_amounts_in_yuan() -> None:
    rows = _spending().rows
    assert [(row.class_code, row.section_code, row.item_code, row.name) for row in rows[:3]] == [
        ("201", None, None, "一般公共服务支出"),
        ("201", "06", None, "财政事务"),
        ("201", "06", "01", "行政运行"),
    ]
    assert [(one.column, one.value) for one in rows[3].amounts] == [(4, "1000.00"), (6, "1000.00")]
    assert (rows[-1].class_code, rows[-1].name, rows[-1].amounts[0].value) == (
        None, "合计", "3500.00",
    )  # fmt: skip


def test_an_amount_says_where_it_stands() -> None:
    sheet = Sheet().line("2025年部门支出预算总表").line("单位：万元").table(SPENDING)
    amount = _one(sheet).rows[0].amounts[0]
    assert (amount.value, amount.text, amount.page) == ("30000000.00", "3,000.00", 1)
    assert sheet.text[amount.start : amount.end] == amount.text
    assert amount.box == (240.0, 60.0, 300.0, 80.0)


def test_two_sides_are_two_rows() -> None:
    table = _one(Sheet().line("2025年部门财务收支预算总表").line("单位：元").table(BALANCE))
    assert [(row.side, row.name) for row in table.rows[:3]] == [
        ("income", "一、财政拨款收入"),
        ("expenditure", "一、一般公共服务支出"),
        ("income", "1.一般公共预算资金"),
    ]
    assert [(row.side, row.amounts[0].value) for row in table.rows[-2:]] == [
        ("income", "3500.00"), ("expenditure", "3500.00"),
    ]  # fmt: skip


def test_a_heading_that_is_printed_again_is_no_row() -> None:
    again = [*SPENDING[:5], *SPENDING[:3], *SPENDING[5:]]
    table = _one(Sheet().line("支出预算总表").line("单位：元").table(again))
    assert table.rows[:2] == table.rows[:2]
    assert [row.name for row in table.rows] == [row.name for row in _spending().rows]


def test_without_a_unit_no_amount_has_a_value() -> None:
    table = _one(Sheet().line("2025年部门支出预算总表").table(SPENDING))
    assert table.unit is None
    assert {one.value for row in table.rows for one in row.amounts} == {None}


def test_an_empty_table_has_its_note_and_no_amounts() -> None:
    empty = [*SPENDING[:3], ("",) * 7, (("合计", 4), None, None, None, "", "", "")]
    table = _one(
        Sheet()
        .line("2025年部门政府性基金预算支出功能分类预算表")
        .line("单位：元")
        .table(empty)
        .line("注：本部门2025年无政府性基金预算，故本表为空表。")
    )
    assert (table.kind, table.note) == (
        "fund_expenditure", "注：本部门2025年无政府性基金预算，故本表为空表。",
    )  # fmt: skip
    assert [row.amounts for row in table.rows] == [()]


def test_title_and_unit_in_the_table_itself() -> None:
    width = len(SPENDING[0])
    inside = [
        (("2025年部门支出预算总表", width), *[None] * (width - 1)),
        (("单位：元", width), *[None] * (width - 1)),
        *SPENDING,
    ]
    table = _one(Sheet().table(inside))
    assert (table.title, table.unit, table.rows[0].name) == (
        "2025年部门支出预算总表", "元", "一般公共服务支出",
    )  # fmt: skip


def test_codes_in_one_cell() -> None:
    rows = (
        ("科目编码", "科目名称", "合计"),
        ("201", "一般公共服务支出", "10"),
        ("20106", "财政事务", "10"),
        ("2010601", "行政运行", "10"),
        (("合计", 2), None, "10"),
    )
    table = _one(Sheet().line("支出预算总表").line("单位：万元").table(rows))
    assert [(row.class_code, row.section_code, row.item_code) for row in table.rows] == [
        ("201", None, None), ("201", "06", None), ("201", "06", "01"), (None, None, None),
    ]  # fmt: skip


def test_what_is_no_budget_table() -> None:
    units = (("序号", "单位名称"), ("1", "某局"), ("2", "某中心"))
    assert read_budget_tables(Sheet().line("部门预算单位构成").table(units).layout()) == ()
    form = (("项目名称", "某项目"), ("项目性质", "经常性"))
    sheet = Sheet().line("财政项目支出绩效目标申报表").table(form)
    assert read_budget_tables(sheet.layout()) == ()
