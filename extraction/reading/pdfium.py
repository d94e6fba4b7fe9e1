"""The fast reader: PDF pages through PDFium (pypdfium2's raw interface)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pypdfium2

from extraction.errors import BrokenDocument, EncryptedDocument
from extraction.limits import Limits
from extraction.reading.pages import Page, no_glyphs
from extraction.reading.pdfium_glyphs import read_glyphs
from extraction.reading.pdfium_paths import give_extent, lost_text, read_drawings
from extraction.reading.turning import page_turning
from extraction.schema import Problem

_MOST_LOOKUPS = 20_000_000  # pieces of text times glyphs; about 0.1 s


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
        read = read_glyphs(text_page.raw, count, turning)
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
                read = read_glyphs(again.raw, again.count_chars(), turning)
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
