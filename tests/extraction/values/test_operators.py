"""An indicator's cell → operator, value, unit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.values import ParsedIndicator, parse_indicator, parse_parts
from extraction.values.units import IndicatorRule, units


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit", "reason"),
    [
        ("≥3650000.00(元)", "≥", "3650000.00", "元", "the printed digits stay"),
        ("≧95%", "≥", "95", "%", "another sign"),
        ("＞3.00(次)", ">", "3.00", "次", "a full-width sign"),
        ("=100.00(%)", "=", "100.00", "%", "equal"),
        ("≤1.00 (次)", "≤", "1.00", "次", "a blank before the bracket"),
        ("≥4.00\n(次)", "≥", "4.00", "次", "cut by the cell's edge"),
        (">=90%", "≥", "90", "%", "two characters for one sign"),
        ("＝１００％", "=", "100", "%", "full-width throughout"),
        ("≥1,000(人次)", "≥", "1000", "人次", "groups"),
        ("≥90", "≥", "90", None, "no unit"),
        ("≥3个项目", "≥", "3", "个项目", "behind a sign any unit is one"),
        ("≥95%以上", "≥", "95", "%", "the sign said it already"),
        ("≤365000.00(项)", "≤", "365000.00", "项", "a wrong unit stays as printed"),
        ("≥-5%", "≥", "-5", "%", "a negative number"),
        ("不低于75%", "≥", "75", "%", "the word and a number are the whole cell"),
        ("不少于 3 次", "≥", "3", "次", "the second word"),
        ("不超过10天", "≤", "10", "天", "the third word"),
        ("300米", None, "300", "米", "a number and a known unit"),
        ("100%", None, "100", "%", "a share"),
        ("12个月", None, "12", "个月", "months"),
        ("4次/年", None, "4", "次/年", "a rate"),
        ("3.00(次)", None, "3.00", "次", "a bracket without a sign"),
        ("完全稳定", None, "完全稳定", None, "words"),
        ("合格率不低于75%", None, "合格率不低于75%", None, "a sentence with a word inside"),
        ("大于等于90%", None, "大于等于90%", None, "words for a sign are words"),
        ("90%以上", None, "90%以上", None, "no sign"),
        ("1-3次", None, "1-3次", None, "a range"),
        ("2025年12月前", None, "2025年12月前", None, "a date"),
        ("2025年", None, "2025年", None, "a year is no count of years"),
        ("3年", None, "3", "年", "a count of years"),
        ("5A级", None, "5A级", None, "a grade"),
        ("100%完成", None, "100%完成", None, "a number inside words"),
        ("1:1", None, "1:1", None, "a ratio"),
        ("≥1,00", None, "≥1,00", None, "broken groups"),
        ("3≤X≤5", None, "3≤X≤5", None, "two signs"),
        ("", None, None, None, "an empty cell"),
    ],
)
def test_parse_indicator(
    text: str, operator: str | None, value: str | None, unit: str | None, reason: str
) -> None:
    found = parse_indicator(text)
    assert (found.operator, found.value, found.unit) == (operator, value, unit), reason


@pytest.mark.parametrize("rule", units().indicator_rules, ids=lambda rule: rule.name)
def test_every_rule_has_its_example(rule: IndicatorRule) -> None:
    assert parse_indicator(rule.example).value != rule.example
    assert parse_indicator(rule.counter_example) == ParsedIndicator(
        None, rule.counter_example, None
    )


@given(
    st.sampled_from("≥≤=><"),
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False),
    st.sampled_from(["元", "次", "%", "人次"]),
)
def test_printed_indicators_read_back(sign: str, number: object, unit: str) -> None:
    found = parse_indicator(f"{sign}{number}({unit})")
    assert (found.operator, found.value, found.unit) == (sign, str(number), unit)


@given(st.text(alphabet="≥≤=>＜<0123,.%％(次)（元）不低于超过年 以上\n", max_size=20))
def test_a_cell_is_a_number_or_its_own_words(text: str) -> None:
    found = parse_indicator(text)
    words = "".join(text.split())
    if found.value is not None and re.fullmatch(r"-?\d+(\.\d+)?", found.value):
        assert found.value in words.replace(",", "") or not words.isascii()
    else:
        assert (found.operator, found.value, found.unit) == (None, words or None, None)


@pytest.mark.parametrize(
    ("sign", "value", "unit", "expected", "reason"),
    [
        ("≥", "95", "%", ("≥", "95", "%"), "three cells"),
        ("小于等于", "1,200", "元", ("≤", "1200", "元"), "a sign in words, a comma in the number"),
        ("＝", "3", "（次）", ("=", "3", "次"), "full width, brackets"),
        ("", "明显改善", "", (None, "明显改善", None), "words"),
        ("", "≥95%", "", ("≥", "95", "%"), "the value prints its own sign and unit"),
        ("定性", "3", "", (None, "3", None), "no sign"),
    ],
)
def test_parse_parts(
    sign: str, value: str, unit: str, expected: tuple[str | None, ...], reason: str
) -> None:
    found = parse_parts(sign, value, unit)
    assert (found.operator, found.value, found.unit) == expected, reason
