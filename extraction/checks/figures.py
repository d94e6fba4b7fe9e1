"""Numbers as printed: how exact they are, and when two of them, or a sum, can agree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extraction.schema import Evidence
from extraction.values import to_half_width
from extraction.values.units import units

_NUMBER = re.compile(r"[0-9](?:[0-9,，]*[0-9])?(?:\.(?P<decimals>[0-9]+))?")
_UNIT = re.compile(r"(?:百万|[千万亿])?[元圆]|[万亿]")
_NUMERAL_SCALE = re.compile("([万亿])[元圆]?$")
_CENT = Decimal("0.01")
_ROUNDED_AWAY = Decimal(100)  # what the last digit of 0.00万元 is worth


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in yuan with the place where it is printed.

    ``step`` is what one unit of the last printed digit is worth, in yuan: 3291.28万元 has
    100, so the amount meant lies within 50 yuan of the print. ``approximate`` is set where
    the print itself says so (约, 左右).
    """

    yuan: Decimal
    step: Decimal
    evidence: Evidence
    approximate: bool = False

    @property
    def half(self) -> Decimal:
        """How far the amount meant may lie from the print, in yuan.

        A printed 0 is nothing; 0.00万元 may be an amount that was rounded away.
        """
        return self.step / 2 if self.yuan or self.step <= _ROUNDED_AWAY else Decimal(0)


def step_of(printed: str, *, unit: str | None = None) -> Decimal:
    """Return what the last printed digit of an amount is worth, in yuan.

    ``unit`` is that of a number printed without one (元 where it is not given).

    >>> step_of("3291.28万元"), step_of("4,440,000.00")
    (Decimal('100.00'), Decimal('0.01'))
    """
    plain = "".join(to_half_width(printed).split())
    found = _NUMBER.search(plain)
    if found is None:
        # 五十七万元 may be cut off as 57万元 is; 整 says that it is not
        scale = _NUMERAL_SCALE.search(plain)
        factor = units().factor(f"{scale[1]}元") if scale is not None else None
        return factor if factor is not None else _CENT
    decimals = len(found["decimals"] or "")
    after = _UNIT.match(plain, found.end())
    factor = units().factor(after[0] if after else unit or "元")
    return (Decimal(1) if factor is None else factor) * Decimal(1).scaleb(-decimals)


def agree(one: Figure, other: Figure) -> bool:
    """Tell whether two prints can be of one amount.

    Printed with the same exactness they must be equal; else the finer one must lie in the
    interval that the digits of the coarser one allow: rounded to them, or cut off after them
    (87.708万元 is printed as 87.70万元 by offices that cut off).
    """
    apart = abs(one.yuan - other.yuan)
    if not apart:
        return True
    if one.approximate or other.approximate:
        return apart <= max(one.yuan, other.yuan) / 20
    if one.step == other.step or not one.yuan or not other.yuan:
        return False
    fine, coarse = sorted((one, other), key=lambda figure: figure.step)
    beyond = abs(fine.yuan) - abs(coarse.yuan)
    return -coarse.half - fine.half <= beyond < coarse.step


def adds_up(whole: Figure, parts: Iterable[Figure]) -> bool:
    """Tell whether ``parts`` can add up to ``whole``, each within its printed digits.

    A whole that is printed more coarsely than all its parts may be cut off after its digits.
    """
    held = tuple(parts)
    beyond = total(held) - whole.yuan
    room = whole.half + sum((part.half for part in held), Decimal(0))
    if abs(beyond) <= room or (whole.approximate and abs(beyond) <= whole.yuan / 20):
        return True
    is_coarser = all(part.step < whole.step for part in held)
    return is_coarser and 0 <= beyond < room + whole.half


def total(parts: Sequence[Figure]) -> Decimal:
    """Return the sum of the parts in yuan."""
    return sum((part.yuan for part in parts), Decimal(0))


def exceeds(one: Figure, other: Figure) -> bool:
    """Tell whether ``one`` is above ``other`` beyond what their digits leave open."""
    return one.yuan - one.half > other.yuan + other.half


def yuan_words(amount: Decimal) -> str:
    """Print yuan for a sentence: 4,440,000.00元."""
    return f"{amount:,.2f}元"


def evidence_of(figures: Iterable[Figure]) -> tuple[Evidence, ...]:
    """Return where the figures stand."""
    return tuple(figure.evidence for figure in figures)
