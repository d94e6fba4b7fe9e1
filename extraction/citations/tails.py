"""What follows a title: document numbers in brackets or bare, edition, article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.citations.articles import find_article, is_article
from extraction.citations.doc_numbers import Number
from extraction.citations.flatten import Flat
from extraction.citations.issuers import find_issuer
from extraction.citations.places import Range
from extraction.citations.rules import pattern
from extraction.citations.versions import edition

# A bracket may name the many bodies of a joint announcement before its number.
_LONGEST_BRACKET = 260
# How far into a bracket that is never closed its number may stand.
_LONGEST_LEAD = 24
_JOINS = frozenset("、，和及与")
_CLOSE = {"（": "）", "〔": "〕"}
_BEFORE_BRACKET = re.compile("的?(?:文件|通知|规定|要求|精神)?(?=[（〔])")
_AFTER_NUMBER = re.compile("(?:文件|文)?(?:印发|发布|公布)?")
_BEFORE_NUMBER = re.compile("，?(?:(?:发文|文件)?(?:字号|文号)[：为]?)?")
_FOR_ALL = re.compile("均|都|同为|以上")
_PIECES = re.compile("[，、；。]")
_A_NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Tail:
    """What was read after a title, up to flat place ``end``.

    ``issuer`` stands with the number in its bracket. ``shared`` says that the print gives the
    numbers to all titles before them (均为…, 两个文件).
    """

    end: int
    numbers: tuple[Number, ...] = ()
    version: str | None = None
    article: Range | None = None
    issuer: Range | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class _Bracket:
    """The inside of a bracket; ``after`` is the place where reading goes on."""

    start: int
    end: int
    after: int
    closed: bool


def read_tail(flat: Flat, at: int, numbers: Sequence[Number], limit: int) -> Tail:
    """Read what belongs to the title that ends at ``at``; the next title begins at ``limit``.

    Brackets that say nothing of these (以下简称…) are passed over.
    """
    text, end = flat.text, at
    found: list[Number] = []
    version: str | None = None
    article: Range | None = None
    issuer: Range | None = None
    draft = pattern("drafts_behind").match(text, at)
    if draft is not None:
        version, at = draft.group(), draft.end()
        end = at
    several = pattern("several").match(text, at)
    shared = several is not None and several["count"] is not None
    at = several.end() if several else _to_bracket(text, at, numbers)
    while bracket := _bracket(text, at):
        words = text[bracket.start : bracket.end]
        inside = _inside(bracket, numbers)
        if inside:
            found += inside
            end = bracket.after if bracket.closed else inside[-1].end
            version = version or _edition_among(text, bracket, inside)
            issuer = issuer or find_issuer(flat, inside[0].start, bracket.start)
            shared = shared or _FOR_ALL.match(words) is not None
        elif edition(words):
            version, end = version or words, bracket.after
        elif is_article(words):
            article, end = find_article(text, bracket.start), bracket.after
        elif not bracket.closed:
            break
        at = bracket.after if bracket.closed else end
        if text[at : at + 1] in ("、", "，", "和", "及", "与") and _holds_number(
            text, at + 1, numbers
        ):
            at += 1
    bare = None if found else _bare_number(text, at, numbers, limit)
    if bare is None and not found:
        bare, issuer = _issued_number(flat, at, numbers, limit)
    if bare is not None:
        found = _elided(text, bare, numbers)
        end = found[-1].end
        after = _AFTER_NUMBER.match(text, end)
        at = after.end() if after else end
    if article is None and (place := find_article(text, at)):
        article, end = place, place[1]
    return Tail(end, tuple(found), version, article, issuer, shared)


def _to_bracket(text: str, at: int, numbers: Sequence[Number]) -> int:
    words = _BEFORE_BRACKET.match(text, at)
    if words:
        return words.end()
    return at + (text.startswith("，", at) and _holds_number(text, at + 1, numbers))


def _bracket(text: str, at: int) -> _Bracket | None:
    """Return the bracket that opens at ``at``."""
    if at >= len(text) or text[at] not in _CLOSE:
        return None
    # 〔 is a bracket around a number, not around the number's own year.
    if text[at] == "〔" and text[at + 1 : at + 2].isdigit():
        return None
    depth = 0
    stop = min(len(text), at + _LONGEST_BRACKET)
    for place in range(at, stop):
        # （普水（2020）1号） nests; mismatched brackets of a year close each other.
        depth += (text[place] in "（〔") - (text[place] in "）〕")
        if not depth:
            return _Bracket(at + 1, place, place + 1, closed=True)
    return _Bracket(at + 1, stop, stop, closed=False)


def _inside(bracket: _Bracket, numbers: Sequence[Number]) -> list[Number]:
    inside = [n for n in numbers if bracket.start <= n.start and n.end <= bracket.end]
    if bracket.closed:
        return inside
    return [number for number in inside[:1] if number.start - bracket.start <= _LONGEST_LEAD]


def _edition_among(text: str, bracket: _Bracket, inside: Sequence[Number]) -> str | None:
    rest, at = [], bracket.start
    for number in inside:
        rest.append(text[at : number.start])
        at = number.end
    rest.append(text[at : bracket.end])
    # （财政部令第81号公布，根据财政部令第90号修改）: 修改 is about the number, no edition.
    return next(filter(None, map(edition, _PIECES.split(_A_NUMBER.join(rest)))), None)


def _holds_number(text: str, at: int, numbers: Sequence[Number]) -> bool:
    """Tell whether a bracket at ``at`` holds one number and nothing more."""
    return text.startswith("（", at) and any(
        number.start == at + 1 and text.startswith("）", number.end) for number in numbers
    )


def _bare_number(text: str, at: int, numbers: Sequence[Number], limit: int) -> Number | None:
    """Return the number without brackets at ``at`` unless it belongs to the title after it."""
    words = _BEFORE_NUMBER.match(text, at)
    start = words.end() if words else at
    number = next((number for number in numbers if number.start == start), None)
    if number is None:
        return None
    after = _AFTER_NUMBER.match(text, number.end)
    place = after.end() if after else number.end
    # 《甲》，普水〔2020〕1号， is a title and its number; 《甲》，普水〔2020〕1号《乙》 is not.
    if text.startswith("，", at) and text[place : place + 1] not in ("", *"，。；、）"):
        return None
    # Between two titles, with nothing but the number: it follows the first.
    return number if place < limit or number.end == limit else None


def _issued_number(
    flat: Flat, at: int, numbers: Sequence[Number], limit: int
) -> tuple[Number | None, Range | None]:
    """Return the number behind the bodies that issued: 《甲》，市财政局印发，沪财〔2020〕1号."""
    text = flat.text
    number = next((one for one in numbers if at < one.start < limit), None)
    if number is None or text[at] != "，" or text[number.start - 1] != "，":
        return None, None
    issuer = find_issuer(flat, number.start - 1, at + 1)
    if issuer is None or issuer[0] != at + 1:
        return None, None
    issued = pattern("issue_tail").fullmatch(text, issuer[1], number.start - 1)
    return (number, issuer) if issued else (None, None)


def _elided(text: str, first: Number, numbers: Sequence[Number]) -> list[Number]:
    """Return the number and those that go on from it without a code: …〔2021〕33号、34号."""
    found = [first]
    for number in numbers:
        if (
            0 < number.start - found[-1].end <= len("以及第")
            and number.code == first.code
            and not text.startswith(number.code, number.start)
        ):
            found.append(number)
    return found
