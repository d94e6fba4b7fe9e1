"""Stored numbers as their formats show them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading.office.number_formats import shown_number


@pytest.mark.parametrize(
    ("stored", "pattern", "expected", "reason"),
    [
        ("4440000", "General", "4440000", "no format"),
        ("0.1", "General", "0.1", "a fraction"),
        ("30000000000000004E-17", "General", "0.3", "what a binary fraction leaves"),
        ("1E+7", "General", "10000000", "an exponent"),
        ("4440000", "#,##0.00", "4,440,000.00", "thousands"),
        ("-12.5", "#,##0.0;[Red]-#,##0.0", "-12.5", "a section for negative numbers"),
        ("12.345", "0.00", "12.35", "rounded half up, as Excel does"),
        ("0.95", "0%", "95%", "percent"),
        ("0.9512", "0.00%", "95.12%", "percent with places"),
        ("4440000", '#,##0.00"元"', "4,440,000.00", "quoted text is no placeholder"),
        ("45658", "yyyy-mm-dd", "2025-01-01", "a date"),
        ("45658.5", "yyyy/m/d h:mm", "2025-01-01", "with a time"),
        ("45658", 'yyyy"年"m"月"', "2025-01", "a month"),
        ("45658", 'm"月"d"日"', "1月1日", "a day without a year"),
        ("45658", "[$-804]yyyy/m/d", "2025-01-01", "a Chinese locale"),
        ("12", "[Red]0", "12", "a colour holds a d, and is no date"),
        ("9999999999", "yyyy-mm-dd", "9999999999", "no day of any calendar"),
        ("0.5", "h:mm", "0.5", "a time stays the number"),
        ("甲", "0.00", "甲", "no number"),
        ("NaN", "0.00", "NaN", "no number either"),
        ("1E+999999", "0.00", "1E+999999", "larger than any double"),
        ("45658", "@", "45658", "text"),
    ],
)
def test_shown(stored: str, pattern: str, expected: str, reason: str) -> None:
    assert shown_number(stored, pattern) == expected, reason


def test_the_other_calendar() -> None:
    assert shown_number("44196", "yyyy-mm-dd", from_1904=True) == "2025-01-01"


@given(st.text(alphabet='0#?.,%ymdh;[]"\\_ *E+/General', max_size=15), st.floats(width=32))
def test_any_pattern_gives_some_text(pattern: str, number: float) -> None:
    assert shown_number(repr(number), pattern)
