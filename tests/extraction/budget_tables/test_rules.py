"""The titles of tables.toml take their examples and nothing else."""

from __future__ import annotations

import pytest

from extraction.budget_tables.rules import (
    KindRule,
    is_table_title,
    kind_of,
    table_rules,
)


@pytest.mark.parametrize("rule", table_rules().kinds, ids=lambda rule: rule.kind)
def test_examples(rule: KindRule) -> None:
    assert is_table_title(rule.example)
    assert kind_of(rule.example) == rule.kind
    assert kind_of(rule.counter_example) != rule.kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("收入支出决算总表", "balance"),
        ("财政拨款收入支出决算总表", "appropriation_balance"),
        ("2025年单位收入预算总表", "income"),
        ("部门收支总表", "balance"),
        ("一般公共预算“三公”经费、会议费、培训费支出预算表", "official_expenses"),
        ("政府性基金财政拨款支出预算表", "fund_expenditure"),
        ("财政拨款基本支出预算表", "basic_expenditure"),
        ("政府采购支出预算表", "other"),
        ("一般公共预算机关运行经费支出预算表", "general_expenditure"),
    ],
)
def test_titles_of_other_places(title: str, kind: str) -> None:
    assert is_table_title(title)
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    "line",
    ["财政项目支出绩效目标申报表", "详见预算表", "支出预算总额", "以下为支出预算表", "表"],
)
def test_no_titles(line: str) -> None:
    assert not is_table_title(line)
