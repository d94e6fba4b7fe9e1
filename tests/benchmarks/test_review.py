"""The benchmark of the analysts' pages, with a few documents."""

from __future__ import annotations

from benchmarks.review import measure, report


def test_every_page_is_opened_and_judged() -> None:
    opened, values = measure(documents=12, rounds=1)
    assert values > 100
    assert [one.is_aimed_at for one in opened].count(True) == 5
    assert all(0 < one.seconds <= one.slowest for one in opened)
    lines = report(opened, values, 61.0)
    judged = [line for line in lines if line.startswith("Target: ")]
    assert len(judged) == 6
    assert "missed" in judged[-1]
