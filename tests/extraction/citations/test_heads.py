"""The heads of documents: where a title with its body begins and ends, and what is no head."""

from __future__ import annotations

import pytest

from extraction.citations.doc_numbers import find_numbers
from extraction.citations.flatten import flatten
from extraction.citations.heads import head_titles


def _heads(text: str, *, running: bool = False) -> list[str]:
    flat = flatten(text)
    found = head_titles(flat, find_numbers(flat), running=running)
    return [flat.text[title.start : title.end] for title in found]


@pytest.mark.parametrize(
    ("text", "heads", "why"),
    [
        (
            "松溪区政府关于绿地的批复松府〔2021〕3号区绿化局：你局请示收悉",
            ["松溪区政府关于绿地的批复"],
            "number, recipient",
        ),
        (
            "松溪区政府关于绿地的批复（松府〔2021〕3号）区绿化局、区水务局：",
            ["松溪区政府关于绿地的批复"],
            "the number in a bracket",
        ),
        (
            "某表头\n松溪区政府办转发区绿化局\n关于绿地的意见的通知\n松府办〔2021〕3号\n各街道（镇）：",
            ["松溪区政府办转发区绿化局关于绿地的意见的通知"],
            "a line of its own, broken",
        ),
        ("松溪区政府关于绿地的通知各街道，各公司；", ["松溪区政府关于绿地的通知"], "cut off"),
        (
            "松溪区绿化局关于印发《甲办法》的通知各街道：",
            ["松溪区绿化局关于印发《甲办法》的通知"],
            "the kind after the marks",
        ),
        ("根据松溪区政府关于绿地的通知各街道：", [], "a sentence"),
        ("关于绿地的通知各街道：", [], "no body"),
        ("松溪区政府关于绿地的通知要求各街道认真落实：", [], "no recipients"),
        ("松溪区政府关于绿地的通知（松府〔2021〕3号）", [], "no recipients at all"),
    ],
)
def test_heads(text: str, heads: list[str], why: str) -> None:
    assert _heads(text) == heads, why


@pytest.mark.parametrize(
    ("text", "heads", "why"),
    [
        (
            "松溪区政府关于绿地的通知 松府〔2021〕3号",
            ["松溪区政府关于绿地的通知"],
            "the whole text",
        ),
        (
            "松溪区政府关于绿地的通知（松府〔2021〕3号）为进一步加强管理",
            ["松溪区政府关于绿地的通知"],
            "its first sentence",
        ),
        ("松溪区政府关于绿地的通知根据《甲办法》", [], "without a number nothing says so"),
        ("松溪区政府关于绿地的通知（松府〔2021〕3号）为依据", [], "a sentence goes on"),
        ("按\n松溪区政府关于绿地的通知 松府〔2021〕3号", [], "not at the beginning"),
    ],
)
def test_a_running_text_may_begin_with_a_head(text: str, heads: list[str], why: str) -> None:
    assert _heads(text, running=True) == heads, why
    assert _heads(text) == []
