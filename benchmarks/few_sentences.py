"""What does the search of the CRF need where only a few sentences have been corrected?"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from statistics import mean

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.learning_curve import FOLDER as RESUME
from benchmarks.token_speed import sentences
from models.tokens import TokenTagger, fit, score
from models.tokens.crf import ITERATIONS, Example, examples
from models.tokens.documents import TaskDocument, examples_of
from models.tokens.lexicon import jieba_lexicon
from models.tokens.material import shipped_material
from training_data.formats import read_entities

SIZES = (200, 1000)
SEEDS = (0, 1, 2, 3)
_TESTED = 1500  # sentences
_LOSS = 0.005
COUNTS = (ITERATIONS, 50, 35, 30, None)  # None: as many as `fit` takes by itself


@dataclass(frozen=True, slots=True)
class Trained:
    """Strict entity F1 on what was not taught, and the seconds of CPU it took to train."""

    f1: float
    seconds: float


@dataclass(frozen=True, slots=True)
class _Job:
    of: str
    size: int
    iterations: int | None
    seed: int


def run() -> Answer:
    """Train with each number of iterations on the same draws and compare."""
    sets = ["our own", *(["ResumeNER"] if RESUME.is_dir() else [])]
    jobs = [_Job(*each) for each in product(sets, SIZES, COUNTS, SEEDS)]
    with ProcessPoolExecutor(2) as pool:
        found = dict(zip(jobs, pool.map(_trained, jobs), strict=True))
    lines: list[str] = []
    for of in sets:
        rows, losses = [], []
        for size in SIZES:
            means = {
                count: _mean([found[_Job(of, size, count, seed)] for seed in SEEDS])
                for count in COUNTS
            }
            rows += [
                (f"{size:,}", str(count or "as taken"), f"{one.f1 * 100:.2f}", f"{one.seconds:.1f}")
                for count, one in means.items()
            ]
            losses.append(means[ITERATIONS].f1 - means[None].f1)
        lines += [
            *table((f"sentences of {of}", "iterations", "strict F1", "s to train (CPU)"), rows),
            "",
            verdict(
                f"what is taken loses less than half a point on {of} "
                f"(on average {mean(losses) * 100:+.2f})",
                met=mean(losses) < _LOSS,
            ),
            "",
        ]
    lines.append(f"Means over {len(SEEDS)} draws; two are trained at a time.")
    return Answer(" and ".join(sets), tuple(lines))


def _mean(found: Sequence[Trained]) -> Trained:
    return Trained(mean(one.f1 for one in found), mean(one.seconds for one in found))


def _trained(job: _Job) -> Trained:
    taught, test = _drawn(job.of, job.seed)
    jieba_lexicon().segment("预算")
    with tempfile.TemporaryDirectory() as name:
        model = Path(name, "few.crf")
        begun = time.process_time()
        fit(taught[: job.size], model, iterations=job.iterations)
        seconds = time.process_time() - begun
        tagger = TokenTagger(model)
    found = [[each.span for each in tagger.read(one.passage)] for one in test]
    return Trained(score([one.spans for one in test], found).overall.f1 or 0.0, seconds)


def _drawn(of: str, seed: int) -> tuple[Sequence[Example], Sequence[Example]]:
    """Draw what is taught and what is tested; of our own, from different documents."""
    chance = random.Random(seed)
    if of == "ResumeNER":
        taught, test = (list(_resume(part)) for part in ("train", "test"))
    else:
        documents = list(_material())
        chance.shuffle(documents)
        third = len(documents) // 3
        test = list(sentences(examples_of(documents[:third])))
        taught = list(sentences(examples_of(documents[third:])))
    chance.shuffle(taught)
    return taught[: max(SIZES)], test[:_TESTED]


@cache
def _material() -> tuple[TaskDocument, ...]:
    return tuple(shipped_material())


def _resume(part: str) -> Iterator[Example]:
    for text in read_entities(RESUME / f"{part}.char.bmes"):
        yield from examples(text)


FEW_SENTENCES = Benchmark("few_sentences", "How long must a few sentences be learned?", run)
