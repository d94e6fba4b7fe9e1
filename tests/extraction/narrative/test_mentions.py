"""What the words around an amount say of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.narrative.mentions import read_mentions
from extraction.narrative.money_rules import IgnoredRule, RoleRule, money_rules


@pytest.mark.parametrize(
    ("text", "levels", "reason"),
    [
        ("预算30万元。", "head", "words that only name the amount"),
        ("资金测算：30万元", "head", "a label of money before the colon"),
        ("场租费：30万元", "item", "an item's name before the colon"),
        ("场租20万元，印刷10万元", "item item", "a list"),
        ("预算30万元，其中场租20万元，印刷10万元", "head part part", "其中"),
        ("预算30万元（场租20万元，印刷10万元）", "head part part", "brackets behind an amount"),
        ("（年度）预算30万元", "head", "brackets before an amount"),
        ("场租20万元，其中定金5万元；印刷10万元", "item part item", "其中 ends with its item"),
        (
            "预算30万元，其中：\n1.场租20万元；\n2.印刷10万元。",
            "head part part",
            "其中： holds for a list",
        ),
        ("财政拨款20万元，自筹资金10万元", "item item", "a list by source"),
        ("财政拨款30万元", "head", "one source alone"),
        ("依据《规划（投资30万元）》，预算20万元", "head", "money in a title"),
    ],
)
def test_levels(text: str, levels: str, reason: str) -> None:
    found = read_mentions(text, fiscal_year=2025)
    assert " ".join(mention.level for mention in found) == levels, reason


@pytest.mark.parametrize(
    ("text", "effects", "reason"),
    [
        ("2025年预算30万元", ["year"], "the fiscal year"),
        ("2024年预算30万元", ["other_year"], "another year"),
        ("2025年，预算30万元", ["year"], "the year before a comma"),
        ("2024年完成招标，预算30万元", [None], "a year that dates something else"),
        ("2024年支付10万元，2025年支付20万元", ["other_year", "year"], "each has its own"),
        ("依据《2024年要点》，预算30万元", [None], "a year in a title"),
        ("项目总投资90万元，本年支付30万元", ["whole", "year"], "the whole and the year's"),
        ("2025年度项目总预算30万元", ["year"], "the year is stronger than 总"),
        ("2023年批复概算90万元，2025年安排30万元", ["whole", "year"], "a whole has no year"),
        ("场租20万元，印刷10万元，合计30万元", [None, None, "sum"], "a printed sum"),
    ],
)
def test_effects(text: str, effects: list[str | None], reason: str) -> None:
    found = read_mentions(text, fiscal_year=2025)
    assert [mention.effect for mention in found] == effects, reason


def test_without_a_fiscal_year_the_only_printed_one_counts() -> None:
    assert [m.effect for m in read_mentions("2023年预算30万元", fiscal_year=None)] == ["year"]
    found = read_mentions("2023年30万元，2024年40万元", fiscal_year=None)
    assert [m.effect for m in found] == [None, None]


@pytest.mark.parametrize("rule", money_rules().ignored, ids=lambda rule: rule.name)
def test_every_ignored_rule_has_its_example(rule: IgnoredRule) -> None:
    assert read_mentions(rule.example, fiscal_year=2025) == ()
    assert [m.yuan for m in read_mentions(rule.counter_example, fiscal_year=2025)] == ["800000.00"]


@pytest.mark.parametrize("rule", money_rules().roles, ids=lambda rule: rule.name)
def test_every_role_has_its_example(rule: RoleRule) -> None:
    effects = {m.yuan: m.effect for m in read_mentions(rule.example, fiscal_year=2025)}
    assert effects["800000.00"] == rule.effect
    other = {m.yuan: m.effect for m in read_mentions(rule.counter_example, fiscal_year=2025)}
    assert other["800000.00"] != rule.effect


@given(st.text(alphabet="预算其中20万元，。；：（）\n场租年支付合计总投资5", max_size=60))
def test_mentions_are_inside_and_in_order(text: str) -> None:
    at = 0
    for mention in read_mentions(text, fiscal_year=2025):
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
