"""Any text read in pieces: what a learner finds in a passage, at the text's own offsets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from extraction.learned import Passage
from models.tokens.crf import Found

_LINE = re.compile(r"[^\n]+")


def pieces_of(text: str, pieces: Iterable[tuple[int, int]] | None) -> Iterable[tuple[int, int]]:
    """Return the half-open pieces to read: those that are given, else every line."""
    return (line.span() for line in _LINE.finditer(text)) if pieces is None else pieces


def moved(found: Iterable[Found], start: int) -> Iterator[Found]:
    """Yield what was found in a piece that begins at ``start``, at the text's offsets."""
    for one in found:
        yield replace(one, start=start + one.start, end=start + one.end)


def find_in_pieces(
    read: Callable[[Passage], Sequence[Found]],
    text: str,
    pieces: Iterable[tuple[int, int]] | None,
) -> list[Found]:
    """Read each half-open piece of ``text`` as a passage, or each line where ``pieces`` is None."""
    return [
        one
        for start, end in pieces_of(text, pieces)
        for one in moved(read(Passage(text[start:end])), start)
    ]
