"""What becomes of odd and broken files?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import Answer, Benchmark, megabytes, table, verdict
from benchmarks.documents import HOSTILE
from benchmarks.processes import run_all, yiju

MOST_SECONDS = 20.0
MOST_BYTES = 1024**3
_DISCLOSURE = "a Disclosure"


@dataclass(frozen=True, slots=True)
class Ending:
    """How `yiju extract FILE` ended: ``outcome`` is "a Disclosure" or an error's code."""

    name: str
    outcome: str
    seconds: float
    peak_bytes: int


def measure(paths: Sequence[Path]) -> tuple[Ending, ...]:
    """Extract every file with the command, a process for each."""
    runs = run_all([yiju("extract", str(path)) for path in paths])
    return tuple(
        Ending(path.name, _outcome(run.code, run.err), run.seconds, run.peak_bytes)
        for path, run in zip(paths, runs, strict=True)
    )


def report(records: Sequence[Ending]) -> tuple[str, ...]:
    """Return the table, the slowest and the largest."""
    counts = Counter(record.outcome for record in records)
    slowest = max(records, key=lambda record: record.seconds)
    largest = max(records, key=lambda record: record.peak_bytes)
    typed = all(not record.outcome.startswith("exit code") for record in records)
    bounded = slowest.seconds < MOST_SECONDS and largest.peak_bytes < MOST_BYTES
    return (
        *table(("ends in", "files"), [(name, str(n)) for name, n in counts.most_common()]),
        "",
        f"Slowest: {slowest.seconds:.2f} s ({slowest.name}); most memory: "
        f"{megabytes(largest.peak_bytes)} ({largest.name}); the start of the processes included.",
        "",
        verdict(
            f"each of {len(records)} in a Disclosure or a typed error within "
            f"{MOST_SECONDS:g} s and 1 GiB",
            met=typed and bounded,
        ),
    )


def run() -> Answer:
    """Extract the files of ``../shared/hostile``, where they are."""
    paths = sorted(HOSTILE.glob("*.pdf"))
    if not paths:
        return Answer("none", ("Needs `../shared/hostile`, which is not here.",))
    words = f"{len(paths)} odd and broken PDFs of other test suites (`../shared/hostile`)"
    return Answer(words, report(measure(paths)))


HOSTILE_FILES = Benchmark("hostile", "What becomes of odd and broken files?", run)


def _outcome(code: int, err: str) -> str:
    if code == 0:
        return _DISCLOSURE
    if code == 2:
        return err.splitlines()[0].rpartition(": ")[2]
    return f"exit code {code}"
