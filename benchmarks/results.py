"""RESULTS.md: a part for each benchmark, between marks, rewritten when it runs."""

from __future__ import annotations

import datetime
import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.answers import Answer, Benchmark

PLACE = Path(__file__).with_name("RESULTS.md")
_PEERS = ("pypdfium2", "pdfminer.six", "pdfplumber", "scikit-learn", "eyecite")
_HEAD = """# Results

Written by `make bench` (`python -m benchmarks`); `python -m benchmarks NAME …` renews the parts
that are named. Figures are ratios where they can be, so that they hold on other machines.
Scores are strict micro F1: right is what equals the gold after blanks are removed.
"""


def part(benchmark: Benchmark, answer: Answer) -> str:
    """Return the benchmark's part of the file, marks included."""
    return "\n".join(
        (
            _mark("begin", benchmark.name),
            f"## {benchmark.question}",
            "",
            f"`python -m benchmarks {benchmark.name}`, {_circumstances()}.",
            f"Documents: {answer.documents}.",
            "",
            *answer.lines,
            _mark("end", benchmark.name),
        )
    )


def renewed(whole: str, benchmark: Benchmark, answer: Answer) -> str:
    """Return the file's text with the benchmark's part replaced, or added at its end."""
    new = part(benchmark, answer)
    begin, end = _mark("begin", benchmark.name), _mark("end", benchmark.name)
    old = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if old.search(whole):
        return old.sub(lambda _: new, whole)
    return f"{whole or _HEAD}\n{new}\n"


def _mark(word: str, name: str) -> str:
    return f"<!-- {word} {name} -->"


def _circumstances() -> str:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    peers = ", ".join(f"{name} {each}" for name in _PEERS if (each := _version(name)))
    return (
        f"{datetime.date.today().isoformat()}, Python {platform.python_version()}, "
        f"{cores} cores, {peers}"
    )


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
