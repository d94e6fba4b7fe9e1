"""How exact a print is, and what it leaves open."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extraction.checks.figures import Figure, adds_up, agree, exceeds, step_of
from extraction.schema import Evidence

NOWHERE = Evidence(None, None, 0, 1, "")


def figure(printed: str) -> Figure:
    """Return a figure of an amount as printed, in 元 or 万元."""
    number = Decimal(printed.rstrip("万元").replace(",", "").lstrip("约"))
    factor = 10_000 if "万" in printed else 1
    return Figure(number * factor, step_of(printed), NOWHERE, printed.startswith("约"))


@pytest.mark.parametrize(
    ("printed", "unit", "step"),
    [
        ("3291.28万元", None, "100"),
        ("4,440,000.00", None, "0.01"),
        ("10万元", None, "10000"),
        ("1.5亿元", None, "10000000"),
        ("326.71", "万元", "100"),
        ("叁拾万元整", None, "0.01"),
        ("五十七万元", None, "10000"),
        ("五十七万三千元", None, "0.01"),
        ("1720.00万", None, "100"),
    ],
)
def test_step(printed: str, unit: str | None, step: str) -> None:
    assert step_of(printed, unit=unit) == Decimal(step)


@pytest.mark.parametrize(
    ("one", "other", "agreed", "reason"),
    [
        ("326.71万元", "326.72万元", False, "one exactness: two prints of one amount are equal"),
        ("37151.47万元", "371514655.00元", True, "rounded"),
        ("87.70万元", "877080.00元", True, "cut off"),
        ("87.69万元", "877080.00元", False, "neither rounded nor cut off"),
        ("887.36万元", "873617.00元", False, "a digit too many"),
        ("10万元", "104000元", True, "the print leaves 5,000 yuan open"),
        ("10万元", "112000元", False, "and no more when it is cut off"),
        ("1万元", "20,000.00元", False, "a whole digit less is not cut off"),
        ("0万元", "3000元", False, "nothing is nothing"),
        ("约100万元", "1040000元", True, "it says itself that it is not exact"),
    ],
)
def test_agree(one: str, other: str, agreed: bool, reason: str) -> None:
    assert agree(figure(one), figure(other)) is agreed, reason
    assert agree(figure(other), figure(one)) is agreed, reason


@pytest.mark.parametrize(
    ("whole", "parts", "added", "reason"),
    [
        ("326.72万元", ["84.65万元", "160.75万元", "80.38万元", "0.94万元"], True, "exact"),
        ("326.71万元", ["84.65万元", "160.75万元", "80.38万元", "0.94万元"], True, "rounding"),
        (
            "326.60万元",
            ["84.65万元", "160.75万元", "80.38万元", "0.94万元"],
            False,
            "more than that",
        ),
        ("3291.28万元", ["32912750元"], True, "50 yuan below"),
        ("3291.28万元", ["32912700元"], False, "100 yuan below"),
        ("3291.28万元", ["32912899元"], True, "cut off"),
        ("100元", ["60元", "30元"], False, "yuan"),
    ],
)
def test_adds_up(whole: str, parts: list[str], added: bool, reason: str) -> None:
    assert adds_up(figure(whole), [figure(part) for part in parts]) is added, reason


def test_exceeds_only_beyond_the_digits() -> None:
    assert exceeds(figure("10.02万元"), figure("10.00万元"))
    assert not exceeds(figure("10.00万元"), figure("100000元"))


@given(st.integers(1, 10**10), st.sampled_from([2, 1, 0]))
def test_a_print_agrees_with_what_it_prints(yuan: int, places: int) -> None:
    printed = figure(f"{Decimal(yuan) / 10000:.{places}f}万元")
    exact = Figure(Decimal(yuan), Decimal(1), NOWHERE)
    assert not printed.yuan or agree(printed, exact)


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20))
@example([1, 1, 1, 48])  # three parts that are printed 0.00
def test_rounded_parts_add_up_to_their_rounded_sum(parts: list[int]) -> None:
    printed = [figure(f"{Decimal(part) / 10000:.2f}万元") for part in parts]
    assert adds_up(figure(f"{Decimal(sum(parts)) / 10000:.2f}万元"), printed)
