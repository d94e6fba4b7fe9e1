"""Numerals as printed → numbers: full-width digits, thousands groups, Chinese numerals."""

from __future__ import annotations

import re
from decimal import Decimal

# One character for one character, so offsets hold. Only what may stand inside a number or
# beside it is folded; the full-width comma and brackets are left to the callers.
_HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９．％－＋／＝＞＜￥：",
    "0123456789.%-+/=><¥:",
)
_FULL_WIDTH = re.compile("[" + "".join(map(chr, _HALF_WIDTH)) + "]")
_DIGITS = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{digit: value for value, digit in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0,
    "两": 2,
    "貳": 2,
    "貮": 2,
    "参": 3,
    "陸": 6,
}
_SCALES = {"拾": "十", "佰": "百", "仟": "千", "萬": "万", "億": "亿"}
_ZEROS = frozenset("零〇○")
CHINESE_NUMERAL = "[" + "".join(_DIGITS) + "十百千万亿" + "".join(_SCALES) + "]"
_ARABIC = re.compile(r"[-+]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
# Eighteen digits hold any budget; longer runs are barcodes and account numbers.
_LONGEST = 24


def to_half_width(text: str) -> str:
    """Fold full-width digits and signs to ASCII, one character for one: offsets stay."""
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text


def parse_decimal(text: str) -> Decimal | None:
    """Read a whole string as an Arabic number with or without thousands groups.

    >>> parse_decimal("１，２３４.50")
    Decimal('1234.50')

    Groups that are not of three digits are refused: nobody knows what they mean.
    """
    text = to_half_width(text.strip())
    if len(text) > _LONGEST or not _ARABIC.fullmatch(text):
        return None
    return Decimal(text.replace(",", "").replace("，", ""))


def parse_numeral(text: str) -> int | None:
    """Read a whole string as a Chinese or Arabic whole number.

    >>> parse_numeral("一千二百万"), parse_numeral("二〇二五"), parse_numeral("３７")
    (12000000, 2025, 37)

    Colloquial forms whose last unit is left out ("三万五", "一百五") are refused.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    arabic = to_half_width(text)
    if arabic.isascii() and arabic.isdigit():
        return int(arabic)
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    for printed, plain in _SCALES.items():
        text = text.replace(printed, plain)
    return _with_units(text, units=(("亿", 10**8), ("万", 10**4)))


def _with_units(text: str, *, units: tuple[tuple[str, int], ...]) -> int | None:
    if not units:
        return _below_ten_thousand(text)
    unit, factor = units[0]
    head, found, tail = text.rpartition(unit)
    if not found:
        return _with_units(tail, units=units[1:])
    # 万亿 (10**12) is the only doubling in use.
    high = _with_units(head, units=units[1:])
    if not high:
        return None
    if not tail:
        return high * factor
    low = _with_units(tail.lstrip("零〇○"), units=units[1:])
    # A gap below the unit must be printed as 零: 三万五 is 35,000, not 30,005.
    if not low or low >= factor or (low < factor // 10 and tail[0] not in _ZEROS):
        return None
    return high * factor + low


def _below_ten_thousand(text: str) -> int | None:
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text]
    total, place, gap, at = 0, 10_000, False, 0
    while at < len(text):
        character = text[at]
        if character in _ZEROS:
            if gap or not total:
                return None
            gap, at = True, at + 1
            continue
        if character == "十" and place > 10:
            digit, at = 1, at - 1
        elif character in _DIGITS:
            digit = _DIGITS[character]
        else:
            return None
        unit = {"千": 1000, "百": 100, "十": 10}.get(text[at + 1], 0) if at + 1 < len(text) else 1
        if not unit or unit >= place:
            return None
        if total and unit != place // 10 and not gap:
            return None
        total, place, gap = total + digit * unit, unit, False
        at += 2
    return total if total and not gap else None
