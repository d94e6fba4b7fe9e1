"""Pages → one text with offsets, lines, paragraphs and tables."""

from extraction.layout.blocks import Block, Cell, Layout, Line, Paragraph, Table
from extraction.layout.flow_text import lay_out_flow
from extraction.layout.lay_out import lay_out
from extraction.layout.plain_text import lay_out_text
from extraction.layout.settings import LayoutSettings

__all__ = [
    "Block",
    "Cell",
    "Layout",
    "LayoutSettings",
    "Line",
    "Paragraph",
    "Table",
    "lay_out",
    "lay_out_flow",
    "lay_out_text",
]
