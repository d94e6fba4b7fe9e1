"""Printed lines → one section's text, with a map back to the document's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.layout.blocks import Line

_LATIN = re.compile(r"[A-Za-z0-9]")
# HTML that publishing systems leave in: never part of what was meant to be read.
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|b|i|u|strong|em|font|table|tbody|tr|td|th|o:p|a|li|ul|ol|h[1-6])"
    r"(?:\s[^<>]{0,200})?/?>|&nbsp;",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """A section's text; ``origins[i]`` is the offset in the document of ``text[i]``."""

    text: str
    origins: tuple[int, ...]


def without_markup(line: str) -> str:
    """Blank out HTML that was left in a line, its length kept."""
    return _MARKUP.sub(lambda found: " " * len(found[0]), line) if "<" in line else line


def join_lines(text: str, pieces: Sequence[tuple[Line, bool]]) -> Body:
    """Join lines of the document's ``text``; the flag says that a line opens a paragraph.

    Lines of one paragraph are joined with nothing between, but a blank where two Latin
    words would fuse; paragraphs with ``"\\n"``. Blanks at a line's ends go, blanks inside
    stay. A character put in carries the offset at which the line before it ended.
    """
    characters: list[str] = []
    origins: list[int] = []
    for line, opens in pieces:
        kept = _kept(text, line)
        if not kept:
            continue
        if characters:
            if opens:
                characters.append("\n")
                origins.append(origins[-1] + 1)
            elif _would_fuse(characters[-1], text[kept[0]]):
                characters.append(" ")
                origins.append(origins[-1] + 1)
        characters.extend(text[at] for at in kept)
        origins.extend(kept)
    return Body("".join(characters), tuple(origins))


def _kept(text: str, line: Line) -> list[int]:
    """Return the offsets of the line's characters without markup and outer blanks."""
    kept: list[int] = []
    at = line.start
    for markup in _MARKUP.finditer(text, line.start, line.end):
        kept.extend(range(at, markup.start()))
        at = markup.end()
    kept.extend(range(at, line.end))
    first, last = 0, len(kept)
    while first < last and text[kept[first]].isspace():
        first += 1
    while last > first and text[kept[last - 1]].isspace():
        last -= 1
    return kept[first:last]


def _would_fuse(left: str, right: str) -> bool:
    """Two digits are one number cut by the line end; two letters are two words."""
    if not (_LATIN.match(left) and _LATIN.match(right)):
        return False
    return not (left.isdigit() and right.isdigit())
