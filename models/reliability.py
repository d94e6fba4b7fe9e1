"""Is a confidence of 0.9 right nine times in ten? Bins for a card, and their picture."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

BINS = 10


@dataclass(frozen=True, slots=True)
class Reliability:
    """Findings by their confidence. A bin is its count, its mean confidence and the share right.

    ``error`` is the expected calibration error: the mean gap of the bins, by their counts.
    """

    count: int
    error: float
    bins: tuple[tuple[int, float, float], ...]

    def to_json(self) -> dict[str, object]:
        """Return the values of a card."""
        return {
            "found": self.count,
            "expected calibration error": round(self.error, 4),
            "bins": [[count, round(sure, 3), round(right, 3)] for count, sure, right in self.bins],
        }


def reliability(
    confidence: Sequence[float] | npt.NDArray[np.floating],
    right: Sequence[bool] | npt.NDArray[np.bool_],
) -> Reliability:
    """Put findings into ten bins of equal width; empty bins are left out.

    Raises ValueError where the two are not of the same length.
    """
    sure, good = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.bool_)
    if sure.shape != good.shape:
        raise ValueError(f"{len(sure)} confidences and {len(good)} answers")
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    bins = tuple(
        (int(held.sum()), float(sure[held].mean()), float(good[held].mean()))
        for at in range(BINS)
        for held in [place == at]
        if held.any()
    )
    gaps = sum(count * abs(mean - share) for count, mean, share in bins)
    return Reliability(len(sure), gaps / len(sure) if len(sure) else 0.0, bins)


def from_card(card: Mapping[str, object]) -> Reliability | None:
    """Read what a card says of all findings together; None where it does not."""
    table = card.get("reliability")
    held = table.get("all") if isinstance(table, Mapping) else None
    if not isinstance(held, Mapping):
        return None
    try:
        bins = tuple((int(a), float(b), float(c)) for a, b, c in held["bins"])
        return Reliability(int(held["found"]), float(held["expected calibration error"]), bins)
    except (KeyError, TypeError, ValueError):
        return None


def to_svg(found: Reliability, *, title: str) -> bytes:
    """Draw the bins against the line on which confidence and share are one."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # The same data give the same bytes.
    with mpl.rc_context({"svg.hashsalt": "yiju", "svg.fonttype": "none"}):
        figure = Figure(figsize=(4.8, 4.2), layout="constrained")
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--")
        sure = [one[1] for one in found.bins]
        share = [one[2] for one in found.bins]
        axes.plot(sure, share, color="#1f5fa8", linewidth=1)
        sizes = [20 + 160 * one[0] / max(1, found.count) for one in found.bins]
        axes.scatter(sure, share, s=sizes, color="#1f5fa8", zorder=3)
        for count, mean, right in found.bins:
            axes.annotate(
                f"{count:,}",
                (mean, right),
                textcoords="offset points",
                xytext=(0, -18 if right > 0.5 else 11),
                ha="center",
                fontsize=8,
            )
        axes.set(xlim=(0, 1.05), ylim=(0, 1.05), xlabel="confidence", ylabel="share that is right")
        axes.set_title(
            f"{title}\nexpected error {found.error:.3f} over {found.count:,} findings", fontsize=10
        )
        axes.grid(visible=True, color="#e5e5e5", linewidth=0.6)
        held = io.BytesIO()
        figure.savefig(held, format="svg", metadata={"Date": None, "Creator": None})
    return held.getvalue()
