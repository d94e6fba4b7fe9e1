"""Text → lines: Chinese line breaking, widths of strings."""

from __future__ import annotations

import re
from functools import cache

from training_data.synthesis.typesetting.faces import Face, width_of

# 避头尾: marks that may not begin a line, marks that may not end one.
_NOT_FIRST = frozenset("，。、；：？！）》〉〕】］”’％%)]>,.;:·")
_NOT_LAST = frozenset("（《〈〔【［“‘([<")
_WORD = re.compile(r"[A-Za-z0-9.,/%]+|.", re.DOTALL)


@cache
def string_width(text: str, face: Face, size: float) -> float:
    """Return the width of ``text`` in points."""
    return sum(width_of(face, character) for character in text) * size


def wrap(
    text: str,
    *,
    width: float,
    face: Face,
    size: float,
    first_indent: float = 0.0,
    words: bool = True,
) -> tuple[str, ...]:
    """Break ``text`` into lines no wider than ``width``; empty text gives no line.

    With ``words``, numbers and Latin words stay whole and 避头尾 is kept; without, a line
    may break after any character.
    """
    tokens = _WORD.findall(text) if words else list(text)
    lines: list[list[str]] = []
    line: list[str] = []
    room = width - first_indent
    while tokens:
        token = tokens.pop(0)
        advance = string_width(token, face, size)
        if advance <= room + 1e-6:
            line.append(token)
            room -= advance
            continue
        if not line:
            # A word wider than the line is broken inside; one character always fits somewhere.
            if len(token) == 1:
                line.append(token)
                room -= advance
            else:
                tokens[:0] = list(token)
            continue
        tokens.insert(0, token)
        if words:
            while len(line) > 1 and (tokens[0][0] in _NOT_FIRST or line[-1] in _NOT_LAST):
                tokens.insert(0, line.pop())
        lines.append(line)
        line, room = [], width
    if line:
        lines.append(line)
    return tuple("".join(line) for line in lines)
