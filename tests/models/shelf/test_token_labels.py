"""Labels for tokens in every form that is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction.errors import UsageError
from models.shelf.token_labels import has_labels, read_labels
from training_data.formats import LabelledText, Span, bmes, docbin, doccano, label_studio, prodigy

_RECORD = LabelledText(
    "根据《甲办法》开展。", (Span(3, 6, "TITLE"),), {"department": "甲局", "section": "basis"}
)
_GOLD = "% department: 甲局\n% year: 2030\n@project 甲\n@basis\n根据《{T1|甲办法}》开展。\n"


@pytest.mark.parametrize(
    "name", ["a.txt", "doccano.jsonl", "prodigy.jsonl", "studio.json", "a.spacy", "a.bmes"]
)
def test_every_form_gives_the_same_passage(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "a.txt":
        path.write_text(_GOLD, "utf-8")
    elif name == "studio.json":
        label_studio.write([_RECORD], path)
    elif name == "a.spacy":
        docbin.write([_RECORD], path)
    elif name == "a.bmes":
        bmes.write([_RECORD], path)
    else:
        (doccano if name.startswith("doccano") else prodigy).write([_RECORD], path)
    assert has_labels(tmp_path)
    (document,) = read_labels(tmp_path)
    (example,) = document.examples
    assert document.origin == "real"
    assert [
        (example.passage.text[span.start : span.end], span.label) for span in example.spans
    ] == [("甲办法", "TITLE")]


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        (
            "a.jsonl",
            {"text": "甲乙", "label": [[0, 2, "TITLE"], [1, 2, "ORG"]]},
            "bad_labels",
            "a.jsonl:1",
        ),
        ("a.jsonl", {"text": "甲乙", "label": [[0, 5, "TITLE"]]}, "bad_labels", "a.jsonl:1"),
        ("a.jsonl", {"text": "甲乙", "label": [[0, 2, "PERSON"]]}, "bad_labels", "a.jsonl:1"),
        ("a.jsonl", {"text": "甲乙", "label": []}, "no_labels", "a.jsonl"),
        ("a.jsonl", "", "bad_label_file", "a.jsonl"),
        ("a.gold.json", "[]", "bad_label_file", "a.gold.json"),
        ("a.csv", "x", "no_labels", "without labels for tokens"),
    ],
)
def test_labels_that_do_not_fit_are_named(
    tmp_path: Path, name: str, text: object, code: str, said: str
) -> None:
    shown = text if isinstance(text, str) else json.dumps(text)
    (tmp_path / name).write_text(shown, "utf-8")
    with pytest.raises(UsageError, match=said) as refused:
        read_labels(tmp_path)
    assert refused.value.code == code
