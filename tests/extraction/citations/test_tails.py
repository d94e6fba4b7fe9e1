"""What follows a title."""

from __future__ import annotations

import pytest

from extraction.citations.doc_numbers import find_numbers
from extraction.citations.flatten import flatten
from extraction.citations.tails import Tail, read_tail


def _tail(text: str, *, limit: int | None = None) -> tuple[Tail, str]:
    flat = flatten(text)
    tail = read_tail(flat, 0, find_numbers(flat), len(flat.text) + 1 if limit is None else limit)
    return tail, flat.text[: tail.end]


@pytest.mark.parametrize(
    ("text", "numbers", "read", "why"),
    [
        ("（普水〔2021〕3号）。", ["普水〔2021〕3号"], "（普水〔2021〕3号）", "in brackets"),
        ("[普水〔2021〕3号]。", ["普水〔2021〕3号"], "〔普水〔2021〕3号〕", "in square ones"),
        ("普水〔2021〕3号文。", ["普水〔2021〕3号"], "普水〔2021〕3号", "bare"),
        ("，普水〔2021〕3号，", ["普水〔2021〕3号"], "，普水〔2021〕3号", "after a comma"),
        ("，普水〔2021〕3号批准", [], "", "a comma and a sentence of its own"),
        (
            "，市财政局、市水务局联合印发，普水〔2021〕3号。",
            ["普水〔2021〕3号"],
            "，市财政局、市水务局联合印发，普水〔2021〕3号",
            "behind the bodies that issued it",
        ),
        ("，由市财政局审核，普水〔2021〕3号。", [], "", "what a body did was no issuing"),
        ("，市财政局印发办法，普水〔2021〕3号。", [], "", "it issued something else"),
        ("（普水〔2021〕3号", ["普水〔2021〕3号"], "（普水〔2021〕3号", "never closed"),
        (
            "（普水〔2021〕3号）、（普水〔2022〕4号）",
            ["普水〔2021〕3号", "普水〔2022〕4号"],
            "（普水〔2021〕3号）、（普水〔2022〕4号）",
            "two brackets",
        ),
        (
            "（以下简称办法）（普水〔2021〕3号）",
            ["普水〔2021〕3号"],
            "（以下简称办法）（普水〔2021〕3号）",
            "a bracket between",
        ),
        ("、普水〔2021〕3号", [], "", "a list"),
        ("文件（普水〔2021〕3号）", ["普水〔2021〕3号"], "文件（普水〔2021〕3号）", "文件 between"),
        ("（以下简称办法）", [], "", "only an alias"),
    ],
)
def test_numbers(text: str, numbers: list[str], read: str, why: str) -> None:
    tail, stretch = _tail(text)
    assert [number.canonical for number in tail.numbers] == numbers, why
    assert stretch == read, why


def test_edition_article_and_issuer() -> None:
    tail, _ = _tail("（试行）（区水务局 普水〔2021〕3号，2022年修订）第四条")
    assert tail.version == "试行"
    assert tail.article is not None
    assert tail.issuer is not None
    tail, _ = _tail("（普水〔2021〕3号，2022年修订）")
    assert tail.version == "2022年修订"


def test_bodies_that_issued_it_stand_between_a_title_and_its_number() -> None:
    text = "，市财政局、市水务局联合印发，普水〔2021〕3号。"
    tail, _ = _tail(text)
    assert tail.issuer is not None
    assert text[slice(*tail.issuer)] == "市财政局、市水务局"
    assert _tail(text, limit=text.index("普"))[0].numbers == (), "the next title's"


def test_a_number_right_before_the_next_title_is_left_to_it() -> None:
    text = "普水〔2021〕3号文《乙办法》"
    tail, _ = _tail(text, limit=text.index("《"))
    assert tail.numbers == ()


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        ("（均为普水〔2021〕3号）", True),
        ("两个文件（普水〔2021〕3号）", True),
        ("（普水〔2021〕3号）", False),
    ],
)
def test_the_print_says_that_a_number_is_shared(text: str, shared: bool) -> None:
    tail, _ = _tail(text)
    assert tail.shared is shared
