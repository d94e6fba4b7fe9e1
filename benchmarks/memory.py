"""How much memory does the extraction of a document need?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers import Answer, Benchmark, megabytes, table, verdict
from benchmarks.documents import documents
from benchmarks.processes import python, run_all

TARGET_BYTES = 300 * 10**6
_EXTRACT = "from extraction import extract; extract(sys.argv[1])"


@dataclass(frozen=True, slots=True)
class DocumentMemory:
    """The most memory (resident set) of a fresh process that extracts one document."""

    name: str
    peak_bytes: int


def measure(paths: Sequence[Path]) -> tuple[DocumentMemory, ...]:
    """Extract every document in a process of its own."""
    runs = run_all([python(_EXTRACT, str(path)) for path in paths])
    for run, path in zip(runs, paths, strict=True):
        if run.code:
            raise RuntimeError(f"{path.name}: {run.err}")
    return tuple(
        DocumentMemory(path.name, run.peak_bytes) for path, run in zip(paths, runs, strict=True)
    )


def report(records: Sequence[DocumentMemory]) -> tuple[str, ...]:
    """Return the table and the verdict."""
    rows = [(record.name, megabytes(record.peak_bytes)) for record in records]
    most = max(record.peak_bytes for record in records)
    return (
        *table(("document", "peak memory"), rows),
        "",
        verdict(
            f"under {megabytes(TARGET_BYTES)} for any sample ({megabytes(most)})",
            met=most < TARGET_BYTES,
        ),
    )


def run() -> Answer:
    """Measure the documents at hand but scans: OCR has a process and a limit of its own."""
    with documents() as found:
        paths = (*found.digital, *sorted(found.folder.glob("*.txt")))
        return Answer(found.words, report(measure(paths)))


MEMORY = Benchmark("memory", "How much memory does a document need?", run)
