"""From one record a glyph to the arrays that every reader yields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extraction.reading.pages import Glyphs, no_glyphs
from extraction.reading.radicals import plain_characters
from extraction.reading.turning import Turning

REPLACEMENT = "\ufffd"
_INVISIBLE = frozenset("\u00a0\u00ad\u3000\u200b\u200c\u200d\ufeff\x7f")


class GlyphRow(NamedTuple):
    """One glyph in user space: its text, advance, baseline, em height and font."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str


def glyphs_from_rows(rows: Sequence[GlyphRow], turning: Turning) -> tuple[Glyphs, int]:
    """Return the visible glyphs of ``rows`` and how many of them have no text.

    A glyph with several characters (a ligature) becomes as many glyphs of equal width;
    blanks are dropped, layout finds them again from the gaps.
    """
    letters: list[str] = []
    numbers: list[float] = []
    fonts: list[int] = []
    font_numbers: dict[str, int] = {}
    unmapped = 0
    for text, x0, x1, baseline, size, font in rows:
        step = (x1 - x0) / len(text)
        for place, letter in enumerate(text):
            if letter <= " " or letter in _INVISIBLE:
                continue
            if (
                "\ue000" <= letter < "\uf900"
                or "\ufff0" <= letter <= "\uffff"
                or letter >= "\U000f0000"
            ):
                unmapped += 1
                letter = REPLACEMENT
            letters.append(letter)
            numbers += (x0 + place * step, x0 + (place + 1) * step, baseline, abs(size))
            name = font.partition("+")
            fonts.append(font_numbers.setdefault(name[2] or name[0], len(font_numbers)))
    if not letters:
        return no_glyphs(), unmapped
    table = np.array(numbers, np.float64).reshape(-1, 4)
    x_start, baselines = turning.points(table[:, 0], table[:, 2])
    x_end, _ = turning.points(table[:, 1], table[:, 2])
    glyphs = Glyphs(
        plain_characters("".join(letters)),
        x_start.astype(np.float32),
        x_end.astype(np.float32),
        baselines.astype(np.float32),
        table[:, 3].astype(np.float32),
        np.array(fonts, np.int32),
        tuple(font_numbers),
    )
    return glyphs, unmapped
