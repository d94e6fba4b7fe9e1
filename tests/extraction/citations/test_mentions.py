"""Which number, issuer and article belong to which title."""

from __future__ import annotations

import pytest

from extraction.citations.doc_numbers import find_numbers
from extraction.citations.flatten import flatten
from extraction.citations.mentions import Mention, find_mentions, find_titles


def _mentions(text: str) -> tuple[Mention, ...]:
    flat = flatten(text)
    numbers = find_numbers(flat)
    return find_mentions(flat, find_titles(flat, numbers, "basis"), numbers, "basis")


@pytest.mark.parametrize(
    ("text", "numbers", "why"),
    [
        ("《甲办法》（普水〔2021〕3号）", [["普水〔2021〕3号"]], "after"),
        ("普水〔2021〕3号《甲办法》", [["普水〔2021〕3号"]], "before"),
        ("普水〔2021〕3号区水务局《甲办法》", [["普水〔2021〕3号"]], "before the issuer"),
        ("普水〔2021〕3号、《甲办法》", [[]], "before, in a list"),
        (
            "普水〔2021〕3号《甲办法》普水〔2022〕4号《乙办法》",
            [["普水〔2021〕3号"], ["普水〔2022〕4号"]],
            "numbers first, as the first one shows",
        ),
        (
            "《甲办法》普水〔2021〕3号《乙办法》普水〔2022〕4号",
            [["普水〔2021〕3号"], ["普水〔2022〕4号"]],
            "titles first",
        ),
        ("《甲局公告》（〔2021〕第3号）", [["甲局公告〔2021〕第3号"]], "the body inside the marks"),
    ],
)
def test_numbers_of_titles(text: str, numbers: list[list[str]], why: str) -> None:
    found = [[number.canonical for number in mention.numbers] for mention in _mentions(text)]
    assert found == numbers, why


def test_a_number_belongs_to_one_title() -> None:
    mentions = _mentions("《甲办法》（普水〔2021〕3号）《乙办法》")
    assert [len(mention.numbers) for mention in mentions] == [1, 0]


def test_a_contract_keeps_its_number_to_itself() -> None:
    (mention,) = _mentions("《甲合同》（松水〔2021〕3号）")
    assert mention.rule is None
    assert len(mention.numbers) == 1


def test_an_unmarked_title_is_read_once() -> None:
    flat = flatten("文件依据：关于绿地的通知（松绿〔2020〕1号）")
    titles = find_titles(flat, find_numbers(flat), "basis")
    assert [title.title for title in titles] == ["关于绿地的通知"]
