"""Printed dates → ISO dates."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.values import parse_date
from extraction.values.dates import DateParts, read_date, read_partial


@pytest.mark.parametrize(
    ("text", "iso", "reason"),
    [
        ("2025-01-01", "2025-01-01", "ISO"),
        ("2026/1/1", "2026-01-01", "slashes"),
        ("2025.1.1", "2025-01-01", "points"),
        ("2025.12.31.", "2025-12-31", "a point behind"),
        ("2025年1月1日", "2025-01-01", "Chinese"),
        ("2025 年 1 月 1 日", "2025-01-01", "set with blanks"),
        ("2025年1月\n1日", "2025-01-01", "cut by the cell's edge"),
        ("2025-01-01 00:00:00", "2025-01-01", "a spreadsheet's time of day"),
        ("20250101", "2025-01-01", "packed"),
        ("202501", "2025-01", "packed month"),
        ("2025年1月", "2025-01", "a month stays a month"),
        ("2025.1", "2025-01", "a month with a point"),
        ("2025年", "2025", "a year stays a year"),
        ("2025年度", "2025", "a budget year"),
        ("2025年12月底", "2025-12", "the end of a month is in the month"),
        ("2025年底", "2025-12", "the end of a year is December"),
        ("二〇二五年十二月三十一日", "2025-12-31", "Chinese numerals"),
        ("二○二五年一月", "2025-01", "a circle for zero"),
        ("２０２５年１月", "2025-01", "full-width digits"),
        ("2025-02-30", None, "no such day"),
        ("2025年13月", None, "no such month"),
        ("1899年", None, "older than any budget"),
        ("2025.2.30", None, "no such day, and no month beside it"),
        ("2025年1月1日前", None, "words beside the date"),
        ("2025-01-01至2025-12-31", None, "two dates"),
        ("12345", None, "five digits"),
        ("", None, "an empty cell"),
    ],
)
def test_parse_date(text: str, iso: str | None, reason: str) -> None:
    assert parse_date(text) == iso, reason


_FORMATS = (
    "{y}-{m:02d}-{d:02d}",
    "{y}/{m}/{d}",
    "{y}.{m}.{d}",
    "{y}年{m}月{d}日",
    "{y}{m:02d}{d:02d}",
    "{y}年{m:02d}月{d:02d}号",
)


@given(st.dates(datetime.date(1949, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(_FORMATS))
def test_printed_dates_read_back(day: datetime.date, form: str) -> None:
    assert parse_date(form.format(y=day.year, m=day.month, d=day.day)) == day.isoformat()


@given(st.text(alphabet="0123456789年月日-/.. 二〇五一底度全", max_size=20))
def test_what_is_read_is_on_the_calendar(text: str) -> None:
    found = parse_date(text)
    if found is None:
        return
    assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found)
    datetime.date.fromisoformat((found + "-01-01")[:10])


def test_a_date_is_read_where_it_stands() -> None:
    assert read_date("于2025年3月1日起", 1) == (DateParts(2025, 3, 1), 10)
    assert read_date("于2025年3月1日起", 0) is None


def test_a_partial_date_takes_the_year_before_it() -> None:
    assert read_partial("12月31日", 0, after=DateParts(2025, 1, 1)) == (DateParts(2025, 12, 31), 6)
    assert read_partial("次年3月", 0, after=DateParts(2025, 9)) == (DateParts(2026, 3), 4)
    assert read_partial("3月", 0, after=DateParts(2025, 9)) is None
