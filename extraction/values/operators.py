"""An indicator's cell → operator, value and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extraction.schema import Operator
from extraction.values.numerals import parse_decimal, to_half_width
from extraction.values.units import units

_SIGNS: dict[str, Operator] = {
    **dict.fromkeys(("≥", "≧", "⩾", "≽", ">=", "=>", "＞=", ">＝"), "≥"),
    **dict.fromkeys(("≤", "≦", "⩽", "≼", "<=", "=<"), "≤"),
    **dict.fromkeys((">", "﹥"), ">"),
    **dict.fromkeys(("<", "﹤"), "<"),
    **dict.fromkeys(("=", "==", "﹦"), "="),
}
_WORDS: dict[str, Operator] = {"不低于": "≥", "不少于": "≥", "不超过": "≤"}
# Signs as a column of their own spells them.
_NAMED: dict[str, Operator] = {
    **dict.fromkeys(("大于等于", "大于或等于", "不小于"), "≥"),
    **dict.fromkeys(("小于等于", "小于或等于", "不大于", "不多于", "不高于"), "≤"),
    "大于": ">",
    "小于": "<",
    "等于": "=",
}


@dataclass(frozen=True, slots=True)
class ParsedIndicator:
    """What an indicator's cell says.

    ``value`` is a decimal string with the printed digits ("4.00" stays "4.00", commas
    go); where the cell is words it is the words, and ``operator`` and ``unit`` are
    ``None``. An empty cell has none of the three.
    """

    operator: Operator | None
    value: str | None
    unit: str | None


def parse_indicator(text: str) -> ParsedIndicator:
    """Read a whole indicator cell.

    >>> parse_indicator("≧95%")
    ParsedIndicator(operator='≥', value='95', unit='%')
    >>> parse_indicator("合格率不低于75%")
    ParsedIndicator(operator=None, value='合格率不低于75%', unit=None)

    The operator comes from a printed sign, or from 不低于, 不少于, 不超过 where the whole
    cell is that word, a number and a unit. Ranges, dates and numbers inside words are words.
    """
    words = "".join(text.split())
    if not words:
        return ParsedIndicator(None, None, None)
    found = _pattern().fullmatch(to_half_width(words))
    if not found or parse_decimal(found["number"]) is None:
        return ParsedIndicator(None, words, None)
    unit = found["bracketed"] if found["bracketed"] is not None else found["unit"]
    operator = _SIGNS.get(found["sign"] or "") or _WORDS.get(found["word"] or "")
    # Behind a sign and inside brackets any unit is taken; elsewhere it must be a known one.
    free = bool(found["sign"]) or found["bracketed"] is not None
    if unit and not (_is_plain_unit(unit) if free else _is_known_unit(unit)):
        return ParsedIndicator(None, words, None)
    if not operator and unit == "年" and re.fullmatch("(?:19|20)[0-9]{2}", found["number"]):
        return ParsedIndicator(None, words, None)
    return ParsedIndicator(
        operator, found["number"].replace(",", "").replace("，", ""), unit or None
    )


def parse_parts(sign: str, value: str, unit: str) -> ParsedIndicator:
    """Read an indicator whose sign and unit stand in cells of their own.

    >>> parse_parts("≥", "95", "%")
    ParsedIndicator(operator='≥', value='95', unit='%')

    Signs may be words (大于等于); a value that is no number alone is words, or read with its own
    sign and unit.
    """
    words = "".join(value.split())
    number = to_half_width(words)
    if parse_decimal(number) is None or not number[-1:].isdigit():
        return parse_indicator(words)
    named = to_half_width("".join(sign.split()))
    operator = _SIGNS.get(named) or _WORDS.get(named) or _NAMED.get(named)
    bare = "".join(unit.split()).strip("（）()")
    return ParsedIndicator(operator, number.replace(",", ""), bare or None)


@cache
def _pattern() -> re.Pattern[str]:
    signs = "|".join(sorted(map(re.escape, map(to_half_width, _SIGNS)), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<sign>{signs})|(?P<word>{'|'.join(_WORDS)}))?"
        r"(?P<number>-?[0-9][0-9,，]*+(?:\.[0-9]++)?)"
        r"(?:[（(](?P<bracketed>[^（()）]{0,12})[）)]|(?P<unit>[^0-9（()）]{0,12}?))"
        # A sign says already what 以上 and 以内 repeat.
        r"(?(sign)(?:及?以[上下内])?)"
    )


def _is_plain_unit(unit: str) -> bool:
    return not re.search(r"[0-9，。；、,;:：≥≤<>=~～—]", unit)


def _is_known_unit(unit: str) -> bool:
    head, slash, per = unit.partition("/")
    known = units().indicator
    is_known = head in known or head.lstrip("百千万亿") in known
    return is_known and (not slash or per in units().indicator_per)
