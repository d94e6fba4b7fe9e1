"""Blanks as a reader shows them: runs of them are one, and none stands at a line's end."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[^\S\n]+")
# Not printed at all: soft hyphens, zero-width marks, byte order marks, object placeholders.
_UNSEEN = {ord(mark): None for mark in "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffc"}
_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127))


def shown_text(text: str) -> str:
    """Return ``text`` with runs of blanks as one, lines stripped, and empty lines left out.

    >>> shown_text("  项目\\u3000 名称 \\n\\n 甲 ")
    '项目 名称\\n甲'
    """
    plain = text.translate(_UNSEEN | _CONTROLS).replace("\r\n", "\n").replace("\r", "\n")
    lines = (_BLANKS.sub(" ", line).strip() for line in plain.splitlines())
    return "\n".join(line for line in lines if line)
