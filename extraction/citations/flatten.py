"""Printed text → flat text for matching, on a map that keeps offsets.

Nothing is edited: blanks, line ends, page-number lines and HTML leftovers are left out of
the flat text, brackets, digits and punctuation get one width, every kind of title mark
becomes one of 《》〈〉. Each flat character knows where it was printed.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

# One character for one. Curly and typewriter quotes stay: they are part of titles.
_ONE_WIDTH = str.maketrans(
    "０１２３４５６７８９()﹙﹚⦅⦆[]［］【】〖〗﹝﹞,:;﹐﹔﹕?!»«⟪⟫‹›⟨⟩＜＞﹤﹥﹑､．",
    "0123456789（）（）（）〔〕〔〕〔〕〔〕〔〕，：；，；：？！》《《》〈〉〈〉<><>、、.",
)
_TAGS = "p|br|div|span|font|strong|b|i|u|em|table|tbody|tr|td|th|ul|ol|li|a|h[1-6]|sup|sub|o:p"
_PAGE_NUMBER = (
    # A page number on a line of its own; a bare number only where no document number is cut.
    r"^[^\S\n]*(?:[-—–－·•]+[^\S\n]*\d{1,4}[^\S\n]*[-—–－·•]+"
    r"|第[^\S\n]*\d+[^\S\n]*页(?:[^\S\n]*[,，/]?[^\S\n]*共[^\S\n]*\d+[^\S\n]*页)?"
    r"|\d{1,3}[^\S\n]*/[^\S\n]*\d{1,3}"
    r"|(?<![〕\])）】第]\n)\d{1,3}(?=[^\S\n]*\n(?!\s*[号年月日条])))[^\S\n]*$"
)
_LEFT_OUT = re.compile(
    rf"(?P<out>{_PAGE_NUMBER}|\n|(?:[^\S\n]|[\u200b-\u200f\u2060\ufeff\x00-\x09\x0b-\x1f])+"
    rf"|</?(?:{_TAGS})(?:\s[^<>]{{0,200}})?/?>|&(?:nbsp|ensp|emsp|thinsp|\#160);)"
    r"|(?P<entity>&(?:lt|gt|amp|quot|ldquo|rdquo|lsquo|rsquo|middot|mdash|laquo|raquo|\#\d{2,5});)",
    re.MULTILINE | re.IGNORECASE,
)
# Angle brackets are title marks where they hold words; "<5%" and ">90" are comparisons.
_ANGLES = re.compile(
    r"<<|>>"
    r"|<(?=[^<>。；]{0,90}[一-龥]{2}[^<>。；]{0,90}[>》〉])(?!\d+[%元万次个])"
    r"|>(?![\d=])"
)


@dataclass(frozen=True, slots=True)
class Flat:
    """Flat text and where each of its characters was printed.

    text      for matching: no blanks, one width, title marks 《》〈〉
    printed   the same characters as printed; ``len(printed) == len(text)``
    starts    offset of each character in the document's text; ``ends`` one past it
    breaks    ascending places in ``text`` before which a line begins; 0 is one
    gaps      places before which a blank or a line end was printed
    """

    text: str
    printed: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[int, ...]
    gaps: frozenset[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the document of the flat range, which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def breaks_in(self, start: int, end: int) -> tuple[int, ...]:
        """Return the places in ``start <= place < end`` before which a line begins."""
        return self.breaks[bisect_left(self.breaks, start) : bisect_left(self.breaks, end)]


def flatten(
    text: str, *, start: int = 0, end: int | None = None, skip: Iterable[tuple[int, int]] = ()
) -> Flat:
    """Flatten ``text[start:end]``; what stands in a ``skip`` range (running heads) is left out."""
    stop = len(text) if end is None else end
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[int] = [0]
    gaps: set[int] = set()

    def keep(first: int, last: int) -> None:
        if first < last:
            pieces.append(text[first:last])
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))

    for first, last in _kept_ranges(start, stop, skip):
        if first != start:
            breaks.append(len(starts))
            gaps.add(len(starts))
        at = first
        for found in _LEFT_OUT.finditer(text, first, last):
            keep(at, found.start())
            at = found.end()
            if found["entity"]:
                pieces.append(html.unescape(found["entity"])[:1])
                starts.append(found.start())
                ends.append(found.end())
                continue
            if "\n" in found["out"] or "\r" in found["out"] or "<" in found["out"]:
                breaks.append(len(starts))
            gaps.add(len(starts))
        keep(at, last)
    printed = "".join(pieces)
    flat = printed.translate(_ONE_WIDTH)
    if "<" in flat or ">" in flat:
        flat = _ANGLES.sub(_mark, flat)
    return Flat(
        text=flat,
        printed=printed,
        starts=tuple(starts),
        ends=tuple(ends),
        breaks=tuple(dict.fromkeys(breaks)),
        gaps=frozenset(gaps),
    )


def _kept_ranges(
    start: int, stop: int, skip: Iterable[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    at = start
    for first, last in sorted(skip):
        if first < stop and last > at:
            if at < first:
                yield at, first
            at = last
    if at < stop:
        yield at, stop


def _mark(found: re.Match[str]) -> str:
    # << is a 《 printed with two keys; as 《《 it is read as a doubled mark.
    return {"<<": "《《", ">>": "》》", "<": "〈", ">": "〉"}[found.group()]
