"""The verdicts on a large registry, and the figures of a small one."""

from __future__ import annotations

import json

import pytest

from benchmarks.link_scale import ScaleFigures, child, report


def _figures(
    works: int, microseconds: float, *, load: float = 0.4, peak: int = 10**9
) -> ScaleFigures:
    return ScaleFigures(works, load, peak, microseconds, 2 * microseconds)


@pytest.mark.parametrize(
    ("small", "large", "met"),
    [
        (_figures(10, 100), _figures(1000, 299), 3),
        (_figures(10, 100), _figures(1000, 301), 2),
        (_figures(10, 100, load=1.1), _figures(1000, 200), 2),
        (_figures(10, 100), _figures(1000, 200, peak=1_600_000_000), 2),
    ],
)
def test_targets(small: ScaleFigures, large: ScaleFigures, met: int) -> None:
    assert sum(line.endswith("**met**.") for line in report((small, large))) == met


def test_figures_of_a_small_registry(capsys: pytest.CaptureFixture[str]) -> None:
    child(200)
    figures = json.loads(capsys.readouterr().out)
    assert figures["works"] == 200
    assert 0 < figures["microseconds"] <= figures["slowest"]
