"""A narrative's lines → one text and its paragraphs, as layout would hand them over."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.layout.blocks import Line, Paragraph
from extraction.narrative import FoundSection, find_sections


def lay_out(
    lines: str | Sequence[str], *, width: int | None = None, indent: str = ""
) -> tuple[str, list[Paragraph]]:
    """Print each of ``lines`` as a paragraph, broken after ``width`` characters.

    A form feed in a line starts a new page.
    """
    text, paragraphs, page = "", [], 1
    for paragraph in lines.split("\n") if isinstance(lines, str) else lines:
        printed: list[Line] = []
        rest, lead = paragraph, indent
        while rest or not printed:
            if rest.startswith("\f"):
                page, rest = page + 1, rest[1:]
            feed = rest.find("\f")
            cut = min(size for size in (width or len(rest), feed, len(rest)) if size >= 0)
            start = len(text)
            text += lead + rest[:cut] + "\n"
            printed.append(Line(start, len(text) - 1, page))
            rest, lead = rest[cut:], ""
        paragraphs.append(Paragraph(tuple(printed)))
    return text, paragraphs


def sections_of(
    lines: str | Sequence[str], *, width: int | None = None, indent: str = ""
) -> tuple[str, tuple[FoundSection, ...]]:
    """Lay the lines out and find their sections."""
    text, paragraphs = lay_out(lines, width=width, indent=indent)
    return text, find_sections(text, paragraphs)
