"""The text of an HTML page: its encoding by mark, by declaration, or by what can be decoded."""

from __future__ import annotations

import codecs
import re

_HEAD = 4096  # bytes; browsers look for the declaration in the first 1,024
_DECLARED = re.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)|encoding\s*=\s*["']([\w.-]+)"""
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A page that says gb2312 or gbk holds characters of the wider sets as often as not.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
# Never a page's own: they decode anything, or run code of their own.
_REFUSED = frozenset({"utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode"})


def html_text(data: bytes) -> str:
    """Return the page as text; bytes that belong to no character become U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _declared(data[:_HEAD])
    for encoding in dict.fromkeys((declared or "utf-8", "utf-8", "gb18030")):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    # Cut or patched pages: the declared encoding still fits best.
    return data.decode(declared or "utf-8", "replace")


def _declared(head: bytes) -> str | None:
    for match in _DECLARED.finditer(head):
        name = (match[1] or match[2]).decode("ascii", "replace").lower()
        try:
            found = codecs.lookup(_WIDER.get(name, name))
        except LookupError:
            continue
        if found._is_text_encoding and found.name not in _REFUSED and "utf-16" not in found.name:
            return found.name
    return None
