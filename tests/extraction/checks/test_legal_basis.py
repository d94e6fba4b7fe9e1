"""The legal basis of a text, read with a small registry."""

from __future__ import annotations

import pytest

from extraction import extract
from extraction.registry import Linker
from tests.extraction.registry.small_registry import catalogue

TEXT = (
    "2025年部门预算\n河道保洁项目经费情况说明\n一、项目概述\n对河道进行保洁。\n二、立项依据\n{basis}\n"
    "三、实施主体\n某区水务局。\n四、年度预算安排\n10万元。\n"
)


@pytest.mark.parametrize(
    ("basis", "found", "reason"),
    [
        (
            "根据《河道保洁考核办法（试行）》（发改高技〔2015〕96号）。",
            True,
            "the number is that of another regulation",
        ),
        ("根据《河道保洁考核办法（试行）》（沪水务〔2019〕7号）。", False, "its own number"),
        ("根据《河道保洁考核办法（试行）》。", False, "no number"),
        ("根据《某镇河长巡查奖励细则》（发改高技〔2018〕1号）。", False, "nobody knows the title"),
    ],
)
def test_a_number_of_another_regulation(basis: str, found: bool, reason: str) -> None:
    disclosure = extract(TEXT.format(basis=basis).encode(), open_linker=lambda: Linker(catalogue()))
    checks = [check for check in disclosure.checks if check.rule == "basis_conflict"]
    assert bool(checks) == found, reason
    for check in checks:
        assert (check.severity, check.project) == ("error", 0)
        assert [one.text for one in check.evidence] == [basis[2:-1]]
        assert "沪水务" in check.message or "发改高技" in check.message
