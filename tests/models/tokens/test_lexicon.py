"""The dictionary: read a first character at a time, refused where a line is of another form."""

from __future__ import annotations

import math
import random
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.errors import ModelError
from models.tokens.lexicon import Lexicon, Word, jieba_lexicon

_LINES = "河道 90 n\n整治 80 v\n河道整治 50 nz\n的 900 uj\n河长 30 n\n道 20 q\nT 恤 4 n\n"


def _words(lexicon: Lexicon, text: str) -> list[str]:
    return [text[word.start : word.end] for word in lexicon.segment(text)]


@pytest.mark.parametrize(
    ("lines", "text", "words"),
    [
        pytest.param(_LINES, "河道整治的", ["河道整治", "的"], id="the likelier path"),
        pytest.param(_LINES, "道整治", ["道", "整治"], id="not the first line of its character"),
        pytest.param(_LINES, "买T 恤", ["买", "T 恤"], id="a word with a blank in it"),
        pytest.param(_LINES.rstrip("\n"), "T 恤", ["T 恤"], id="no mark behind the last line"),
        pytest.param("河 1 n\n", "\ud800河", ["\ud800", "河"], id="half a character pair"),
        pytest.param("河道 0 n\n", "河道", ["河道"], id="a frequency of nothing"),
        pytest.param("", "河道", ["河", "道"], id="no word at all"),
        pytest.param(_LINES, "", [], id="no text"),
    ],
)
def test_segmenting(lines: str, text: str, words: list[str]) -> None:
    assert _words(Lexicon(lines), text) == words


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("河道", id="a word alone"),
        pytest.param("河道 90", id="no part of speech"),
        pytest.param(" 90 n", id="no word"),
        pytest.param("河道  n", id="no frequency"),
        pytest.param("河道 9x n", id="a frequency that is no number"),
        pytest.param("河道 -9 n", id="a frequency below nothing"),
        pytest.param("河道 ９ n", id="a frequency in full-width digits"),
        pytest.param(f"河道 {'9' * 30} n", id="a frequency out of all bounds"),
        pytest.param("", id="an empty line"),
    ],
)
def test_a_line_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"^a line "):
        Lexicon(f"整治 80 v\n{line}\n的 900 uj\n")


@given(st.lists(st.text(alphabet="河道整治长的T 恤", max_size=12), max_size=6), st.randoms())
def test_what_was_asked_before_changes_nothing(texts: list[str], order: random.Random) -> None:
    asked = Lexicon(_LINES)
    shuffled = order.sample(texts, len(texts))
    for text in shuffled:
        asked.segment(text)
    assert [asked.segment(text) for text in texts] == [Lexicon(_LINES).segment(t) for t in texts]


@given(st.text(alphabet="河道整治长的T 恤", max_size=10))
def test_no_way_of_cutting_is_likelier(text: str) -> None:
    rows = [line.rsplit(" ", 2) for line in _LINES.splitlines()]
    total = sum(int(count) for _, count, _ in rows)
    likely = {word: math.log(int(count) / total) for word, count, _ in rows}

    def best(rest: str) -> float:
        if not rest:
            return 0.0
        ways = [likely.get(rest[0], -math.log(total)) + best(rest[1:])]
        ways += [value + best(rest[len(w) :]) for w, value in likely.items()
                 if len(w) > 1 and rest.startswith(w)]  # fmt: skip
        return max(ways)

    found = sum(likely.get(word, -math.log(total)) for word in _words(Lexicon(_LINES), text))
    assert found == pytest.approx(best(text))


def test_frequencies_are_those_of_the_whole_dictionary() -> None:
    # 甲乙 is as likely as 甲 and 乙 together where the sum is 100: 1/100 = 10/100 · 10/100
    lines = "甲乙 {} n\n甲 10 n\n乙 10 n\n丙 {} n\n"
    assert _words(Lexicon(lines.format(2, 78)), "甲乙") == ["甲乙"]
    assert _words(Lexicon(lines.format(2, 18)), "甲乙") == ["甲", "乙"]


def test_jieba_itself_knows_its_words() -> None:
    assert jieba_lexicon().segment("财政部门按规定")[0] == Word(0, 4, "n")


def test_a_dictionary_of_another_form_is_a_typed_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "jieba"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "dict.txt").write_text("财政 many n\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert find_spec("jieba") is not None
    jieba_lexicon.cache_clear()
    try:
        with pytest.raises(ModelError) as caught:
            jieba_lexicon()
    finally:
        jieba_lexicon.cache_clear()
    assert caught.value.code == "no_dictionary"
    assert "no number" in caught.value.found
