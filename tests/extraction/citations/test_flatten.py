"""Flat text and its map back to the print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.citations.flatten import flatten

_PRINT = st.text(alphabet="《》<>＜«绿地办法第12３号（）()[]〔〕，,;：&lt;np \t\n—-/", max_size=60)


@pytest.mark.parametrize(
    ("printed", "flat", "why"),
    [
        ("绿 地\t办\u3000法", "绿地办法", "blanks, tabs and wide blanks are left out"),
        ("绿\n\n地", "绿地", "line ends are left out"),
        ("（２０２０）(2020)", "（2020）（2020）", "digits and round brackets get one width"),
        ("[2020]【2020】［2020］﹝2020﹞", "〔2020〕" * 4, "square brackets become 〔〕"),
        ("«绿地»", "《绿地》", "guillemets are title marks"),
        ("<<绿地>>", "《《绿地》》", "two keys typed for one mark"),
        ("＜绿地＞办法", "〈绿地〉办法", "angle brackets around words are marks"),
        ("率<5%，>90%", "率<5%，>90%", "comparisons stay"),
        ("<p>绿地</p><br/>", "绿地", "HTML tags are left out"),
        ("&nbsp;绿&ldquo;地&rdquo;", "绿“地”", "HTML entities are read"),
        ("绿\n- 12 -\n地", "绿地", "a page number with dashes"),
        ("绿\n  第 3 页 共 9 页\n地", "绿地", "a page number in words"),
        ("绿\n3/9\n地", "绿地", "a page number of so many"),
        ("绿\n12\n地", "绿地", "a bare page number"),
        (
            "〔2020〕\n12\n号",
            "〔2020〕12号",
            "a document number cut by two line ends is no page number",
        ),
        ("第\n12\n条", "第12条", "nor is an article"),
    ],
)
def test_flat_text(printed: str, flat: str, why: str) -> None:
    assert flatten(printed).text == flat, why


def test_printed_characters_keep_their_width() -> None:
    assert flatten("绿 (试行)").printed == "绿(试行)"


def test_span_of_an_entity_is_the_whole_entity() -> None:
    printed = "绿&ldquo;地"
    assert flatten(printed).span(1, 2) == (1, 8)


def test_skipped_ranges_count_as_line_ends() -> None:
    flat = flatten("甲眉头乙", skip=[(1, 3)])
    assert flat.text == "甲乙"
    assert flat.breaks == (0, 1)
    assert flat.span(0, 2) == (0, 4)


def test_lines_and_gaps_are_remembered() -> None:
    flat = flatten("甲乙\n丙 丁")
    assert flat.breaks == (0, 2)
    assert flat.breaks_in(1, 4) == (2,)
    assert flat.gaps == {2, 3}


@given(_PRINT, st.integers(0, 8), st.integers(0, 8))
def test_every_flat_character_stands_where_the_map_says(
    printed: str, start: int, shorter: int
) -> None:
    end = max(start, len(printed) - shorter)
    flat = flatten(printed, start=start, end=end)
    assert len(flat.text) == len(flat.printed) == len(flat.starts) == len(flat.ends)
    assert list(flat.starts) == sorted(set(flat.starts))
    for character, first, last in zip(flat.printed, flat.starts, flat.ends, strict=True):
        assert start <= first < last <= len(printed)
        assert printed[first:last] == character or printed[first] == "&"
