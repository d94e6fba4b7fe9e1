"""Printed dates → ISO dates of the precision that is printed: day, month or year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

from extraction.values.numerals import parse_numeral, to_half_width

# No budget is older than the republic or plans past this.
_FIRST_YEAR, _LAST_YEAR = 1949, 2099
# Blanks, and at most one line end, may stand between the parts of a date.
# Possessive: several gaps in a row must not try every way to share the blanks.
GAP = r"[ \t\u3000\u00a0]*+\n?+[ \t\u3000\u00a0]*+"
_DIGIT = "0-9〇零○一二三四五六七八九十"
YEAR = r"(?P<y>(?:19|20)[0-9]{2}|[一二][〇零○Oo九][〇零○Oo一二三四五六七八九]{2})"
MONTH = rf"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?![{_DIGIT}])"
_CHINESE_DAY = "三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DAY = rf"(?P<d>3[01]|[12][0-9]|0?[1-9]|{_CHINESE_DAY})(?![{_DIGIT}])"
# 月底, 月上旬 …: the month is what is known.
_MONTH_END = "月(?:份|底|末|初|[上中下]旬)?"
_NEXT_YEAR = "次年|翌年|下年|下一年|第二年"
_NOT_BEFORE = r"(?<![0-9.,])"
_NOT_MONEY = r"(?![0-9]|\s*[万亿元%])"


@dataclass(frozen=True, slots=True)
class DateParts:
    """A date as printed: month and day are ``None`` where the print leaves them out."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """``"2025"``, ``"2025-01"`` or ``"2025-01-31"``."""
        parts = (f"{part:02d}" for part in (self.month, self.day) if part is not None)
        return "-".join((f"{self.year:04d}", *parts))

    @property
    def first(self) -> tuple[int, int, int]:
        """The first day that the date may mean, for comparing."""
        return self.year, self.month or 1, self.day or 1

    @property
    def last(self) -> tuple[int, int, int]:
        """The last day that the date may mean, for comparing."""
        return self.year, self.month or 12, self.day or 31


def parse_date(text: str) -> str | None:
    """Read a whole cell as a date.

    >>> parse_date("2026/1/1"), parse_date("2025年1月"), parse_date("二〇二五年")
    ('2026-01-01', '2025-01', '2025')

    A day that the calendar does not know, and anything beside the date, is ``None``.
    """
    plain = to_half_width(text).strip()
    # Spreadsheets print the time of day with the date.
    plain = re.sub(r"(?<=[0-9])[\sT]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$", "", plain)
    plain = "".join(plain.split()).rstrip("。.;；")
    if re.fullmatch(r"[0-9]+", plain):
        return _packed(plain)
    read = read_date(plain, 0)
    if read is None or read[1] != len(plain):
        return None
    return read[0].iso


def read_date(plain: str, at: int) -> tuple[DateParts, int] | None:
    """Read the longest date with a year that starts at ``at``; return it and its end.

    ``plain`` is half-width text (see ``to_half_width``). A year alone needs 年 or 全年
    behind it.
    """
    for pattern in _dates():
        found = pattern.match(plain, at)
        if found:
            parts = date_parts(found.groupdict())
            if parts is not None:
                return parts, found.end()
    return None


def read_partial(plain: str, at: int, *, after: DateParts) -> tuple[DateParts, int] | None:
    """Read a date that leaves out its year, taken from ``after``, at ``at``.

    "12月31日", "12月", "次年3月", "31日" after 2025-01-01; "12.31" or "12" after dates
    printed with points. ``None`` where that date would end before ``after`` begins.
    """
    for pattern in _partial_dates(after.day is not None, after.month is not None):
        found = pattern.match(plain, at)
        if found:
            parts = date_parts(found.groupdict(), year=after.year, month=after.month)
            if parts is not None and parts.last >= after.first:
                return parts, found.end()
    return None


def date_parts(
    groups: dict[str, str | None], *, year: int | None = None, month: int | None = None
) -> DateParts | None:
    """Turn the groups ``y m d december next_year`` into a date that the calendar knows."""
    if groups.get("y"):
        year = _number(groups["y"])
    if groups.get("next_year") and year is not None:
        year += 1
    if groups.get("december"):
        month = 12
    elif groups.get("m"):
        month = _number(groups["m"])
    elif not groups.get("d"):
        month = None
    if year is None:
        return None
    parts = DateParts(year, month, _number(groups.get("d")))
    return parts if _exists(parts) else None


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    sign = r"\s?(?P<sign>[-/.])\s?"
    return tuple(
        re.compile(_NOT_BEFORE + pattern)
        for pattern in (
            rf"{YEAR}{GAP}年{GAP}{MONTH}{GAP}月{GAP}{_DAY}{GAP}[日号]",
            rf"{YEAR}{GAP}年{GAP}{MONTH}{GAP}{_MONTH_END}(?!{GAP}[0-9]{{1,2}}{GAP}[日号])",
            rf"{YEAR}{GAP}年?{GAP}年(?P<december>[底末])",
            rf"{YEAR}{sign}{MONTH}\s?(?P=sign)\s?{_DAY}[日号]?{_NOT_MONEY}",
            rf"{YEAR}{sign}{MONTH}月?{_NOT_MONEY}(?!\s?(?P=sign)\s?[0-9]{{1,2}}(?![0-9]))",
            rf"{YEAR}{GAP}(?:年{GAP}全年度?|全年度?|年度?)(?!{GAP}[0-9]{{1,2}}{GAP}月)",
        )
    )


@cache
def _partial_dates(to_the_day: bool, to_the_month: bool) -> tuple[re.Pattern[str], ...]:
    year = rf"(?:(?P<next_year>{_NEXT_YEAR})|[当同本]年)?度?{GAP}"
    patterns = [
        rf"{year}{MONTH}{GAP}月{GAP}{_DAY}{GAP}[日号]",
        rf"{year}{MONTH}{GAP}{_MONTH_END}(?!{GAP}[0-9]{{1,2}}{GAP}[日号])",
        rf"(?:(?P<next_year>{_NEXT_YEAR})|[当同本]?年)(?P<december>[底末])",
    ]
    if to_the_day:
        patterns.append(rf"{MONTH}\s?[./]\s?{_DAY}[日号]?{_NOT_MONEY}")
        patterns.append(rf"{_DAY}{GAP}[日号]")
    elif to_the_month:
        patterns.append(rf"{MONTH}(?!\s*[0-9.年日天个季万亿元%])")
    return tuple(re.compile(pattern) for pattern in patterns)


def _packed(digits: str) -> str | None:
    """Read a whole string of digits: 20250131, 202501 or 2025."""
    if len(digits) not in (4, 6, 8):
        return None
    month = int(digits[4:6]) if len(digits) > 4 else None
    day = int(digits[6:]) if len(digits) > 6 else None
    parts = DateParts(int(digits[:4]), month, day)
    return parts.iso if _exists(parts) else None


def _number(printed: str | None) -> int | None:
    return None if printed is None else parse_numeral(re.sub("[Oo○]", "〇", printed))


def _exists(parts: DateParts) -> bool:
    if not _FIRST_YEAR <= parts.year <= _LAST_YEAR:
        return False
    if parts.month is None:
        return True
    if not 1 <= parts.month <= 12:
        return False
    return parts.day is None or 1 <= parts.day <= monthrange(parts.year, parts.month)[1]
