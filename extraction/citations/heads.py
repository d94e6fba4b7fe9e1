"""The heads of documents: body, title, number, recipients, all without marks.

国务院关于…的批复国函〔1995〕75号民政部：… The title at the head of a document names its body,
which stands on the same line and belongs to it. That it is a head is known by the recipients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from extraction.citations.doc_numbers import Number
from extraction.citations.flatten import Flat
from extraction.citations.places import Places, Range
from extraction.citations.rules import pattern
from extraction.citations.titles import Title, bare_title

_LONGEST = 170
_LONGEST_BODIES = 90
_LONGEST_END = 6
_SENTENCE = "。；："
_OPENING = re.compile("关于|[转批印]发")


def head_titles(flat: Flat, numbers: Sequence[Number], *, running: bool) -> Iterator[Title]:
    """Find the titles at the heads of documents, each at the start of a line or number.

    ``running`` says that the text is no disclosure: then a text that begins with a whole head, its
    number included, begins with a title of its own also where the recipients are not given.
    """
    text, organ = flat.text, pattern("head_word")
    for opening in _OPENING.finditer(text):
        place = opening.start()
        if organ.search(text, max(0, place - _LONGEST_END), place):
            break
    else:
        return
    by_start = {number.start: number for number in numbers}
    taken = Places()
    for place in _starts(flat, numbers):
        found = _head(flat, place, by_start, alone=running and place == 0)
        if found is not None and taken.take(*found):
            yield bare_title(flat, *found, "head_title")


def _starts(flat: Flat, numbers: Sequence[Number]) -> Iterator[int]:
    """Yield the starts of lines, and the ends of numbers that open one."""
    after = (
        number.end
        for number in numbers
        if number.start - (line := _line_start(flat, number.start)) <= _LONGEST_BODIES
        and pattern("head_before").fullmatch(flat.text, line, number.start)
    )
    yield from sorted(set(chain(flat.breaks, after)))


def _line_start(flat: Flat, place: int) -> int:
    before = flat.breaks_in(max(0, place - _LONGEST_BODIES), place + 1)
    return before[-1] if before else 0


def _head(flat: Flat, start: int, by_start: dict[int, Number], *, alone: bool) -> Range | None:
    text = flat.text
    bodies = pattern("head").match(text, start, start + _LONGEST_BODIES)
    if bodies is None or pattern("head_phrase").search(bodies.group()):
        return None
    # Bodies of a joint issue may stand on lines of their own; another line is no part of a head.
    for line in flat.breaks_in(start + 1, bodies.end()):
        if not pattern("organ").fullmatch(text, start, line):
            return None
    limit = min(len(text), start + _LONGEST)
    other = pattern("next_head").search(text, bodies.end(), limit)
    limit = other.end() if other else limit
    for sign in _SENTENCE:
        stop = text.find(sign, bodies.end(), limit)
        limit = stop if stop >= 0 else limit
    first: Range | None = None
    for kind in pattern("head_end").finditer(text, bodies.end(), limit):
        # 的通知 closes the title, not one that it carries: 关于印发《…》的通知.
        inside = text[start : kind.end()]
        if inside.count("《") + inside.count("〈") != inside.count("》") + inside.count("〉"):
            continue
        after = _after_number(text, kind.end(), by_start)
        begun = alone and after > kind.end() and pattern("head_followed").match(text, after)
        if not begun and not pattern("recipients").match(text, after):
            continue
        # 关于甲报告的通知: the kind of the whole stands after 的.
        if pattern("of_kind").search(text, start, kind.start()):
            return start, kind.end()
        first = first or (start, kind.end())
    return first


def _after_number(text: str, place: int, by_start: dict[int, Number]) -> int:
    bracket = text.startswith("（", place)
    number = by_start.get(place + bracket)
    if number is None:
        return place
    return number.end + (bracket and text.startswith("）", number.end))
