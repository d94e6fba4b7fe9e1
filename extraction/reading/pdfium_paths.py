"""Rulings and image areas of a page, from PDFium's page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2.raw as pdfium

from extraction.reading.pages import Floats
from extraction.reading.pdfium_calls import (
    address_of,
    draw_mode,
    form_object,
    handle_at,
    is_embedded,
    object_bounds,
    object_font,
    object_matrix,
    object_text,
    object_type,
    page_object,
    path_segment,
    segment_closes,
    segment_count,
    segment_point,
    segment_type,
)
from extraction.reading.rulings import Path, path_rulings, straight_rulings
from extraction.reading.turning import Doubles, Turning
from extraction.schema import Box

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FORM_DEPTH = 6  # forms inside forms; real documents nest two or three deep
_INT_BYTES, _FLOAT_BYTES = ctypes.sizeof(ctypes.c_int), ctypes.sizeof(ctypes.c_float)
_IDENTITY_BYTES = bytes((ctypes.c_float * 6)(*_IDENTITY))
_ROW_BYTES = 4 * _FLOAT_BYTES
_FIRST_ROWS = 512  # ends that there is room for at first
_TERMINATOR_BYTES = 2  # what PDFium returns for a piece without text
_CORNERS = 5  # segments of a rectangle: a start and four sides
_ENDS = 2  # segments of a line: a start and its end
_MAX_SEGMENTS = 20_000  # of one path; a ruled grid drawn as one path has a few thousand


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn on a page; ``cut`` where there was too much to look at.

    ``text_objects`` counts the pieces in which text is drawn.
    """

    rulings: Floats
    images: tuple[Box, ...]
    text_objects: int
    cut: bool


def read_drawings(page: ctypes.c_void_p, turning: Turning, max_objects: int) -> Drawings:
    """Return the rulings and image areas of ``page``, in shown coordinates."""
    paths = _Paths()
    images: list[tuple[float, float, float, float]] = []
    text_objects = 0
    looked_at = 0
    for kind, item, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            text_objects += 1
            continue
        looked_at += 1
        if looked_at > max_objects:
            nothing = np.empty((0, 4), np.float32)
            return Drawings(nothing, _shown(images, turning), text_objects, True)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            paths.add(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            bounds = _bounds(item, matrix)
            if bounds is not None:
                images.append(bounds)
    rulings = paths.rulings()
    if len(rulings):
        rulings = turning.boxes(rulings)
    return Drawings(rulings.astype(np.float32), _shown(images, turning), text_objects, False)


def lost_text(
    page: ctypes.c_void_p, text_page: ctypes.c_void_p, narrow: Collection[int]
) -> tuple[ctypes.c_void_p, ...]:
    """Return the pieces of text in fonts that are not embedded that PDFium gives no text for.

    Where this machine does not have the font either, PDFium has no ink to measure: its text
    page leaves out pieces without extent and takes others for a piece printed twice.
    ``narrow`` are the fonts that print Latin text alone: they have stand-ins everywhere, and
    what they leave out is blank.
    """
    lost: list[ctypes.c_void_p] = []
    suspect: dict[int, bool] = {}
    texts = address_of(text_page)
    for kind, item, _ in _objects(page):
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        font = object_font(item) or 0
        if font not in suspect:
            suspect[font] = font not in narrow and not is_embedded(font)
        if suspect[font] and object_text(item, texts, None, 0) <= _TERMINATOR_BYTES:
            lost.append(handle_at(item))
    return tuple(lost)


def give_extent(pieces: Iterable[ctypes.c_void_p]) -> None:
    """Let pieces of text take up room, so that a text page made hereafter has them.

    A piece of one character in a font without ink is nothing wide. Drawn as an outline it is
    as wide as the line, whatever the font; the page is changed in memory alone. (PDFium
    measures a piece anew when it is moved, be it by nothing.)
    """
    for piece in pieces:
        pdfium.FPDFTextObj_SetTextRenderMode(piece, pdfium.FPDF_TEXTRENDERMODE_STROKE)
        pdfium.FPDFPageObj_SetStrokeWidth(piece, 1.0)
        pdfium.FPDFPageObj_Transform(piece, *_IDENTITY)


def _shown(images: list[tuple[float, float, float, float]], turning: Turning) -> tuple[Box, ...]:
    if not images:
        return ()
    boxes = turning.boxes(np.array(images, np.float64))
    return tuple((row[0], row[1], row[2], row[3]) for row in boxes.tolist())


def _objects(page: ctypes.c_void_p) -> Iterator[tuple[int, int, Matrix]]:
    """Yield (type, object, matrix) of texts, paths and images, also of those inside forms."""
    count = pdfium.FPDFPage_CountObjects(page)
    items = list(map(page_object, repeat(address_of(page), count), range(count)))
    for kind, item in zip(map(object_type, items), items, strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _in_form(item, _IDENTITY, _FORM_DEPTH)
        else:
            yield kind, item, _IDENTITY


def _in_form(form: int, matrix: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    inner = _product(_matrix_of(form), matrix)
    for index in range(pdfium.FPDFFormObj_CountObjects(handle_at(form))):
        item = form_object(form, index)
        kind = object_type(item)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield kind, item, inner
        elif depth:
            yield from _in_form(item, inner, depth - 1)


def _matrix_of(item: int) -> Matrix:
    m = pdfium.FS_MATRIX()
    if not object_matrix(item, ctypes.addressof(m)):
        return _IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: int, matrix: Matrix) -> tuple[float, float, float, float] | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(handle_at(item), left, bottom, right, top):
        return None
    x0, y0 = _apply(matrix, left.value, bottom.value)
    x1, y1 = _apply(matrix, right.value, top.value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


class _Paths:
    """The paths of a page, of which there are thousands: lines and filled boxes by their ends.

    PDFium writes those ends right into the rows of an array; all other paths are read point
    by point.
    """

    def __init__(self) -> None:
        self._mode = (ctypes.c_int * 2)()
        self._matrix = (ctypes.c_float * 6)()
        self._place = (ctypes.c_float * 2)()
        self._mode_at = ctypes.addressof(self._mode)
        self._matrix_at = ctypes.addressof(self._matrix)
        self._place_at = ctypes.addressof(self._place)
        self._ends = np.empty((_FIRST_ROWS, 4), np.float32)
        self._ends_at: int = self._ends.ctypes.data  # where it begins, which is slow to ask
        self._count = 0
        self._others: list[Path] = []

    def add(self, item: int, outer: Matrix) -> None:
        """Take in what a path draws; one that only clips draws nothing."""
        draw_mode(item, self._mode_at, self._mode_at + _INT_BYTES)
        fill, stroke = self._mode
        if not fill and not stroke:
            return
        count = segment_count(item)
        if not 0 < count <= _MAX_SEGMENTS:
            return
        is_outer = outer is not _IDENTITY
        if not stroke and count <= _CORNERS and not is_outer:
            self._add_box(item)
            return
        if not object_matrix(item, self._matrix_at) or bytes(self._matrix) == _IDENTITY_BYTES:
            own = _IDENTITY
        else:
            a, b, c, d, e, f = self._matrix
            own = (a, b, c, d, e, f)
        if count == _ENDS and own is _IDENTITY and not is_outer and self._add_line(item):
            return
        matrix = _product(own, outer) if is_outer else own
        self._others.append(Path(self._subpaths(item, count, matrix), bool(fill), bool(stroke)))

    def rulings(self) -> Doubles:
        """Return the rulings among the paths, as `path_rulings` does."""
        lines = straight_rulings(self._ends[: self._count].astype(np.float64))
        return np.concatenate((lines, path_rulings(self._others)))

    def _row_at(self) -> int:
        """Return where the next ends are to be written."""
        if self._count == len(self._ends):
            self._ends = np.concatenate((self._ends, np.empty_like(self._ends)))
            self._ends_at = self._ends.ctypes.data
        return self._ends_at + self._count * _ROW_BYTES

    def _add_box(self, item: int) -> None:
        """Take two opposite corners of a filled shape: of a rectangle they say everything.

        What has as few corners and is no rectangle is as little a ruling as its bounds are.
        """
        at = self._row_at()
        x1_at, y1_at = at + 2 * _FLOAT_BYTES, at + 3 * _FLOAT_BYTES
        self._count += object_bounds(item, at, at + _FLOAT_BYTES, x1_at, y1_at) != 0

    def _add_line(self, item: int) -> bool:
        """Take the ends of a line; False where the second segment is none."""
        end = path_segment(item, 1)
        if segment_type(end) != pdfium.FPDF_SEGMENT_LINETO:
            return False
        at = self._row_at()
        segment_point(path_segment(item, 0), at, at + _FLOAT_BYTES)
        segment_point(end, at + 2 * _FLOAT_BYTES, at + 3 * _FLOAT_BYTES)
        self._count += 1
        return True

    def _subpaths(self, item: int, count: int, matrix: Matrix) -> list[list[Point]]:
        a, b, c, d, e, f = matrix
        x_at, y_at, place = self._place_at, self._place_at + _FLOAT_BYTES, self._place
        subpaths: list[list[Point]] = []
        for index in range(count):
            segment = path_segment(item, index)
            kind = segment_type(segment)
            segment_point(segment, x_at, y_at)
            x, y = place
            point = (a * x + c * y + e, b * x + d * y + f)
            if kind == pdfium.FPDF_SEGMENT_MOVETO or not subpaths:
                subpaths.append([point])
            else:
                subpaths[-1].append(point)
            if segment_closes(segment):
                subpaths[-1].append(subpaths[-1][0])
        return subpaths
