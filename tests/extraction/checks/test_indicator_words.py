"""The words about indicators: each table has what it takes and what it does not."""

from __future__ import annotations

import pytest

from extraction.checks.indicator_words import word_rules


@pytest.mark.parametrize("name", word_rules())
def test_a_table_takes_its_example_and_not_the_other(name: str) -> None:
    rule = word_rules()[name]
    assert rule.holds(rule.example)
    assert not rule.holds(rule.counter_example)


@pytest.mark.parametrize("name", ["label", "placeholder", "time_units"])
def test_a_whole_value_is_compared(name: str) -> None:
    rule = word_rules()[name]
    assert not rule.holds(f"共{rule.example}等")
