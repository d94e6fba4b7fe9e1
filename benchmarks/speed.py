"""How fast is the whole extraction beside the text extraction of other libraries alone?"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median

import pdfplumber
import pypdfium2
from pdfminer.high_level import extract_text

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.documents import documents
from extraction import extract

ROUNDS = 5
TARGET = 4.0


@dataclass(frozen=True, slots=True)
class DocumentSpeed:
    """Seconds for one document: medians, for pdfplumber one round."""

    name: str
    pages: int
    extract: float
    pdfminer: float
    pdfium: float
    pdfplumber: float


def measure(paths: Sequence[Path], *, rounds: int = ROUNDS) -> tuple[DocumentSpeed, ...]:
    """Time every document; the libraries take turns within each round (A B C, A B C, …)."""
    with _one_core(), _quiet():
        return tuple(_document(path, rounds) for path in paths)


def report(records: Sequence[DocumentSpeed]) -> tuple[str, ...]:
    """Return the table: pages a second, and how often the other's time is Yiju's."""
    total = DocumentSpeed(
        "all",
        sum(record.pages for record in records),
        sum(record.extract for record in records),
        sum(record.pdfminer for record in records),
        sum(record.pdfium for record in records),
        sum(record.pdfplumber for record in records),
    )
    head = (
        "document",
        "pages",
        "extract, pages/s",
        "pdfminer.six / extract",
        "bare pdfium text / extract",
        "pdfplumber / extract",
    )
    rows = [
        (
            record.name,
            str(record.pages),
            f"{record.pages / record.extract:.0f}",
            f"{record.pdfminer / record.extract:.2f}",
            f"{record.pdfium / record.extract:.2f}",
            f"{record.pdfplumber / record.extract:.1f}",
        )
        for record in (*records, total)
    ]
    ratio = total.pdfminer / total.extract
    return (
        *table(head, rows),
        "",
        f"Times of the other as multiples of the whole extraction's, one core, warm, median of "
        f"{ROUNDS} interleaved rounds (pdfplumber one round). In pages/s over all documents: "
        f"pdfminer.six {total.pages / total.pdfminer:.0f}, bare pdfium text "
        f"{total.pages / total.pdfium:.0f}, pdfplumber {total.pages / total.pdfplumber:.0f}.",
        "",
        verdict(
            f"at least {TARGET:g} times as fast as pdfminer.six's `extract_text` "
            f"({ratio:.2f} times)",
            met=ratio >= TARGET,
        ),
    )


def run() -> Answer:
    """Measure the documents at hand but scans: the peers read none."""
    with documents() as found:
        return Answer(found.words, report(measure(found.digital)))


SPEED = Benchmark("speed", "How fast is the whole extraction beside other libraries?", run)


def _document(path: Path, rounds: int) -> DocumentSpeed:
    data = path.read_bytes()
    takers: tuple[Callable[[bytes], object], ...] = (extract, _pdfminer_text, _pdfium_text)
    for take in takers:
        take(data)
    seconds: list[list[float]] = [[] for _ in takers]
    for _ in range(rounds):
        for taken, take in zip(seconds, takers, strict=True):
            taken.append(_seconds(take, data))
    mine, pdfminer, pdfium = map(median, seconds)
    pages = len(pypdfium2.PdfDocument(data))
    return DocumentSpeed(path.name, pages, mine, pdfminer, pdfium, _seconds(_plumber, data))


def _seconds(take: Callable[[bytes], object], data: bytes) -> float:
    start = time.perf_counter()
    take(data)
    return time.perf_counter() - start


def _pdfminer_text(data: bytes) -> str:
    return extract_text(BytesIO(data))


def _pdfium_text(data: bytes) -> int:
    length = 0
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text_page = page.get_textpage()
            length += len(text_page.get_text_range())
            text_page.close()
            page.close()
    return length


def _plumber(data: bytes) -> int:
    found = 0
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            found += len(page.extract_text()) + len(page.find_tables())
            page.close()
    return found


@contextlib.contextmanager
def _one_core() -> Iterator[None]:
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep pdfminer.six's warnings out of its time and of the tables."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
