"""Titles by their marks, whole and broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.citations.marks import balance, find_marked

_MARKED = st.text(alphabet="《》〈〉关于印发的通知办法条例、，。（）甲乙", max_size=60)


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("按《甲办法》", [("《甲办法》", "甲办法", "")], "well formed"),
        ("《甲》《乙》", [("《甲》", "甲", ""), ("《乙》", "乙", "")], "nothing between"),
        ("《〈甲〉乙规则》", [("《〈甲〉乙规则》", "〈甲〉乙规则", "")], "nested at the start"),
        ("《《甲办法》》", [("《《甲办法》》", "甲办法", "")], "doubled"),
        ("《《甲办法》、", [("《《甲办法》", "甲办法", "")], "doubled opening"),
        ("《甲办法》》、", [("《甲办法》》", "甲办法", "")], "doubled closing"),
        (
            "《甲办法、《乙条例》",
            [("《甲办法", "甲办法", "unclosed"), ("《乙条例》", "乙条例", "")],
            "never closed before the next",
        ),
        ("《甲办法。乙》", [("《甲办法", "甲办法", "unclosed")], "a sentence ends before the mark"),
        ("《甲工作。", [], "no kind word: nobody knows where it ends"),
        ("、甲条例》、", [("甲条例》", "甲条例", "unopened")], "never opened"),
        ("、甲工作》、", [], "no kind word: no title ends here"),
        (
            "《关于印发《甲办法》的通知（",
            [("《关于印发《甲办法》的通知", "关于印发《甲办法》的通知", "unclosed")],
            "outer mark never closed",
        ),
        (
            "《关于印发《甲办法的通知》",
            [("《关于印发《甲办法的通知》", "关于印发《甲办法的通知", "unclosed")],
            "inner mark never closed",
        ),
        (
            "《关于印发甲办法》的通知》",
            [("《关于印发甲办法》的通知》", "关于印发甲办法》的通知", "")],
            "inner mark never opened",
        ),
        (
            "《甲资材》管理办法》",
            [("《甲资材》管理办法》", "甲资材》管理办法", "")],
            "a mark too many",
        ),
        ("《甲办法》的通知》", [("《甲办法》的通知》", "甲办法》的通知", "")], "the head is lost"),
    ],
)
def test_marked_titles(text: str, found: list[tuple[str, str, str]], why: str) -> None:
    assert [
        (text[title.start : title.end], text[slice(*title.inner)], title.flaw)
        for title in find_marked(text)
    ] == found, why


@pytest.mark.parametrize(
    ("inner", "balanced", "why"),
    [
        ("关于印发《甲办法》的通知", "关于印发〈甲办法〉的通知", "inner marks are 〈〉"),
        (
            "关于修改〈乙省实施《甲法》办法〉的决定",
            "关于修改〈乙省实施〈甲法〉办法〉的决定",
            "all of them",
        ),
        ("关于印发《《甲办法》》的通知", "关于印发〈甲办法〉的通知", "doubled ones once"),
        ("关于印发《甲办法的通知", "关于印发〈甲办法〉的通知", "the closing one is put in"),
        ("关于印发甲办法》的通知", "关于印发〈甲办法〉的通知", "the opening one is put in"),
        ("〈甲办法〉", "甲办法", "the whole title marked again"),
        ("甲〈〉办法", "甲办法", "empty ones"),
        ("《甲办法", "甲办法", "one that closes nothing is dropped"),
        ("甲资材》管理办法", "甲资材管理办法", "one that opens nothing is dropped"),
    ],
)
def test_balance(inner: str, balanced: str, why: str) -> None:
    assert balance(inner) == balanced, why


@given(_MARKED)
def test_titles_stand_apart_and_hold_their_inner_range(text: str) -> None:
    floor = 0
    for title in find_marked(text):
        assert floor <= title.start <= title.inner[0] < title.inner[1] <= title.end <= len(text)
        floor = title.end


@given(_MARKED)
def test_balanced_marks_are_pairs_and_stay_so(inner: str) -> None:
    balanced = balance(inner)
    depth = 0
    for character in balanced:
        depth += (character == "〈") - (character == "〉")
        assert depth >= 0
    assert depth == 0
    assert not set(balanced) & set("《》")
    assert balance(balanced) == balanced
