"""The functions of PDFium that are called for every glyph, object and corner of a page.

They are the library's own (`pypdfium2.raw`), called as plainly as ctypes can: handles are
addresses, what is written goes to an address, and the interpreter's lock is kept, since most
take less time than handing the lock over. No handle is 0 as an argument and None as a result.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, cast

import pypdfium2.raw as pdfium

_HANDLE, _INT, _UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_NUMBER = ctypes.c_double


def address_of(handle: object) -> int:
    """Return where one of PDFium's handles or functions points; 0 for none.

    >>> address_of(ctypes.c_void_p(48)), address_of(None)
    (48, 0)
    """
    return ctypes.cast(cast(Any, handle), ctypes.c_void_p).value or 0


def handle_at(address: int) -> ctypes.c_void_p:
    """Return the handle of a page object again, for the functions that are called seldom."""
    return cast(ctypes.c_void_p, ctypes.cast(address, pdfium.FPDF_PAGEOBJECT))


def _plain(function: object, result: type, *arguments: type) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


# of a text page, by the number of the character
unicode_of = _plain(pdfium.FPDFText_GetUnicode, _UINT, _HANDLE, _INT)
font_size_of = _plain(pdfium.FPDFText_GetFontSize, _NUMBER, _HANDLE, _INT)
loose_box_of = _plain(pdfium.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INT, _HANDLE)
origin_of = _plain(pdfium.FPDFText_GetCharOrigin, _INT, _HANDLE, _INT, _HANDLE, _HANDLE)
has_unicode_error = _plain(pdfium.FPDFText_HasUnicodeMapError, _INT, _HANDLE, _INT)
glyph_matrix = _plain(pdfium.FPDFText_GetMatrix, _INT, _HANDLE, _INT, _HANDLE)
text_object_of = _plain(pdfium.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INT)

# of a page, a form and their objects
page_object = _plain(pdfium.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
form_object = _plain(pdfium.FPDFFormObj_GetObject, _HANDLE, _HANDLE, ctypes.c_ulong)
object_type = _plain(pdfium.FPDFPageObj_GetType, _INT, _HANDLE)
is_embedded = _plain(pdfium.FPDFFont_GetIsEmbedded, _INT, _HANDLE)
object_font = _plain(pdfium.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
object_text = _plain(
    pdfium.FPDFTextObj_GetText, ctypes.c_ulong, _HANDLE, _HANDLE, _HANDLE, ctypes.c_ulong
)
object_bounds = _plain(
    pdfium.FPDFPageObj_GetBounds, _INT, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE
)
object_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, _INT, _HANDLE, _HANDLE)

# of a path and its segments
draw_mode = _plain(pdfium.FPDFPath_GetDrawMode, _INT, _HANDLE, _HANDLE, _HANDLE)
segment_count = _plain(pdfium.FPDFPath_CountSegments, _INT, _HANDLE)
path_segment = _plain(pdfium.FPDFPath_GetPathSegment, _HANDLE, _HANDLE, _INT)
segment_type = _plain(pdfium.FPDFPathSegment_GetType, _INT, _HANDLE)
segment_point = _plain(pdfium.FPDFPathSegment_GetPoint, _INT, _HANDLE, _HANDLE, _HANDLE)
segment_closes = _plain(pdfium.FPDFPathSegment_GetClose, _INT, _HANDLE)
