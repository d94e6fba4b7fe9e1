"""How much of documents that nobody looked at is read right?

They are made from seeds that are used nowhere else, in every layout and with the kinds of
noise that the seed draws, each as PDF and as text. The seeds are new, the layouts and most of
the vocabulary are not: this measures chance, not another department's habits. Once somebody
has looked at the misses, the range is used up and must be replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.documents import SAMPLES
from benchmarks.quality import SCANS
from benchmarks.scoring import HEAD, Score, read, row, score
from models.evaluation import ToScore
from training_data.synthesis import LAYOUTS, NOISES, write_examples
from training_data.synthesis.make import draw_noise

SEEDS = range(910_000, 910_132)  # the 900,000s are used up
MOST_FALL = 0.05


@dataclass(frozen=True, slots=True)
class Unseen:
    """Scores of the whole set, of its two forms, and by layout and noise; ``fall`` is how far
    the overall score lies below that of the samples, None where these are not here."""

    whole: Score
    forms: tuple[Score, ...]
    layouts: tuple[Score, ...]
    noises: tuple[Score, ...]
    fall: float | None


@dataclass(frozen=True, slots=True)
class _Made:
    """A document as it was read, and what it was made with."""

    layout: str
    noises: frozenset[str]
    read: ToScore


def measure(seeds: Sequence[int] = SEEDS) -> Unseen:
    """Make the documents, read and score them."""
    with TemporaryDirectory() as name:
        for _ in write_examples(Path(name), seeds=seeds):
            pass
        made = [_made(item) for item in read(Path(name))]
    whole = score("all", (item.read for item in made))
    return Unseen(
        whole,
        tuple(
            score(words, (item.read for item in made if item.read.document.endswith(ending)))
            for words, ending in (("as PDF", ".pdf"), ("as text", ".txt"))
        ),
        tuple(
            score(layout, (item.read for item in made if item.layout == layout))
            for layout in LAYOUTS
        ),
        (
            score("no noise", (item.read for item in made if not item.noises)),
            *(
                score(noise, (item.read for item in made if noise in item.noises))
                for noise in NOISES
            ),
        ),
        _fall(whole),
    )


def report(found: Unseen) -> tuple[str, ...]:
    """Return the tables: as a whole, by layout, by noise."""
    lines = [
        "The seeds are new, but the layouts and the vocabulary are those of the project's own "
        "`training_data/synthesis`, which the rules were developed with: rather an upper bound for "
        "other departments' documents.",
        "",
        *table(HEAD, map(row, (found.whole, *found.forms))),
        "",
        *table(("layout", *HEAD[1:]), map(row, found.layouts)),
        "",
        *table(("noise, alone or with others", *HEAD[1:]), map(row, found.noises)),
        "",
    ]
    if found.fall is None:
        lines.append("The samples are not here to compare with.")
    else:
        words = f"falls by less than {MOST_FALL} from the samples (by {found.fall:.4f})"
        lines.append(verdict(words, met=found.fall < MOST_FALL))
    return tuple(lines)


def run() -> Answer:
    """Score documents made for the occasion."""
    words = f"{len(SEEDS)} synthetic documents (seeds {SEEDS.start} to {SEEDS.stop - 1})"
    return Answer(f"{words}, each as PDF and as text", report(measure()))


UNSEEN = Benchmark("unseen", "How much of documents nobody looked at is read right?", run)


def _made(item: ToScore) -> _Made:
    layout = next(name for name in LAYOUTS if item.document.startswith(f"{name}_"))
    seed = int(item.document.removeprefix(f"{layout}_").partition("_")[0].partition(".")[0])
    return _Made(layout, frozenset(draw_noise(seed)), item)


def _fall(whole: Score) -> float | None:
    if not SAMPLES.is_dir() or whole.overall is None:
        return None
    samples = score("samples", read(SAMPLES, excluded=[SCANS]))
    return None if samples.overall is None else samples.overall - whole.overall
