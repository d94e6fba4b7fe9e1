"""The picture of risk against coverage (matplotlib, SVG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_POINTS = 160  # of one line: enough for its shape


@dataclass(frozen=True, slots=True)
class Curve:
    """(coverage, risk) as the threshold falls, and where the released threshold stands."""

    kind: str
    points: tuple[tuple[float, float], ...]
    chosen: tuple[float, float]


def draw(curves: Sequence[Curve], place: Path, *, most_risk: float = 0.06) -> None:
    """Draw the curves into an SVG file; the same curves give the same file.

    Risk above ``most_risk`` is not shown.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    with matplotlib.rc_context({"svg.hashsalt": "yiju", "svg.fonttype": "none"}):
        figure, axes = pyplot.subplots(figsize=(7.2, 4.4))
        for curve in curves:
            points = _thinned(curve.points)
            (line,) = axes.plot(
                [coverage for coverage, _ in points],
                [risk for _, risk in points],
                label=curve.kind.replace("_", " "),
                linewidth=1.3,
            )
            axes.plot(*curve.chosen, marker="o", markersize=5, color=line.get_color())
        axes.axhline(0.01, color="0.6", linewidth=0.8, linestyle="--")
        axes.set_xlim(0, 1)
        axes.set_ylim(-0.001, most_risk)
        axes.set_xlabel("coverage: share of the citations that are linked")
        axes.set_ylabel("risk: share of the linked ones that are wrong")
        axes.set_title("Risk and coverage; dots: the released threshold")
        axes.legend(loc="upper left", fontsize=8, frameon=False)
        figure.tight_layout()
        place.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(place, metadata={"Date": None})
        pyplot.close(figure)


def _thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Keep at most so many points, the first and the last among them."""
    if len(points) <= _POINTS:
        return list(points)
    step = (len(points) - 1) / (_POINTS - 1)
    return [points[round(at * step)] for at in range(_POINTS)]
