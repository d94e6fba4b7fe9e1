"""The table of rules is whole: every rule that can find has its row, every row is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extraction.checks import CheckRule, check_rules

ROOT = Path(__file__).parents[3] / "extraction" / "checks"


def test_every_row_is_used_and_every_rule_has_its_row() -> None:
    code = "\n".join(path.read_text("utf-8") for path in ROOT.glob("*.py"))
    code += (ROOT / "wording.toml").read_text("utf-8")
    used = {name for name in check_rules() if f'"{name}"' in code}
    assert used == set(check_rules())
    named = set(re.findall(r'Finding\(\s*"(\w+)"', code))
    assert named <= set(check_rules())


@pytest.mark.parametrize("rule", check_rules().values(), ids=lambda rule: rule.id)
def test_a_row_says_all(rule: CheckRule) -> None:
    for words in (rule.zh, rule.en, rule.tolerance, rule.source, rule.example):
        assert words
    assert rule.counter_example
    assert rule.severity in ("error", "warning", "info")
    assert re.search("[\u4e00-\u9fff]", rule.zh)
    assert rule.en.endswith(".")
