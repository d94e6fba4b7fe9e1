"""Budget tables within themselves, against each other, and against the explanations."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extraction.budget_tables import read_budget_tables
from extraction.checks import run_checks
from extraction.schema import Check, Declared, Disclosure, Source
from tests.extraction.budget_tables.sheets import BALANCE, SPENDING, Printed, Sheet, changed

Rows = Sequence[Sequence[Printed]]


def _checks(sheet: Sheet) -> list[Check]:
    layout = sheet.layout()
    source = Source("a.pdf", "0" * 64, "application/pdf", 1, "pdfium", len(layout.text))
    disclosure = Disclosure(
        "2", source, "某局", 2025, Declared(), (), (), (), read_budget_tables(layout)
    )
    return list(run_checks(disclosure, layout))


def _spending(rows: Rows, *, title: str = "2025年部门支出预算总表") -> Sheet:
    return Sheet().line(title).line("单位：元").table(rows)


def test_a_sound_table_is_silent() -> None:
    assert _checks(_spending(SPENDING)) == []
    assert _checks(_spending(BALANCE, title="2025年部门财务收支预算总表")) == []


@pytest.mark.parametrize(
    ("row", "column", "words", "rules", "reason"),
    [
        (5, 4, "2,100.00", {"table_row_sum", "table_level_sum"}, "an item's total"),
        (6, 6, "900.00", {"table_row_sum", "table_level_sum"}, "an item's part"),
        (4, 4, "3,001.00", {"table_row_sum", "table_level_sum"}, "a section"),
        (10, 5, "2,400.00", {"table_row_sum", "table_total"}, "the line 合计"),
        (3, 4, "3,000.0O", set(), "what is no amount is not added"),
    ],
)
def test_what_does_not_add_up(
    row: int, column: int, words: str, rules: set[str], reason: str
) -> None:
    found = _checks(_spending(changed(SPENDING, row, column, words)))
    assert {check.rule for check in found} == rules, reason
    for check in found:
        assert words in [evidence.text for evidence in check.evidence]


def test_a_balance_whose_sides_differ() -> None:
    rows = changed(BALANCE, 6, 1, "3,600.00")
    found = _checks(_spending(rows, title="2025年部门财务收支预算总表"))
    assert [check.rule for check in found] == ["table_total", "table_balance"]


def test_one_figure_in_two_tables() -> None:
    sheet = _spending(changed(BALANCE, 3, 3, "400.00"), title="2025年部门财务收支预算总表")
    sheet.line("2025年部门支出预算总表").line("单位：元").table(SPENDING)
    found = [check for check in _checks(sheet) if check.rule == "table_against_table"]
    assert [[one.text for one in check.evidence] for check in found] == [["400.00", "500.00"]]


@pytest.mark.parametrize(
    ("note", "rules"),
    [
        (None, ["empty_table"]),
        ("注：本部门2025年无政府性基金预算安排的支出，故本表为空表。", []),
        ("2025年部门国有资本经营预算支出功能分类预算表", ["empty_table"]),
    ],
)
def test_an_empty_table_and_its_note(note: str | None, rules: list[str]) -> None:
    empty = [*SPENDING[:3], ("",) * 7, (("合计", 4), None, None, None, "", "", "")]
    sheet = _spending(empty, title="2025年部门政府性基金预算支出功能分类预算表")
    if note is not None:
        sheet.line(note)
    assert [check.rule for check in _checks(sheet)] == rules


def test_a_note_that_says_empty_under_amounts() -> None:
    sheet = _spending(SPENDING).line("注：本表为空表。")
    assert [check.rule for check in _checks(sheet)] == ["note_says_empty"]


def test_no_unit_and_two_units() -> None:
    bare = Sheet().line("2025年部门支出预算总表").table(SPENDING)
    assert [check.rule for check in _checks(bare)] == ["table_without_unit"]
    mixed = _checks(_spending(changed(SPENDING, 7, 5, "0.05万元")))
    assert [(check.rule, check.evidence[0].text) for check in mixed] == [("unit_mixed", "0.05万元")]


@pytest.mark.parametrize(
    ("said", "found", "reason"),
    [
        ("0.20万元", [], "as the table has it"),
        ("0.21万元", ["0.21万元"], "another amount"),
        ("0.2万元", [], "less exact, and right"),
    ],
)
def test_an_item_of_the_explanations(said: str, found: list[str], reason: str) -> None:
    path = "“一般公共服务支出（类）财政事务（款）行政运行（项）”"
    sheet = Sheet().line(f"1. {path}{said}，主要用于人员经费。")
    sheet.line("2025年部门支出预算总表").line("单位：元").table(SPENDING)
    checks = _checks(sheet)
    assert [check.evidence[0].text for check in checks] == found, reason
    assert {check.rule for check in checks} <= {"text_against_table"}


@pytest.mark.parametrize(
    ("sentence", "rules", "reason"),
    [
        ("公务接待费0万元，比2024年预算增加1.00万元。", ["contradicting_change"], "0 now"),
        ("公务接待费0万元，比2024年预算减少1.00万元。", [], "down to nothing"),
        ("公务接待费0万元，比上年增加，主要原因是业务需要。", ["contradicting_change"], "no amount"),
        ("接待费2.00万元，比2024年预算持平1.00万元。", ["contradicting_change"], "the same, and not"),
        ("接待费2.00万元，与2024年预算一致2.00万元。", [], "the amount again"),
        ("接待费2.00万元，比2024年预算3.00万元增加1.00万元。", ["contradicting_change"], "less"),
        ("接待费3.00万元，比2024年预算2.00万元增加1.00万元。", [], "more"),
        ("收入10.00万元，其中拨款4.00万元，比2024年增加5.00万元。", [], "it may be the whole's"),
        ("支出27664.22万元，与上年相比增加3205.79万元，增长13.11%。", [], "the rate is right"),
        ("支出27664.22万元，与上年相比增加3205.79万元，增长31.11%。", ["rate_of_change"], "digits"),
        ("支出100.00万元，比上年增加10.00万元，下降11.11%。", ["contradicting_change"], "up and down"),
        ("支出100.00万元，其中：基本支出40.00万元，占40.00%。", [], "a share"),
        ("支出100.00万元，其中：基本支出40.00万元，占44.00%。", ["share_of_whole"], "no share"),
        ("政府采购预算38.20万元，其中：货物7.80万元、工程0万元、服务30.40万元。", [], "adds up"),
        ("政府采购预算38.20万元，其中：货物7.80万元、工程0万元、服务20.40万元。", ["purchase_sum"], ""),
        (
            "年初预算为10.00万元，支出决算为12.00万元。决算数小于预算数的主要原因：节约。",
            ["spent_against_plan"], "more was spent",
        ),
        ("年初预算为10.00万元，支出决算为10.00万元。决算数与预算数基本持平。", [], "the same"),
    ],
)  # fmt: skip
def test_sentences(sentence: str, rules: list[str], reason: str) -> None:
    found = [check.rule for check in _checks(Sheet().line(sentence))]
    # whether a reason is given has a table of its own (test_reasons)
    assert [rule for rule in found if rule != "change_without_reason"] == rules, reason
