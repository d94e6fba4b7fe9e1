"""What every benchmark gives out: a heading, a command, and a table in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures of one benchmark as text.

    ``documents`` says what was measured; ``lines`` are Markdown, tables and sentences.
    """

    documents: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One question and the function that answers it."""

    name: str
    question: str
    run: Callable[[], Answer]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return a Markdown table; the first column is words, the others are figures."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return tuple("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))


def verdict(words: str, *, met: bool) -> str:
    """Return a line that says whether a target is met."""
    return f"Target: {words}: **{'met' if met else 'missed'}**."


def megabytes(count: int) -> str:
    """Return a number of bytes in MB."""
    return f"{count / 1e6:.0f} MB"
