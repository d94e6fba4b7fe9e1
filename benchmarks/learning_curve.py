"""How fast does the token classifier learn from corrections, and in which order are they best?

Corrections are simulated on ResumeNER: a model is trained on what was corrected so far, scores the
rest, and the next texts are corrected in an order of doubt until so many characters are read.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import Answer, Benchmark, table
from benchmarks.documents import SAMPLES
from models.tokens import TokenTagger, fit, score
from models.tokens.crf import Example, examples
from models.tokens.uncertainty import ORDERS, OrderName, order
from training_data.formats import bmes

FOLDER = SAMPLES.parent / "ner" / "resume"
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "learning_curve.svg"
SENTENCES = (50, 100, 200, 500)
# Characters read in all after each round; the first are drawn at random for every order.
ROUNDS = (800, 1_600, 3_300, 6_600, 13_200)
SEEDS = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Point:
    """Strict entity F1 on the test part, mean over seeds; ``seconds`` to train, the longest."""

    f1: float
    characters: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Curves:
    """By sentences drawn at random, and by order and round."""

    sentences: Mapping[int, Point]
    orders: Mapping[OrderName, tuple[Point, ...]]


def measure(folder: Path, *, seeds: Sequence[int] = SEEDS) -> Curves:
    """Train at every size and in every order."""
    pool = list(_examples(folder / "train.char.bmes"))
    test = list(_examples(folder / "test.char.bmes"))
    sentences = {
        size: _mean([_trained(_drawn(pool, seed)[:size], test)[1] for seed in seeds])
        for size in SENTENCES
    }
    orders = {
        name: tuple(
            _mean(points)
            for points in zip(*(_rounds(pool, test, name, seed) for seed in seeds), strict=True)
        )
        for name in ORDERS
    }
    return Curves(sentences, orders)


def _rounds(
    pool: Sequence[Example], test: Sequence[Example], name: OrderName, seed: int
) -> list[Point]:
    points: list[Point] = []
    drawn = _drawn(pool, seed)
    read = _take(drawn, ROUNDS[0])
    for at, budget in enumerate(ROUNDS):
        tagger, point = _trained(drawn[:read], test)
        points.append(point)
        if at + 1 < len(ROUNDS):
            left = drawn[read:]
            if name != "random":
                doubts = [tagger.doubt(one.passage) for one in left]
                left = [left[place] for place in order(doubts, name, seed=seed + at)]
            drawn = [*drawn[:read], *left]
            read += _take(left, ROUNDS[at + 1] - budget)
    return points


def _take(texts: Iterable[Example], characters: int) -> int:
    """Return how many texts are read until so many characters are."""
    count = 0
    for one in texts:
        characters -= len(one.passage.text)
        count += 1
        if characters <= 0:
            break
    return count


def _trained(taught: Sequence[Example], test: Sequence[Example]) -> tuple[TokenTagger, Point]:
    with tempfile.TemporaryDirectory() as name:
        model = Path(name, "tokens.crf")
        begun = time.perf_counter()
        fit(taught, model)
        seconds = time.perf_counter() - begun
        tagger = TokenTagger(model)
    found = [[each.span for each in tagger.read(one.passage)] for one in test]
    f1 = score([one.spans for one in test], found).overall.f1 or 0.0
    return tagger, Point(f1, sum(len(one.passage.text) for one in taught), seconds)


def _drawn(pool: Sequence[Example], seed: int) -> list[Example]:
    drawn = list(pool)
    random.Random(seed).shuffle(drawn)
    return drawn


def _mean(points: Sequence[Point]) -> Point:
    count = len(points)
    return Point(
        sum(one.f1 for one in points) / count,
        sum(one.characters for one in points) / count,
        max(one.seconds for one in points),
    )


def _examples(path: Path) -> Iterable[Example]:
    for text in bmes.read(path, repair=True):
        yield from examples(text)


def draw(curves: Curves, place: Path) -> None:
    """Draw both curves into one SVG file; the same figures give the same file."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    with matplotlib.rc_context({"svg.hashsalt": "yiju", "svg.fonttype": "none"}):
        figure, (left, right) = pyplot.subplots(1, 2, figsize=(9.2, 3.8), sharey=True)
        left.plot(
            list(curves.sentences),
            [one.f1 * 100 for one in curves.sentences.values()],
            marker="o",
            color="0.25",
        )
        left.set_xlabel("sentences corrected, drawn at random")
        left.set_ylabel("strict entity F1 on the test part")
        for name, points in curves.orders.items():
            right.plot(
                [one.characters for one in points],
                [one.f1 * 100 for one in points],
                marker="o",
                markersize=3,
                linewidth=2.2 if name == "mixed" else 1.2,
                label=name,
            )
        right.set_xlabel("characters read, by order of correction")
        right.legend(fontsize=8, frameon=False, loc="lower right")
        figure.suptitle("What corrections teach (ResumeNER)")
        figure.tight_layout()
        place.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(place, metadata={"Date": None})
        pyplot.close(figure)


def report(curves: Curves) -> tuple[str, ...]:
    """Return both tables."""
    rounds = zip(*curves.orders.values(), strict=True)
    return (
        *table(
            ("sentences corrected", "characters", "strict F1", "s to train"),
            (
                (
                    str(size),
                    f"{point.characters:,.0f}",
                    f"{point.f1 * 100:.1f}",
                    f"{point.seconds:.1f}",
                )
                for size, point in curves.sentences.items()
            ),
        ),
        "",
        "In which order, at equal characters read (the first round is drawn at random for all):",
        "",
        *table(
            ("characters", *curves.orders),
            (
                (f"{budget:,}", *(f"{point.f1 * 100:.1f}" for point in points))
                for budget, points in zip(ROUNDS, rounds, strict=True)
            ),
        ),
        "",
        f"Means over {len(SEEDS)} draws. `mixed` takes a drawn text and one of the greatest doubt "
        "a character by turns; see `models/tokens/uncertainty.py`.",
    )


def run() -> Answer:
    """Simulate the corrections, draw the picture."""
    if not FOLDER.is_dir():
        return Answer("nothing: ../shared/ner/resume is not here", ("Unmeasured here.",))
    curves = measure(FOLDER)
    draw(curves, PICTURE)
    return Answer(
        "ResumeNER (../shared/ner/resume), trained and tested on its own parts", report(curves)
    )


LEARNING_CURVE = Benchmark("learning_curve", "What do corrections teach, and in which order?", run)
