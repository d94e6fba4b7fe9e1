"""Titles by their marks 《》 in flat text, also where marks are nested, doubled or missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extraction.citations.rules import pattern

_OPENING, _CLOSING = "《〈", "》〉"
_MARK = re.compile(f"[{_OPENING}{_CLOSING}]")
# The longest title among several thousand public rules has 111 characters; those that name many
# bodies are longer in a citation.
_LONGEST = 170
_MOST_DOUBLED = 3
_MOST_NESTED = 12  # marks open at once; a title of titles has four, doubled ones twice that
_SENTENCE_END = re.compile("[。；]")
# A quotation mark only where the quotation is not closed again: “十四五” may stand in a title.
_BEFORE_TITLE = re.compile("[。；：，！？》〉]|“(?![^”]*”)|”(?=、)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A title in flat text: ``start`` and ``end`` hold its marks, ``inner`` does not.

    A missing mark is guessed from the words, and ``flaw`` says which one.
    """

    start: int
    end: int
    inner: tuple[int, int]
    flaw: Literal["", "unopened", "unclosed"] = ""


def find_marked(text: str) -> tuple[Marked, ...]:
    """Find every outermost title in reading order."""
    marks = [found.start() for found in _MARK.finditer(text)]
    titles: list[Marked] = []
    at = 0
    while at < len(marks):
        place = marks[at]
        floor = titles[-1].end if titles else 0
        if place < floor:
            at += 1
        elif text[place] in _CLOSING:
            at += 1
            if titles and place == floor and titles[-1].flaw != "unclosed":
                last = titles[-1]
                titles[-1] = Marked(last.start, place + 1, last.inner, last.flaw)
            else:
                start = _missing_start(text, floor, place)
                if start is not None and start < place:
                    titles.append(Marked(start, place + 1, (start, place), "unopened"))
        else:
            title = _from_opening(text, marks, at)
            at += 1
            if title is not None and title.inner[0] < title.inner[1]:
                titles.append(title)
    return tuple(titles)


def balance(inner: str) -> str:
    """Write the marks inside a title as 〈〉, add the one that is missing, drop the doubled.

    What comes back holds pairs only, none of them empty.

    >>> balance("关于印发《某区绿地管理办法的通知")
    '关于印发〈某区绿地管理办法〉的通知'
    """
    # One mark is put in or taken out at a time: it moves the others.
    while (better := _better_balanced(inner)) != inner:
        inner = better
    return inner


def _better_balanced(inner: str) -> str:
    inner = inner.replace("《", "〈").replace("》", "〉")
    while "〈〉" in inner:
        inner = inner.replace("〈〉", "")
    open_places: list[int] = []
    stray: list[int] = []
    pairs: dict[int, int] = {}
    for found in re.finditer("[〈〉]", inner):
        if found.group() == "〈":
            open_places.append(found.start())
        elif open_places:
            pairs[open_places.pop()] = found.start()
        else:
            stray.append(found.start())
    doubled = [place for place, close in pairs.items() if pairs.get(place + 1) == close - 1]
    if pairs.get(0) == len(inner) - 1:
        # 〈甲办法〉 inside 《》: the whole title is marked twice.
        doubled.append(0)
    if doubled:
        dropped = {*doubled, *(pairs[place] for place in doubled)}
        return "".join(c for place, c in enumerate(inner) if place not in dropped)
    if open_places:
        place = open_places[-1]
        tail = pattern("inner_tail").search(inner, place)
        if tail and tail.start() > place + 1:
            return f"{inner[: tail.start()]}〉{inner[tail.start() :]}"
        return inner[:place] + inner[place + 1 :]
    if stray:
        place = stray[0]
        head = pattern("inner_head").match(inner, 0, place)
        if head and head.end() < place:
            return f"{inner[: head.end()]}〈{inner[head.end() :]}"
        return inner[:place] + inner[place + 1 :]
    return inner


def _from_opening(text: str, marks: list[int], at: int) -> Marked | None:
    first = marks[at]
    closed = _balanced_end(text, marks, at)
    if closed is not None:
        headed = pattern("carrier_head").search(text, max(0, first - 80), first)
        close = marks[closed] if headed else _outer_close(text, marks, closed)
        return _peeled(text, first, close)
    doubled = at
    while doubled + 1 < len(marks) and doubled - at < _MOST_DOUBLED:
        following = marks[doubled + 1]
        if following != marks[doubled] + 1 or text[following] not in _OPENING:
            break
        doubled += 1
    if doubled > at:
        # Doubled opening marks with a single closing one.
        closed = _balanced_end(text, marks, doubled)
        if closed is not None:
            start = marks[doubled] + 1
            return Marked(first, marks[closed] + 1, (start, marks[closed]))
    whole = _inner_unclosed(text, marks, at)
    if whole is not None:
        return Marked(first, whole + 1, (first + 1, whole), "unclosed")
    end = _carried_end(text, marks, at)
    if end is None:
        end = _missing_end(text, marks, at)
    if end is None:
        return None
    close = end + 1 if text[end : end + 1] in ("》", "〉") else end
    return Marked(first, close, (first + 1, end), "unclosed")


def _balanced_end(text: str, marks: list[int], at: int) -> int | None:
    """Return which mark closes the one at ``at``, ``None`` where another title begins first."""
    depth, last = 1, marks[at]
    for index in range(at + 1, len(marks)):
        place = marks[index]
        between = text[last + 1 : place]
        if place - marks[at] > _LONGEST or _SENTENCE_END.search(between):
            return None
        if text[place] in _OPENING:
            if depth == 1 and _begins_another(between):
                return None
            depth += 1
            if depth > _MOST_NESTED:
                return None
        else:
            depth -= 1
            if not depth:
                return index
        last = place
    return None


def _begins_another(between: str) -> bool:
    # "《甲办法、《乙办法》": a whole title and a separator, so the first lacks its mark.
    return pattern("titles_joined").search(between) is not None


def _outer_close(text: str, marks: list[int], closed: int) -> int:
    """Go on to the next closing mark where the one found closes an inner, unopened mark."""
    place = marks[closed]
    if closed + 1 < len(marks):
        following = marks[closed + 1]
        between = text[place + 1 : following]
        carried = pattern("outer_rest").fullmatch(between)
        # 《某物品进出口》管理办法》: a mark too many in the middle of one title.
        ended = pattern("title_end").search(text, max(0, place - 30), place)
        split = not ended and pattern("split_rest").fullmatch(between)
        if text[following] in _CLOSING and (carried or split):
            return following
    return place


def _peeled(text: str, first: int, close: int) -> Marked:
    """Take marks off that are only doubled: 《《…》》 is 《…》."""
    start, end = first + 1, close
    while end - start > 2 and text[start] in _OPENING and text[end - 1] in _CLOSING:
        depth = 0
        for place in range(start, end - 1):
            depth += (text[place] in _OPENING) - (text[place] in _CLOSING)
            if not depth:
                return Marked(first, close + 1, (start, end))
        start, end = start + 1, end - 1
    return Marked(first, close + 1, (start, end))


def _inner_unclosed(text: str, marks: list[int], at: int) -> int | None:
    """Find the closing mark of 《关于印发《…的通知》, which lacks the inner closing mark."""
    if at + 2 >= len(marks) or text[marks[at + 1]] not in _OPENING:
        return None
    first, inner, close = marks[at : at + 3]
    if (
        text[close] in _CLOSING
        and close - first <= _LONGEST
        and not _SENTENCE_END.search(text, first, close)
        and pattern("inner_open").fullmatch(text, first + 1, inner)
        and not _begins_another(text[first + 1 : inner])
        and pattern("carried_end").search(text, inner, close)
    ):
        return close
    return None


def _carried_end(text: str, marks: list[int], at: int) -> int | None:
    """Find the end of 《关于印发《…》的通知 whose outer closing mark is missing."""
    for index in range(at + 2, len(marks)):
        place, before = marks[index], marks[index - 1]
        if place - marks[at] > _LONGEST or _SENTENCE_END.search(text, marks[at], place):
            return None
        if text[before] in _OPENING and text[place] in _OPENING:
            return None
        if text[place] in _CLOSING:
            tail = pattern("carrier_tail").match(text, place + 1)
            if tail:
                return tail.end()
    return None


def _missing_end(text: str, marks: list[int], at: int) -> int | None:
    """Guess where a title without closing mark ends: at its kind word."""
    start = marks[at] + 1
    limit = marks[at + 1] if at + 1 < len(marks) else len(text)
    sentence = _SENTENCE_END.search(text, start, start + _LONGEST)
    limit = min(limit, start + _LONGEST, sentence.start() if sentence else limit)
    ends = pattern("title_guess")
    about = text.startswith("关于", start) or "关于" in text[start : start + 30]
    for found in ends.finditer(text, start + 2, limit + 12):
        if found.end() > limit:
            return None
        # 关于甲、乙规划的通知: the kind of such a title stands after 的.
        if not about or pattern("of_kind").search(text, start, found.start()):
            return found.end()
    return None


def _missing_start(text: str, floor: int, close: int) -> int | None:
    """Guess where a title without opening mark begins; ``None`` where no title ends here."""
    if not pattern("title_end").search(text, max(floor, close - 40), close):
        return None
    start = title_start(text, max(floor, close - _LONGEST // 2), close)
    # 关于印发《…》的通知》: the mark closes a title that began before the last one.
    return None if text.startswith("的", start) else start


def title_start(text: str, floor: int, end: int) -> int:
    """Return where the unmarked title that ends at ``end`` begins, at or after ``floor``.

    Sentence marks, list numbers and the words that open a basis (根据) stand before it. A 、
    belongs to the title only after 关于, and never right after a kind word.
    """
    start = floor
    for found in _BEFORE_TITLE.finditer(text, floor, end):
        start = found.end()
    while mark := pattern("item_mark").match(text, start, end):
        start = mark.end()
    for found in pattern("title_ended").finditer(text, start, end):
        start = found.end()
    about = text.find("关于", start, end)
    head_end = about if about >= 0 else end
    start = max(start, text.rfind("、", start, head_end) + 1)
    lead = pattern("basis_words").match(text, start, head_end)
    return lead.end() if lead and lead.end() < end else start
