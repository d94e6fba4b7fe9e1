"""Sums that the explanations state with their parts: purchases, 三公, basic expenditure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.checks.facts import Facts, Finding
from extraction.checks.figures import Figure, adds_up, evidence_of, total, yuan_words
from extraction.checks.told import BEGINS, MONEY, figure_at

_PURCHASE = re.compile(
    rf"(?P<name>货物|工程|服务)(?:类)?(?:采购)?(?:支出)?(?:预算)?(?:金额)?(?:为)?(?P<amount>{MONEY})"
)
_PURCHASE_TOTAL = re.compile(
    rf"政府采购(?:支出)?(?:预算)?(?:总额|金额|合计|总计|资金)*(?:[（(][^）)]{{0,20}}[）)])?(?:为|共)?(?P<amount>{MONEY})"
)
_NAMED = re.compile("公务|三公|因公")


def purchase_sums(facts: Facts) -> Iterator[Finding]:
    """Goods, works and services are not the purchases (政府采购) together."""
    for sentence in facts.sentences:
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
        figures = [figure_at(facts.places, sentence, span) for span in spans.values()]
        stated = figure_at(facts.places, sentence, whole.span("amount"))
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
            rf"[“\"]?三公[”\"]?经费(?:财政拨款)?(?:支出)?预算(?:数|支出)?为?(?P<amount>{MONEY})"
        ),
    ),
    (
        "abroad",
        re.compile(rf"因公出国[（(]境[）)]费用?(?:预算)?(?:支出)?(?:为)?(?P<amount>{MONEY})"),
    ),
    (
        "car",
        re.compile(rf"公务用?车购置及运行(?:维护)?费(?:预算)?(?:支出)?(?:为)?(?P<amount>{MONEY})"),
    ),
    ("reception", re.compile(rf"公务接待费(?:预算)?(?:支出)?(?:为)?(?P<amount>{MONEY})")),
    ("purchase", re.compile(rf"公务用?车购置费?(?:预算)?(?:支出)?(?:为)?(?P<amount>{MONEY})")),
    (
        "running",
        re.compile(
            rf"公务(?:用车|车用车|车)运行(?:维护)?费(?:预算)?(?:支出)?(?:为)?(?P<amount>{MONEY})"
        ),
    ),
)


def official_sums(facts: Facts) -> Iterator[Finding]:
    """The text's 三公 items are not their total, or purchase and running not the cars' sum."""
    told = _official_figures(facts)
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


def _official_figures(facts: Facts) -> dict[str, Figure]:
    """Return the first amount that the text states of each official expense."""
    found: dict[str, Figure] = {}
    for sentence in facts.sentences:
        if sentence.start >= facts.projects_start or not _NAMED.search(sentence.words):
            continue
        for name, pattern in _OFFICIAL:
            match = pattern.search(sentence.words)
            if match is None or name in found:
                continue
            figure = figure_at(facts.places, sentence, match.span("amount"))
            if figure is not None:
                found[name] = figure
    return found


def official_items(facts: Facts) -> Iterator[Finding]:
    """The text states the 三公 total of a budget and not what it is made of."""
    if facts.is_account:
        return
    told = _official_figures(facts)
    missing = [words for words in _OFFICIAL_PARTS if not _is_named(facts, words[:4])]
    if "whole" in told and told["whole"].yuan and missing:
        yield Finding(
            "official_items",
            None,
            {"whole": yuan_words(told["whole"].yuan), "missing": "、".join(missing)},
            (told["whole"].evidence,),
        )


_STATED = re.compile(rf"{BEGINS}{MONEY}|无|没有|未安排")
_OFFICIAL_PARTS = ("因公出国（境）费", "公务用车购置及运行费", "公务接待费")


def _is_named(facts: Facts, words: str) -> bool:
    """Tell whether an explanation speaks of an expense with an amount, or says there is none."""
    return any(
        _STATED.search(one.words) is not None
        for one in facts.told
        if one.start < facts.projects_start
        and (words in one.words or words.replace("用车", "车") in one.words)
    )


_BASIC = re.compile(rf"基本支出(?:预算)?(?:数|支出)?为?(?P<amount>{MONEY})[，,。;；]?其中[：:]")
_STAFF = re.compile(rf"人员经费(?:支出)?(?:预算)?(?:数)?为?(?P<amount>{MONEY})")
_RUNNING = re.compile(rf"公用经费(?:支出)?(?:预算)?(?:数)?为?(?P<amount>{MONEY})")
_HOUSEHOLDS = re.compile(rf"对个人和家庭的?补助(?:支出)?(?:预算)?(?:数)?为?(?P<amount>{MONEY})")
_NEXT = 3  # paragraphs in which the parts stand


def basic_sums(facts: Facts) -> Iterator[Finding]:
    """Basic expenditure is not 人员经费 and 公用经费 together, where the text states all three."""
    held = facts.told
    for at, one in enumerate(held):
        whole = _BASIC.search(one.words) if "基本支出" in one.words else None
        if whole is None:
            continue
        stated = figure_at(facts.places, one, whole.span("amount"))
        parts: dict[re.Pattern[str], Figure | None] = {}
        for place, near in enumerate(held[at : at + _NEXT]):
            for pattern in (_STAFF, _RUNNING, _HOUSEHOLDS):
                found = pattern.search(near.words, 0 if place else whole.end())
                if found is not None and pattern not in parts:
                    parts[pattern] = figure_at(facts.places, near, found.span("amount"))
        figures = [figure for pattern in (_STAFF, _RUNNING) if (figure := parts.get(pattern))]
        if stated is None or len(figures) != 2 or adds_up(stated, figures):
            continue
        # 对个人和家庭的补助 is a part of 人员经费, or stands beside it.
        beside = parts.get(_HOUSEHOLDS)
        if beside is not None and adds_up(stated, [*figures, beside]):
            continue
        yield Finding(
            "basic_sum",
            None,
            {"whole": yuan_words(stated.yuan), "sum": yuan_words(total(figures))},
            evidence_of((stated, *figures)),
        )
