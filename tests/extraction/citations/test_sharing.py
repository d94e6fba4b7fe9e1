"""One number after several titles."""

from __future__ import annotations

import pytest

from extraction.citations.doc_numbers import find_numbers
from extraction.citations.flatten import flatten
from extraction.citations.mentions import find_mentions, find_titles
from extraction.citations.sharing import share_numbers


@pytest.mark.parametrize(
    ("text", "numbered", "why"),
    [
        (
            "《泵站设施运行办法》和《泵站设施考核细则》（普水〔2021〕3号）",
            [True, True],
            "one matter",
        ),
        (
            "《泵站设施管理办法》、《泵站设施运行规程》、《泵站设施应急预案》（普水〔2021〕3号）",
            [True, True, True],
            "three of one matter",
        ),
        (
            "《某市泵站设施管理办法》《泵站设施运行规程》（普水〔2021〕3号）",
            [True, True],
            "a place before",
        ),
        (
            "《泵站管理办法》和《绿地管理办法》（普水〔2021〕3号）",
            [True, True],
            "a pair joined by 和",
        ),
        (
            "《泵站管理办法》、《绿地管理办法》（普水〔2021〕3号）",
            [False, True],
            "a list, two matters",
        ),
        (
            "《泵站绿地办法》和《绿地意见》（均为普水〔2021〕3号）",
            [True, True],
            "the print says so",
        ),
        (
            "《泵站设施管理办法》和《泵站设施管理办法实施细则》（普水〔2021〕3号）",
            [False, True],
            "detailed",
        ),
        ("《泵站设施条例》和《泵站设施细则》（普水〔2021〕3号）", [False, True], "a local law"),
        ("《关于泵站的通知》和《关于泵站的意见》（普水〔2021〕3号）", [False, True], "two notices"),
        (
            "《水法》和《道路养护细则》（普水〔2021〕3号）",
            [False, True],
            "a law has no such number",
        ),
        (
            "《道路规定》、《泵站运行办法》和《道路养护细则》（普水〔2021〕3号）",
            [False, False, True],
            "no pair where a third stands before",
        ),
        (
            "《泵站设施运行办法》第四条和《泵站设施考核细则》（普水〔2021〕3号）",
            [False, True],
            "an article between",
        ),
        (
            "《泵站设施运行办法》，参照《泵站设施考核细则》（普水〔2021〕3号）",
            [False, True],
            "words between",
        ),
        (
            "《泵站设施运行办法》（普水〔2020〕1号）和《泵站设施考核细则》（普水〔2021〕3号）",
            [True, True],
            "each its own",
        ),
    ],
)
def test_share_numbers(text: str, numbered: list[bool], why: str) -> None:
    flat = flatten(text)
    numbers = find_numbers(flat)
    mentions = find_mentions(flat, find_titles(flat, numbers, "basis"), numbers, "basis")
    shared = share_numbers(flat.text, mentions)
    assert [bool(mention.numbers) for mention in shared] == numbered, why


def test_a_number_of_its_own_is_never_replaced() -> None:
    text = "《泵站设施运行办法》（普水〔2020〕1号）和《泵站设施考核细则》（普水〔2021〕3号）"
    flat = flatten(text)
    numbers = find_numbers(flat)
    mentions = find_mentions(flat, find_titles(flat, numbers, "basis"), numbers, "basis")
    assert share_numbers(flat.text, mentions) == list(mentions)
