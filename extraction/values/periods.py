"""Printed periods (实施周期) → start and end, each with its own span."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.values.dates import (
    GAP,
    MONTH,
    YEAR,
    DateParts,
    date_parts,
    read_date,
    read_partial,
)
from extraction.values.numerals import to_half_width


@dataclass(frozen=True, slots=True)
class DatePoint:
    """One side of a period: an ISO date and ``text[start:end]`` that prints it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """A period; a side that the text does not date is ``None``.

    ``phases`` counts the ranges that the period was put together from.
    """

    start: DatePoint | None
    end: DatePoint | None
    phases: int = 1


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """Words beside a date that make it a start or an end (``periods.toml``)."""

    name: str
    side: str
    where: str
    pattern: re.Pattern[str]
    example: str
    counter_example: str


# The words before a date that are looked at.
_BESIDE = 8


@dataclass(frozen=True, slots=True)
class _Mark:
    parts: DateParts
    start: int
    end: int


def find_period(
    text: str, *, start: int = 0, end: int | None = None, year: int | None = None
) -> Period | None:
    """Find the period that ``text[start:end]`` states.

    Ranges first; several (the phases of a plan) give their first start and last end. Else
    a whole year ("2025年度", "2024全年"); else what single dates say with 开工, 起, 前,
    竣工. A length alone ("一年", "工期240天") and quarters give none.

    ``year`` is the year of months that print none ("1月至12月"); without it they give none.
    """
    end = len(text) if end is None else end
    plain = to_half_width(text[start:end])
    ranges, singles = _scan(plain, year=year)
    if ranges:
        ranges = _phases(ranges)
        first, last = ranges[0][0], max((high for _, high in ranges), key=_last_day)
        return Period(_point(first, start), _point(last, start), phases=len(ranges))
    for mark in singles:
        if _is_whole_year(plain, mark, alone=len(singles) == 1):
            return Period(_point(mark, start), _point(mark, start))
    opening = next((m for m in singles if _side(plain, m, side="start")), None)
    closing = next((m for m in reversed(singles) if _side(plain, m, side="end")), None)
    if opening and closing and closing.parts.last < opening.parts.first:
        return None
    if not opening and not closing:
        return None
    return Period(
        _point(opening, start) if opening else None, _point(closing, start) if closing else None
    )


def _phases(ranges: list[tuple[_Mark, _Mark]]) -> list[tuple[_Mark, _Mark]]:
    """Return the ranges that make up one period.

    The first where it holds all others; all where each starts behind the one before; else
    the first alone, for the others are periods of something else.
    """
    _, last = ranges[0]
    if all(_last_day(high) <= _last_day(last) for _, high in ranges[1:]):
        return ranges[:1]
    days = [low.parts.first for low, _ in ranges]
    return ranges if days == sorted(days) else ranges[:1]


def _last_day(mark: _Mark) -> tuple[int, int, int]:
    return mark.parts.last


def _point(mark: _Mark, offset: int) -> DatePoint:
    return DatePoint(mark.parts.iso, offset + mark.start, offset + mark.end)


def _scan(plain: str, *, year: int | None) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """Read every range and every single date, months without a year after the last year."""
    ranges: list[tuple[_Mark, _Mark]] = []
    singles: list[_Mark] = []
    at = 0
    while found := _anchor().search(plain, at):
        mark = _read_start(plain, found.start(), year=year)
        if mark is None:
            at = found.start() + 1
            continue
        at, year = mark.end, mark.parts.year
        link = _link().match(plain, mark.end)
        read = link and _read_end(plain, link.end(), after=mark.parts)
        if link and read:
            parts, at = read
            year = parts.year
            if parts.last >= mark.parts.first:
                ranges.append((mark, _Mark(parts, link.end(), at)))
        else:
            singles.append(mark)
    return ranges, singles


@cache
def _anchor() -> re.Pattern[str]:
    """Where a date may start: a year, or a month that is not the rest of one."""
    month = rf"(?<![0-9年./-])(?<!每年)(?=(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]){GAP}"
    return re.compile(rf"(?<![0-9.,])(?={YEAR})|{month}(?:月|{_link_text()}[0-9]{{1,2}}{GAP}月))")


def _link_text() -> str:
    sign = r"(?:[-‐‑–—―─━~～∼〜]{1,3}|[至到]于?)"
    begins = "(?:起始?|开始实施|开始|始|启动)?"
    return rf"{GAP}{begins}{GAP}[，,]?{GAP}[（(\[]?{GAP}(?:截)?{sign}{GAP}"


@cache
def _link() -> re.Pattern[str]:
    return re.compile(_link_text())


@cache
def _starts() -> tuple[re.Pattern[str], ...]:
    """Starts that only a range may have: 2025年1(-12月), 2024(-2026年), 20250101(-20251231)."""
    link, not_before = _link_text(), r"(?<![0-9.,])"
    return (
        re.compile(rf"{not_before}{YEAR}{GAP}年{GAP}{MONTH}(?={link}[0-9]{{1,2}}{GAP}月)"),
        re.compile(rf"{not_before}{YEAR}(?={link}(?:19|20)[0-9]{{2}}(?![0-9]))"),
        re.compile(rf"{not_before}{YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])(?![0-9])"),
    )


@cache
def _yearless() -> re.Pattern[str]:
    return re.compile(rf"{MONTH}(?={_link_text()}[0-9]{{1,2}}{GAP}月)")


def _read_start(plain: str, at: int, *, year: int | None) -> _Mark | None:
    for pattern in _starts():
        found = pattern.match(plain, at)
        parts = date_parts(found.groupdict()) if found else None
        if found and parts:
            return _Mark(parts, at, found.end())
    read = read_date(plain, at)
    if read is None and year is not None:
        read = read_partial(plain, at, after=DateParts(year))
        found = _yearless().match(plain, at)
        if read is None and found:
            parts = date_parts(found.groupdict(), year=year)
            read = (parts, found.end()) if parts else None
    return _Mark(read[0], at, read[1]) if read else None


def _read_end(plain: str, at: int, *, after: DateParts) -> tuple[DateParts, int] | None:
    read = read_date(plain, at) or read_partial(plain, at, after=after)
    if read:
        return read
    # The years and packed dates that stand without 年 only behind a range's sign.
    for pattern in (_starts()[2], _bare_year()):
        found = pattern.match(plain, at)
        parts = date_parts(found.groupdict()) if found else None
        if found and parts and (parts.month or not after.month):
            return parts, found.end()
    return None


@cache
def _bare_year() -> re.Pattern[str]:
    return re.compile(rf"{YEAR}(?![0-9])")


_INSIDE = re.compile(r"年?内|\s*全年")
# What may stand beside a year that is the whole statement.
_FILLER = re.compile(
    r"[\s。，,.;；:：（）()本该为]|实施|执行|建设|全年|[一1]年|12个月|项目|周期|期限?"
)


def _is_whole_year(plain: str, mark: _Mark, *, alone: bool) -> bool:
    """Say whether a year stands for all of itself: 2024全年, 2025年度, 2025年内, or alone."""
    if mark.parts.month is not None:
        return False
    if "全年" in plain[mark.start : mark.end] or _INSIDE.match(plain, mark.end):
        return True
    return alone and not _FILLER.sub("", plain[: mark.start] + plain[mark.end :])


def _side(plain: str, mark: _Mark, *, side: str) -> bool:
    """Say whether the words beside a date make it the start or the end of the period."""
    before = plain[max(0, mark.start - _BESIDE) : mark.start]
    return any(
        rule.pattern.match(plain, mark.end)
        if rule.where == "after"
        else rule.pattern.search(before)
        for rule in period_rules()
        if rule.side == side
    )


@cache
def period_rules() -> tuple[PeriodRule, ...]:
    """Load ``periods.toml`` once."""
    data = tomllib.loads(files(__package__).joinpath("periods.toml").read_text("utf-8"))
    return tuple(
        PeriodRule(
            name=row["name"],
            side=row["side"],
            where=row["where"],
            pattern=re.compile(row["pattern"] + ("$" if row["where"] == "before" else "")),
            example=row["example"],
            counter_example=row["counter_example"],
        )
        for row in data["rule"]
    )
