"""Sentences that contradict themselves: changes, shares, and what was spent against the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extraction.checks.facts import Facts, Finding
from extraction.checks.figures import Figure, evidence_of, exceeds, yuan_words
from extraction.checks.told import BEGINS, MONEY, Told, figure_at, quote
from extraction.values import find_amounts

_CHANGE = re.compile(
    rf"{BEGINS}(?P<now>{MONEY})(?P<gap>[，,。；]?)(?:比|与|较|同)"
    rf"(?P<base>[^，。；：]{{1,24}}?)(?:相比|比较|相较)?[，,]?"
    rf"(?P<subject>[^，。；：\d]{{0,20}}?)(?:各|均|略有|基本|保持|大幅|小幅)*"
    rf"(?P<way>增加|增长|上升|提高|减少|下降|降低|压减|持平|一致|无变化|无增减|相同)(?:了|额)?"
    rf"(?P<by>{MONEY})?(?:[，,、（(](?:同比)?(?P<rate_way>增长|增加|上升|提高|下降|降低|减少)(?:了|率)?(?:为)?"
    rf"(?P<rate>[0-9.]+)%)?"
)
_FAR_CHANGE = re.compile(
    rf"。(?:比|与|较|同)(?:上年|20\d\d年)[^，。；：]{{0,12}}?(?:相比)?[，,]?"
    rf"(?P<way>增加|增长|减少|下降)(?P<by>{MONEY})"
    r"[，,、（(](?:同比)?(?:增长|增加|上升|下降|降低|减少)(?:了|率)?(?:为)?(?P<rate>[0-9.]+)%"
)
_UP = frozenset({"增加", "增长", "上升", "提高"})
_SAME = frozenset({"持平", "一致", "无变化", "无增减", "相同"})
_SHARE = re.compile(
    rf"{BEGINS}(?P<part>{MONEY})[，,]占(?P<of>[^，。；%\d]{{0,24}}?)(?:的|比)?(?P<share>[0-9.]+)%"
)
_WHOLE = re.compile(
    rf"{BEGINS}(?P<whole>{MONEY})[，,]?(?:其中|主要用于以下方面|包括|具体如下)[:：]?"
)
_SPENT_AGAINST = re.compile(
    rf"年初预算(?:数)?为?(?P<plan>{MONEY})[，,]支出决算(?:数)?为?(?P<spent>{MONEY})"
    rf"(?P<rest>[^。]{{0,40}}。)?(?P<after>决算数?(?:大于|小于|等于|与预算数?(?:基本)?持平|高于|低于)[^。]{{0,10}})?"
)
_DONE = re.compile(r"完成(?:年初)?预算的(?P<rate>[0-9.]+)%")


def contradicting_changes(facts: Facts) -> Iterator[Finding]:
    """A change cannot be: more than what there is now, none and an amount, another rate."""
    for sentence in facts.sentences:
        told = False
        for found in _CHANGE.finditer(sentence.words):
            told = True
            yield from _change(facts, sentence, found)
        if not told:
            yield from _far_change(facts, sentence)


def _far_change(facts: Facts, sentence: Told) -> Iterator[Finding]:
    """Check a rate where one amount and other words stand before 与上年相比增加 …."""
    found = _FAR_CHANGE.search(sentence.words)
    if found is None or found["way"] in _SAME or not found["rate"]:
        return
    before = find_amounts(sentence.words, end=found.start())
    by = figure_at(facts.places, sentence, found.span("by"))
    if len(before) != 1 or by is None:
        return
    now = figure_at(facts.places, sentence, (before[0].start, before[0].end))
    if now is not None:
        yield from _rate(facts, sentence, found, now, by)


def _change(facts: Facts, sentence: Told, found: re.Match[str]) -> Iterator[Finding]:
    now = figure_at(facts.places, sentence, found.span("now"))
    by = figure_at(facts.places, sentence, found.span("by")) if found["by"] else None
    if now is None:
        return
    way, whole = found["way"], quote(facts.places, sentence, found.span())
    base = _base_figure(facts, sentence, found)
    impossible: str | None = None
    if way in _SAME:
        if by is not None and by.yuan and by.yuan != now.yuan:
            impossible = f"{way}，却有变动额{yuan_words(by.yuan)}"
        elif base is not None and _apart(now, base):
            impossible = f"{way}，但两数为{yuan_words(now.yuan)}和{yuan_words(base.yuan)}"
    elif way in _UP:
        if by is not None and exceeds(by, _widest(facts, sentence, found, now)):
            impossible = f"增加额{yuan_words(by.yuan)}大于本年数{yuan_words(now.yuan)}"
        elif by is None and not now.yuan:
            impossible = f"本年数为0，不可能比上年{way}"
        elif base is not None and exceeds(base, now):
            impossible = f"{way}，但本年数{yuan_words(now.yuan)}小于上年数{yuan_words(base.yuan)}"
    elif base is not None and exceeds(now, base):
        impossible = f"{way}，但本年数{yuan_words(now.yuan)}大于上年数{yuan_words(base.yuan)}"
    if impossible is None and base is not None and by is not None and way not in _SAME:
        change = now.yuan - base.yuan if way in _UP else base.yuan - now.yuan
        if abs(change - by.yuan) > now.half + base.half + by.half:
            impossible = f"两数之差为{yuan_words(change)}，文字为{yuan_words(by.yuan)}"
    rate_way = found["rate_way"]
    if impossible is None and rate_way and by is not None and (way in _UP) != (rate_way in _UP):
        impossible = f"金额{way}而比率{rate_way}"
    if impossible is not None:
        yield Finding("contradicting_change", None, {"said": impossible}, (whole,))
        return
    if by is not None and found["rate"] and way not in _SAME:
        yield from _rate(facts, sentence, found, now, by)


def _apart(one: Figure, other: Figure) -> bool:
    return exceeds(one, other) or exceeds(other, one)


def _base_figure(facts: Facts, sentence: Told, found: re.Match[str]) -> Figure | None:
    """Return the other year's amount where the comparison prints it."""
    start, end = found.start("base"), found.start("way")
    amounts = find_amounts(sentence.words, start=start, end=end)
    if len(amounts) != 1:
        return None
    return figure_at(facts.places, sentence, (amounts[0].start, amounts[0].end))


def _widest(facts: Facts, sentence: Told, found: re.Match[str], now: Figure) -> Figure:
    """Return the largest amount that the change may be about: in a list it may be the sum's."""
    start = max(sentence.words.rfind(mark, 0, found.start()) for mark in "。；") + 1
    widest = now
    for amount in find_amounts(sentence.words, start=start, end=found.start()):
        other = figure_at(facts.places, sentence, (amount.start, amount.end))
        if other is not None and other.yuan > widest.yuan:
            widest = other
    return widest


def _rate(
    facts: Facts, sentence: Told, found: re.Match[str], now: Figure, by: Figure
) -> Iterator[Finding]:
    """Check a rate of change against the amounts, each within its printed digits."""
    sign = -1 if found["way"] in _UP else 1
    before = now.yuan + sign * by.yuan
    room = now.half + by.half
    if before - room <= 0:
        if found["way"] in _UP and now.yuan == by.yuan and now.yuan:
            rate = quote(facts.places, sentence, found.span("rate"))
            said: dict[str, object] = {"said": found["rate"], "by": yuan_words(by.yuan)}
            yield Finding("rate_from_zero", None, said, (rate, now.evidence, by.evidence))
        return
    low = (by.yuan - by.half) / (before + room) * 100
    high = (by.yuan + by.half) / (before - room) * 100
    rated, half = _percent(found["rate"])
    if low - 2 * half <= rated <= high + half:
        return
    yield Finding(
        "rate_of_change",
        None,
        {"said": found["rate"], "is": f"{by.yuan / before * 100:.2f}"},
        (
            quote(facts.places, sentence, found.span("rate")),
            now.evidence,
            by.evidence,
        ),
    )


def _percent(printed: str) -> tuple[Decimal, Decimal]:
    """Return a share and half of what its last digit is worth; it may be rounded or cut off."""
    value = Decimal(printed.strip("."))
    decimals = max(0, -int(str(value.as_tuple().exponent)))
    return value, Decimal(1).scaleb(-decimals) / 2


def shares(facts: Facts) -> Iterator[Finding]:
    """A share (占 …%) is not that of the part in the whole named before."""
    whole: tuple[Figure, int] | None = None
    age = 0
    for sentence in facts.sentences:
        age += 1
        wholes = list(_WHOLE.finditer(sentence.words))
        for found in _SHARE.finditer(sentence.words):
            own = [one for one in wholes if one.end() <= found.start()]
            if own:
                figure = figure_at(facts.places, sentence, own[-1].span("whole"))
                whole = (figure, age) if figure is not None else None
            # A whole that the share itself names (占本年支出合计的) is another one.
            if whole is None or found["of"] or age - whole[1] > 6:
                continue
            yield from _share(facts, sentence, found, whole[0])
        if wholes and not _SHARE.search(sentence.words, wholes[-1].end()):
            figure = figure_at(facts.places, sentence, wholes[-1].span("whole"))
            whole = (figure, age) if figure is not None else None


def _share(facts: Facts, sentence: Told, found: re.Match[str], whole: Figure) -> Iterator[Finding]:
    part = figure_at(facts.places, sentence, found.span("part"))
    if part is None or whole.yuan <= whole.half or part.yuan > whole.yuan:
        return
    said, half = _percent(found["share"])
    low = (part.yuan - part.half) / (whole.yuan + whole.half) * 100
    high = (part.yuan + part.half) / (whole.yuan - whole.half) * 100
    if low - half <= said <= high + half:
        return
    yield Finding(
        "share_of_whole",
        None,
        {
            "said": found["share"],
            "is": f"{part.yuan / whole.yuan * 100:.2f}",
            "part": yuan_words(part.yuan),
            "whole": yuan_words(whole.yuan),
        },
        (
            quote(facts.places, sentence, found.span("share")),
            part.evidence,
            whole.evidence,
        ),
    )


def spent_against_plan(facts: Facts) -> Iterator[Finding]:
    """In a final account, 大于, 小于 or 持平 is not what the two amounts say."""
    for sentence in facts.sentences:
        for found in _SPENT_AGAINST.finditer(sentence.words):
            plan = figure_at(facts.places, sentence, found.span("plan"))
            spent = figure_at(facts.places, sentence, found.span("spent"))
            if plan is None or spent is None:
                continue
            tail = f"{found['rest'] or ''}{found['after'] or ''}"
            more = re.search("决算数?(?:大于|高于)预算", tail)
            less = re.search("决算数?(?:小于|低于)预算", tail)
            same = re.search("决算数?(?:等于|与预算数?(?:完全)?持平)", tail)
            wrong = (
                (more and spent.yuan <= plan.yuan)
                or (less and spent.yuan >= plan.yuan)
                or (same and _apart(spent, plan))
            )  # fmt: skip
            if wrong:
                said = more or less or same
                at = sentence.words.find(said[0], found.end("spent")) if said else -1
                printed = (
                    (quote(facts.places, sentence, (at, at + len(said[0]))),)
                    if said and at >= 0
                    else ()
                )
                yield Finding(
                    "spent_against_plan",
                    None,
                    {
                        "said": said[0] if said else "",
                        "plan": yuan_words(plan.yuan),
                        "spent": yuan_words(spent.yuan),
                    },
                    (*printed, *evidence_of((plan, spent))),
                )


def completion_rates(facts: Facts) -> Iterator[Finding]:
    """In a final account, 完成预算的 …% is not what was spent of the plan, or the plan is 0."""
    for sentence in facts.sentences:
        for found in _SPENT_AGAINST.finditer(sentence.words):
            stop = sentence.words.find("。", found.end("spent"))
            stop = len(sentence.words) if stop < 0 else stop
            done = _DONE.search(sentence.words, found.end("spent"), min(stop, found.end() + 30))
            plan = figure_at(facts.places, sentence, found.span("plan"))
            spent = figure_at(facts.places, sentence, found.span("spent"))
            if done is None or plan is None or spent is None or not (plan.yuan or spent.yuan):
                continue
            said, half = _percent(done["rate"])
            if plan.yuan > plan.half:
                low = (spent.yuan - spent.half) / (plan.yuan + plan.half) * 100
                high = (spent.yuan + spent.half) / (plan.yuan - plan.half) * 100
                if low - 2 * half <= said <= high + half:
                    continue
                share = f"{spent.yuan / plan.yuan * 100:.2f}%"
            else:
                share = "没有完成率（预算为0）"
            yield Finding(
                "completion_rate",
                None,
                {
                    "said": done["rate"],
                    "is": share,
                    "plan": yuan_words(plan.yuan),
                    "spent": yuan_words(spent.yuan),
                },
                (
                    quote(facts.places, sentence, done.span("rate")),
                    *evidence_of((plan, spent)),
                ),
            )
