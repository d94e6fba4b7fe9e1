"""When two values say the same."""

from __future__ import annotations

import pytest

from models.comparing import EXACT_FIELDS, Level, agrees, likeness, printed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("", None),  # nothing printed is nothing said
        (" \n\u3000", None),
        ([], None),
        ("平安 建设", "平安 建设"),
        (0, "0"),  # zero is a value
        (2025, "2025"),
        ([3, 5], "3-5"),
        ({"value": "平安", "page": 2}, "平安"),  # a prediction's value stands in an object
        ({"value": None}, None),
    ],
)
def test_printed(value: object, text: str | None) -> None:
    assert printed(value) == text


TEN = "一二三四五六七八九十"


@pytest.mark.parametrize(
    ("name", "expected", "found", "strict", "soft"),
    [
        ("name", "平 安\n建设", "平安建\u3000设", True, True),  # whitespace of any kind
        ("name", TEN, TEN[:-1] + "百", False, True),  # 9 of 10: just alike enough
        ("name", TEN[:9], TEN[:8] + "百", False, False),  # 8 of 9: just not
        ("name", "（", "(", False, False),  # punctuation keeps its width
        ("name", None, None, True, True),
        ("name", "平安", None, False, False),
        ("name", None, "平安", False, False),
        # eleven characters, one wrong: alike as words, but another amount
        ("total_funding", "12345678.00", "12345679.00", False, False),
        ("period_end", "2025-12-31", "2025-12-30", False, False),
        ("doc_number", "湖府办发〔2024〕12号", "湖府办发〔2024〕13号", False, False),
        ("declared.amount", "12345678.00", "12345679.00", False, False),
    ],
)
def test_agreement(
    name: str, expected: str | None, found: str | None, strict: bool, soft: bool
) -> None:
    assert agrees(name, expected, found, "strict") is strict
    assert agrees(name, expected, found, "soft") is soft


@pytest.mark.parametrize("level", ["strict", "soft"])
def test_exact_fields_are_right_when_equal(level: Level) -> None:
    assert all(agrees(name, "2025 ", "2025", level) for name in EXACT_FIELDS)


def test_likeness_of_what_is_not_there_is_nothing() -> None:
    assert likeness(None, "平安") == likeness("平安", None) == likeness(None, None) == 0.0
    assert likeness("平安", "平 安") == 1.0
    assert likeness("平安", "平和") == 0.5
