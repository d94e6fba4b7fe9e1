"""The parts that a budget has to explain."""

from __future__ import annotations

import pytest

from extraction.checks.explanations import PartRule, part_rules


@pytest.mark.parametrize("rule", part_rules(), ids=lambda rule: rule.name)
def test_a_row_is_shown_by_its_example_and_not_by_the_other(rule: PartRule) -> None:
    assert rule.shown_by(rule.example)
    assert not rule.shown_by(rule.counter_example)
