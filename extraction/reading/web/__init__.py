"""HTML pages → paragraphs and tables."""

from extraction.reading.web.html import looks_like_html, read_html

__all__ = ["looks_like_html", "read_html"]
