"""A reader that gives the pages of another one, and reads those that are pictures by OCR."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pypdfium2

from extraction.limits import Limits
from extraction.ocr_settings import OcrSettings
from extraction.reading.ocr.engine import Grey, OcrEngine
from extraction.reading.ocr.picture_pages import PagePicture, read_picture
from extraction.reading.pages import Page, PageReader


class OcrReader:
    """Pages of ``inner``; each that ``wants_ocr`` picks is drawn by PDFium and read by OCR.

    ``open_engine`` is called when the first page is to be read. A document that PDFium
    cannot open cannot be drawn: its pages stay as they are.
    """

    name = "ocr"

    def __init__(
        self,
        inner: PageReader,
        data: bytes,
        settings: OcrSettings,
        *,
        wants_ocr: Callable[[Page], bool],
        open_engine: Callable[[], OcrEngine],
    ) -> None:
        self._inner = inner
        self._data = data
        self._settings = settings
        self._wants_ocr = wants_ocr
        self._open_engine = open_engine
        self._document: pypdfium2.PdfDocument | None = None
        self._cannot_draw = False

    def page_count(self) -> int:
        return self._inner.page_count()

    def pages(self, limits: Limits) -> Iterator[Page]:
        for page in self._inner.pages(limits):
            yield self._read(page)

    def page(self, number: int, limits: Limits) -> Page:
        return self._read(self._inner.page(number, limits))

    def close(self) -> None:
        self._inner.close()
        if self._document is not None:
            self._document.close()

    def _read(self, page: Page) -> Page:
        if not self._wants_ocr(page):
            return page
        picture = self._draw(page)
        if picture is None:
            return page
        read = read_picture(picture, self._open_engine(), f"{page.reader}+ocr")
        return replace(read, problems=(*page.problems, *read.problems))

    def _draw(self, page: Page) -> PagePicture | None:
        if self._document is None and not self._cannot_draw:
            try:
                self._document = pypdfium2.PdfDocument(self._data)
            except pypdfium2.PdfiumError:
                self._cannot_draw = True
        if self._document is None or page.number > len(self._document):
            return None
        return _drawn(self._document, page.number, self._settings)


def draw_page(data: bytes, number: int, settings: OcrSettings) -> PagePicture | None:
    """Return a page of a PDF as a picture; None where PDFium cannot draw it."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        return _drawn(document, number, settings)
    finally:
        document.close()


def _drawn(
    document: pypdfium2.PdfDocument, number: int, settings: OcrSettings
) -> PagePicture | None:
    try:
        shown = document[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = shown.get_size()
        if not (width > 0 and height > 0):
            return None
        scale = settings.scale(width, height)
        bitmap = shown.render(scale=scale, grayscale=True)
        grey: Grey = np.array(bitmap.to_numpy(), np.uint8).reshape(bitmap.height, bitmap.width, -1)[
            :, :, 0
        ]
        bitmap.close()
    except pypdfium2.PdfiumError:
        return None
    finally:
        shown.close()
    return PagePicture(number, width, height, scale, np.ascontiguousarray(grey))
