"""How well are citations found in sentences labelled by hand, and how fast?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.documents import ROOT, SHARED
from extraction.citations import normalise_doc_number
from models.citation_scores import (
    CitationScores,
    LabelledSentence,
    Labels,
    read_labelled,
    score_citations,
)
from models.scores import Counts

CASES = SHARED / "registry" / "citation_cases.tsv"
TITLES, NUMBERS = 0.93, 0.97
ROUNDS = 3
LINE = 115
FASTEST = 1_000
_REPEATED = 60
_TITLE = re.compile("《([^《》]+)》")
_NUMBER = re.compile(r"[一-龥]+〔\d{4}〕\d+号")


def plain_expression(text: str) -> Labels:
    """Read titles and numbers with one regular expression for each: the thing to beat."""
    numbers = [found.span() for found in _NUMBER.finditer(text)]
    forms = (normalise_doc_number(text[slice(*span)]) for span in numbers)
    return Labels(
        titles=frozenset(found.span(1) for found in _TITLE.finditer(text)),
        numbers=frozenset(numbers),
        canonical=tuple(sorted(filter(None, forms))),
    )


def lines_a_second(sentences: Sequence[LabelledSentence], *, rounds: int = ROUNDS) -> float:
    """Time `yiju cite`, all of it, over the sentences cut into lines of ``LINE`` characters."""
    text = "".join(sentence.text for sentence in sentences)
    lines = [text[at : at + LINE] for at in range(0, len(text), LINE)] * _REPEATED
    with TemporaryDirectory() as folder:
        document = Path(folder) / "lines.txt"
        document.write_text("\n".join(lines), "utf-8")
        best = min(_seconds_to_cite(document, Path(folder)) for _ in range(rounds))
    return len(lines) / best


def _seconds_to_cite(document: Path, home: Path) -> float:
    start = time.perf_counter()
    code = "from service.cli import main; main()"
    subprocess.run(
        [sys.executable, "-c", code, "cite", str(document)],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def report(found: CitationScores, plain: CitationScores, speed: float) -> tuple[str, ...]:
    """Return the table, the verdicts and what is still wrong."""
    head = ("finder", "what", "right", "wrong", "missing", "precision", "recall", "strict F1")
    rows = [
        row
        for name, scores in (("Yiju", found), ("one regular expression each", plain))
        for row in _rows(name, scores)
    ]
    wrong = [
        f"- line {miss.line}, {miss.what}, {'missing' if miss.missing else 'not labelled'}"
        for miss in found.misses
    ]
    return (
        *table(head, rows),
        "",
        "Title and number are character spans, canonical is the number's normal form. The rules "
        "were written with these sentences at hand, so this is no estimate for others.",
        "",
        verdict(f"title spans F1 at least {TITLES}", met=(found.titles.f1 or 0) >= TITLES),
        verdict(f"number spans F1 at least {NUMBERS}", met=(found.numbers.f1 or 0) >= NUMBERS),
        verdict(
            f"canonical numbers F1 at least {NUMBERS}", met=(found.canonical.f1 or 0) >= NUMBERS
        ),
        verdict(
            f"`yiju cite`: at least {FASTEST:,} lines of {LINE} characters a second ({speed:,.0f})",
            met=speed >= FASTEST,
        ),
        *(("", "What is wrong, by the line of the file:", "", *wrong) if wrong else ()),
    )


def _rows(name: str, scores: CitationScores) -> list[tuple[str, ...]]:
    parts: tuple[tuple[str, Counts], ...] = (
        ("title spans", scores.titles),
        ("number spans", scores.numbers),
        ("canonical numbers", scores.canonical),
    )
    return [
        (
            name,
            what,
            str(counts.true_positive),
            str(counts.false_positive),
            str(counts.false_negative),
            *(
                "-" if share is None else f"{share:.4f}"
                for share in (counts.precision, counts.recall, counts.f1)
            ),
        )
        for what, counts in parts
    ]


def run() -> Answer:
    """Score the labelled sentences where they are."""
    if not CASES.is_file():
        return Answer("none", ("The labelled sentences (`../shared/registry`) are not here.",))
    sentences = read_labelled(CASES)
    lines = report(
        score_citations(sentences),
        score_citations(sentences, plain_expression),
        lines_a_second(sentences),
    )
    words = f"{len(sentences)} sentences labelled by hand (`../shared/registry/{CASES.name}`)"
    return Answer(words, lines)


CITATIONS = Benchmark("citations", "How well are citations found in sentences?", run)
