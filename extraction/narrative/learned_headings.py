"""Headings that a trained classifier of lines sees, weighed against those of the rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from extraction.learned import LineRole
from extraction.narrative.headings import HeadingLine, Shape, read_heading
from extraction.narrative.numbering import read_numbering
from extraction.schema import SectionKind

# By where its line begins: what a line is.
Roles = Mapping[int, LineRole]

LEAST = 0.5  # confidence from which the classifier's word counts where the rules are silent …
SURE = 0.9  # … and against them
_LONGEST = 16  # characters of a heading with its body behind it
_LONGEST_LINE = 30  # characters of a heading alone on its line
_KINDS: Mapping[str, SectionKind] = {
    "heading_overview": "overview",
    "heading_basis": "basis",
    "heading_implementer": "implementer",
    "heading_plan": "plan",
    "heading_period": "period",
    "heading_budget": "budget",
    "heading_goals": "goals",
    "heading_other": "other",
}
_BRACKETED = re.compile(r"[【〖\[]([^】〗\]]{2,14})[】〗\]]")
_SEPARATED = re.compile(r"(?P<sign>[：:。？?]|——|—|\s+(?=\S{4}))")
_ASKED = re.compile(r"(?:Q|问)\s*\d{0,2}\s*[：:、.．]")
_STOPS = re.compile(r"[。；！!;]")


@dataclass(frozen=True, slots=True)
class Told:
    """What the classifier says of a line: the section that it opens (None: none), and how sure."""

    kind: SectionKind | None
    confidence: float


def told(role: LineRole | None) -> Told | None:
    """Return what a role says of sections; None where nothing was asked."""
    return None if role is None else Told(_KINDS.get(role.role), role.confidence)


def learned_heading(line: str, kind: SectionKind) -> HeadingLine | None:
    """Read a line as a heading of ``kind``, whatever its words are; None where no end is seen.

    >>> learned_heading("（三）钱从哪里来", "budget").shape
    'line'
    """
    known = read_heading(line)
    if known is not None and known.shape in ("line", "inline"):
        return HeadingLine(
            kind, known.scheme, known.ordinal, known.shape, known.start, known.end, known.body
        )
    numbering = read_numbering(line)
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    words = line[numbering.length : end]
    bracketed = _BRACKETED.match(words)
    if bracketed:
        stop = body = numbering.length + bracketed.end()
        while body < end and line[body] in "：: \t":
            body += 1
        shape: Shape = "inline" if body < end else "line"
        return HeadingLine(kind, numbering.scheme, numbering.ordinal, shape, start, stop, body)
    if _ASKED.match(words) and words.endswith(("？", "?")):
        return HeadingLine(kind, numbering.scheme, numbering.ordinal, "line", start, end, end)
    separated = _SEPARATED.search(words, 1, _LONGEST + 6)
    if separated and separated.end() < len(words):
        stop = numbering.length + separated.start()
        if 2 <= len("".join(line[numbering.length : stop].split())) <= _LONGEST:
            if separated["sign"] in "？?":
                stop += 1
            body = numbering.length + separated.end()
            return HeadingLine(
                kind, numbering.scheme, numbering.ordinal, "inline", start, stop, body
            )
    if len("".join(words.split())) <= _LONGEST_LINE and not _STOPS.search(words[:-1]):
        return HeadingLine(kind, numbering.scheme, numbering.ordinal, "line", start, end, end)
    return None
