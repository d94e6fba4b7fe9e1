"""The units of ``units.toml``."""

from decimal import Decimal

import pytest

from extraction.values.units import units


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("元", 1),
        ("圆", 1),
        ("千元", 1000),
        ("万", 10_000),
        ("万元", 10_000),
        ("亿元", 10**8),
        ("美元", None),
    ],
)
def test_factor(unit: str, factor: int | None) -> None:
    assert units().factor(unit) == (None if factor is None else Decimal(factor))


@pytest.mark.parametrize(
    ("text", "is_money"),
    [
        ("万，", True),
        ("万", True),
        ("万）", True),
        ("万（含）", True),
        ("万路", False),
        ("万 个", False),
        ("万平方米", False),
    ],
)
def test_what_may_stand_behind_a_bare_unit(text: str, *, is_money: bool) -> None:
    assert bool(units().bare_before.match(text, 1)) is is_money


def test_rules_are_loaded_once() -> None:
    assert units() is units()
