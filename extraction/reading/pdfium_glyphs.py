"""The glyphs of a page, from PDFium's text page.

Two calls a glyph, for its character and its box; what glyphs of one line have in common is asked
once, and everything else is arithmetic on arrays.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extraction.reading.pages import Floats, Glyphs, Ints, no_glyphs
from extraction.reading.pdfium_calls import (
    address_of,
    font_size_of,
    glyph_matrix,
    has_unicode_error,
    is_embedded,
    loose_box_of,
    object_font,
    origin_of,
    text_object_of,
    unicode_of,
)
from extraction.reading.radicals import plain_characters
from extraction.reading.turning import Doubles, Turning

Codes = NDArray[np.int64]
_Indices = NDArray[np.intp]

_FIRST_FULL_WIDTH = 0x2E80
_NO_TEXT = 0xFFFD
_BLANKS = np.array((0x7F, 0xA0, 0xAD, 0x3000, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xFFFE))
# Parts of the names of Chinese faces: SimSun, STSong-Light, FangSong_GB2312, KaiTi, MSYaHei …
_CHINESE_FACE = re.compile(
    r"song|simsun|hei|kai|fang|yahei|dengxian|ming|gb|han|cjk|uni(?:gb|cns)|[\u4e00-\u9fff\ufffd]",
    re.IGNORECASE,
)
_ANGLE_TOLERANCE = 0.05  # radians; print is upright to a few thousandths
_INK_TOLERANCE = 0.02  # of the size; a loose box is as high as the size
_ROW_BYTES = 16  # of a box of four single floats, or of a point of two doubles
_LEFT, _TOP, _RIGHT, _BOTTOM = range(4)  # of FS_RECTF


class PageGlyphs(NamedTuple):
    """A page's glyphs; how many have no text, how many run aslant; its borrowed fonts.

    Borrowed fonts are not embedded in the document: wide ones print Chinese, narrow ones
    Latin text alone.
    """

    glyphs: Glyphs
    unmapped: int
    aslant: int
    borrowed_wide: frozenset[int]
    borrowed_narrow: frozenset[int]


class _Run(NamedTuple):
    """What glyphs of one size on one baseline share.

    ``scale`` is that of the font size, 0 where the run is not upright. PDFium gives the code
    itself for a glyph of a font without a usable encoding, and says so only when it is asked:
    ``lacks_text`` says that it did of the first glyph.
    """

    scale: float
    font: int
    lacks_text: bool


class _Font(NamedTuple):
    """A font's number among the page's; borrowed is one that is not in the document."""

    number: int
    is_borrowed: bool
    is_chinese: bool


def read_glyphs(text_page: ctypes.c_void_p, count: int, turning: Turning) -> PageGlyphs:
    """Return the visible glyphs of a text page with ``count`` characters."""
    page = address_of(text_page)
    codes, indices = _visible(page, count)
    boxes = _loose_boxes(page, indices)
    x, y, sizes = _places(page, indices, boxes)
    runs = _Runs(text_page, turning)
    of_run = runs.of(codes, indices, sizes, y)
    scale, font, lacks_text = runs.columns()
    upright = scale[of_run] > 0.0 if len(indices) else np.empty(0, np.bool_)
    aslant = len(indices) - int(upright.sum())
    if aslant:
        codes, indices, boxes, of_run = (
            codes[upright], indices[upright], boxes[upright], of_run[upright],
        )  # fmt: skip
        x, y, sizes = x[upright], y[upright], sizes[upright]
    if not len(indices):
        return PageGlyphs(no_glyphs(), 0, aslant, *runs.borrowed())
    unmapped = _has_no_text(codes)
    for at in np.flatnonzero(lacks_text[of_run] & ~unmapped).tolist():
        unmapped[at] = has_unicode_error(page, int(indices[at])) == 1
    codes = np.where(unmapped, _NO_TEXT, codes)
    x0, baseline = turning.points(x, y)
    size = np.abs(sizes) * scale[of_run]
    x1 = _advance_ends(boxes, turning, x0, size, codes)
    glyphs = Glyphs(
        plain_characters(codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")),
        x0.astype(np.float32),
        x1.astype(np.float32),
        baseline.astype(np.float32),
        size.astype(np.float32),
        font[of_run],
        runs.font_names,
    )
    return PageGlyphs(glyphs, int(unmapped.sum()), aslant, *runs.borrowed())


def _visible(page: int, count: int) -> tuple[Codes, _Indices]:
    """Return the code points of the characters that are not blank, and their numbers."""
    codes = np.fromiter(map(unicode_of, repeat(page, count), range(count)), np.int64, count)
    shown = (codes > 0x20) & ~np.isin(codes, _BLANKS)
    high, low = codes & ~0x3FF == 0xD800, codes & ~0x3FF == 0xDC00
    if high.any() or low.any():
        # a character beyond the first plane is two; it stands where its second half does
        joined = low.copy()
        joined[1:] &= high[:-1]
        joined[:1] = False
        first = np.roll(joined, -1)
        whole = 0x10000 + ((codes[first] - 0xD800) << 10) + (codes[joined] - 0xDC00)
        codes[high | low] = _NO_TEXT
        codes[joined] = whole
        shown &= ~first
    indices = np.flatnonzero(shown)
    return codes[indices], indices


def _loose_boxes(page: int, indices: _Indices) -> Floats:
    """Return the boxes of glyphs in user space, shape (n, 4): left, top, right, bottom."""
    boxes = np.zeros((len(indices), 4), np.float32)
    first, step = boxes.ctypes.data, _ROW_BYTES
    places = range(first, first + len(indices) * step, step)
    _all_of(map(loose_box_of, repeat(page, len(indices)), indices.tolist(), places))
    return boxes


def _all_of(calls: Iterator[object]) -> None:
    """Make calls that write their results somewhere; no frame of Python's stands between them."""
    deque(calls, maxlen=0)


def _places(page: int, indices: _Indices, boxes: Floats) -> tuple[Doubles, Doubles, Doubles]:
    """Return the origins (x, y) and the font sizes of glyphs, in user space.

    A loose box begins at the origin, and those of one height and place stand on one baseline:
    the first and the last of them are asked, those between are taken to be like them (a slanted
    one there may be half a point off). Fonts without ascent and descent have the ink's
    box, which says nothing of that: there each glyph is asked.
    """
    heights = np.ascontiguousarray(boxes[:, (_BOTTOM, _TOP)]).view(np.uint64)[:, 0]
    _, firsts, line = np.unique(heights, return_index=True, return_inverse=True)
    lasts = len(line) - 1 - np.unique(heights[::-1], return_index=True)[1]
    x, y, size = _asked(page, indices[firsts])
    last_x, last_y, last_size = _asked(page, indices[lasts])
    loose = (
        (x == boxes[firsts, _LEFT])
        & (last_x == boxes[lasts, _LEFT])
        & (y == last_y)
        & (size == last_size)
    )
    xs, ys, sizes = boxes[:, _LEFT].astype(np.float64), y[line], size[line]
    others = np.flatnonzero(~loose[line])
    if len(others):
        xs[others], ys[others], sizes[others] = _asked(page, indices[others])
    return xs, ys, sizes


def _asked(page: int, indices: _Indices) -> tuple[Doubles, Doubles, Doubles]:
    """Return what PDFium says of some glyphs: x and y of their origins, and their font sizes."""
    origins = np.zeros((len(indices), 2), np.float64)
    first, step, count = origins.ctypes.data, _ROW_BYTES, len(indices)
    x_at = range(first, first + count * step, step)
    y_at = range(first + step // 2, first + step // 2 + count * step, step)
    numbers = indices.tolist()
    _all_of(map(origin_of, repeat(page, count), numbers, x_at, y_at))
    sizes = np.fromiter(map(font_size_of, repeat(page, count), numbers), np.float64, count)
    return origins[:, 0], origins[:, 1], sizes


class _Runs:
    """The runs of a page, in the order in which they are drawn."""

    def __init__(self, text_page: ctypes.c_void_p, turning: Turning) -> None:
        self._text_page = text_page
        self._turning = turning
        self._found: list[_Run] = []
        self._page = address_of(text_page)
        self._font_numbers: dict[str, int] = {}
        self._fonts: dict[int, _Font] = {}
        self._wide: set[int] = set()
        self._narrow: set[int] = set()

    def of(self, codes: Codes, indices: _Indices, sizes: Doubles, y: Doubles) -> _Indices:
        """Return for each glyph the number of its run, and look at the first glyph of each."""
        _, firsts, run = np.unique(sizes + 1j * y, return_index=True, return_inverse=True)
        order = np.argsort(firsts)
        for first in firsts[order].tolist():
            self._look(int(indices[first]), int(codes[first]))
        place = np.empty(len(order), np.intp)
        place[order] = np.arange(len(order))
        return place[run]

    def columns(self) -> tuple[Doubles, Ints, NDArray[np.bool_]]:
        """Return scale, font number and ``lacks_text`` of each run."""
        return (
            np.array([run.scale for run in self._found], np.float64),
            np.array([run.font for run in self._found], np.int32),
            np.array([run.lacks_text for run in self._found], np.bool_),
        )

    def borrowed(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the wide and the narrow fonts that are not embedded."""
        return frozenset(self._wide), frozenset(self._narrow)

    @property
    def font_names(self) -> tuple[str, ...]:
        return tuple(self._font_numbers)

    def _look(self, index: int, code: int) -> None:
        key, font = self._font_of(index)
        self._found.append(_read_run(self._page, index, self._turning, font.number))
        if not font.is_borrowed:
            return
        if code >= _FIRST_FULL_WIDTH or font.is_chinese:
            self._wide.add(key)
        else:
            self._narrow.add(key)

    def _font_of(self, index: int) -> tuple[int, _Font]:
        """Return the key of a glyph's font, and what is known of it: asked once a font."""
        text_object = text_object_of(self._page, index)
        key = (object_font(text_object) or 0) if text_object else 0
        found = self._fonts.get(key)
        if found is None:
            name = _font_name(self._text_page, index)
            found = _Font(
                self._font_numbers.setdefault(name, len(self._font_numbers)),
                key != 0 and not is_embedded(key),
                _CHINESE_FACE.search(name) is not None,
            )
            if key:
                self._fonts[key] = found
        return key, found


def _has_no_text(codes: Codes) -> NDArray[np.bool_]:
    """Tell which code points are of private use or no characters."""
    found: NDArray[np.bool_] = (
        ((codes >= 0xE000) & (codes < 0xF900))
        | ((codes >= 0xFFF0) & (codes <= 0xFFFF))
        | (codes >= 0xF0000)
    )
    return found


def _advance_ends(
    boxes: Floats, turning: Turning, x0: Doubles, size: Doubles, codes: Codes
) -> Doubles:
    """Return where each glyph's advance ends: the far side of its loose box.

    Fonts without ascent and descent get the ink's box from PDFium, which ends too early for
    punctuation; a full-width glyph there ends one em after its origin.
    """
    table = boxes.astype(np.float64)
    left, top = turning.points(table[:, _LEFT], table[:, _BOTTOM])
    right, bottom = turning.points(table[:, _RIGHT], table[:, _TOP])
    ends = np.maximum(np.maximum(left, right), x0)
    is_ink = np.abs(np.abs(top - bottom) - size) > _INK_TOLERANCE * size
    wide = is_ink & (codes >= _FIRST_FULL_WIDTH)
    return np.where(wide, np.maximum(ends, x0 + size), ends)


def _read_run(page: int, index: int, turning: Turning, font: int) -> _Run:
    m = (ctypes.c_float * 6)()
    if not glyph_matrix(page, index, ctypes.addressof(m)):
        return _Run(1.0, font, lacks_text=True)
    a, b, c, d, _, _ = m
    angle = math.atan2(b, a) - turning.upright_angle
    if abs(math.remainder(angle, math.tau)) > _ANGLE_TOLERANCE:
        return _Run(0.0, font, lacks_text=False)
    return _Run(math.hypot(c, d), font, has_unicode_error(page, index) == 1)


def _font_name(raw: ctypes.c_void_p, index: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(raw, index, buffer, 128, ctypes.c_int())
    name = buffer.value.decode("utf-8", "replace").partition("+")
    return name[2] or name[0]
