"""The number that a printed line starts with: "一、", "（二）", "3.", "④", "第五部分"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extraction.values import parse_numeral, to_half_width

Scheme = Literal[
    "ordinal", "chinese", "chinese_bracket", "roman", "arabic", "arabic_bracket", "circled",
    "bullet", "none",
]  # fmt: skip
# From the outermost to the innermost, as Chinese official documents nest them
# (GB/T 9704: 一、 then （一） then 1. then （1）).
SCHEMES: tuple[Scheme, ...] = (
    "ordinal", "chinese", "chinese_bracket", "roman", "arabic", "arabic_bracket", "circled",
    "bullet", "none",
)  # fmt: skip
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_BULLETS = "●■◆▲★•·▪◇□※➢◎○-"


@dataclass(frozen=True, slots=True)
class Numbering:
    """A line's number: its scheme, its count where it has one, and how many characters it takes."""

    scheme: Scheme
    ordinal: int | None
    length: int


def read_numbering(line: str) -> Numbering:
    """Read the number at the start of a line (blanks before it are part of it).

    >>> read_numbering("三 、实施主体")
    Numbering(scheme='chinese', ordinal=3, length=3)
    """
    plain = to_half_width(line)
    for scheme, pattern in _patterns():
        found = pattern.match(plain)
        if found:
            return Numbering(scheme, _ordinal(found.groupdict().get("n")), found.end())
    return Numbering("none", None, len(line) - len(line.lstrip()))


@cache
def _patterns() -> tuple[tuple[Scheme, re.Pattern[str]], ...]:
    chinese = "(?P<n>[一二三四五六七八九十]{1,3})"
    # Behind a Chinese number a blank alone is enough; behind a digit it is not, because
    # table cells start that way.
    patterns: tuple[tuple[Scheme, str], ...] = (
        # Readers of pages drop the blank behind 第一章.
        (
            "ordinal",
            rf"第\s*{chinese}\s*(?:(?:部分|章|节)\s*[、，,.:：]?\s*"
            r"|(?:项|条|点)?\s*(?:[、，,.:：]\s*|\s+))",
        ),
        ("chinese", rf"{chinese}\s*(?:[、.，,:：。]\s*|\s+)"),
        ("chinese_bracket", rf"(?:[（(]\s*)?{chinese}\s*[）)]\s*[、.，,]?\s*"),
        ("roman", rf"(?P<n>[{_ROMAN}])\s*[、.，,:：]?\s*"),
        ("arabic", r"(?P<n>\d{1,2})\s*[、.，,]\s*(?![\d])"),
        ("arabic_bracket", r"(?:[（(]\s*)?(?P<n>\d{1,2})\s*[）)]\s*[、.，,]?\s*"),
        ("circled", rf"(?P<n>[{_CIRCLED}])\s*[、.，,]?\s*"),
        ("bullet", rf"[{_BULLETS}]\s*"),
    )
    return tuple((scheme, re.compile(r"\s*" + pattern)) for scheme, pattern in patterns)


def _ordinal(printed: str | None) -> int | None:
    if printed is None:
        return None
    for row in (_CIRCLED, _ROMAN):
        if printed in row:
            return row.index(printed) + 1
    return parse_numeral(printed)
