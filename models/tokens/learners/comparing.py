"""The learners of the shelf on the same texts: what each costs and how well it does."""

from __future__ import annotations

import tempfile
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from models.tokens.learners import FILES, Tagger, learner
from models.tokens.scoring import EntityScores, Interval, score
from training_data.formats import LabelledText, Span


@dataclass(frozen=True, slots=True)
class Row:
    """One learner: seconds to train, characters read a second, bytes of its model, its scores."""

    learner: str
    seconds: float
    speed: float
    size: int
    scores: EntityScores

    @property
    def interval(self) -> Interval:
        return self.scores.interval


def compare_learners(
    names: Sequence[str],
    train: Sequence[LabelledText],
    test: Sequence[LabelledText],
    *,
    words: bool = True,
) -> list[Row]:
    """Train each learner on ``train`` and score it on ``test``, one after another.

    Raises `UsageError` as `learner` and the learners themselves do.
    """
    return [_row(name, train, test, words=words) for name in names]


def to_markdown(rows: Sequence[Row]) -> str:
    """Write rows as a table, the best strict F1 first."""
    lines = [
        "| learner | strict F1 | 95 % | precision | recall | s to train | characters/s | MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in sorted(rows, key=lambda one: -(one.scores.overall.f1 or 0.0)):
        overall, interval = row.scores.overall, row.interval
        values = (overall.precision, overall.recall)
        lines.append(
            f"| `{row.learner}` | {_percent(overall.f1)} "
            f"| {_percent(interval.low)} to {_percent(interval.high)} "
            f"| {' | '.join(map(_percent, values))} "
            f"| {row.seconds:.0f} | {row.speed:,.0f} | {row.size / 1e6:.1f} |"
        )
    return "\n".join(lines)


def _row(
    name: str, train: Sequence[LabelledText], test: Sequence[LabelledText], *, words: bool
) -> Row:
    chosen = learner(name)
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder, FILES[name])
        begun = time.perf_counter()
        chosen.train(train, model, words=words)
        seconds = time.perf_counter() - begun
        tagger = chosen.open(model)
        size = model.stat().st_size
        begun = time.perf_counter()
        found = _found(tagger, test)
        spent = time.perf_counter() - begun
    characters = sum(len(text.text) for text in test)
    scores = score([text.spans for text in test], found)
    return Row(name, seconds, characters / max(spent, 1e-9), size, scores)


def _found(tagger: Tagger, test: Sequence[LabelledText]) -> list[list[Span]]:
    """Read all texts as one, as each line is read alone, and give each text what is its own."""
    found: list[list[Span]] = [[] for _ in test]
    starts = list(accumulate((len(text.text) + 1 for text in test), initial=0))
    for one in tagger.find("\n".join(text.text for text in test)):
        at = bisect_right(starts, one.start) - 1
        found[at].append(Span(one.start - starts[at], one.end - starts[at], one.label))
    return found


def _percent(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio * 100:.1f}"
