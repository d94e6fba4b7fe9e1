"""Citations scored by span."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.citation_scores import (
    CitationMiss,
    LabelledSentence,
    Labels,
    found_labels,
    read_labelled,
    score_citations,
)
from models.scores import Counts


def _row(sentence: str, *citations: dict[str, object]) -> str:
    return f"{sentence}\t{json.dumps(citations, ensure_ascii=False)}\t{{}}"


def test_a_labelled_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cases.tsv"
    path.write_text(
        "# a comment\n\n"
        + _row(
            "《绿\\n地办法》（松绿[2020] 1号）",
            {"title_span": [1, 6], "doc_span": [8, 20], "doc_norm": "松绿〔2020〕1号"},
        )
        + "\n"
        + _row("按《服务合同》")
        + "\n",
        "utf-8",
    )
    assert read_labelled(path) == (
        LabelledSentence(
            "《绿\n地办法》（松绿[2020] 1号）",
            Labels(frozenset({(1, 6)}), frozenset({(8, 20)}), ("松绿〔2020〕1号",)),
            3,
        ),
        LabelledSentence("按《服务合同》", Labels(), 4),
    )


@pytest.mark.parametrize(
    ("row", "words", "why"),
    [
        ("《甲办法》", "line 1: 1 columns, expected 3", "no labels"),
        ("《甲办法》\t[{\t{}", "line 1: ", "no JSON"),
        (_row("《甲办法》", {"title_span": [1, 9]}), "outside its sentence", "beyond the end"),
        (_row("《甲办法》", {"title_span": [3, 3]}), "outside its sentence", "empty"),
        (_row("《甲办法》", {"title_span": "1-3"}), "'1-3' is no span", "no pair"),
        (_row("《甲办法》", {"doc_span": [1.0, 3]}), "is no span", "no whole numbers"),
        ("《甲办法》\t[1]\t{}", "line 1: ", "a citation that is no object"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, row: str, words: str, why: str) -> None:
    path = tmp_path / "cases.tsv"
    path.write_text(row, "utf-8")
    with pytest.raises(ValueError, match="line 1") as raised:
        read_labelled(path)
    assert words in str(raised.value), why


def test_spans_and_forms_are_counted_apart() -> None:
    gold = Labels(frozenset({(0, 3), (5, 8)}), frozenset({(10, 20)}), ("甲〔2020〕1号",))
    found = Labels(frozenset({(0, 3), (5, 9)}), frozenset({(10, 20)}), ("乙〔2020〕1号",))
    scores = score_citations(
        [LabelledSentence("一二三四五六七八九十一二三四五六七八九十", gold, 7)], lambda _: found
    )
    assert scores.sentences == 1
    assert scores.titles == Counts(1, 1, 1)
    assert scores.numbers == Counts(1, 0, 0)
    assert scores.canonical == Counts(0, 1, 1)
    assert scores.misses == (
        CitationMiss(7, "title", "六七八", missing=True),
        CitationMiss(7, "title", "六七八九", missing=False),
        CitationMiss(7, "canonical", "甲〔2020〕1号", missing=True),
        CitationMiss(7, "canonical", "乙〔2020〕1号", missing=False),
    )


def test_nothing_labelled_and_nothing_found_is_no_score() -> None:
    scores = score_citations([LabelledSentence("无", Labels(), 1)], lambda _: Labels())
    assert scores.titles.f1 is None
    assert scores.misses == ()


def test_the_finder_gives_a_number_of_several_titles_once() -> None:
    text = "《泵站运行办法》和《泵站运行细则》（松水〔2020〕1号）"
    found = found_labels(text)
    assert sorted(text[slice(*span)] for span in found.titles) == ["泵站运行办法", "泵站运行细则"]
    assert [text[slice(*span)] for span in found.numbers] == ["松水〔2020〕1号"]
    assert found.canonical == ("松水〔2020〕1号",)


def test_the_finder_against_itself_is_right_everywhere() -> None:
    text = "根据《甲办法》（松绿〔2020〕1号）和财政部令第81号"
    scores = score_citations([LabelledSentence(text, found_labels(text), 1)])
    assert (scores.titles.f1, scores.numbers.f1, scores.canonical.f1) == (1, 1, 1)
