"""One body under several names."""

from __future__ import annotations

import pytest

from tests.extraction.checks.told_by import checks_of, texts_of


@pytest.mark.parametrize(
    ("paragraph", "found", "reason"),
    [
        ("编制部门：上海市普安区教育局 单位：元", ["上海市普安区教育局"], "another body"),
        ("编制部门：上海市普安区水局 单位：元", ["上海市普安区水局"], "a letter is lost"),
        ("编制部门：上海市普安区水务局 单位：元", [], "the body itself"),
        ("编制部门：普安区水务局 单位：元", [], "its short name"),
        ("编制部门：上海市普安区水务局\n\n目录", [], "another line behind it"),
        ("编制部门：中共上海市普安区水务局 单位：元", [], "its long name"),
        ("编制部门：上海市普安区水务局执法队 单位：元", ["上海市普安区水务局执法队"],
         "a body below it"),
        ("编制部门：上海市普安区水务局（本级）单位：元", [], "a bracket behind it"),
        ("2025年，上海市普安区卫生健康委员会收入预算9万元。", ["上海市普安区卫生健康委员会"],
         "an explanation of another body"),
        ("2025年，本部门收入预算9万元。", [], "no name"),
        ("上海市普安区地震办公室主要职能", ["上海市普安区地震办公室"], "the title of a part"),
        ("会同上海市普安区教育局开展检查，承担主要职能。", [], "another body, where one may stand"),
    ],
)  # fmt: skip
def test_a_name(paragraph: str, found: list[str], reason: str) -> None:
    checks = checks_of(paragraph, rule="department_names")
    assert texts_of(checks) == found, reason
    for check in checks:
        assert check.evidence[1].text == "上海市普安区水务局"


@pytest.mark.parametrize(
    ("paragraph", "found", "reason"),
    [
        ("编制部门：上海市普安区水务局 单位：元", [], "a unit may name its department"),
        ("编制单位：上海市普安区河管理所 单位：元", ["上海市普安区河管理所"], "a letter is lost"),
    ],
)
def test_a_name_in_a_units_budget(paragraph: str, found: list[str], reason: str) -> None:
    head = "上海市普安区2025年区级单位预算\n预算单位：上海市普安区河道管理所\n"
    assert texts_of(checks_of(paragraph, rule="department_names", head=head)) == found, reason
