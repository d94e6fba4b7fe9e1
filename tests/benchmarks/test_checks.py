"""What the benchmark of the reconciliation rules measures and writes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from benchmarks.checks import (
    Across,
    Measured,
    clean_findings,
    measure_errors,
    measure_pairs,
    report,
    write_measured,
)

GOOD = Measured("declared_count", injected=20, found=20, findings=25, right=25)
POOR = Measured("items_sum", injected=20, found=10, findings=20, right=19)


def test_the_report_says_what_is_missed() -> None:
    answer = report([GOOD, POOR], [], 7, Across((), sound_pairs=3, alarms=1))
    assert "| declared_count | 20 | 20 | 1.000 | 25 | 25 | 1.000 |" in answer.lines
    assert "Target: no finding on 7 sound documents: **met**." in answer.lines
    assert "Target: no finding on 3 sound pairs: **missed**." in answer.lines
    assert answer.lines[-1].endswith("(below: items_sum): **missed**.")


def test_the_figures_are_written_for_the_page(tmp_path: Path) -> None:
    place = tmp_path / "measured.toml"
    write_measured([GOOD, POOR], place)
    figures = tomllib.loads(place.read_text("utf-8"))
    assert figures["items_sum"] == {"injected": 20, "found": 10, "findings": 20, "right": 19}


@pytest.mark.soak
def test_five_hundred_sound_documents_raise_no_alarm() -> None:
    assert [(name, check.rule) for name, check in clean_findings(500, first_seed=700_000)] == []


@pytest.mark.soak
def test_recall_and_precision_of_every_rule() -> None:
    across = measure_pairs(20, first_seed=800_000)
    assert across.alarms == 0
    low = [
        one
        for one in (*measure_errors(20, first_seed=800_000), *across.rules)
        if one.recall < 0.98 or one.precision < 0.98
    ]
    assert low == []
