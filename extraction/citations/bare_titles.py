"""Titles printed without marks, only where the place makes them safe.

Five places: right before a document number; after a label such as 文件依据：; between quotation
marks (“关于…的通知”); a whole list item of a basis; and, in a basis, 根据 with 关于…的通知 or the
full name of a law. The last two are read in no other section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from extraction.citations.doc_numbers import Number
from extraction.citations.flatten import Flat
from extraction.citations.marks import title_start
from extraction.citations.places import Places, Range
from extraction.citations.rules import pattern
from extraction.citations.titles import Title, bare_title

_LONGEST = 130
_LONGEST_BODY = 40
_LONGEST_ITEM = 70
_LONGEST_PIECE = 260  # of a list, with the words around its title
_SHORTEST = 6
_LONGEST_LIST = 1_500
_BRACKET = re.compile("[（〔][^（）《》，。；：]{0,24}：?$")
_PHRASE_END = re.compile("[，。；：《》〈〉]")
_SEPARATOR = re.compile("[、，；]|以及|[和及与]")
_SENTENCE = re.compile("[。；]")
# What stands between a citation whose bracket ends there and the next: 甲办法（文号）以及
_JOINED_ON = re.compile("[）〕]+(?:以及|[、和及与])?")


def numbered_bare_titles(flat: Flat, numbers: Sequence[Number], taken: Places) -> Iterator[Title]:
    """Find titles right before a number: …办法（沪府规〔2020〕1号）, 关于…的通知 沪府规〔2020〕1号.

    Also the title in brackets after a number: …公告〔2021〕6号（古树认定管理办法）, and the one
    right after it: 沪府规〔2020〕1号文关于…的通知.
    """
    text, floor = flat.text, 0
    for number in numbers:
        if taken.overlaps(number.start, number.start + 1):
            continue
        floor = max(floor, taken.end_before(number.start))
        bracket = _BRACKET.search(text, max(floor, number.start - 26), number.start)
        end = bracket.start() if bracket else number.start
        found = _title_before(flat, floor, end, bracketed=bracket is not None)
        if found is None:
            found = _title_after(flat, number)
        if found is not None and not taken.overlaps(*found):
            yield bare_title(flat, *found, "bare_title_number")
        floor = number.end


def labelled_titles(flat: Flat, taken: Places) -> Iterator[Title]:
    """Find the titles of the list after a label, 文件依据：甲办法、乙通知。"""
    text = flat.text
    if "依据" not in text:
        return
    for label in pattern("basis_label").finditer(text):
        limit = min(len(text), label.end() + _LONGEST_LIST)
        stop = pattern("basis_list_stop").search(text, label.end(), limit)
        end = stop.start() if stop else limit
        for found in _listed(flat, label.end(), end, taken, strict=False):
            yield bare_title(flat, *found, "labelled_title")


def item_titles(flat: Flat, taken: Places) -> Iterator[Title]:
    """Find the titles that make up whole list items or lines of a basis."""
    text = flat.text
    starts = {0, *flat.breaks}
    starts |= {found.end() for found in _SENTENCE.finditer(text)}
    places = sorted(place for place in starts if place < len(text))
    for index, place in enumerate(places):
        mark = pattern("item_marks").match(text, place)
        if not mark and place and text[place - 1] not in "。；：" and not _heading(flat, place):
            continue
        end = _item_end(flat, place, islice(places, index + 1, None))
        for found in _listed(flat, mark.end() if mark else place, end, taken, strict=True):
            yield bare_title(flat, *found, "listed_title")


def based_titles(flat: Flat, taken: Places) -> Iterator[Title]:
    """Find 根据…关于…的通知 and 根据中华人民共和国…法."""
    text = flat.text
    for verb in pattern("according").finditer(text):
        limit = _PHRASE_END.search(text, verb.end(), verb.end() + 2 * _LONGEST)
        end = limit.start() if limit else min(len(text), verb.end() + 2 * _LONGEST)
        about = pattern("about").search(text, verb.end(), end)
        if about and pattern("title_stop").match(text, about.end()):
            near = about.start() - verb.end() <= _LONGEST_BODY
            sure = near and pattern("sure_title").fullmatch(text, *about.span())
            if sure and not taken.overlaps(*about.span()):
                yield bare_title(flat, *about.span(), "based_title")
            continue
        for law in pattern("named_law").finditer(text, verb.end(), end):
            if not taken.overlaps(*law.span()) and not _is_phrase(law.group()):
                yield bare_title(flat, *law.span(), "based_title")


def quoted_titles(flat: Flat, taken: Places) -> Iterator[Title]:
    """Find “关于…的通知”, in quotation marks instead of 《》."""
    if "“关于" not in flat.text:
        return
    for quoted in pattern("quoted_title").finditer(flat.text):
        if not taken.overlaps(*quoted.span()):
            yield bare_title(flat, *quoted.span("title"), "based_title")


def _title_before(flat: Flat, floor: int, end: int, *, bracketed: bool) -> Range | None:
    text = flat.text
    if text[end - 1 : end] == "”" and (quote := text.rfind("“", floor, end)) >= 0:
        quoted = pattern("bare_end").search(text, quote + 1, end - 1)
        return (quote + 1, end - 1) if quoted else None
    joined = _JOINED_ON.match(text, floor, end)
    floor = max(joined.end() if joined else floor, end - _LONGEST)
    if not pattern("bare_end").search(text, floor, end):
        return None
    start = title_start(text, floor, end)
    for place in flat.breaks_in(start + 1, end):
        mark = pattern("item_marks").match(text, place, end)
        if mark:
            start = title_start(text, mark.end(), end)
    about = text.find("关于", start, end)
    if about >= 0:
        return _with_forwarded(text, start, about), end
    for before in (pattern("issued_by"), pattern("dated")):
        words = before.match(text, start, end)
        start = words.end() if words else start
    if not bracketed or end - start < 4 or _is_phrase(text[start:end]):
        return None
    if pattern("paper_of_body").fullmatch(text, start, end):
        return None
    return start, end


def _title_after(flat: Flat, number: Number) -> Range | None:
    text = flat.text
    found = pattern("bracketed_title").match(text, number.end) or pattern("following_title").match(
        text, number.end
    )
    return found.span("title") if found else None


def _with_forwarded(text: str, start: int, about: int) -> int:
    # 区府办转发区财政局关于…的通知: the title begins at 转发.
    forwarded = max(text.rfind(verb, start, about) for verb in ("转发", "批转"))
    return forwarded if forwarded >= 0 else about


def _listed(flat: Flat, start: int, end: int, taken: Places, *, strict: bool) -> Iterator[Range]:
    """Split a list at its separators; a piece that ends in no kind word joins the next."""
    text = flat.text
    edges = [found.span() for found in _SEPARATOR.finditer(text, start, end)]
    edges += [(place, place) for place in flat.breaks_in(start + 1, end)]
    edges = sorted(edge for edge in edges if not taken.overlaps(*edge))
    at = start
    pieces: list[Range] = []
    whole = True
    edges.append((end, end))
    for index, (stop, following) in enumerate(edges):
        if stop < at:
            continue
        mark = pattern("item_marks").match(text, at, stop)
        first = mark.end() if mark else at
        comma = text[stop:following] == "，"
        piece = None if strict and comma else _whole_title(flat, first, stop, strict=strict)
        if piece is not None and stop == following < end:
            # 松溪区绿地规划 / 实施方案: the line end stands inside a longer title.
            later = edges[index + 1][0]
            whole_line = _whole_title(flat, stop, later, strict=True)
            if whole_line is None and _whole_title(flat, first, later, strict=strict):
                continue
        if piece is not None and not taken.overlaps(*piece):
            pieces.append(piece)
        elif stop == following < end and not taken.overlaps(first, stop):
            # A line end inside a title.
            continue
        elif strict and not taken.overlaps(first, stop) and "关于" not in text[first:stop]:
            # Not a list of titles from end to end: a sentence.
            whole = whole and first == stop
        elif not comma and not taken.overlaps(first, stop):
            continue
        at = following
        if strict and comma:
            whole = False
            break
    for piece in pieces:
        if not strict or whole or pattern("sure_title").fullmatch(text, *piece):
            yield piece


def _whole_title(flat: Flat, start: int, end: int, *, strict: bool) -> Range | None:
    """Return the title that the piece of a list is, from end to end; ``None`` for a phrase."""
    if end - start > _LONGEST_PIECE:
        return None
    text = flat.text
    close = pattern("list_end").search(text, start, end)
    end = close.start() if close else end
    lead = pattern("leading_words").match(text, start, end)
    start = lead.end() if lead else start
    about = text.find("关于", start, end)
    if about >= 0:
        start = _with_forwarded(text, start, about)
        kind = pattern("sure_title" if strict else "about_title")
        return (start, end) if kind.fullmatch(text, start, end) else None
    if not _SHORTEST <= end - start <= _LONGEST_ITEM or _is_phrase(text[start:end]):
        return None
    kind = pattern("kind_title" if not strict else "sure_title" if lead else "listed_rule")
    whole = kind.fullmatch(text, start, end) or pattern("law").fullmatch(text, start, end)
    return (start, end) if whole else None


def _is_phrase(words: str) -> bool:
    """Tell a phrase that names no document (相关规定, 部门工作计划) or a sentence from a title."""
    return bool(
        pattern("doing").match(words)
        or pattern("generic_kind").search(words)
        or pattern("sentence_words").search(words)
    )


def _heading(flat: Flat, place: int) -> bool:
    """Tell whether the line before ``place`` is a heading such as 二、立项依据."""
    before = flat.breaks_in(max(0, place - 20), place)
    line = flat.text[before[-1] if before else max(0, place - 20) : place]
    return pattern("heading").fullmatch(line) is not None


def _item_end(flat: Flat, place: int, following: Iterable[int]) -> int:
    """Return where the item that begins at ``place`` ends: its sentence mark or the next item."""
    text = flat.text
    sentence = _SENTENCE.search(text, place, place + _LONGEST_LIST)
    end = sentence.start() if sentence else min(len(text), place + _LONGEST_LIST)
    for start in following:
        if start >= end:
            break
        if pattern("item_mark").match(text, start) or _heading(flat, start):
            return start
    return end
