"""What every reader yields: pages of glyphs, rulings and image areas.

Coordinates are points from the top-left corner of the page as it is shown (its rotation
applied), x to the right and y downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from extraction.limits import Limits
from extraction.schema import Box, Problem

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

# Share of an em box above and below the baseline: the ascent and descent of the common
# Song, Hei, Kai and Fang Song faces (0.88 / 0.12 in their OS/2 tables).
ASCENT = 0.88
DESCENT = 0.12


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of one page as parallel arrays, in the order in which they were drawn.

    ``text`` holds one character a glyph. ``x0`` and ``x1`` enclose the advance, ``baseline``
    is the distance from the page's top, ``size`` the height of the em box. ``font`` indexes
    ``fonts``; glyphs of one size on one baseline share the font of the first of them.
    ``confidence`` says, 0 to 1, how sure each character is where a picture was read.
    """

    text: str
    x0: Floats
    x1: Floats
    baseline: Floats
    size: Floats
    font: Ints
    fonts: tuple[str, ...]
    confidence: Floats | None = None

    def __len__(self) -> int:
        return len(self.text)

    @property
    def top(self) -> Floats:
        return self.baseline - np.float32(ASCENT) * self.size

    @property
    def bottom(self) -> Floats:
        return self.baseline + np.float32(DESCENT) * self.size

    def take(self, keep: NDArray[np.intp] | NDArray[np.bool_]) -> Glyphs:
        """Return the glyphs at ``keep`` (indices, or a mask), in that order."""
        indices = np.flatnonzero(keep) if keep.dtype == np.bool_ else keep
        text = self.text
        return Glyphs(
            text="".join([text[i] for i in indices.tolist()]),
            x0=self.x0[indices],
            x1=self.x1[indices],
            baseline=self.baseline[indices],
            size=self.size[indices],
            font=self.font[indices],
            fonts=self.fonts,
            confidence=None if self.confidence is None else self.confidence[indices],
        )


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader saw it.

    ``rulings`` is an array of shape (n, 4), one ``x0, top, x1, bottom`` a row: drawn lines,
    the sides of drawn rectangles, and filled rectangles too thin to be an area.
    ``images`` are the areas that pictures cover. ``unmapped`` counts glyphs that have no
    text (private use, ``(cid:)``, replacement characters), ``lost`` the pieces of text that
    the reader saw but did not give out.
    """

    number: int
    width: float
    height: float
    glyphs: Glyphs
    rulings: Floats
    images: tuple[Box, ...]
    unmapped: int
    reader: str
    problems: tuple[Problem, ...] = ()
    lost: int = 0


class PageReader(Protocol):
    """A reader of paged documents: bytes in, pages out, one after the other."""

    name: str

    def page_count(self) -> int:
        """Return how many pages the document says it has."""
        ...

    def pages(self, limits: Limits) -> Iterator[Page]:
        """Yield the pages in order; a page that cannot be read is empty and has a problem."""
        ...

    def page(self, number: int, limits: Limits) -> Page:
        """Return the page ``number`` (from 1)."""
        ...

    def close(self) -> None:
        """Free what the reader holds."""
        ...


def no_glyphs() -> Glyphs:
    """Return the glyphs of an empty page."""
    floats = np.empty(0, np.float32)
    return Glyphs("", floats, floats, floats, floats, np.empty(0, np.int32), ())
