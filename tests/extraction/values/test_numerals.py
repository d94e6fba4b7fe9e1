"""Numerals as printed → numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.values import parse_decimal, parse_numeral, to_half_width

_DIGITS = "零一二三四五六七八九"


def _chinese(number: int) -> str:
    """Print a whole number below 10**12 the way official documents do."""
    if number == 0:
        return "零"
    for factor, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= factor:
            high, low = divmod(number, factor)
            zero = "零" if low and low < factor // 10 else ""
            return _chinese(high) + unit + zero + (_chinese(low) if low else "")
    printed = ""
    gap = False
    for factor, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, factor)
        if digit:
            printed += ("零" if gap and printed else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return printed


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("三十七", 37, "tens and ones"),
        ("十", 10, "ten without its one"),
        ("十五", 15, "teens"),
        ("一千二百万", 12_000_000, "units before 万"),
        ("〇", 0, "round zero"),
        ("两千零二十五", 2025, "两 and a gap"),
        ("二〇二五", 2025, "digit by digit"),
        ("壹佰贰拾叁", 123, "financial capitals"),
        ("叁拾贰万伍仟", 325_000, "capitals with 万"),
        ("一亿零三百万", 103_000_000, "gap below 亿"),
        ("１２３", 123, "full-width digits"),
        ("三万五", None, "the last unit is left out: 35,000 or 30,005"),
        ("三万五百", None, "a gap without 零 is not read as one"),
        ("百万", None, "a unit without a number (上百万)"),
        ("十十", None, "no number"),
        ("三百零", None, "cut off"),
        ("二三十", None, "an estimate"),
        ("", None, "nothing"),
        ("第三", None, "an ordinal is not a count"),
    ],
)
def test_parse_numeral(text: str, number: int | None, reason: str) -> None:
    assert parse_numeral(text) == number, reason


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("1,234,567.50", Decimal("1234567.50"), "thousands groups"),
        ("１，２３４.5", Decimal("1234.5"), "full-width digits and comma"),
        ("-5", Decimal(-5), "negative"),
        ("1,23", None, "a group of two digits"),
        ("1.", None, "no digits behind the point"),
        ("٣", None, "digits of other scripts"),
        ("12 345", None, "a blank inside"),
    ],
)
def test_parse_decimal(text: str, number: Decimal | None, reason: str) -> None:
    assert parse_decimal(text) == number, reason


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_printed_numeral_reads_back(number: int) -> None:
    assert parse_numeral(_chinese(number)) == number


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_printed_groups_read_back(number: int) -> None:
    assert parse_decimal(f"{number:,}") == number


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    number = parse_numeral(text)
    assert number is None or number >= 0
    assert parse_decimal(text) is None or any(
        character in text for character in "0123456789０１２３４５６７８９"
    )
    assert len(to_half_width(text)) == len(text)
