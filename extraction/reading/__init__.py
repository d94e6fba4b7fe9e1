"""Bytes → pages of glyphs, rulings and images, or plain text."""

from extraction.reading.media import MediaType, decode_text, media_type_of
from extraction.reading.paged import UNMAPPED_SHARE, ReaderChoice, open_reader
from extraction.reading.pages import Glyphs, Page, PageReader

__all__ = [
    "UNMAPPED_SHARE",
    "Glyphs",
    "MediaType",
    "Page",
    "PageReader",
    "ReaderChoice",
    "decode_text",
    "media_type_of",
    "open_reader",
]
