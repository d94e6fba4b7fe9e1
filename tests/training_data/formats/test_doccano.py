from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.errors import UsageError
from tests.training_data.formats.records import records_with_meta
from training_data.formats import LabelledText, Span, doccano
from training_data.formats.offsets import Offsets

FORMS: st.SearchStrategy[doccano.Form] = st.sampled_from(("label", "entities"))
COUNTS: st.SearchStrategy[Offsets] = st.sampled_from(("utf16", "codepoint"))


@given(st.lists(records_with_meta(), max_size=3), FORMS, COUNTS)
def test_lines_round_trip_over_any_text(
    given_records: list[LabelledText], form: doccano.Form, offsets: Offsets
) -> None:
    lines = list(doccano.to_lines(given_records, form=form, offsets=offsets))
    found = list(doccano.read(lines, offsets=offsets))
    assert [(one.text, one.spans) for one in found] == [
        (one.text, one.spans) for one in given_records
    ]
    added: dict[str, list[str]] = {"relations": []} if form == "entities" else {}
    assert [one.meta for one in found] == [{**one.meta, **added} for one in given_records]


@settings(max_examples=30)
@given(st.lists(records_with_meta(), max_size=3))
def test_files_round_trip_over_any_text(given_records: list[LabelledText]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        doccano.write(given_records, path)
        assert list(doccano.read(path)) == given_records


EXPECTED = LabelledText("😀甲乙", (Span(1, 3, "X"),), {"id": 7})


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"id": 7, "text": "😀甲乙", "label": [[2, 4, "X"]]}, "the list form"),
        ({"id": 7, "text": "😀甲乙", "labels": [[2, 4, "X"]]}, "its older name"),
        ({"id": 7, "data": "😀甲乙", "label": [[2, 4, "X"]]}, "the text under data"),
        ({"id": 7, "text": "😀甲乙", "entities": [[2, 4, "X"]]}, "lists under entities"),
        (
            {
                "id": 7,
                "text": "😀甲乙",
                "entities": [{"id": 3, "start_offset": 2, "end_offset": 4, "label": "X"}],
            },
            "the form with relations",
        ),
    ],
)
def test_each_form_is_read_with_the_offsets_of_javascript(
    row: dict[str, object], reason: str
) -> None:
    assert list(doccano.read([json.dumps(row)])) == [EXPECTED], reason


def test_the_written_forms() -> None:
    (line,) = doccano.to_lines([EXPECTED])
    assert json.loads(line) == {"id": 7, "text": "😀甲乙", "label": [[2, 4, "X"]]}
    (line,) = doccano.to_lines([EXPECTED], form="entities", offsets="codepoint")
    assert json.loads(line) == {
        "id": 7,
        "text": "😀甲乙",
        "entities": [{"id": 0, "label": "X", "start_offset": 1, "end_offset": 3}],
        "relations": [],
    }


def test_a_text_without_labels_is_a_record() -> None:
    assert list(doccano.read(['{"text": "甲"}', '{"text": "乙", "label": []}'])) == [
        LabelledText("甲"),
        LabelledText("乙"),
    ]


@pytest.mark.parametrize(
    ("row", "code", "said", "reason"),
    [
        ({"label": []}, "bad_label_file", "a row without 'text'", "no text"),
        ({"text": 3}, "bad_label_file", "a row without 'text'", "the text is a number"),
        ({"text": "甲", "label": "X"}, "bad_label_file", "'label' that is no list", "a category"),
        ({"text": "甲", "label": ["X"]}, "bad_label_file", "the label 'X'", "document labels"),
        ({"text": "甲", "label": [[0, 1]]}, "bad_label_file", "the label [0, 1]", "no name"),
        ({"text": "甲", "label": [[0, 1, 5]]}, "bad_labels", "the label 5", "a label's id"),
        ({"text": "甲", "label": [["0", 1, "X"]]}, "bad_labels", "offset '0'", "a string"),
        ({"text": "甲", "label": [[0, 1.0, "X"]]}, "bad_labels", "offset 1.0", "a fraction"),
        ({"text": "甲", "label": [[0, True, "X"]]}, "bad_labels", "offset True", "a truth value"),
        ({"text": "甲", "label": [[0, 2, "X"]]}, "bad_labels", "outside the text", "too long"),
        (
            {"text": "甲", "label": [[0, 1, "Y"]]},
            "bad_labels",
            "unknown label 'Y'",
            "not in the set",
        ),
        (
            {"text": "😀", "label": [[0, 1, "X"]]},
            "bad_labels",
            "1 inside a character",
            "half an astral",
        ),
        ({"text": "甲", "entities": [{"label": "X"}]}, "bad_labels", "offset None", "no offsets"),
        (
            {"text": "甲", "label": [], "entities": []},
            "bad_label_file",
            "both 'label' and",
            "two lists",
        ),
    ],
)
def test_bad_rows(row: dict[str, object], code: str, said: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(doccano.read(['{"text": "好"}', json.dumps(row)], labels={"X"}))
    assert caught.value.code == code, reason
    assert caught.value.found.startswith("lines:2: "), reason
    assert said in caught.value.found, reason


def test_meta_does_not_stand_over_the_labels() -> None:
    with pytest.raises(UsageError, match="records:1: meta with the key 'label'"):
        list(doccano.to_lines([LabelledText("甲", (), {"label": 1})]))
