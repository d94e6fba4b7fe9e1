"""How much of the hand-checked samples is read right?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.documents import documents
from benchmarks.scoring import HEAD, Score, read, row, score

# Pages that are only pictures; OCR reads them.
SCANS = "*_scanned.pdf"
TARGETS = (("overall", 0.97), ("form_fields", 0.98), ("citations", 0.95))


def measure(folder: Path) -> tuple[Score, ...]:
    """Score each document, then all of them, without scans and with them.

    The rules were written with these documents at hand: their score is no estimate for others.
    """
    read_documents = read(folder)
    is_scan = {item.document: Path(item.document).match(SCANS) for item in read_documents}
    printed = [item for item in read_documents if not is_scan[item.document]]
    each = [score(item.document, [item]) for item in printed]
    scans = [score(f"{i.document} (by OCR)", [i]) for i in read_documents if is_scan[i.document]]
    return (
        *each,
        *scans,
        score("all but scans", printed),
        score("all", read_documents),
    )


def report(records: Sequence[Score]) -> tuple[str, ...]:
    """Return the table, and the verdicts on its last two rows."""
    printed, everything = records[-2:]
    return (
        *table(HEAD, map(row, records)),
        "",
        "The rules were written with these documents at hand, so this is no estimate for others; "
        "see `unseen`. `yiju evaluate ../shared/samples` gives the last row.",
        "",
        *_verdicts(everything),
        verdict("no project found where there is none", met=everything.invented == 0),
        "",
        *_verdicts(printed),
    )


def _verdicts(record: Score) -> Iterator[str]:
    for name, target in TARGETS:
        share = getattr(record, name)
        found = "-" if share is None else f"{share:.4f}"
        words = f"{name.replace('_', ' ')} F1 at least {target}, {record.name} ({found})"
        yield verdict(words, met=share is not None and share >= target)


def run() -> Answer:
    """Score the documents at hand."""
    with documents() as found:
        return Answer(found.words, report(measure(found.folder)))


QUALITY = Benchmark("quality", "How much of the samples is read right?", run)
