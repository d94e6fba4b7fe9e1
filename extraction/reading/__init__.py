"""Bytes → pages of glyphs, rulings and images, or plain text."""

from extraction.reading.flows import FlowBlock, FlowTable
from extraction.reading.media import MediaType, decode_text, media_type_of, misnamed
from extraction.reading.opening import open_pages, read_flow
from extraction.reading.page_problems import unreadable_parts
from extraction.reading.paged import ReaderChoice, open_reader
from extraction.reading.pages import Glyphs, Page, PageReader

__all__ = [
    "FlowBlock",
    "FlowTable",
    "Glyphs",
    "MediaType",
    "Page",
    "PageReader",
    "ReaderChoice",
    "decode_text",
    "media_type_of",
    "misnamed",
    "open_pages",
    "open_reader",
    "read_flow",
    "unreadable_parts",
]
