"""The body printed before a title or number: 区财政局印发的《…》 → 区财政局."""

from __future__ import annotations

import re

from extraction.citations.flatten import Flat
from extraction.citations.places import Range
from extraction.citations.rules import pattern, rules

_LONGEST = 90
_BEFORE = re.compile("[。；：，！？》〉“”《〈（）]")
_LISTED = re.compile("[^、]+")
# 市人大常委会2018年11月22日通过的《…》
_DATE = re.compile(r"(?:于|在)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?$")
# Words between a citation before and the body; 经 opens names of bodies too (经信委).
_HEAD = re.compile(
    "(?:特急|加急|急件|[及与或由按据为在并且如的是起、]|经(?![委信济贸])"
    # 和田, 将乐, 从化, 向阳, 即墨: the first characters of places.
    "|和(?!田|平区|县|龙|静县|硕|顺|林格尔)|将(?!乐)|从(?![化江])|向(?!阳)|即(?!墨))+"
)
# Characters of running text that no name of a body holds.
_PHRASE = re.compile(
    "[的了是以把被让使我你该其各]|本(?!市|区|县|镇|级|溪)|于(?![都田洪])|从(?![化江])|贵(?![州阳港溪南德定])"
)
# Longer names may end so by chance: 中国红十字会总会培训中心举办 …
_LONGEST_WORD = 4


def find_issuer(flat: Flat, at: int, floor: int) -> Range | None:
    """Return the flat range of the issuer printed right before ``at``, as printed.

    The verb (印发的), the words that open a basis (根据) and dates are no part of it. Of a list
    of bodies, all that are bodies. A place (上海市), a pronoun (我局) or a phrase is none.
    """
    text = flat.text
    start = max(floor, at - _LONGEST)
    for found in _BEFORE.finditer(text, start, at):
        start = found.end()
    for place in (start, *flat.breaks_in(start, at)):
        mark = pattern("item_marks").match(text, place, at)
        start = mark.end() if mark else start
    tail = pattern("issue_tail").search(text, start, at)
    end = at
    if tail:
        date = _DATE.search(text, start, tail.start())
        end = date.start() if date else tail.start()
    for found in pattern("issuer_lead").finditer(text, start, end):
        start = found.end()
    head = _HEAD.match(text, start, end)
    return _bodies(text, head.end() if head else start, end)


def _bodies(text: str, start: int, end: int) -> Range | None:
    """Keep the longest run of bodies at the end of ``text[start:end]``."""
    first: int | None = None
    for piece in reversed(list(_LISTED.finditer(text, start, end))):
        if not _is_body(piece.group()):
            break
        first = piece.start()
    return None if first is None else (first, end)


def _is_body(words: str) -> bool:
    if not pattern("organ").fullmatch(words) or words in rules().words["no_organs"]:
        return False
    chance = len(words) <= _LONGEST_WORD and pattern("no_organ").search(words)
    return not (chance or _PHRASE.search(words))
