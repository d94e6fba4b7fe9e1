"""What an analyst typed, selected or framed → the value that it means."""

from __future__ import annotations

from collections.abc import Iterable

from extraction.citations import find_citations, normalise_doc_number, normalise_title
from extraction.errors import ReviewError
from extraction.schema import DATE_FIELDS, MONEY_FIELDS, Citation, SectionKind, Value
from extraction.values import find_amounts, find_period, parse_amount, parse_date

_UNITS = ("元", "万元", "千元", "百万元", "亿元")


def read_value(field: str, text: str, *, unit: str = "元") -> str | None:
    """Return the normalised value of a field from a text; None for an empty one.

    ``unit`` is that of an amount printed without one. Raises `ReviewError` (``unreadable_value``)
    for money without an amount and a date that is none.
    """
    printed = "".join(text.split())
    if not printed:
        return None
    if field in MONEY_FIELDS:
        amount = parse_amount(printed, default_unit=unit)
        if amount is None:
            found = find_amounts(text)
            amount = found[0].yuan if len(found) == 1 else None
        if amount is None:
            raise _unreadable(text, "金额，例如 4440000、4,440,000.00 或 444万元")
        return amount
    if field in DATE_FIELDS:
        date = parse_date(printed)
        if date is None:
            period = find_period(text)
            point = None
            if period is not None:
                point = period.end if field.endswith("end") or "end_" in field else period.start
            if point is not None:
                return str(point.value)
            raise _unreadable(text, "日期，例如 2025-01-01、2025年1月")
        return date
    if field in ("overall_goal", "annual_goal"):
        return printed
    return printed


def money_unit(values: Iterable[Value]) -> str:
    """Return the unit in which a form prints its money, told from the values that were read."""
    votes: dict[str, int] = {}
    for value in values:
        if value.method == "analyst" or value.value is None or not value.text.strip():
            continue
        for unit in _UNITS:
            try:
                amount = parse_amount(value.text, default_unit=unit)
            except ValueError:
                continue
            if amount is not None and amount == value.value and amount != "0.00":
                votes[unit] = votes.get(unit, 0) + 1
    return max(_UNITS, key=lambda unit: votes.get(unit, 0))


def read_citation(
    text: str, *, start: int, end: int, section: SectionKind | None, page: int | None, by: str
) -> Citation:
    """Return the citation that a selected piece of text is.

    What the rules see in it gives title, number, issuer, article and version; where they see
    nothing, the whole piece is the title. Raises `ReviewError` (``unreadable_value``) for an
    empty piece.
    """
    printed = text[start:end]
    if not printed.strip():
        raise _unreadable(printed, "一段引用的文字")
    found = find_citations(text, start=start, end=end, section=section)
    if found:
        seen = found[0]
        return Citation(
            seen.title,
            seen.doc_number,
            seen.issuer,
            seen.article,
            seen.version,
            printed,
            section,
            page,
            start,
            end,
            "analyst",
            by,
            1.0,
        )
    squeezed = "".join(printed.split())
    number = normalise_doc_number(squeezed)
    title = None if number else normalise_title(squeezed.strip('《》“”"，。；、'))
    return Citation(
        title, number, None, None, None, printed, section, page, start, end, "analyst", by, 1.0
    )


def _unreadable(text: str, expected: str) -> ReviewError:
    return ReviewError(
        found=f"“{text.strip()[:60]}”",
        expected=expected,
        hint="改正输入后再保存。",
        code="unreadable_value",
    )
