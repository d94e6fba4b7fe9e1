"""Words left of a template, printed twice, without their sign."""

from __future__ import annotations

import pytest

from extraction.checks.wording import WordingRule, wording_rules
from tests.extraction.checks.told_by import checks_of, texts_of


@pytest.mark.parametrize("rule", wording_rules(), ids=lambda rule: rule.example)
def test_a_row_finds_its_example_and_not_the_other(rule: WordingRule) -> None:
    assert list(rule.find(rule.example))
    assert not list(rule.find(rule.counter_example))


@pytest.mark.parametrize(
    ("rule", "paragraph", "found", "reason"),
    [
        ("template_left", "机关运行经费XX万元。", ["XX"], "a placeholder"),
        (
            "template_left",
            "比上年增加（减少）3万元，原因是人员变化。",
            ["增加（减少）"],
            "two words to choose from",
        ),
        ("template_left", "收入增减变动情况说明（增加/减少）", [], "a title without an amount"),
        ("doubled_marks", "主要用于会议费，，培训费。", ["，，"], "a mark twice"),
        ("doubled_marks", "2025年区级部门预算\n预算安排如下", [], "two lines meet"),
        ("doubled_marks", "名词解释。。。。。。。。3", [], "leaders of the contents"),
        ("doubled_marks", "2025年部门预算预算编制说明", ["预算预算"], "a word twice"),
        (
            "share_without_percent",
            "支出100万元，其中：基本支出60万元，占60；项目支出40万元，占40%。",
            ["60"],
            "no sign behind the first share",
        ),
        ("share_without_percent", "占地100亩，占2个车位，", [], "no share"),
    ],
)
def test_a_paragraph(rule: str, paragraph: str, found: list[str], reason: str) -> None:
    assert texts_of(checks_of(paragraph, rule=rule)) == found, reason
