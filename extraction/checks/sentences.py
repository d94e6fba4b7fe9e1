"""Sentences that contradict themselves: changes, shares, and parts of a stated sum."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extraction.checks.facts import Facts, Finding
from extraction.checks.figures import (
    Figure,
    adds_up,
    evidence_of,
    exceeds,
    step_of,
    total,
    yuan_words,
)
from extraction.checks.places import Flat, flatten, paragraphs
from extraction.values import find_amounts, to_half_width

_MONEY = r"[0-9][0-9,.]*(?:百万|[千万亿])?元"
_CHANGE = re.compile(
    rf"(?P<now>{_MONEY})(?P<gap>[，,。；]?)(?:比|与|较|同)"
    rf"(?P<base>[^，。；：]{{1,24}}?)(?:相比|比较|相较)?[，,]?"
    rf"(?P<subject>[^，。；：\d]{{0,20}}?)(?:各|均|略有|基本|保持|大幅|小幅)*"
    rf"(?P<way>增加|增长|上升|提高|减少|下降|降低|压减|持平|一致|无变化|无增减|相同)(?:了|额)?"
    rf"(?P<by>{_MONEY})?(?:[，,、（(](?:同比)?(?P<rate_way>增长|增加|上升|提高|下降|降低|减少)(?:了|率)?(?:为)?"
    rf"(?P<rate>[0-9.]+)%)?"
)
_FAR_CHANGE = re.compile(
    rf"。(?:比|与|较|同)(?:上年|20\d\d年)[^，。；：]{{0,12}}?(?:相比)?[，,]?"
    rf"(?P<way>增加|增长|减少|下降)(?P<by>{_MONEY})"
    r"[，,、（(](?:同比)?(?:增长|增加|上升|下降|降低|减少)(?:了|率)?(?:为)?(?P<rate>[0-9.]+)%"
)
_UP = frozenset({"增加", "增长", "上升", "提高"})
_SAME = frozenset({"持平", "一致", "无变化", "无增减", "相同"})
_SHARE = re.compile(
    rf"(?P<part>{_MONEY})[，,]占(?P<of>[^，。；%\d]{{0,24}}?)(?:的|比)?(?P<share>[0-9.]+)%"
)
_WHOLE = re.compile(rf"(?P<whole>{_MONEY})[，,]?(?:其中|主要用于以下方面|包括|具体如下)[:：]?")
_SPENT_AGAINST = re.compile(
    rf"年初预算(?:数)?为?(?P<plan>{_MONEY})[，,]支出决算(?:数)?为?(?P<spent>{_MONEY})"
    rf"(?P<rest>[^。]{{0,40}}。)?(?P<after>决算数?(?:大于|小于|等于|与预算数?(?:基本)?持平|高于|低于)[^。]{{0,10}})?"
)
_DONE = re.compile(r"完成(?:年初)?预算的(?P<rate>[0-9.]+)%")
_PURCHASE = re.compile(
    rf"(?P<name>货物|工程|服务)(?:类)?(?:采购)?(?:支出)?(?:预算)?(?:金额)?(?:为)?(?P<amount>{_MONEY})"
)
_PURCHASE_TOTAL = re.compile(
    rf"政府采购(?:支出)?(?:预算)?(?:总额|金额|合计|总计|资金)*(?:[（(][^）)]{{0,20}}[）)])?(?:为|共)?(?P<amount>{_MONEY})"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A paragraph without blanks, digits and signs in half width."""

    flat: Flat
    words: str


def _sentences(facts: Facts) -> Iterator[_Sentence]:
    for block in paragraphs(facts.layout):
        if (
            facts.text.find("元", block.start, block.end) < 0
            and facts.text.find("占", block.start, block.end) < 0
        ):
            continue
        flat = flatten(facts.text, block.start, block.end)
        yield _Sentence(flat, to_half_width(flat.words))


def _figure(facts: Facts, sentence: _Sentence, span: tuple[int, int]) -> Figure | None:
    amounts = find_amounts(sentence.words, start=span[0], end=span[1])
    if len(amounts) != 1:
        return None
    place = facts.places.at(*sentence.flat.span(*span))
    return Figure(Decimal(amounts[0].yuan), step_of(place.text), place)


def contradicting_changes(facts: Facts) -> Iterator[Finding]:
    """A change cannot be: more than what there is now, none and an amount, another rate."""
    for sentence in _sentences(facts):
        told = False
        for found in _CHANGE.finditer(sentence.words):
            told = True
            yield from _change(facts, sentence, found)
        if not told:
            yield from _far_change(facts, sentence)


def _far_change(facts: Facts, sentence: _Sentence) -> Iterator[Finding]:
    """Check a rate where one amount and other words stand before 与上年相比增加 …."""
    found = _FAR_CHANGE.search(sentence.words)
    if found is None or found["way"] in _SAME or not found["rate"]:
        return
    before = find_amounts(sentence.words, end=found.start())
    by = _figure(facts, sentence, found.span("by"))
    if len(before) != 1 or by is None:
        return
    now = _figure(facts, sentence, (before[0].start, before[0].end))
    if now is not None:
        yield from _rate(facts, sentence, found, now, by)


def _change(facts: Facts, sentence: _Sentence, found: re.Match[str]) -> Iterator[Finding]:
    now = _figure(facts, sentence, found.span("now"))
    by = _figure(facts, sentence, found.span("by")) if found["by"] else None
    if now is None:
        return
    way, quote = found["way"], facts.places.at(*sentence.flat.span(*found.span()))
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
        yield Finding("contradicting_change", None, {"said": impossible}, (quote,))
        return
    if by is not None and found["rate"] and way not in _SAME:
        yield from _rate(facts, sentence, found, now, by)


def _apart(one: Figure, other: Figure) -> bool:
    return exceeds(one, other) or exceeds(other, one)


def _base_figure(facts: Facts, sentence: _Sentence, found: re.Match[str]) -> Figure | None:
    """Return the other year's amount where the comparison prints it."""
    start, end = found.start("base"), found.start("way")
    amounts = find_amounts(sentence.words, start=start, end=end)
    if len(amounts) != 1:
        return None
    return _figure(facts, sentence, (amounts[0].start, amounts[0].end))


def _widest(facts: Facts, sentence: _Sentence, found: re.Match[str], now: Figure) -> Figure:
    """Return the largest amount that the change may be about: in a list it may be the sum's."""
    start = max(sentence.words.rfind(mark, 0, found.start()) for mark in "。；") + 1
    widest = now
    for amount in find_amounts(sentence.words, start=start, end=found.start()):
        other = _figure(facts, sentence, (amount.start, amount.end))
        if other is not None and other.yuan > widest.yuan:
            widest = other
    return widest


def _rate(
    facts: Facts, sentence: _Sentence, found: re.Match[str], now: Figure, by: Figure
) -> Iterator[Finding]:
    """Check a rate of change against the amounts, each within its printed digits."""
    sign = -1 if found["way"] in _UP else 1
    before = now.yuan + sign * by.yuan
    room = now.half + by.half
    if before - room <= 0:
        return
    low = (by.yuan - by.half) / (before + room) * 100
    high = (by.yuan + by.half) / (before - room) * 100
    said, half = _percent(found["rate"])
    if low - 2 * half <= said <= high + half:
        return
    yield Finding(
        "rate_of_change",
        None,
        {"said": found["rate"], "is": f"{by.yuan / before * 100:.2f}"},
        (
            facts.places.at(*sentence.flat.span(*found.span("rate"))),
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
    for sentence in _sentences(facts):
        age += 1
        wholes = list(_WHOLE.finditer(sentence.words))
        for found in _SHARE.finditer(sentence.words):
            own = [one for one in wholes if one.end() <= found.start()]
            if own:
                figure = _figure(facts, sentence, own[-1].span("whole"))
                whole = (figure, age) if figure is not None else None
            # A whole that the share itself names (占本年支出合计的) is another one.
            if whole is None or found["of"] or age - whole[1] > 6:
                continue
            yield from _share(facts, sentence, found, whole[0])
        if wholes and not _SHARE.search(sentence.words, wholes[-1].end()):
            figure = _figure(facts, sentence, wholes[-1].span("whole"))
            whole = (figure, age) if figure is not None else None


def _share(
    facts: Facts, sentence: _Sentence, found: re.Match[str], whole: Figure
) -> Iterator[Finding]:
    part = _figure(facts, sentence, found.span("part"))
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
            facts.places.at(*sentence.flat.span(*found.span("share"))),
            part.evidence,
            whole.evidence,
        ),
    )


def spent_against_plan(facts: Facts) -> Iterator[Finding]:
    """In a final account, 大于, 小于 or 持平 is not what the two amounts say."""
    for sentence in _sentences(facts):
        for found in _SPENT_AGAINST.finditer(sentence.words):
            plan = _figure(facts, sentence, found.span("plan"))
            spent = _figure(facts, sentence, found.span("spent"))
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
                quote = (
                    (facts.places.at(*sentence.flat.span(at, at + len(said[0]))),)
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
                    (*quote, *evidence_of((plan, spent))),
                )


def purchase_sums(facts: Facts) -> Iterator[Finding]:
    """Goods, works and services are not the purchases (政府采购) together."""
    for sentence in _sentences(facts):
        whole = _PURCHASE_TOTAL.search(sentence.words)
        if whole is None:
            continue
        stop = sentence.words.find("。", whole.end())
        stop = len(sentence.words) if stop < 0 else stop
        spans: dict[str, tuple[int, int]] = {}
        for found in _PURCHASE.finditer(sentence.words, whole.end(), stop):
            spans.setdefault(found["name"], found.span("amount"))
        if len(spans) < 2:
            continue
        figures = [_figure(facts, sentence, span) for span in spans.values()]
        stated = _figure(facts, sentence, whole.span("amount"))
        parts = [figure for figure in figures if figure is not None]
        if stated is None or len(parts) != len(spans) or adds_up(stated, parts):
            continue
        yield Finding(
            "purchase_sum",
            None,
            {"whole": yuan_words(stated.yuan), "sum": yuan_words(total(parts))},
            evidence_of((stated, *parts)),
        )


_OFFICIAL = (
    (
        "whole",
        re.compile(
            rf"[“\"]?三公[”\"]?经费(?:财政拨款)?(?:支出)?预算(?:数|支出)?为?(?P<amount>{_MONEY})"
        ),
    ),
    (
        "abroad",
        re.compile(rf"因公出国[（(]境[）)]费用?(?:预算)?(?:支出)?(?:为)?(?P<amount>{_MONEY})"),
    ),
    (
        "car",
        re.compile(rf"公务用?车购置及运行(?:维护)?费(?:预算)?(?:支出)?(?:为)?(?P<amount>{_MONEY})"),
    ),
    ("reception", re.compile(rf"公务接待费(?:预算)?(?:支出)?(?:为)?(?P<amount>{_MONEY})")),
    ("purchase", re.compile(rf"公务用?车购置费?(?:预算)?(?:支出)?(?:为)?(?P<amount>{_MONEY})")),
    (
        "running",
        re.compile(
            rf"公务(?:用车|车用车|车)运行(?:维护)?费(?:预算)?(?:支出)?(?:为)?(?P<amount>{_MONEY})"
        ),
    ),
)


def official_sums(facts: Facts) -> Iterator[Finding]:
    """The text's 三公 items are not their total, or purchase and running not the cars' sum."""
    told: dict[str, Figure] = {}
    for block in paragraphs(facts.layout, before=facts.projects_start):
        if not re.search("公务|三公|因公", facts.text[block.start : block.end]):
            continue
        flat = flatten(facts.text, block.start, block.end)
        sentence = _Sentence(flat, to_half_width(flat.words))
        for name, pattern in _OFFICIAL:
            found = pattern.search(sentence.words)
            if found is None or name in told:
                continue
            figure = _figure(facts, sentence, found.span("amount"))
            if figure is not None:
                told[name] = figure
    for whole, parts in (
        ("whole", ("abroad", "car", "reception")),
        ("car", ("purchase", "running")),
    ):
        figures = [told[name] for name in parts if name in told]
        if whole in told and len(figures) == len(parts) and not adds_up(told[whole], figures):
            name = "“三公”经费" if whole == "whole" else "公务用车购置及运行费"
            yield Finding(
                "official_sum",
                None,
                {
                    "name": name,
                    "whole": yuan_words(told[whole].yuan),
                    "sum": yuan_words(total(figures)),
                },
                evidence_of((told[whole], *figures)),
            )
