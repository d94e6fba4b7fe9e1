"""Each benchmark renews its own part of RESULTS.md and nothing else."""

from __future__ import annotations

from benchmarks.answers import Answer, Benchmark, table
from benchmarks.results import renewed


def _named(name: str) -> Benchmark:
    return Benchmark(name, f"What of {name}?", lambda: Answer("none", ()))


def test_parts_are_added_and_replaced() -> None:
    first = renewed("", _named("speed"), Answer("two files", ("old speed",)))
    both = renewed(first, _named("memory"), Answer("two files", ("memory 1",)))
    words = "by hand\n"
    again = renewed(both + words, _named("speed"), Answer("two files", (r"new speed \1",)))
    assert r"new speed \1" in again
    assert "old speed" not in again
    assert "memory 1" in again
    assert again.endswith(words)
    assert again.count("## What of speed?") == 1
    assert again.index("speed") < again.index("memory")


def test_a_part_says_how_it_was_made() -> None:
    whole = renewed("", _named("speed"), Answer("two files", ("line",)))
    assert "`python -m benchmarks speed`" in whole
    assert "Documents: two files." in whole


def test_a_table_has_a_rule_under_its_head() -> None:
    assert table(("a", "b"), [("x", "1")]) == ("| a | b |", "| --- | ---: |", "| x | 1 |")
