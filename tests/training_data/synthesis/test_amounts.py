"""Amounts as documents print them."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training_data.synthesis.amounts import (
    Printing,
    canonical,
    chinese,
    digit_by_digit,
    plain_chinese,
    plain_money,
    split,
)


@pytest.mark.parametrize(
    ("yuan", "printing", "expected"),
    [
        ("4440000", Printing("元", 2, commas=True), "4,440,000.00元"),  # commas and places
        ("4440000", Printing("元", 0, commas=False), "4440000元"),  # neither
        ("17200000", Printing("万元", 2, commas=False), "1720.00万元"),  # ten thousands
        ("98800", Printing("万", 0, commas=False), "9.88万"),  # places that would be lost are kept
        ("2381892", Printing("万元", 2, commas=False), "238.1892万元"),  # single yuan in 万元
        ("120000000", Printing("亿元", 2, commas=False), "1.20亿元"),  # hundred millions
    ],
)
def test_print_keeps_the_amount(yuan: str, printing: Printing, expected: str) -> None:
    assert printing(Decimal(yuan)) == expected


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        (300000, "叁拾万元整"),  # no zero at the end
        (3200000, "叁佰贰拾万元整"),
        (10050000, "壹仟零伍万元整"),  # a zero inside a group
        (120000000, "壹亿贰仟万元整"),
        (100500000, "壹亿零伍拾万元整"),  # a zero between groups
    ],
)
def test_chinese_contract_numerals(yuan: int, expected: str) -> None:
    assert chinese(Decimal(yuan)) == expected


def test_chinese_refuses_fractions() -> None:
    with pytest.raises(ValueError, match="whole yuan"):
        chinese(Decimal("1.50"))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (5, "五"),
        (10, "十"),
        (12, "十二"),
        (320, "三百二十"),
        (105, "一百零五"),
        (12000, "一万二千"),
    ],
)
def test_plain_chinese(number: int, expected: str) -> None:
    assert plain_chinese(number) == expected


def test_digit_by_digit() -> None:
    assert digit_by_digit(2025) == "二〇二五"


@given(
    yuan=st.integers(min_value=20000, max_value=300_000_000),
    parts=st.integers(min_value=2, max_value=4),
    seed=st.integers(),
)
def test_parts_add_up(yuan: int, parts: int, seed: int) -> None:
    shares = split(Decimal(yuan), parts, random.Random(seed))
    assert len(shares) == parts
    assert all(share > 0 for share in shares)
    assert canonical(sum(shares, Decimal(0))) == canonical(Decimal(yuan))


@pytest.mark.parametrize(
    ("ten_thousands", "printed"),
    [
        (229, "二百二十九万元"),
        (15368, "一亿五千三百六十八万元"),
        (10050, "一亿零五十万元"),
        (20000, "二亿元"),
    ],
)
def test_plain_money(ten_thousands: int, printed: str) -> None:
    assert plain_money(ten_thousands) == printed
