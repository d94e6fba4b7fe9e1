"""Sums and rates that the explanations state."""

from __future__ import annotations

import pytest

from tests.extraction.checks.told_by import checks_of

ITEMS = ("（一）因公出国（境）费0万元。", "（二）公务用车购置及运行费2.00万元。")


@pytest.mark.parametrize(
    ("rule", "paragraphs", "found", "reason"),
    [
        (
            "basic_sum",
            ("基本支出100.00万元，其中：人员经费80.00万元，公用经费10.00万元。",),
            True,
            "ten are missing",
        ),
        (
            "basic_sum",
            ("基本支出2336.91万元。其中：人员经费2152.26万元，主要包括奖金；公用经费184.65万元。",),
            False,
            "they add up",
        ),
        (
            "basic_sum",
            ("基本支出100万元，其中：", "（一）人员经费80万元。", "（二）公用经费10万元。"),
            True,
            "in paragraphs of their own",
        ),
        ("basic_sum", ("基本支出100万元，其中：人员经费80万元。",), False, "one part alone"),
        (
            "basic_sum",
            ("基本支出100万元，其中：人员经费80万元，公用经费10万元，对个人和家庭补助10万元。",),
            False,
            "a third part beside the two",
        ),
        (
            "official_items",
            ("2025年“三公”经费预算数为3.00万元。其中：", *ITEMS),
            True,
            "no 公务接待费",
        ),
        (
            "official_items",
            ("2025年“三公”经费预算数为3.00万元。其中：", *ITEMS, "（三）公务接待费1.00万元。"),
            False,
            "all three",
        ),
        ("official_items", ("2025年“三公”经费预算数为0万元。",), False, "nothing to part"),
        (
            "rate_from_zero",
            ("公务接待费0.30万元，比2024年预算增加0.30万元，增长100%，原因是任务增加。",),
            True,
            "there was nothing the year before",
        ),
        (
            "rate_from_zero",
            ("公务接待费0.60万元，比2024年预算增加0.30万元，增长100%，原因是任务增加。",),
            False,
            "twice as much",
        ),
        (
            "completion_rate",
            ("年初预算为100.00万元，支出决算为80.00万元，完成年初预算的90%。",),
            True,
            "another rate",
        ),
        (
            "completion_rate",
            ("年初预算为2993.92万元，支出决算为2940.05万元，完成年初预算的98.20%。",),
            False,
            "rounded",
        ),
        (
            "completion_rate",
            ("年初预算为0万元，支出决算为0万元，完成年初预算的0%。",),
            False,
            "nothing of nothing",
        ),
        (
            "completion_rate",
            ("年初预算为0万元，支出决算为80万元，完成年初预算的100%。",),
            True,
            "a rate of nothing",
        ),
    ],
)
def test_a_sum(rule: str, paragraphs: tuple[str, ...], found: bool, reason: str) -> None:
    assert bool(checks_of(*paragraphs, rule=rule)) == found, reason
