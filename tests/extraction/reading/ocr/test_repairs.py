"""Each class of mistakes: what it repairs and what it must leave alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.reading.ocr.engine import LineReading
from extraction.reading.ocr.repairs import repaired, repaired_text

_FILE = Path(__file__).parents[4] / "extraction" / "reading" / "ocr" / "repairs.toml"
_RULES = tomllib.loads(_FILE.read_text(encoding="utf-8"))["repair"]


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: str(rule["name"]))
def test_the_example_is_repaired_and_the_counter_example_is_not(rule: dict[str, object]) -> None:
    example = rule["example"]
    assert isinstance(example, dict)
    assert repaired_text(example["text"]) == example["result"]
    assert repaired_text(str(rule["counter_example"])) == rule["counter_example"]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("20l9年", "2019年", "an l inside a year"),
        ("1,OOO.00元", "1,000.00元", "several letters in a row"),
        ("IOT平台", "IOT平台", "letters among letters"),
        ("第I类", "第I类", "a Roman numeral beside no digit"),
        ("二O二五年", "二〇二五年", "a letter in a year of Chinese numerals"),
        ("沪府规〔2022】2号", "沪府规〔2022〕2号", "the closing bracket"),
        ("(2022)2号", "(2022)2号", "a pair of other brackets is what is printed"),
        ("≥4.00(次)", "≥4.00(次)", "an indicator"),
        ("意见>的通知》", "意见〉的通知》", "the end of an inner title"),
    ],
)
def test_classes_of_mistakes(text: str, expected: str, reason: str) -> None:
    assert repaired_text(text) == expected, reason


@given(st.text(alphabet="0123456789OIl|〔〕[]()<>二五〇年月元.,，、《》办法意见号", max_size=30))
def test_places_stay_what_they_are(text: str) -> None:
    reading = LineReading(text, tuple(range(len(text))), (1.0,) * len(text))
    assert len(repaired(reading).text) == len(text)
