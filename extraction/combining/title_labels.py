"""What the classifier labels as titles, as titles can stand in print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extraction.citations import split_edition
from extraction.learned import TokenLabel

_OPENING, _CLOSING = "《〈", "》〉"
_PAUSES = "、，：；。"
# No title goes on over the end of a sentence or item, or over an article and what is joined to it.
_BROKEN = re.compile("[。；！？]|第[一二三四五六七八九十百0-9]+[条款项](?:以及|和|及|、|，)")
# 转发的国家体育总局有关通知 tells of a document.
_TOLD = re.compile("(?:印发|转发|下发|发布|公布|制定|出台)的")
# 规划（2021—2025年）: the years are part of a plan's name.
_YEARS = re.compile("（[0-9]{4}年?[—–－~～至-]+[0-9]{4}年?）")


def standing_titles(text: str, labels: Iterable[TokenLabel]) -> Iterator[TokenLabel]:
    """Yield labels with their titles' ends mended; titles that cannot be one are left out.

    ``text`` is flat. Pauses, marks and the edition bracket at the ends are taken off, the years of
    a plan are taken in; a title with marks that do not close, or over the end of a sentence, is
    none. Other labels stay.
    """
    for label in labels:
        if label.label != "TITLE":
            yield label
            continue
        start, end = label.start, label.end
        while start < end and text[start] in _PAUSES:
            start += 1
        while start < end and text[end - 1] in _PAUSES:
            end -= 1
        while start < end and text[start] in _OPENING and not _is_closed(text[start:end]):
            start += 1
        while start < end and text[end - 1] in _CLOSING and not _is_closed(text[start:end]):
            end -= 1
        told = _TOLD.match(text, start) or _BROKEN.search(text, start, end)
        if start == end or told or not _is_closed(text[start:end]):
            continue
        plain, _ = split_edition(text[start:end])
        years = _YEARS.match(text, end) if len(plain) == end - start else None
        yield replace(label, start=start, end=years.end() if years else start + len(plain))


def _is_closed(title: str) -> bool:
    """Tell whether every mark that opens is closed, and none closes what was not opened."""
    depth = 0
    for character in title:
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth < 0:
            return False
    return depth == 0
