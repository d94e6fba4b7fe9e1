"""Clean the text of a cell: HTML leftovers, blanks and line ends, with the place kept."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

# Tags that web editors leave behind; a "<" before a digit or a sign is a printed operator.
_TAG_PATTERN = r"</?[a-zA-Z][a-zA-Z0-9:]*(?:[\s/][^<>]{0,300})?>"
_TAG = re.compile(_TAG_PATTERN)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_ESCAPED_AT_MOST = 3  # times; editors escape what is escaped already (&amp;nbsp;)
_LEADING = re.compile(rf"(?:\s|{_TAG_PATTERN}|&nbsp;)+")
_TRAILING = re.compile(rf"(?:\s|{_TAG_PATTERN}|&nbsp;)+\Z")


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell holds: ``text[start:end]`` without what surrounds it, and its clean value.

    ``value`` has neither tags nor blanks nor line ends; ``printed`` keeps the blanks inside
    a line.
    """

    start: int
    end: int
    value: str
    printed: str


def clean_cell(text: str, spans: Sequence[tuple[int, int]]) -> CellText:
    """Return the clean content of the cell whose pieces stand at ``spans`` (at least one).

    >>> clean_cell("<p>建设 平台</p>", [(0, 12)]).value
    '建设平台'
    """
    start, end = spans[0]
    leading = _LEADING.match(text, start, end)
    if leading:
        start = min(leading.end(), end)
    last_start, last_end = spans[-1]
    trailing = _TRAILING.search(text[last_start:last_end])
    if trailing:
        last_end = max(last_start + trailing.start(), start)
    if len(spans) == 1:
        raw = text[start:last_end]
    else:
        parts = [(start, end), *spans[1:-1], (last_start, last_end)]
        raw = "\n".join(text[a:b] for a, b in parts)
    clean = _unbroken(raw)
    if "<" in clean:
        clean = _TAG.sub("", clean)
    for _ in range(_ESCAPED_AT_MOST):
        if "&" not in clean:
            break
        clean = _ENTITY.sub(lambda entity: html.unescape(entity[0]), clean)
    printed = " ".join(clean.split())
    return CellText(start, last_end, printed.replace(" ", ""), printed)


def _unbroken(raw: str) -> str:
    return "".join(line.strip() for line in raw.splitlines())
