"""Pictures of pages → the pages that every other reader gives, by optical character recognition."""

from extraction.reading.ocr.engine import OcrEngine, open_engine
from extraction.reading.ocr.picture_pages import PagePicture, read_picture
from extraction.reading.ocr.reader import OcrReader

__all__ = [
    "OcrEngine",
    "OcrReader",
    "PagePicture",
    "open_engine",
    "read_picture",
]
