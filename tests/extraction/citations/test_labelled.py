"""Titles and numbers at places that another reader has found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.citations.flatten import flatten
from extraction.citations.labelled import number_at, title_at


@pytest.mark.parametrize(
    ("text", "label", "whole", "title", "version", "why"),
    [
        ("根据河道管理办法开展", "河道管理办法", "河道管理办法", "河道管理办法", None, "no marks"),
        ("《河道管理办法》", "河道管理办法", "《河道管理办法》", "河道管理办法", None, "marks"),
        (
            "河道管理办法》的",
            "河道管理办法",
            "河道管理办法》",
            "河道管理办法",
            None,
            "one mark lost",
        ),
        (
            "《河道管理办法的",
            "河道管理办法",
            "《河道管理办法",
            "河道管理办法",
            None,
            "other mark lost",
        ),
        (
            "《河道管理办法（2020版）》",
            "河道管理办法",
            "《河道管理办法（2020版）》",
            "河道管理办法",
            "2020版",
            "edition inside the marks",
        ),
        (
            "《河道管理办法（试行）》",
            "河道管理办法（试行）",
            "《河道管理办法（试行）》",
            "河道管理办法（试行）",
            "试行",
            "试行 is part of the title",
        ),
        (
            "《河道管理办法》（区水务局）",
            "河道管理办法",
            "《河道管理办法》",
            "河道管理办法",
            None,
            "a bracket that names no edition",
        ),
    ],
)
def test_titles(
    text: str, label: str, whole: str, title: str, version: str | None, why: str
) -> None:
    flat = flatten(text)
    start = flat.text.index(label)
    made = title_at(flat, start, start + len(label), rule="model")
    assert flat.text[made.start : made.end] == whole, why
    assert (made.title, made.version, made.rule) == (title, version, "model"), why


@pytest.mark.parametrize(
    ("printed", "canonical", "why"),
    [
        ("沪府办〔2019〕12号", "沪府办〔2019〕12号", "as it should be"),
        ("沪府办（2019）第12号", "沪府办〔2019〕12号", "other brackets, 第"),
        ("沪府办〔2O19〕l2号", "沪府办〔2019〕12号", "letters for digits"),
        ("沪府办〔2019〕12呈", "沪府办〔2019〕12号", "a character like 号"),
        ("沪府办〔2019112号", "沪府办〔2019〕112号", "a lost bracket is not guessed to be a digit"),
        ("沪府办2019年12号", "沪府办〔2019〕12号", "年 for the brackets"),
        ("某次会议纪要第三期", "某次会议纪要第三期", "no code, year and serial: as printed"),
    ],
)
def test_numbers(printed: str, canonical: str, why: str) -> None:
    flat = flatten(f"（{printed}）")
    assert number_at(flat, 1, 1 + len(printed)).canonical == canonical, why


@given(st.text(min_size=1, max_size=30), st.data())
def test_any_place_gives_a_part(text: str, data: st.DataObject) -> None:
    flat = flatten(text)
    if not flat.text:
        return
    start = data.draw(st.integers(0, len(flat.text) - 1))
    end = data.draw(st.integers(start + 1, len(flat.text)))
    number = number_at(flat, start, end)
    assert (number.start, number.end) == (start, end)
    title = title_at(flat, start, end, rule="model")
    assert title.start <= start < title.end <= len(flat.text)
