"""Rulings and image areas of a page, from PDFium's page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium

from extraction.reading.pages import Floats
from extraction.reading.pdfium_calls import (
    address_of,
    draw_mode,
    form_object,
    handle_at,
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
from extraction.reading.rulings import Path, path_rulings
from extraction.reading.turning import Turning
from extraction.schema import Box

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_FORM_DEPTH = 6  # forms inside forms; real documents nest two or three deep
_INT_BYTES, _FLOAT_BYTES = ctypes.sizeof(ctypes.c_int), ctypes.sizeof(ctypes.c_float)
_TERMINATOR_BYTES = 2  # what PDFium returns for a piece without text
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
    paths: list[Path] = []
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
            path = _read_path(item, matrix)
            if path is not None:
                paths.append(path)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            bounds = _bounds(item, matrix)
            if bounds is not None:
                images.append(bounds)
    rulings = path_rulings(paths)
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
            suspect[font] = font not in narrow and not _is_embedded(font)
        if suspect[font] and object_text(item, texts, None, 0) <= _TERMINATOR_BYTES:
            lost.append(handle_at(item))
    return tuple(lost)


def _is_embedded(font: int) -> bool:
    return bool(pdfium.FPDFFont_GetIsEmbedded(ctypes.cast(font, pdfium.FPDF_FONT)))


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
    address = address_of(page)
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = page_object(address, index)
        kind = object_type(item)
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


def _read_path(item: int, matrix: Matrix) -> Path | None:
    mode = (ctypes.c_int * 2)()
    draw_mode(item, ctypes.addressof(mode), ctypes.addressof(mode) + _INT_BYTES)
    fill, stroke = mode
    if not fill and not stroke:
        return None  # only clips
    count = segment_count(item)
    if not 0 < count <= _MAX_SEGMENTS:
        return None
    own = _matrix_of(item)
    a, b, c, d, e, f = own if matrix == _IDENTITY else _product(own, matrix)
    place = (ctypes.c_float * 2)()
    x_at, y_at = ctypes.addressof(place), ctypes.addressof(place) + _FLOAT_BYTES
    subpaths: list[list[tuple[float, float]]] = []
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
    return Path(subpaths, bool(fill), bool(stroke))
