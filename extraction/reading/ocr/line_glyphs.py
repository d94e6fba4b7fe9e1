"""What a line says → glyphs with boxes: the em, the edges of each character, the baseline."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from extraction.reading.ocr.engine import LineReading

_FIRST_FULL_WIDTH = 0x2E80
_FULL_WIDTH_MARKS = frozenset("“”‘’—…·≥≤≧≦×÷±①②③④⑤⑥⑦⑧⑨⑩")
# The ink of a full-width mark stands in one half of its place.
_INK_LEFT = frozenset("，。、；：！？）》〉】〕」』］”’")
_INK_RIGHT = frozenset("（《〈【〔「『［“‘")
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u4e00", "\u9fff"
_HALF = 0.5  # em; the advance of a digit
_SAME_WORD = 1.7  # of the usual distance of neighbours; beyond it stands a gap
_REAL_GAP = 0.75  # em between two characters that is more than loose setting
_TALLEST = 0.98  # of a line's box; it holds more than the em
_BLANK = 0.35  # em; the gap of a blank between two narrow characters
_MIDDLE = 0.38  # em between a line's middle and its baseline


class LineGlyphs(NamedTuple):
    """Parallel arrays over the visible characters of a line, and its em; in pixels."""

    text: str
    x0: list[float]
    x1: list[float]
    confidence: list[float]
    baseline: float
    size: float


def line_glyphs(
    reading: LineReading, box: tuple[float, float, float, float], size: float
) -> LineGlyphs:
    """Give each character of ``reading``, read from ``box``, its box for the em ``size``.

    Neighbours touch; a gap is left where the print has one that is wider than loose setting,
    and where a blank was read between two narrow characters.
    """
    x0, y0, x1, y1 = box
    letters: list[str] = []
    middles: list[float] = []
    sure: list[float] = []
    after_blank: list[bool] = []
    blank = False
    for letter, middle, one in zip(reading.text, reading.middles, reading.confidences, strict=True):
        if letter.isspace():
            blank = True
            continue
        letters.append(letter)
        middles.append(x0 + middle + _OFF_MIDDLE.get(letter, 0.0) * size)
        sure.append(one)
        after_blank.append(blank)
        blank = False
    advances = [advance(letter) * size for letter in letters]
    lefts = [middle - wide / 2 for middle, wide in zip(middles, advances, strict=True)]
    rights = [middle + wide / 2 for middle, wide in zip(middles, advances, strict=True)]
    for at in range(1, len(letters)):
        narrow = advances[at] < size and advances[at - 1] < size
        gap = lefts[at] - rights[at - 1]
        border = (lefts[at] + rights[at - 1]) / 2
        if narrow and after_blank[at]:
            rights[at - 1], lefts[at] = border - _BLANK * size / 2, border + _BLANK * size / 2
        elif gap < _REAL_GAP * size:
            rights[at - 1] = lefts[at] = border
    # The box holds all ink; only the empty half of a mark may stand out of it.
    lefts = [x if one in _INK_RIGHT else max(x, x0) for x, one in zip(lefts, letters, strict=True)]
    rights = [x if one in _INK_LEFT else min(x, x1) for x, one in zip(rights, letters, strict=True)]
    baseline = (y0 + y1) / 2 + _MIDDLE * size
    return LineGlyphs("".join(letters), lefts, rights, sure, baseline, size)


# em from the middle of a mark's ink to the middle of its place
_OFF_MIDDLE = {**dict.fromkeys(_INK_LEFT, 0.25), **dict.fromkeys(_INK_RIGHT, -0.25)}


def _is_ideograph(letter: str) -> bool:
    return _FIRST_IDEOGRAPH <= letter <= _LAST_IDEOGRAPH


def advance(letter: str) -> float:
    """Return a character's width in em, as most faces print it."""
    return 1.0 if ord(letter) >= _FIRST_FULL_WIDTH or letter in _FULL_WIDTH_MARKS else _HALF


def em(reading: LineReading, width: float, height: float) -> float:
    """Return the em of a line in a box of this size: from its pitch, else from its width."""
    return _em_from_pitch(reading, height) or _em_from_width(reading, width, height)


def _em_from_pitch(reading: LineReading, height: float) -> float | None:
    """Return the em of a line with enough full-width neighbours: their usual distance."""
    pairs = [
        reading.middles[at] - reading.middles[at - 1]
        for at in range(1, len(reading.text))
        if _is_ideograph(reading.text[at]) and _is_ideograph(reading.text[at - 1])
    ]
    if len(pairs) < 3:
        return None
    usual = float(np.median(pairs))
    close = [pair for pair in pairs if 0 < pair < _SAME_WORD * usual]
    if not close:
        return None
    return min(float(np.mean(close)), _TALLEST * height)


def _em_from_width(reading: LineReading, width: float, height: float) -> float:
    """Return the em of a short line: its width over the advances of its characters."""
    wide = sum(advance(letter) for letter in reading.text if not letter.isspace())
    # At both ends the box stops at the ink, about a tenth of an em short in all.
    return min(width / max(wide - 0.1, 0.4), _TALLEST * height)
