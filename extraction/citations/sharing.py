"""One number printed after several titles: whose number is it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from extraction.citations.mentions import Mention
from extraction.citations.rules import pattern

_LAST_BRACKET = re.compile("（[^（）]*）$")
_AND = frozenset({"和", "及", "与", "以及"})
_LAW = re.compile("(?<!办)法$|法典$|条例$")
_JOIN = re.compile("(?:、|，|以及|和|及|与)*")
# How many characters the matters of two rules must share at their beginning. In 299 rules of the
# central bank, three of the four numbers shared so were shared rightly.
_SAME_MATTER = 4


def share_numbers(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give a number printed after several titles to each of them.

    《甲系统管理办法》和《甲系统考核细则》（沪府规〔2020〕1号): they stand side by side, the earlier
    ones have no number of their own, and the print says so (均为…, 两个文件), two and no third are
    joined by 和, or they are rules about one matter. Laws and notices (关于…的通知) share no number
    unless the print says so: a list of them usually ends in one that has a number and begins
    with some that have none.
    """
    result = list(mentions)
    for index in range(len(result) - 1, 0, -1):
        mention, before = result[index], result[index - 1]
        if not mention.tail.numbers or before.numbers or before.tail.article:
            continue
        # 《某局公告》（〔2015〕第3号）: the code of the number stands in its own title.
        if not all(number.code for number in mention.tail.numbers):
            continue
        if not _JOIN.fullmatch(text, before.title.end, mention.title.start):
            continue
        if (
            mention.tail.shared
            or _is_pair(text, result, index)
            or _one_matter(before.title.title, mention.title.title)
        ):
            # Only the numbers go on to the earlier title, not the place where they are printed.
            lent = replace(before.tail, numbers=mention.tail.numbers, shared=mention.tail.shared)
            result[index - 1] = replace(
                before, numbers=mention.tail.numbers, tail=lent, rule="shared_number"
            )
    return result


def _is_pair(text: str, mentions: Sequence[Mention], index: int) -> bool:
    """Tell whether two titles and no third stand together, joined by 和 or a like word.

    A law is never one of such a pair (laws have no 发文字号), nor are notices (关于…的通知),
    which are numbered one by one.
    """
    before, mention = mentions[index - 1], mentions[index]
    if text[before.title.end : mention.title.start] not in _AND:
        return False
    first, second = before.title.title or "", mention.title.title or ""
    if _LAW.search(first) or "关于" in first + second:
        return False
    # 甲办法 and 甲办法实施细则 are two documents, each with a number of its own.
    if second.startswith(first) or first.startswith(second):
        return False
    return index < 2 or not _JOIN.fullmatch(text, mentions[index - 2].title.end, before.title.start)


def _one_matter(first: str | None, second: str | None) -> bool:
    """Tell whether two rules are about one matter, and neither details the other."""
    if not first or not second:
        return False
    matters: list[str] = []
    for title in (first, second):
        rule = pattern("rule_matter").fullmatch(title)
        if not rule or "关于" in title or "中华人民共和国" in title:
            return False
        matters.append(rule["matter"])
    # 甲办法 and 甲办法实施细则 are two documents, each with a number of its own.
    if any(
        longer.startswith(_LAST_BRACKET.sub("", shorter))
        for shorter, longer in ((first, second), (second, first))
    ):
        return False
    same = takewhile(lambda pair: pair[0] == pair[1], zip(*matters, strict=False))
    return sum(1 for _ in same) >= _SAME_MATTER
