"""Public sets are read as the file itself tells, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from extraction.errors import UsageError
from training_data.formats import LabelledText, Span, read_entities

TEXT, SPANS = "张三任局长", (Span(0, 2, "NAME"), Span(3, 5, "TITLE"))


def _columns(*tags: str, between: str = " ", text: str = TEXT) -> str:
    return "".join(f"{char}{between}{tag}\n" for char, tag in zip(text, tags, strict=True)) + "\n"


BMES = ("B-NAME", "E-NAME", "O", "B-TITLE", "E-TITLE")
BIO = ("B-NAME", "I-NAME", "O", "B-TITLE", "I-TITLE")
IOB1 = ("I-NAME", "I-NAME", "O", "I-TITLE", "I-TITLE")
FORMS = {
    "BMES": _columns(*BMES),
    "BIO, tabs": _columns(*BIO, between="\t"),
    "IOB1": _columns(*IOB1),
    "-DOCSTART-": "-DOCSTART- -X- O O\n\n" + _columns(*BIO),
    "-DOCSTART- alone": "-DOCSTART-\n\n" + _columns(*BIO),
    "further columns": "".join(f"{c} n x {t}\n" for c, t in zip(TEXT, BIO, strict=True)),
    "places in words": "".join(
        f"{c}{i}\t{t}\n" for c, i, t in zip(TEXT, "01001", BIO, strict=True)
    ),
    "CRLF, byte order mark": "\ufeff" + _columns(*BMES).replace("\n", "\r\n"),
    "no line at the end": _columns(*BMES).rstrip("\n"),
    "CLUENER": '{"text": "张三任局长", "label": {"NAME": {"张三": [[0, 1]]}, "TITLE": {"局长": '
    "[[3, 4]]}}}\n",
    "doccano": '{"id": 1, "text": "张三任局长", "label": [[0, 2, "NAME"], [3, 5, "TITLE"]]}\n',
    "Prodigy": '{"text": "张三任局长", "spans": [{"start": 0, "end": 2, "label": "NAME"}, '
    '{"start": 3, "end": 5, "label": "TITLE"}]}\n',
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["train.txt", "train.json"])
def test_every_form_gives_the_same(tmp_path: Path, form: str, name: str) -> None:
    path = tmp_path / name
    path.write_text(FORMS[form], "utf-8")
    (record,) = read_entities(path)
    assert (record.text, record.spans) == (TEXT, SPANS)


def test_columns_of_brackets_are_no_json(tmp_path: Path) -> None:
    path = tmp_path / "a.bmes"
    path.write_text("{ O\n三 S-X\n} O\n", "utf-8")
    assert list(read_entities(path)) == [LabelledText("{三}", (Span(1, 2, "X"),))]


def test_overlapping_labels_are_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "dev.json"
    path.write_text(
        '{"text": "张三任", "label": {"A": {"张三": [[0, 1]]}, "B": {"三任": [[1, 2]]}}}\n', "utf-8"
    )
    (record,) = read_entities(path)
    assert record == LabelledText("张三任", (Span(0, 2, "A"),), {"left_out": [[1, 3, "B"]]})


@pytest.mark.parametrize(
    ("written", "code", "found"),
    [
        ('[{"text": "张三"}]\n', "bad_label_file", "set.txt:1: a row that is no JSON object"),
        ('{"text": "张三"\n', "bad_tags", "set.txt"),
        ('{"text": "a"}\n{"text": \n', "bad_label_file", "set.txt:2: no JSON"),
        ("张 B-X extra\n三 Q-X\n", "bad_tags", "set.txt"),
        (
            '{"text": "ab", "label": [[0, 2, "X"], [1, 2, "Y"]]}\n',
            "bad_labels",
            "set.txt:1: the label 'Y' at 1 to 2 over the label 'X'",
        ),
    ],
)
def test_files_of_no_known_form(tmp_path: Path, written: str, code: str, found: str) -> None:
    path = tmp_path / "set.txt"
    path.write_text(written, "utf-8")
    with pytest.raises(UsageError) as error:
        list(read_entities(path))
    assert error.value.code == code
    assert found in error.value.found
