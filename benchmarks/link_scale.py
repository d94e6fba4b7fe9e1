"""What does a registry of a million works cost, beside one of ten thousand?"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from statistics import median

from benchmarks.answers import Answer, Benchmark, megabytes, table, verdict
from benchmarks.processes import python, run_all
from extraction.registry import Catalogue, Context, Linker, Work
from models.links import released_ranker
from training_data.citations import cited, make_cases, split_works, synthesise_works

SMALL, LARGE = 10_000, 1_000_000
TARGET_RATIO = 3.0
TARGET_BYTES = 1_500 * 10**6
TARGET_LOAD_SECONDS = 1.0
_SEED = 41
_SHARE = 0.1
_ASKED = 5000
_BATCH = 2000
_MAKER = "from benchmarks.link_scale import write_batches; write_batches(int(sys.argv[1]))"
_CHILD = "from benchmarks.link_scale import child; child(int(sys.argv[1]))"


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """A registry of so many works: loading, peak memory, and one citation's look-up."""

    works: int
    load_seconds: float
    peak_bytes: int
    microseconds: float
    slowest: float


def measure(sizes: Sequence[int] = (SMALL, LARGE)) -> tuple[ScaleFigures, ...]:
    """Load every registry in a process of its own and ask it the same kind of citations."""
    found = []
    for size, run in zip(
        sizes, run_all([python(_CHILD, str(size)) for size in sizes]), strict=True
    ):
        if run.code:
            raise RuntimeError(f"{size} works: {run.err}")
        figures = json.loads(run.out)
        found.append(ScaleFigures(**(figures | {"peak_bytes": run.peak_bytes})))
    return tuple(found)


def child(size: int) -> None:
    """Measure one size in this process and print its figures.

    The works are made in another process, so that the memory is the catalogue's alone; the time
    spent waiting for them is not counted.
    """
    waited = 0.0

    def works() -> Iterator[Work]:
        nonlocal waited
        begun = time.perf_counter()
        for batch in _batches(size):
            waited += time.perf_counter() - begun
            yield from batch
            begun = time.perf_counter()
        waited += time.perf_counter() - begun

    start = time.perf_counter()
    catalogue = Catalogue(works())
    load_seconds = time.perf_counter() - start - waited
    linker = Linker(catalogue, ranker=released_ranker())
    seconds = sorted(_look_ups(linker, size))
    figures = ScaleFigures(
        works=size,
        load_seconds=load_seconds,
        peak_bytes=0,
        microseconds=median(seconds) * 1e6,
        slowest=seconds[int(len(seconds) * 0.95)] * 1e6,
    )
    sys.stdout.write(json.dumps(asdict(figures)))


def report(records: Sequence[ScaleFigures]) -> tuple[str, ...]:
    """Return the table and the verdicts."""
    rows = [
        (
            f"{record.works:,}",
            f"{record.load_seconds:.2f}",
            megabytes(record.peak_bytes),
            f"{record.microseconds:.0f}",
            f"{record.slowest:.0f}",
        )
        for record in records
    ]
    small, large = records[0], records[-1]
    ratio = large.microseconds / small.microseconds
    return (
        *table(("works", "load, s", "peak memory", "look-up, µs", "95 %, µs"), rows),
        "",
        f"A process of its own for each; median over {_ASKED:,} citations, half of them harmed, "
        "each asked once. Loading is making the catalogue of records in memory.",
        "",
        verdict(
            f"{small.works:,} works loaded in under {TARGET_LOAD_SECONDS:g} s "
            f"({small.load_seconds:.2f} s)",
            met=small.load_seconds < TARGET_LOAD_SECONDS,
        ),
        verdict(
            f"a look-up among {large.works:,} at most {TARGET_RATIO:g} times as long as among "
            f"{small.works:,} ({ratio:.2f} times)",
            met=ratio <= TARGET_RATIO,
        ),
        verdict(
            f"{large.works:,} works in under {megabytes(TARGET_BYTES)} "
            f"({megabytes(large.peak_bytes)})",
            met=large.peak_bytes < TARGET_BYTES,
        ),
    )


def run() -> Answer:
    """Measure both sizes."""
    words = f"registries of {SMALL:,} and {LARGE:,} synthetic works (seed {_SEED})"
    return Answer(words, report(measure()))


LINK_SCALE = Benchmark("link_scale", "What does a registry of a million works cost?", run)


def write_batches(size: int) -> None:
    """Write the works to standard output, pickled, so many at a time."""
    works = synthesise_works(size, seed=_SEED)
    while batch := tuple(islice(works, _BATCH)):
        pickle.dump(batch, sys.stdout.buffer)


def _batches(size: int) -> Iterator[tuple[Work, ...]]:
    with subprocess.Popen(python(_MAKER, str(size)), stdout=subprocess.PIPE) as maker:
        assert maker.stdout is not None
        for _ in range(0, size, _BATCH):
            # Nothing but what this module itself wrote.
            yield pickle.load(maker.stdout)


def _look_ups(linker: Linker, size: int) -> Iterator[float]:
    # Works of all the registry, not of its beginning alone: families stand together.
    step = max(1, size // (2 * SMALL))
    works = tuple(islice(synthesise_works(size, seed=_SEED), 0, None, step))
    registered, _ = split_works(works, seed=_SEED, held_out_share=_SHARE)
    cases = make_cases(registered, seed=_SEED, held_out_share=0)
    for case in islice(cases, _ASKED):
        citation, context = cited(case), Context(case.place or "", "2025-01-01")
        start = time.perf_counter()
        linker.link(
            title=citation.title,
            doc_number=citation.doc_number,
            issuer=citation.issuer,
            version=citation.version,
            context=context,
        )
        yield time.perf_counter() - start
