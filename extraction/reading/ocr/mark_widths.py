"""Full-width or half-width: what the blank beside a punctuation mark says.

A recogniser sees a bracket's shape and guesses its width. In print a full-width bracket or
comma has an empty half: on its far side the next ink is half an em further away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extraction.reading.ocr.engine import Grey, LineReading

_WIDE_OF = dict(zip("(),:;!?", "（），：；！？", strict=True))
_NARROW_OF = {wide: narrow for narrow, wide in _WIDE_OF.items()}
_EMPTY_LEFT = frozenset("（《〈“‘【〔「『［")
_EMPTY_RIGHT = frozenset("），：；！？、。》〉”’】〕」』］")
_CLEARLY_WIDE = 0.38  # em of blank; the empty half and the bearing of the neighbour
_CLEARLY_NARROW = 0.30  # em; loose setting and the bearings of both
_ENOUGH_VOTES = 3
_UNANIMOUS = 0.9
_LEAST_INK = 2  # dark pixels that make a column inked; one is grain


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line with its picture, its em and the place of its left side, in pixels."""

    reading: LineReading
    picture: Grey
    size: float
    left: float


def with_true_widths(lines: Sequence[SeenLine]) -> list[LineReading]:
    """Return the readings of a page's lines with each mark in the width it is printed in.

    Where a mark's own blank does not tell (at a line's end, between two marks), its partner
    in the line does, then the page's other marks of the kind where they agree. A bracket that
    opens a line is held against the lines that begin with a character at the same indent.
    """
    decided: list[dict[int, bool]] = []
    votes: dict[str, list[bool]] = defaultdict(list)
    runs = [_ink_runs(line.picture) for line in lines]
    begins = np.array(
        [
            line.left + float(starts[0])
            for line, (starts, _) in zip(lines, runs, strict=True)
            if len(starts) and "\u4e00" <= line.reading.text.strip()[:1] <= "\u9fff"
        ]
    )
    for line, (starts, ends) in zip(lines, runs, strict=True):
        found = _decisions(line, starts, ends, begins)
        decided.append(found)
        for at, wide in found.items():
            votes[_narrow(line.reading.text[at])].append(wide)
    return [
        _rewritten(line.reading, found, votes) for line, found in zip(lines, decided, strict=True)
    ]


def _narrow(letter: str) -> str:
    return _NARROW_OF.get(letter, letter)


def _decisions(
    line: SeenLine, starts: NDArray[np.intp], ends: NDArray[np.intp], begins: NDArray[np.float64]
) -> dict[int, bool]:
    """Return, for each mark whose blank tells, whether it is wide."""
    text = line.reading.text
    marks = [at for at, letter in enumerate(text) if letter in _WIDE_OF or letter in _NARROW_OF]
    if not marks:
        return {}
    found: dict[int, bool] = {}
    for at in marks:
        gap = _gap(line, at, starts, ends)
        if gap is None:
            continue
        if gap > _CLEARLY_WIDE:
            found[at] = True
        elif gap < _CLEARLY_NARROW:
            found[at] = False
    if marks[0] == 0 and _narrow(text[0]) == "(" and 0 not in found and len(starts):
        wide = _opens_wide(line.left + float(starts[0]), begins, line.size)
        if wide is not None:
            found[0] = wide
    _ask_partners(text, found)
    return found


def _opens_wide(ink: float, begins: NDArray[np.float64], size: float) -> bool | None:
    """Tell by the indents of other lines whether a line's first ink stands half an em in."""
    off = (ink - begins) / size
    narrow = bool(((off > -0.12) & (off < 0.25)).any())
    wide = bool(((off > 0.38) & (off < 0.72)).any())
    return None if narrow == wide else wide


def _gap(line: SeenLine, at: int, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> float | None:
    """Return the blank on the far side of the mark at ``at``, in em; None where none is seen."""
    text, middle = line.reading.text, line.reading.middles[at]
    if not len(starts):
        return None
    run = int(np.abs((starts + ends) / 2 - middle).argmin())
    left = _narrow(text[at]) == "("
    beside = _visible(text, at, -1 if left else 1)
    if beside is None:
        return None
    if left:
        if run == 0:
            return None
        gap, empty = starts[run] - ends[run - 1], text[beside] in _EMPTY_RIGHT
    else:
        if run == len(starts) - 1:
            return None
        gap, empty = starts[run + 1] - ends[run], text[beside] in _EMPTY_LEFT
    if empty or text[beside] in _WIDE_OF:
        # the neighbour is a mark too, and the blank may be its own
        return None
    return float(gap) / line.size


def _visible(text: str, at: int, step: int) -> int | None:
    at += step
    while 0 <= at < len(text) and text[at].isspace():
        at += step
    return at if 0 <= at < len(text) else None


def _ask_partners(text: str, found: dict[int, bool]) -> None:
    """Give a bracket that is undecided the width of the bracket it pairs with."""
    open_at: list[int] = []
    for at, letter in enumerate(text):
        if _narrow(letter) == "(":
            open_at.append(at)
        elif _narrow(letter) == ")" and open_at:
            first = open_at.pop()
            if first in found and at not in found:
                found[at] = found[first]
            elif at in found and first not in found:
                found[first] = found[at]


def _rewritten(
    reading: LineReading, found: dict[int, bool], votes: dict[str, list[bool]]
) -> LineReading:
    letters = list(reading.text)
    for at, letter in enumerate(letters):
        narrow = _narrow(letter)
        if narrow not in _WIDE_OF:
            continue
        wide = found.get(at)
        if wide is None:
            cast = votes.get(narrow, [])
            share = sum(cast) / len(cast) if len(cast) >= _ENOUGH_VOTES else 0.5
            wide = True if share >= _UNANIMOUS else False if share <= 1 - _UNANIMOUS else None
        if wide is not None:
            letters[at] = _WIDE_OF[narrow] if wide else narrow
    return replace(reading, text="".join(letters))


def _ink_runs(picture: Grey) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return where runs of inked columns start and end."""
    paper, ink = np.percentile(picture, (75, 2))
    dark = picture < paper - 0.45 * (paper - ink)
    inked = np.concatenate(([False], dark.sum(axis=0) >= _LEAST_INK, [False]))
    edges = np.flatnonzero(np.diff(inked.astype(np.int8)))
    return edges[::2], edges[1::2]
