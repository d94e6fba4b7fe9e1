"""Read a PDF page by page with the reader that was asked for, or with the one that can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from extraction.errors import DocumentError, UsageError
from extraction.limits import Limits
from extraction.reading.pages import Page, PageReader

ReaderChoice = Literal["auto", "pdfium", "pdfminer"]

# Above this share of a page's glyphs without text, the page is read again by pdfminer.six.
# Over the 109 text pages of the hand-checked samples the share is 0; a single bullet of a
# symbol font on a short page is about 0.02, a font without a usable encoding is above 0.5.
UNMAPPED_SHARE = 0.1


class AutoReader:
    """PDFium for every page, pdfminer.six for the pages whose text PDFium cannot give.

    These are pages with many glyphs without text, and pages of which PDFium drops pieces.

    A document that PDFium cannot open at all is given to pdfminer.six, which mends more
    broken cross-reference tables and opens more kinds of encryption with the empty password;
    PDFium's error is raised where it fails too.
    """

    name = "auto"

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._careful: PageReader | None = None
        try:
            self._fast: PageReader | None = open_reader(data, "pdfium")
        except DocumentError as error:
            self._fast = None
            try:
                self._careful = open_reader(data, "pdfminer")
            except DocumentError:
                raise error from None
            if not self._careful.page_count():
                raise

    def page_count(self) -> int:
        reader = self._fast or self._careful
        return reader.page_count() if reader else 0

    def pages(self, limits: Limits) -> Iterator[Page]:
        for number in range(1, min(self.page_count(), limits.max_pages) + 1):
            yield self.page(number, limits)

    def page(self, number: int, limits: Limits) -> Page:
        if self._fast is None:
            return self._second(number, limits, None)
        page = self._fast.page(number, limits)
        if page.lost or page.unmapped > UNMAPPED_SHARE * max(1, len(page.glyphs)):
            return self._second(number, limits, page)
        return page

    def _second(self, number: int, limits: Limits, first: Page | None) -> Page:
        """Return pdfminer.six's page where it maps more glyphs than ``first`` does."""
        if self._careful is None:
            try:
                self._careful = open_reader(self._data, "pdfminer")
            except DocumentError:
                if first is None:
                    raise
                return first
        if first is not None and number > self._careful.page_count():
            return first
        page = self._careful.page(number, limits)
        if first is not None and not _gives_more(page, first):
            return first
        return page

    def close(self) -> None:
        for reader in (self._fast, self._careful):
            if reader is not None:
                reader.close()


def _gives_more(page: Page, first: Page) -> bool:
    """Tell whether ``page`` holds more glyphs with text than ``first``, read before."""
    if not page.width:
        return False
    return len(page.glyphs) - page.unmapped > len(first.glyphs) - first.unmapped


def open_reader(data: bytes, choice: ReaderChoice) -> PageReader:
    """Open ``data`` with the chosen reader.

    Raises ``BrokenDocument`` or ``EncryptedDocument`` as the readers do, ``UsageError`` for
    a reader that does not exist. A reader's library is loaded when it is first chosen.
    """
    if choice == "auto":
        return AutoReader(data)
    if choice == "pdfium":
        from extraction.reading.pdfium import PdfiumReader

        return PdfiumReader(data)
    if choice == "pdfminer":
        from extraction.reading.pdfminer import PdfminerReader

        return PdfminerReader(data)
    raise UsageError(
        found=f"reader {choice!r}",
        expected="auto, pdfium or pdfminer",
        hint="choose one of the three",
    )
