"""Printed money → yuan, in whole cells and in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from extraction.values.numerals import (
    CHINESE_NUMERAL,
    parse_decimal,
    parse_numeral,
    to_half_width,
)
from extraction.values.units import MoneyUnit, units

_CENT = Decimal("0.01")
_TEN = {"千": 1000, "万": 10_000, "亿": 100_000_000}
# More digits are an account number or a barcode, never a budget.
_MOST_DIGITS = 18
_GAP = r"[ \t\u3000\u00a0]*+\n?+[ \t\u3000\u00a0]*+"
# 1 3 , 9 8 4 . 5: a blank, or the line end, between any two signs of one number; a full-width
# comma is wide itself.
_BLANK = r"[ \u3000\u00a0]"
_SPACE = rf"(?:{_BLANK}++\n?+|\n){_BLANK}*+"
_APART = rf"\d(?:(?:{_SPACE}(?=[\d,.])|(?:{_SPACE})?，(?:{_SPACE})?(?=\d))[\d,.](?![\d,.]))++"
_JOINED = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
# 元旦, 元月, 元素, 二元结构 …: the 元 of another word.
_YUAN = rf"[元圆](?!{_GAP}[旦宵月素件器组年代化结论制])"


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of money in running text: ``text[start:end]``, number and unit.

    ``yuan`` is a decimal string with two places, ``unit`` is what is printed after the
    number (``"万元"``, ``"万"``; ``"¥"`` where only the sign before it is). ``approximate``
    says that 约, 左右, 余 or the like stands beside it; that word is outside the span.
    """

    start: int
    end: int
    yuan: str
    unit: str
    approximate: bool = False


def parse_amount(text: str, *, default_unit: str = "元") -> str | None:
    """Read a whole cell as money.

    >>> parse_amount("4,440,000.00"), parse_amount("1720.00万"), parse_amount("—")
    ('4440000.00', '17200000.00', None)

    ``default_unit`` is the unit of a number printed without one (元, 千元, 万元, 亿元 …);
    ``ValueError`` for a word that is none. A cell with anything else in it is ``None``.
    """
    default = units().factor(default_unit)
    if default is None:
        raise ValueError(f"{default_unit!r} is no money unit; see units.toml")
    found = _patterns().cell.fullmatch("".join(to_half_width(text).split()))
    if not found:
        return None
    sign = -1 if found["sign"] == "-" else 1
    if found["chinese"]:
        yuan = _chinese_yuan(found)
        return None if yuan is None else to_yuan(sign * yuan)
    number = parse_decimal(found["number"])
    if number is None or len(found["number"]) > _MOST_DIGITS:
        return None
    factor = default if not found["unit"] else units().factor(found["unit"])
    return None if factor is None else to_yuan(sign * number * factor)


def find_amounts(text: str, *, start: int = 0, end: int | None = None) -> tuple[Amount, ...]:
    """Find every amount of money in ``text[start:end]``, in reading order.

    A number is money only with a money unit (or ¥ before it). Ranges ("3-5万元"), foreign
    money and broken thousands groups are refused. Digits that blanks set apart are one number
    where every one of them is ("1 3 , 9 8 4 . 5 万元"), and none where only some are.

    >>> [a.yuan for a in find_amounts("接入6万路，预算35.2万元（印刷5.2万）")]
    ['352000.00', '52000.00']
    """
    end = len(text) if end is None else end
    plain = to_half_width(text[start:end])
    amounts = []
    for found in _patterns().running.finditer(plain):
        amount = _read(plain, found)
        if amount is not None:
            amounts.append(
                Amount(
                    start=start + amount.start,
                    end=start + amount.end,
                    yuan=amount.yuan,
                    unit=amount.unit,
                    approximate=amount.approximate,
                )
            )
    return tuple(amounts)


def to_yuan(value: Decimal) -> str:
    """Print yuan as the contract wants it: a decimal string with two places."""
    return str(value.quantize(_CENT, rounding=ROUND_HALF_UP) + 0)


@dataclass(frozen=True, slots=True)
class _Patterns:
    cell: re.Pattern[str]
    running: re.Pattern[str]
    approximate_before: re.Pattern[str]
    approximate_after: re.Pattern[str]
    range_before: re.Pattern[str]
    range_after: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    bare = "|".join(_spaced(money.unit) for money in _longest_first() if money.bare)
    full = "|".join(
        _spaced(money.unit)[:-1] + _YUAN for money in _longest_first() if not money.bare
    )
    number = r"\d{1,3}(?:,\d{3})++(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?"
    # Full-width commas also part items ("100，200万元"), so they group digits only in
    # front of a decimal part or of 元.
    wide = rf"\d{{1,3}}(?:，\d{{3}})++(?:\.\d++|(?={_GAP}{_YUAN}))"
    chinese = rf"(?P<chinese>{CHINESE_NUMERAL}{{1,24}}+)"
    small = r"(?:(?P<jiao>[壹贰叁肆伍陆柒捌玖一二三四五六七八九])角零?)?"
    small += r"(?:(?P<fen>[壹贰叁肆伍陆柒捌玖一二三四五六七八九])分)?"
    cell = re.compile(
        r"(?:人民币|RMB|CNY)?[¥￥]?约?(?P<sign>[-+]?)[¥￥]?(?:"
        rf"(?P<number>\d[\d,，]*+(?:\.\d++)?)(?P<unit>{full}|{bare})?"
        rf"|{chinese}[元圆]{small})(?:[整正]|左右)?",
        re.ASCII,
    )
    running = re.compile(
        r"(?P<sign>[¥￥]\s?)?(?<![\d.])(?:"
        r"(?P<high>(?:\d++[亿万千](?=\d))*)"
        rf"(?P<number>{wide}|{number}|{_APART})"
        rf"{_GAP}(?P<more>[余多]?)(?P<unit>{full}|{bare}|(?(sign)|(?!)))"
        rf"|(?<![数几第]){chinese}{_GAP}{_YUAN}{small})",
        re.ASCII,
    )
    scale = "[百千]?[万亿]?[元圆]?"
    return _Patterns(
        cell=cell,
        running=running,
        approximate_before=re.compile(r"(?:约|近|超过?|逾|大概)(?:为|人民币)?\s*$"),
        approximate_after=re.compile(r"\s*(?:左右|上下)"),
        range_before=re.compile(rf"\d\s?{scale}\s?[-–—~～至到]{{1,2}}\s?$|\d,$|\d,?{_BLANK}+$"),
        range_after=re.compile(rf"\s?[-–—~～至到]{{1,2}}\s?\d[\d.,]*\s?{scale}(?<![\d.,\s])"),
    )


def _longest_first() -> list[MoneyUnit]:
    return sorted(units().money, key=lambda money: len(money.unit), reverse=True)


def _spaced(unit: str) -> str:
    """Let blanks and a line end stand inside a unit: "万 元"."""
    return "".join(character + _GAP for character in unit[:-1]) + unit[-1:]


def _read(plain: str, found: re.Match[str]) -> Amount | None:
    begin = found.start("chinese") if found["chinese"] else found.start("high")
    unit = "".join(found[0][len(found["chinese"]) :].split()) if found["chinese"] else ""
    if found["chinese"]:
        yuan = _chinese_yuan(found)
        unit = (found["chinese"][-1] if found["chinese"][-1] in "万亿" else "") + unit[:1]
    else:
        yuan = _arabic_yuan(found)
        unit = "".join(found["unit"].split())
        if unit and unit[-1] in "万亿" and not _is_money(plain, begin, found.end()):
            return None
    before = plain[max(0, begin - 12) : begin]
    if yuan is None or _patterns().range_before.search(before):
        return None
    if _patterns().range_after.match(plain, found.end()):
        return None
    return Amount(
        start=begin,
        end=found.end() if unit else found.end("number"),
        yuan=to_yuan(yuan),
        unit=unit or "¥",
        approximate=bool(
            (found["more"] and unit)
            or _patterns().approximate_before.search(before)
            or _patterns().approximate_after.match(plain, found.end())
        ),
    )


def _is_money(plain: str, begin: int, end: int) -> bool:
    """Decide a bare 万 or 亿 by the words on both sides."""
    if not units().bare_before.match(plain, end):
        return False
    return not units().bare_not_after.search(plain[max(0, begin - 12) : begin])


def _arabic_yuan(found: re.Match[str]) -> Decimal | None:
    printed = found["number"]
    if len(printed.split()) > 1:
        is_list = "，" in printed and "." not in printed and found["unit"] not in ("元", "圆")
        printed = "".join(printed.split()).replace("，", ",")
        if is_list or not _JOINED.fullmatch(printed):
            return None
    if len(printed) > _MOST_DIGITS or len(found["high"]) > _MOST_DIGITS:
        return None
    number = parse_decimal(printed)
    factor = units().factor("".join(found["unit"].split()) or "元")
    if factor is None or number is None:
        return None
    # "1亿2000万元": every further part is worth less than one of the unit before it.
    total, least = Decimal(0), None
    for digits, scale in re.findall(r"(\d+)(\D)", found["high"]):
        value = int(digits) * _TEN[scale]
        if least is not None and value >= least:
            return None
        total, least = total + value, _TEN[scale]
    if least is not None and number * factor >= least:
        return None
    return total + number * factor


def _chinese_yuan(found: re.Match[str]) -> Decimal | None:
    whole = parse_numeral(found["chinese"])
    if whole is None:
        return None
    jiao = parse_numeral(found["jiao"]) if found["jiao"] else 0
    fen = parse_numeral(found["fen"]) if found["fen"] else 0
    return whole + Decimal(jiao or 0) / 10 + Decimal(fen or 0) / 100
