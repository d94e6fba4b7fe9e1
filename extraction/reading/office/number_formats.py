"""Numbers of a workbook as its cells show them: dates, percents, thousands groups."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

# The formats that have a number and no text in the file (ECMA-376, part 1, 18.8.30), with
# those that Chinese versions give to 27 to 36 and 50 to 58.
BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "General",
    14: "yyyy-m-d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "yyyy-mm",
    22: "yyyy-m-d",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    41: "#,##0",
    42: "#,##0",
    43: "#,##0.00",
    44: "#,##0.00",
    27: "yyyy-mm",
    28: "m-d",
    29: "m-d",
    30: "m-d-yy",
    31: "yyyy-m-d",
    36: "yyyy-mm",
    50: "yyyy-mm",
    51: "m-d",
    52: "yyyy-mm",
    53: "m-d",
    54: "m-d",
    57: "yyyy-mm",
    58: "m-d",
}
# Quoted text, escaped characters, colours and conditions in brackets are no placeholders.
_NO_PLACEHOLDER = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY = 2_958_465  # 9999-12-31
_MOST_PLACES = 30
_MOST_DIGITS = 400


def shown_number(stored: str, pattern: str, *, from_1904: bool = False) -> str:
    """Return a stored number as its format shows it; dates in ISO form.

    >>> shown_number("4440000", "#,##0.00"), shown_number("0.95", "0%")
    ('4,440,000.00', '95%')
    >>> shown_number("45658", "yyyy/m/d"), shown_number("0.30000000000000004", "General")
    ('2025-01-01', '0.3')
    """
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return stored
    section = _NO_PLACEHOLDER.sub("", pattern.split(";")[0]).lower()
    if "general" in section or not section.strip():
        return _plain(number)
    if re.search(r"[yd]|(?<![a-z])m", section):
        return _date(number, section, from_1904=from_1904) or _plain(number)
    if not re.search(r"[0#?]", section) or "e+" in section or "/" in section:
        return _plain(number)
    places = min(len(re.findall(r"[0#?]", section.partition(".")[2])), _MOST_PLACES)
    if "%" in section:
        return f"{_rounded(number * 100, places):f}%"
    rounded = _rounded(number, places)
    return f"{rounded:,f}" if re.search(r"[0#?],[0#?]", section) else f"{rounded:f}"


def _plain(number: Decimal) -> str:
    """Return the number without what binary fractions leave at its end."""
    if number == number.to_integral_value():
        return f"{number:.0f}"
    text = f"{float(number):.15g}"
    return f"{Decimal(text):f}"


def _rounded(number: Decimal, places: int) -> Decimal:
    # a double holds 15 digits; what stands behind them is no print. Excel rounds 5 up.
    stored = Decimal(f"{float(number):.15g}")
    with localcontext(prec=_MOST_DIGITS):
        return stored.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _date(number: Decimal, section: str, *, from_1904: bool) -> str | None:
    days = int(number)
    if not 0 < days <= _LAST_DAY:
        return None
    day = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=days)
    if "y" not in section:
        return f"{day.month}月{day.day}日" if "d" in section else f"{day.month}月"
    return day.isoformat() if "d" in section else f"{day:%Y-%m}"
