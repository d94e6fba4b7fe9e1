from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.errors import UsageError
from tests.training_data.formats.records import records
from training_data.formats import LabelledText, Span, bmes


def _lines(*tagged: str) -> list[str]:
    """Return rows of "甲 B-X 乙 E-X" and the like."""
    found = []
    for sentence in tagged:
        parts = sentence.split()
        found += [f"{char} {tag}" for char, tag in zip(parts[::2], parts[1::2], strict=True)]
        found.append("")
    return found


@given(st.lists(records(min_size=1), max_size=3))
def test_lines_round_trip_over_any_text(given_records: list[LabelledText]) -> None:
    assert list(bmes.read(bmes.to_lines(given_records))) == given_records


@settings(max_examples=40)
@given(st.lists(records(min_size=1), max_size=3))
def test_files_round_trip_over_any_text(given_records: list[LabelledText]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.bmes"
        bmes.write(given_records, path)
        assert list(bmes.read(path)) == given_records


def test_the_written_form() -> None:
    record = LabelledText("甲 乙丙\n", (Span(0, 1, "A"), Span(2, 4, "B")))
    assert list(bmes.to_lines([record])) == ["甲 S-A", "  O", "乙 B-B", "丙 E-B", "\\n O", ""]


@pytest.mark.parametrize(
    ("scheme", "row", "spans"),
    [
        ("bmes", "甲 B-X 乙 M-X 丙 E-X 丁 S-Y", [(0, 3, "X"), (3, 4, "Y")]),
        ("bioes", "甲 B-X 乙 I-X 丙 E-X 丁 S-Y", [(0, 3, "X"), (3, 4, "Y")]),
        ("bmewo", "甲 B-X 乙 M-X 丙 E-X 丁 W-Y", [(0, 3, "X"), (3, 4, "Y")]),
        ("bilou", "甲 B-X 乙 I-X 丙 L-X 丁 U-Y", [(0, 3, "X"), (3, 4, "Y")]),
        ("mixed", "甲 B-X 乙 I-X 丙 M-X 丁 E-X", [(0, 4, "X")]),
        ("bio", "甲 B-X 乙 I-X 丙 B-X 丁 O", [(0, 2, "X"), (2, 3, "X")]),
        ("bio", "甲 O 乙 O 丙 B_X-1 丁 I_X-1", [(2, 4, "X-1")]),
    ],
)
def test_each_scheme(scheme: bmes.Scheme, row: str, spans: list[tuple[int, int, str]]) -> None:
    expected = LabelledText("甲乙丙丁", tuple(Span(*span) for span in spans))
    assert list(bmes.read(_lines(row), scheme=scheme)) == [expected]
    assert bmes.find_scheme(_lines(row)) == scheme


BROKEN = [
    ("bmes", "甲 M-X 乙 E-X", 1, [(0, 2)], "goes on without a beginning"),
    ("bmes", "甲 O 乙 E-X", 2, [(1, 2)], "ends without a beginning"),
    ("bmes", "甲 B-X 乙 O", 1, [(0, 1)], "never ended: O comes"),
    ("bmes", "甲 O 乙 B-X", 2, [(1, 2)], "never ended: the sentence does"),
    ("bmes", "甲 B-X 乙 B-X 丙 E-X", 1, [(0, 1), (1, 3)], "never ended: another begins"),
    ("bmes", "甲 B-X 乙 E-Y", 2, [(0, 1), (1, 2)], "ends as another label"),
    ("bio", "甲 O 乙 I-X", 2, [(1, 2)], "IOB1, where a label may begin with I"),
    ("bio", "甲 B-X 乙 I-Y", 2, [(0, 1), (1, 2)], "goes on as another label"),
    ("bioes", "甲 S-X 乙 I-X 丙 E-X", 2, [(0, 1), (1, 3)], "goes on after a single"),
]


@pytest.mark.parametrize(("scheme", "row", "line", "mended", "reason"), BROKEN)
def test_broken_sequences_are_refused_with_their_line(
    scheme: bmes.Scheme, row: str, line: int, mended: list[tuple[int, int]], reason: str
) -> None:
    rows = _lines("子 O 丑 O", row)
    with pytest.raises(UsageError) as caught:
        list(bmes.read(rows, scheme=scheme))
    assert caught.value.code == "bad_tags", reason
    assert caught.value.found.startswith(f"lines:{line + 3}: "), reason


@pytest.mark.parametrize(("scheme", "row", "line", "mended", "reason"), BROKEN)
def test_broken_sequences_are_mended_only_when_asked(
    scheme: bmes.Scheme, row: str, line: int, mended: list[tuple[int, int]], reason: str
) -> None:
    clean, found = bmes.read(_lines("子 O 丑 O", row), scheme=scheme, repair=True)
    assert clean.meta == {}
    assert [(span.start, span.end) for span in found.spans] == mended, reason
    assert found.meta["repaired"], reason


@pytest.mark.parametrize(
    ("rows", "code", "said", "reason"),
    [
        (["甲"], "bad_label_file", "lines:1: a tag with no character", "one column"),
        (
            ["甲 O", " O"],
            "bad_label_file",
            "lines:2: a tag with no character",
            "the blank was lost",
        ),
        (["甲乙 O"], "bad_label_file", "lines:1: '甲乙' before the tag", "two characters"),
        (["甲 NN O"], "bad_label_file", "lines:1: '甲 NN' before the tag", "three columns"),
        (["甲 B"], "bad_tags", "lines:1: the tag 'B'", "a tag without a label"),
        (["甲 B-"], "bad_tags", "lines:1: the tag 'B-'", "a tag with an empty label"),
        (["甲 I-X"], "bad_tags", "lines:1: the tag 'I-X'", "a tag of another scheme"),
        (["甲 o"], "bad_tags", "lines:1: the tag 'o'", "O in small"),
        (["甲 O", "乙 S-Z"], "bad_labels", "lines:2: the unknown label 'Z'", "not in the set"),
    ],
)
def test_bad_lines(rows: list[str], code: str, said: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(bmes.read(rows, labels={"X"}))
    assert (caught.value.code, said in caught.value.found) == (code, True), caught.value.found


def test_what_other_programs_write(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_bytes("\ufeff-DOCSTART- O\r\n\r\n甲\tB-X\r\n乙   E-X \r\n \r\n\r\n丙\tO".encode())
    assert list(bmes.read(path)) == [LabelledText("甲乙", (Span(0, 2, "X"),)), LabelledText("丙")]
    path.write_bytes("\ufeff甲 O\n".encode())
    assert list(bmes.read(path)) == [LabelledText("甲")]


def test_longer_tokens_only_when_asked() -> None:
    rows = ["1998 B-X", "年 E-X", "初 O"]
    assert list(bmes.read(rows, longer_tokens=True)) == [
        LabelledText("1998年初", (Span(0, 5, "X"),))
    ]


@pytest.mark.parametrize(
    ("data", "scheme", "text", "reason"),
    [
        ("甲\tB-X.NAM\r\n乙\tI-X.NAM\r\n", "bio", "甲乙", "tabs, CR LF, two parts to a label"),
        ("甲 B-X\n  I-X\n乙 I-X\n", "bio", "甲 乙", "a blank is a token"),
        (" \tO\n甲\tS-X\n", "bmes", " 甲", "a blank is a token, columns by tabs"),
        ("甲 NN B-X\n乙 NN I-X\n", "bio", "甲乙", "a column of parts of speech"),
        ("甲 B-X\n乙 M-X\n丙 I-X\n", "mixed", "甲乙丙", "letters of two schemes"),
        ("-DOCSTART- O\n\n甲 S-X\n \n", "bmes", "甲", "heads of documents, blank lines"),
        ("甲 I-X\n乙 I-X\n", "bio", "甲乙", "IOB1"),
        ("iPad B-X\n甲 O\n", "bio", "iPad甲", "a word as a token"),
        ("A4 B-X\n甲 O\n", "bio", "A4甲", "a word that ends in a digit"),
        ("科0\tB-X.NOM\n技1\tI-X.NOM\n，0\tO\n10\tO\n", "bio", "科技，1", "places in words"),
        ("甲 B-X\r\n乙 I-X\r\n丙 E-X\r\n", "bioes", "甲乙丙", "BIOES, CR LF"),
        ("甲\tO\n乙\tW-X\n丙\tO\n", "bmewo", "甲乙丙", "BMEWO, tabs"),
    ],
)
def test_public_sets_of_many_forms(
    tmp_path: Path, data: str, scheme: str, text: str, reason: str
) -> None:
    path = tmp_path / "set.txt"
    path.write_bytes(data.encode())
    found = bmes.find_scheme(path)
    (record,) = bmes.read_any(path)
    assert (found, record.text) == (scheme, text), reason
    assert len(record.spans) == 1, reason


@pytest.mark.parametrize(
    ("tokens", "numbered", "why"),
    [
        (["科0", "技1"] * 3, True, "every token"),
        (["科0", "技1"] * 300 + ["[哈哈]", "街"], True, "but two slips"),
        (["科0", "技1"] * 300 + ["街"] * 20, False, "too many to be slips"),
        (["科0", "技"], False, "as many as not"),
        (["科", "技"] * 2, False, "characters"),
        (["ab", "12"] * 20, False, "words of letters"),
        ([], False, "nothing"),
    ],
)
def test_is_numbered(tokens: list[str], numbered: bool, why: str) -> None:
    assert bmes.is_numbered([f"{token} O" for token in tokens]) is numbered, why


def test_a_token_without_its_place_is_taken_as_it_stands() -> None:
    rows = ["科0 B-X", "技 I-X", "[哈哈] O", "10 O"]
    (record,) = bmes.read(rows, scheme="bio", numbered=True)
    assert record == LabelledText("科技[哈哈]1", (Span(0, 2, "X"),))


def test_sentences_come_one_at_a_time() -> None:
    sentences = bmes.read(_lines("甲 O", "乙 M-X"))
    assert next(sentences) == LabelledText("甲")
    with pytest.raises(UsageError):
        next(sentences)


def test_tags_of_no_scheme() -> None:
    with pytest.raises(UsageError, match="tags that begin with B, M, Z"):
        bmes.find_scheme(["甲 B-X", "乙 M-X", "丙 Z-X"])


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (LabelledText(""), "an empty text"),
        (LabelledText("甲", (Span(0, 1, "A B"),)), "a blank in the label"),
        (LabelledText("甲", (Span(0, 2, "A"),)), "outside the text"),
    ],
)
def test_what_cannot_be_written(tmp_path: Path, record: LabelledText, said: str) -> None:
    path = tmp_path / "a.bmes"
    with pytest.raises(UsageError, match=f"a.bmes:2: .*{said}"):
        bmes.write([LabelledText("好"), record], path)
    assert not list(tmp_path.iterdir())
