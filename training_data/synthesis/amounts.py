"""Amounts of money as documents print them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

Unit = Literal["元", "万元", "万", "亿元"]
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_TEN_THOUSAND = Decimal(10000)


@dataclass(frozen=True, slots=True)
class Printing:
    """One document's habit: unit, decimals and thousands separators."""

    unit: Unit
    places: int
    commas: bool

    def __call__(self, yuan: Decimal) -> str:
        """Print ``yuan``; more decimals than usual where fewer would change the amount."""
        factor = {
            "元": Decimal(1),
            "万元": _TEN_THOUSAND,
            "万": _TEN_THOUSAND,
            "亿元": _TEN_THOUSAND**2,
        }
        return self.number(yuan / factor[self.unit]) + self.unit

    def number(self, amount: Decimal) -> str:
        """Print a number without its unit."""
        needed = -int(Decimal(amount).normalize().as_tuple().exponent)
        places = max(self.places, needed)
        return f"{amount:,.{places}f}" if self.commas else f"{amount:.{places}f}"


def canonical(yuan: Decimal) -> str:
    """Return the contract's form: yuan with two places."""
    return f"{yuan:.2f}"


def any_printing(chance: random.Random, largest: Decimal) -> Printing:
    """Draw a habit for amounts of which ``largest`` is the largest."""
    if largest >= _TEN_THOUSAND**2 and chance.random() < 0.5:
        return Printing("亿元", 2, commas=False)
    unit: Unit = chance.choices(("元", "万元", "万"), (5, 6, 1))[0]
    places = chance.choice((0, 2, 2))
    return Printing(unit, places, commas=chance.random() < 0.3)


def any_yuan(chance: random.Random, *, low: int = 2, high: int = 3000) -> Decimal:
    """Draw an amount in yuan between ``low`` and about ``high`` 万元, now and then over one 亿."""
    if chance.random() < 0.03:
        return Decimal(chance.randint(10000, 30000) * 10000)
    ten_thousands = max(low, int(high * chance.random() ** 3))
    # Most amounts are round, some go down to a hundred yuan or to a single one.
    rest = chance.choice((0, 0, chance.randrange(100) * 100, chance.randrange(10000)))
    return Decimal(ten_thousands * 10000 + rest)


def split(yuan: Decimal, parts: int, chance: random.Random) -> list[Decimal]:
    """Split an amount into ``parts`` positive hundreds of yuan that add up to it."""
    hundreds = int(yuan // 100)
    cuts = sorted(chance.sample(range(1, hundreds), parts - 1))
    edges = [0, *cuts, hundreds]
    shares = [Decimal((b - a) * 100) for a, b in pairwise(edges)]
    shares[-1] += yuan - Decimal(hundreds * 100)
    return shares


def chinese(yuan: Decimal) -> str:
    """Print whole yuan in the numerals of contracts: 叁佰贰拾万元整."""
    whole = int(yuan)
    if whole != yuan:
        raise ValueError(f"{yuan} is not whole yuan")
    groups = []
    for name, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        groups.append((whole // size % 10000 if name != "亿" else whole // size, name))
    text = ""
    for value, name in groups:
        if value == 0:
            continue
        if text and value < 1000:
            text += "零"
        text += _thousands(value) + name
    return text + "元整"


def _thousands(value: int) -> str:
    text, zero = "", False
    for place, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = value // place % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text


def plain_chinese(number: int) -> str:
    """Print a number below ten thousand, or a few ten thousands, in plain numerals: 三百二十."""
    if number >= 10000:
        rest = number % 10000
        zero = "零" if 0 < rest < 1000 else ""
        return plain_chinese(number // 10000) + "万" + (zero + plain_chinese(rest) if rest else "")
    text = _thousands(number).translate(
        str.maketrans(_DIGITS + "拾佰仟", "零一二三四五六七八九十百千")
    )
    return text.removeprefix("一") if text.startswith("一十") else text


def plain_money(ten_thousands: int) -> str:
    """Print so many 万元 in plain numerals: 二百二十九万元, 一亿五千三百六十八万元."""
    hundred_millions, rest = divmod(ten_thousands, 10000)
    if not hundred_millions:
        return plain_chinese(rest) + "万元"
    zero = "零" if 0 < rest < 1000 else ""
    return (
        plain_chinese(hundred_millions)
        + "亿"
        + (f"{zero}{plain_chinese(rest)}万" if rest else "")
        + "元"
    )


def digit_by_digit(number: int) -> str:
    """Print a year as 二〇二五."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
