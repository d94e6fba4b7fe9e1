"""Open a document: a PDF with the reader that was asked for and OCR, others by their kind."""

from __future__ import annotations

from extraction.limits import Limits
from extraction.ocr_settings import OcrSettings, is_ocr_installed
from extraction.reading.flows import Flow
from extraction.reading.media import DOCX, XLSX, MediaType
from extraction.reading.ocr.engine import OcrEngine, open_engine
from extraction.reading.ocr.reader import OcrReader
from extraction.reading.page_problems import is_picture, is_unmapped
from extraction.reading.paged import ReaderChoice, open_reader
from extraction.reading.pages import Page, PageReader


def open_pages(data: bytes, choice: ReaderChoice, ocr: OcrSettings) -> PageReader:
    """Open ``data`` as `open_reader` does; pages without usable text are read by OCR.

    With ``auto`` and without the libraries such pages stay as they are. Raises what
    `open_reader` raises, and ``UsageError`` (``ocr_not_installed``) for ``force`` without
    the libraries; ``ModelError`` is raised when the first page is read.
    """
    reader = open_reader(data, choice)
    if ocr.mode == "off" or (ocr.mode == "auto" and not is_ocr_installed()):
        return reader

    def wants_ocr(page: Page) -> bool:
        return ocr.mode == "force" or is_picture(page) or is_unmapped(page)

    def engine() -> OcrEngine:
        return open_engine(ocr.thread_count)

    return OcrReader(reader, data, ocr, wants_ocr=wants_ocr, open_engine=engine)


def read_flow(data: bytes, media_type: MediaType, limits: Limits) -> tuple[str, Flow]:
    """Read a document without pages: an Office file or an HTML page; with the reader's name.

    Raises ``BrokenDocument``, ``EncryptedDocument`` and ``LimitExceeded``. The libraries are
    loaded when the first such document is read.
    """
    if media_type == DOCX:
        from extraction.reading.office import read_docx

        return "docx", read_docx(data, limits)
    if media_type == XLSX:
        from extraction.reading.office import read_xlsx

        return "xlsx", read_xlsx(data, limits)
    from extraction.reading.web import read_html

    return "html", read_html(data, limits)
