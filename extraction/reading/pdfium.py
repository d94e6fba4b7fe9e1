"""The fast reader: PDF pages through PDFium (pypdfium2's raw interface).

Each glyph costs a fixed handful of C calls; everything after that is arithmetic on arrays.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extraction.errors import BrokenDocument, EncryptedDocument
from extraction.limits import Limits
from extraction.reading.pages import Glyphs, Page, no_glyphs
from extraction.reading.pdfium_paths import font_key, give_extent, lost_text, read_drawings
from extraction.reading.radicals import plain_characters
from extraction.reading.turning import Doubles, Turning, page_turning
from extraction.schema import Problem

_FIRST_FULL_WIDTH = 0x2E80
# Parts of the names of Chinese faces: SimSun, STSong-Light, FangSong_GB2312, KaiTi, MSYaHei …
_CHINESE_FACE = re.compile(
    r"song|simsun|hei|kai|fang|yahei|dengxian|ming|gb|han|cjk|uni(?:gb|cns)|[\u4e00-\u9fff\ufffd]",
    re.IGNORECASE,
)
_MOST_LOOKUPS = 20_000_000  # pieces of text times glyphs; about 0.1 s
_ANGLE_TOLERANCE = 0.05  # radians; print is upright to a few thousandths


class _Read(NamedTuple):
    """A page's glyphs; how many have no text, how many run aslant; its borrowed fonts.

    Borrowed fonts are not embedded in the document: wide ones print Chinese, narrow ones
    Latin text alone.
    """

    glyphs: Glyphs
    unmapped: int
    aslant: int
    borrowed_wide: frozenset[int]
    borrowed_narrow: frozenset[int]


class PdfiumReader:
    """Read a PDF with PDFium.

    Raises ``EncryptedDocument`` where a password is needed and ``BrokenDocument`` where
    PDFium cannot open the bytes.
    """

    name = "pdfium"

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
            self._page_count = len(self._document)
        except pypdfium2.PdfiumError as error:
            raise _open_error(str(error)) from error

    def page_count(self) -> int:
        return self._page_count

    def pages(self, limits: Limits) -> Iterator[Page]:
        for number in range(1, min(self._page_count, limits.max_pages) + 1):
            yield self.page(number, limits)

    def page(self, number: int, limits: Limits) -> Page:
        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError:
            return _unreadable(number)
        try:
            return _read_page(page, number, limits)
        except pypdfium2.PdfiumError:
            return _unreadable(number)
        finally:
            page.close()

    def close(self) -> None:
        self._document.close()


def _open_error(message: str) -> EncryptedDocument | BrokenDocument:
    lowered = message.lower()
    if "password" in lowered or "security" in lowered:
        return EncryptedDocument(
            found="a PDF that opens only with a password",
            expected="a PDF that opens without one",
            hint="save it without a password and try again",
        )
    return BrokenDocument(
        found=f"a PDF that cannot be opened ({message})",
        expected="a whole PDF",
        hint="fetch the file again; it may be cut short or damaged",
    )


def _unreadable(number: int) -> Page:
    problem = Problem("page_unreadable", "the page cannot be read", number)
    empty = np.empty((0, 4), np.float32)
    return Page(number, 0.0, 0.0, no_glyphs(), empty, (), 0, "pdfium", (problem,))


def _read_page(page: pypdfium2.PdfPage, number: int, limits: Limits) -> Page:
    turning = page_turning(page.get_bbox(), page.get_rotation())
    problems: list[Problem] = []
    text_page = page.get_textpage()
    again = None
    try:
        count = text_page.count_chars()
        is_cut = count > limits.max_page_glyphs
        if is_cut:
            problems.append(
                Problem(
                    "too_many_glyphs",
                    f"the page has {count} glyphs, read are at most {limits.max_page_glyphs}",
                    number,
                )
            )
            count = 0
        read = _read_glyphs(text_page.raw, count, turning)
        glyphs, unmapped, aslant = read.glyphs, read.unmapped, read.aslant
        drawings = read_drawings(page.raw, turning, limits.max_page_objects)
        lost = 0
        # Each piece of text is looked for among all glyphs of the page.
        if (
            not is_cut
            and (read.borrowed_wide or len(glyphs) < drawings.text_objects)
            and drawings.text_objects * count <= _MOST_LOOKUPS
        ):
            narrow = read.borrowed_narrow - read.borrowed_wide
            pieces = lost_text(page.raw, text_page.raw, narrow)
            lost = len(pieces)
            if pieces:
                give_extent(pieces)
                again = page.get_textpage()
            if again is not None and again.count_chars() <= limits.max_page_glyphs:
                read = _read_glyphs(again.raw, again.count_chars(), turning)
                glyphs, unmapped, aslant = read.glyphs, read.unmapped, read.aslant
                lost = len(lost_text(page.raw, again.raw, narrow))
    finally:
        text_page.close()
        if again is not None:
            again.close()
    if aslant:
        problems.append(
            Problem("text_aslant", f"{aslant} glyphs do not run from left to right", number)
        )
    if drawings.cut:
        problems.append(
            Problem(
                "too_many_objects",
                f"the page has more than {limits.max_page_objects} drawn objects; "
                "its tables are not read",
                number,
            )
        )
    return Page(
        number,
        turning.width,
        turning.height,
        glyphs,
        drawings.rulings,
        drawings.images,
        unmapped,
        "pdfium",
        tuple(problems),
        lost,
    )


def _read_glyphs(raw: ctypes.c_void_p, count: int, turning: Turning) -> _Read:
    """Return the visible glyphs of a text page with ``count`` characters."""
    unicode_of, size_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetFontSize
    origin_of, box_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    has_error = pdfium.FPDFText_HasUnicodeMapError
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    x_ref, y_ref, box_ref = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    codes: list[int] = []
    numbers: list[float] = []
    scales: list[float] = []
    fonts: list[int] = []
    font_numbers: dict[str, int] = {}
    runs: dict[tuple[float, float], tuple[float, int, bool]] = {}
    wide: set[int] = set()
    narrow: set[int] = set()
    unmapped = aslant = 0
    high_surrogate = 0
    for index in range(count):
        code = unicode_of(raw, index)
        if code <= 0x20 or code in _BLANKS:
            continue
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high_surrogate = code
                continue
            code = 0x10000 + ((high_surrogate - 0xD800) << 10) + (code - 0xDC00)
            high_surrogate = 0
            if code < 0x10000:
                code = 0xFFFD
        origin_of(raw, index, x_ref, y_ref)
        box_of(raw, index, box_ref)
        font_size = size_of(raw, index)
        key = (font_size, y.value)
        run = runs.get(key)
        if run is None:
            run = runs[key] = _read_run(raw, index, turning, font_numbers)
            font = _borrowed_font(raw, index)
            if font and (code >= _FIRST_FULL_WIDTH or _is_chinese(raw, index)):
                wide.add(font)
            elif font:
                narrow.add(font)
        if run[0] <= 0.0:
            aslant += 1
            continue
        if (
            0xE000 <= code < 0xF900
            or 0xFFF0 <= code <= 0xFFFF
            or code >= 0xF0000
            or (run[2] and has_error(raw, index) == 1)
        ):
            unmapped += 1
            code = 0xFFFD
        codes.append(code)
        numbers += (x.value, y.value, box.left, box.bottom, box.right, box.top, font_size)
        scales.append(run[0])
        fonts.append(run[1])
    if not codes:
        return _Read(no_glyphs(), unmapped, aslant, frozenset(wide), frozenset(narrow))
    table = np.array(numbers, np.float64).reshape(-1, 7)
    x0, baseline = turning.points(table[:, 0], table[:, 1])
    size = np.abs(table[:, 6]) * np.array(scales)
    x1 = _advance_ends(table, turning, x0, size, np.array(codes))
    glyphs = Glyphs(
        plain_characters("".join(map(chr, codes))),
        x0.astype(np.float32),
        x1.astype(np.float32),
        baseline.astype(np.float32),
        size.astype(np.float32),
        np.array(fonts, np.int32),
        tuple(font_numbers),
    )
    return _Read(glyphs, unmapped, aslant, frozenset(wide), frozenset(narrow))


_BLANKS = frozenset({0x7F, 0xA0, 0xAD, 0x3000, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xFFFE})


def _advance_ends(
    table: Doubles, turning: Turning, x0: Doubles, size: Doubles, codes: NDArray[np.int64]
) -> Doubles:
    """Return where each glyph's advance ends: the far side of its loose box.

    Fonts without ascent and descent get the ink's box from PDFium, which ends too early for
    punctuation; a full-width glyph there ends one em after its origin.
    """
    left, top = turning.points(table[:, 2], table[:, 3])
    right, bottom = turning.points(table[:, 4], table[:, 5])
    ends = np.maximum(np.maximum(left, right), x0)
    is_ink = np.abs(np.abs(top - bottom) - size) > 0.02 * size
    wide = is_ink & (codes >= _FIRST_FULL_WIDTH)
    return np.where(wide, np.maximum(ends, x0 + size), ends)


def _read_run(
    raw: ctypes.c_void_p, index: int, turning: Turning, font_numbers: dict[str, int]
) -> tuple[float, int, bool]:
    """Return (scale of the font size, font number, whether glyphs may lack a text).

    The scale is 0 where the run is not upright. PDFium gives the code itself for a glyph of
    a font without a usable encoding, and says so only when it is asked.
    """
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix)):
        return 1.0, 0, True
    angle = math.atan2(matrix.b, matrix.a) - turning.upright_angle
    if abs(math.remainder(angle, math.tau)) > _ANGLE_TOLERANCE:
        return 0.0, 0, False
    number = font_numbers.setdefault(_font_name(raw, index), len(font_numbers))
    lacks_text = pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1
    return math.hypot(matrix.c, matrix.d), number, lacks_text


def _borrowed_font(raw: ctypes.c_void_p, index: int) -> int:
    """Return the key of the glyph's font where it is not embedded in the document, else 0."""
    text_object = pdfium.FPDFText_GetTextObject(raw, index)
    font = pdfium.FPDFTextObj_GetFont(text_object) if text_object else None
    if not font or pdfium.FPDFFont_GetIsEmbedded(font) != 0:
        return 0
    return font_key(font)


def _font_name(raw: ctypes.c_void_p, index: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(raw, index, buffer, 128, ctypes.c_int())
    name = buffer.value.decode("utf-8", "replace").partition("+")
    return name[2] or name[0]


def _is_chinese(raw: ctypes.c_void_p, index: int) -> bool:
    return _CHINESE_FACE.search(_font_name(raw, index)) is not None
