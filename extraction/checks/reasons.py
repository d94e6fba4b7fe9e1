"""Changes against the year before, and whether the text says why (增减原因)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.checks.facts import Facts, Finding
from extraction.checks.told import MONEY, Told, quote

_CHANGE = re.compile(
    rf"(?:比|与|较|同)(?:上年|去年|上一年|20\d\d年)(?:度)?[^，,。；;]{{0,16}}?(?:相比|比较|相较)?[，,]?"
    rf"[^，,。；;\d]{{0,16}}?(?P<way>增加|增长|减少|下降|降低)(?:了)?(?P<amount>{MONEY})"
)
_AGAINST_PLAN = re.compile(r"决算数?(?:大于|小于|高于|低于)(?:年初)?预算数?")
_REASON = re.compile(
    r"原因|由于|因为|因(?!公)|系(?!统)|主要[是为]|为了|受.{1,16}影响|根据|按照|厉行节约|压减|压缩|政策性"
)
# What a budget explains; a region's taxes or a company's sales are none of it.
_SUBJECT = re.compile(
    r"预算|决算|拨款|经费|基本支出|项目支出|收支|收、支|总计|合计|[（(][类款项][）)]|接待费|出国|购置费|运行(?:维护)?费"
)
_EMPTY = re.compile(r"(?:主要)?原因(?:是|为|如下|在于)?[:：]?(?P<mark>[。；;，,])")
_HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)])"
    r"[^。；;]{2,40}$"
)
_TITLE = re.compile(r"^[^。，；：,;:]{4,40}(?:说明|情况|解释)$")
_MOST = 12  # paragraphs that one explanation of several changes takes at most


def changes_without_reason(facts: Facts) -> Iterator[Finding]:
    """A change is stated, and nothing up to the next heading says why; or the reason is blank.

    A reason may stand behind the change, or once for several changes behind all of them, and
    that of a total in its parts.
    """
    told = [one for one in facts.told if one.start < facts.projects_start]
    for at, one in enumerate(told):
        empty = _EMPTY.search(one.words)
        if empty is not None:
            yield _finding(facts, one, empty.span(), "“原因”之后没有内容")
            continue
        behind = [later.words for later in _until_heading(told, at)]
        for found in (*_CHANGE.finditer(one.words), *_AGAINST_PLAN.finditer(one.words)):
            if "amount" in found.groupdict() and not re.search("[1-9]", found["amount"]):
                continue
            if not _SUBJECT.search(one.words[: found.end()]):
                continue
            if _REASON.search(one.words[found.end() :]) or any(map(_REASON.search, behind)):
                continue
            yield _finding(facts, one, found.span(), "没有说明增减变动的原因")
            break


def _until_heading(told: Sequence[Told], at: int) -> Iterator[Told]:
    for later in told[at + 1 : at + 1 + _MOST]:
        if _HEADING.match(later.words) or _TITLE.match(later.words):
            return
        yield later


def _finding(facts: Facts, told: Told, span: tuple[int, int], said: str) -> Finding:
    place = quote(facts.places, told, span)
    return Finding("change_without_reason", None, {"said": said, "text": place.text}, (place,))
