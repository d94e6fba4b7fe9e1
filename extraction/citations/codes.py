"""Where the code of a document number (机关代字) or the bodies of an order begin."""

from __future__ import annotations

import re

from extraction.citations.flatten import Flat
from extraction.citations.rules import pattern

LONGEST_CODE = 16
_LONGEST_RUN = 60
_LONGEST_BODIES = 120
_LONGEST_HELD = 12
_COUNTED = "年月日号版次届条个项份"
_GLUED = (
    "code_glued",
    "code_glued_letter",
    "code_glued_unknown",
)
# What is cut off as words of a sentence unless a code holds it.
_HELD_WORD = re.compile("经|办法|发文")
_LETTERS = "〇ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _run_start(text: str, at: int, floor: int, extra: str = _LETTERS) -> int:
    start = at
    while start > floor and ("一" <= text[start - 1] <= "龥" or text[start - 1] in extra):
        start -= 1
    return start


def _after_digit(text: str, start: int, at: int) -> int:
    # "2019年5月6日沪府发…", "等3个文件沪府发…": what counts the digits is no part of the code.
    if 0 < start < at and text[start - 1].isdigit() and text[start] in _COUNTED:
        start += 2 if text[start : start + 2] == "年度" else 1
    return start


def code_start(flat: Flat, at: int, floor: int) -> int:
    """Return where the code before ``at`` begins; ``at`` itself where there is none."""
    text = flat.text
    start = _after_digit(text, _run_start(text, at, max(floor, at - _LONGEST_RUN)), at)
    if text[start - 1 : start] == "）":
        inside = pattern("code_with_bracket").search(text, max(floor, start - 6), at)
        if inside:
            return inside.start()
    if text.startswith("》（", start - 2) and pattern("bracketed_code").fullmatch(text, start, at):
        return start
    held = _held_start(text, start, at)
    if held is not None:
        return held
    lead = pattern("code_lead").match(text, start, at)
    if lead and lead.end() < at:
        start = lead.end()
    elif lead:
        return at
    word = pattern("code_word").match(text, start, at)
    if word:
        start = word.end()
    elif pattern("code_since").match(text, start, at) and pattern("since_after").match(text, at):
        start += 1
    province = pattern("code_province").match(text, start, at)
    if province:
        return province.end()
    own = pattern("own_code").match(text, start, at)
    if own and at - start <= LONGEST_CODE:
        return start
    for place in range(at - 2, start, -1):
        # Where every character stands apart, a blank says nothing.
        alone = place in flat.gaps and not {place - 1, place + 1} & flat.gaps
        if alone and pattern("code_start").match(text, place, at):
            return place
    for name in _GLUED:
        glued = pattern(name).fullmatch(text, start, at)
        if glued:
            return glued.start(glued.lastgroup or 0)
    if at - start <= LONGEST_CODE or pattern("joint_bodies").fullmatch(text, start, at):
        return start
    return at


def _held_start(text: str, start: int, at: int) -> int | None:
    """Return where a code begins that holds what elsewhere are words of a sentence."""
    if not _HELD_WORD.search(text, start, at):
        return None
    for place in range(max(start, at - _LONGEST_HELD), at):
        if pattern("code_held").match(text, place, at) and (
            place == start or pattern("before_code").search(text, start, place)
        ):
            return place
    return None


def bodies_start(flat: Flat, at: int, floor: int) -> int:
    """Return where the one or several bodies of an order begin."""
    text = flat.text
    start = _run_start(text, at, max(floor, at - _LONGEST_BODIES), extra=_LETTERS + "、")
    # Of a list, only bodies: a title or a phrase before 、 is cut off.
    for piece in reversed(list(re.finditer("、", text[start:at]))):
        head = text[start : start + piece.start()]
        if not pattern("body_end").search(head):
            start += piece.end()
            break
    start = _after_digit(text, start, at)
    lead = pattern("code_lead").match(text, start, at)
    if lead and lead.end() < at:
        start = lead.end()
    return start + 1 if pattern("body_word").match(text, start, at) else start
