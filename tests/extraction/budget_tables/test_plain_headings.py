"""Headings of tables in plain text, where merged cells have no width."""

from __future__ import annotations

import pytest

from extraction.budget_tables import read_budget_tables
from extraction.layout import lay_out_text
from extraction.schema import BudgetTable, TableHeader

CODED = (
    "2025年部门支出预算总表\n\n编制部门：某局 单位：元\n\n"
    "项目\t支出预算\t\t\t\t\t\n"
    "功能分类科目编码\t功能分类科目名称\t合计\t基本支出\t项目支出\t\t\n"
    "类\t款\t项\t\t\t\t\n"
    "201\t\t\t一般公共服务支出\t300.00\t100.00\t200.00\n"
    "201\t06\t\t财政事务\t300.00\t100.00\t200.00\n"
    "201\t06\t01\t行政运行\t300.00\t100.00\t200.00\n"
)
SQUEEZED = "合计\t300.00\t100.00\t200.00\t\t\t\n"
IN_PLACE = "合计\t\t\t\t300.00\t100.00\t200.00\n"
BALANCE = (
    "2025年部门财务收支预算总表\n\n单位：元\n\n"
    "本年收入\t本年支出\t\t\n项目\t预算数\t项目\t预算数\n"
    "一、财政拨款收入\t300.00\t一、一般公共服务支出\t300.00\n"
    "收入总计\t300.00\t支出总计\t300.00\n"
)


def _never(_words: str) -> bool:
    return False


def _table(text: str) -> BudgetTable:
    (table,) = read_budget_tables(lay_out_text(text, is_label=_never, opens_table=_never))
    return table


@pytest.mark.parametrize("total", [SQUEEZED, IN_PLACE], ids=["squeezed", "in place"])
def test_a_table_by_codes(total: str) -> None:
    table = _table(CODED + total)
    assert table.headers == (
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
    whole = table.rows[-1]
    assert (whole.name, [(one.column, one.value) for one in whole.amounts]) == (
        "合计", [(4, "300.00"), (5, "100.00"), (6, "200.00")],
    )  # fmt: skip


def test_a_balance_of_two_sides() -> None:
    table = _table(BALANCE)
    assert [(one.text, one.first_column, one.last_column) for one in table.headers[:2]] == [
        ("本年收入", 0, 1),
        ("本年支出", 2, 3),
    ]
    assert [row.side for row in table.rows] == ["income", "expenditure"] * 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (CODED + "合计\t300.00\t100.00\t200.00\n", "a row that has lost cells"),
        (CODED.replace("功能分类科目名称\t", ""), "a column without its heading"),
        (
            "“三公”经费预算表\n\n单位：万元\n\n合计\t公务接待费\t公务用车购置及运行费\t\t\n"
            "\t\t小计\t购置费\t运行费\n3.00\t1.00\t2.00\t0.00\t2.00\n",
            "headings below headings",
        ),
    ],
)
def test_what_leaves_a_choice_has_no_heading(text: str, reason: str) -> None:
    table = _table(text)
    assert table.headers == (), reason
    assert table.rows
