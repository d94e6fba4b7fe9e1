"""Printed money → yuan."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.values import find_amounts, parse_amount
from extraction.values.units import MoneyUnit, units

_MONEY_TEXT = st.text(
    alphabet="0123456789０１,，.．万元亿千百十三两壹¥约余（） \n-至年月路人预算费其中", max_size=60
)


@pytest.mark.parametrize(
    ("text", "yuan", "reason"),
    [
        ("4,440,000.00", "4440000.00", "groups and cents"),
        ("0", "0.00", "zero is an amount"),
        ("1720.00万", "17200000.00", "万 alone"),
        ("1.2亿元", "120000000.00", "亿元"),
        ("35.20 万元", "352000.00", "a blank before the unit"),
        ("¥1,234元整", "1234.00", "sign, unit and 整"),
        ("１，２３４．５０", "1234.50", "full-width throughout"),
        ("10,570,\n000.00", "10570000.00", "cut by the cell's edge"),
        ("约300万元", "3000000.00", "约 is dropped"),
        ("壹佰万元整", "1000000.00", "capitals"),
        ("叁佰元伍角贰分", "300.52", "jiao and fen"),
        ("-5", "-5.00", "negative"),
        ("3.14159265万元", "31415.93", "rounded to the cent"),
        ("1,2345.00", None, "broken groups"),
        ("¥", None, "a sign without a number"),
        ("—", None, "a dash is no amount"),
        ("", None, "an empty cell"),
        ("300万元（含税）", None, "anything beside the amount"),
        ("2025年", None, "a year"),
        ("95%", None, "a share"),
        ("9" * 30, None, "longer than any budget"),
    ],
)
def test_parse_amount(text: str, yuan: str | None, reason: str) -> None:
    assert parse_amount(text) == yuan, reason


def test_the_default_unit_is_the_tables() -> None:
    assert parse_amount("300", default_unit="万元") == "3000000.00"
    assert parse_amount("300元", default_unit="万元") == "300.00"


def test_an_unknown_default_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="美元"):
        parse_amount("300", default_unit="美元")


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("预算36500.00元。", [("36500.00元", "36500.00")], "number and unit"),
        (
            "场租12万，印刷3.5万）",
            [("12万", "120000.00"), ("3.5万", "35000.00")],
            "万 before marks",
        ),
        ("接入6万路，培训3万人，巡查2万次", [], "万 of other things"),
        ("常住人口约18万，", [], "people before the number"),
        ("共10 万 元", [("10 万 元", "100000.00")], "blanks inside the unit"),
        ("共598.4\n万元", [("598.4\n万元", "5984000.00")], "cut by a line end"),
        (
            "预算1 3 , 9 8 4 . 5 万元",
            [("1 3 , 9 8 4 . 5 万元", "139845000.00")],
            "every digit set apart",
        ),
        (
            "预算1 3，9 8 4 . 5 万元",
            [("1 3，9 8 4 . 5 万元", "139845000.00")],
            "a full-width comma is wide by itself",
        ),
        ("共 1 3 9\n0 万 元", [("1 3 9\n0 万 元", "13900000.00")], "apart over a line end"),
        ("1 3 ,98 4 . 5 万元", [], "only some digits apart: nobody knows where it begins"),
        ("共12 34万元", [], "two numbers, or one"),
        ("1 3 9 , 8 4 . 5万元", [], "broken groups, digits apart"),
        ("1 2，3 4 0万元", [], "a list, or one number"),
        ("1. 200万元用于采购", [("200万元", "2000000.00")], "the number of an item before it"),
        ("3\t200万元", [("200万元", "2000000.00")], "cells"),
        (
            "壹佰万元、三十万元",
            [("壹佰万元", "1000000.00"), ("三十万元", "300000.00")],
            "Chinese numerals",
        ),
        ("上百万元，数百万元，几十万元，二三十万元", [], "estimates are no amounts"),
        ("1亿2000万元", [("1亿2000万元", "120000000.00")], "two units"),
        ("3-5万元", [], "a range"),
        ("10万元至20万元", [], "a range with both units"),
        ("30万美元", [], "other money"),
        ("2025年第10号，占95.5%，2025元旦", [], "years, numbers, shares, 元旦"),
        ("￥1,234.00，", [("1,234.00", "1234.00")], "a sign instead of a unit"),
        ("1，234.56万元", [("1，234.56万元", "12345600.00")], "full-width groups"),
        ("12,34元", [], "broken groups"),
        ("300余万元", [("300余万元", "3000000.00")], "余 between number and unit"),
    ],
)
def test_find_amounts(text: str, expected: list[tuple[str, str]], reason: str) -> None:
    found = find_amounts(text)
    assert [(text[a.start : a.end], a.yuan) for a in found] == expected, reason


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("约30万元", True),
        ("30万元左右", True),
        ("30余万元", True),
        ("近30万元", True),
        ("预算30万元", False),
    ],
)
def test_approximate_words_are_seen(text: str, *, approximate: bool) -> None:
    assert [a.approximate for a in find_amounts(text)] == [approximate]


def test_units_are_as_printed() -> None:
    found = find_amounts("1元，2万元，3亿元，4万，￥5.00，六万元")
    assert [a.unit for a in found] == ["元", "万元", "亿元", "万", "¥", "万元"]


def test_offsets_count_from_the_texts_start() -> None:
    text = "预算10万元，决算9万元"
    assert [text[a.start : a.end] for a in find_amounts(text, start=6)] == ["9万元"]
    assert [text[a.start : a.end] for a in find_amounts(text, end=7)] == ["10万元"]


@pytest.mark.parametrize("rule", units().money, ids=lambda rule: rule.unit)
def test_every_unit_has_its_example(rule: MoneyUnit) -> None:
    assert [a.unit for a in find_amounts(rule.example)] == [rule.unit]
    assert find_amounts(rule.counter_example) == ()


@given(
    st.integers(min_value=0, max_value=10**12),
    st.sampled_from(["元", "千元", "万元", "百万元", "亿元"]),
)
def test_printed_cents_read_back(cents: int, unit: str) -> None:
    value = Decimal(cents) / 100
    factor = units().factor(unit)
    assert factor is not None
    expected = str((value * factor).quantize(Decimal("0.01")))
    assert parse_amount(f"{value:,.2f}{unit}") == expected
    assert [a.yuan for a in find_amounts(f"预算{value:,.2f}{unit}。")] == [expected]


@given(_MONEY_TEXT, st.integers(0, 20), st.integers(0, 60))
def test_spans_are_inside_ordered_and_hold_a_number(text: str, start: int, length: int) -> None:
    start, end = min(start, len(text)), min(start + length, len(text))
    at = start
    for amount in find_amounts(text, start=start, end=end):
        assert at <= amount.start < amount.end <= end
        assert re.fullmatch(r"\d+\.\d\d", amount.yuan)
        assert text[amount.start] not in " \n约"
        at = amount.end


@given(st.text(max_size=60))
def test_any_cell_is_read_or_refused(text: str) -> None:
    found = parse_amount(text)
    assert found is None or re.fullmatch(r"-?\d+\.\d\d", found)
