from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.errors import UsageError
from tests.training_data.formats.records import records_with_meta
from training_data.formats import LabelledText, Span, label_studio
from training_data.formats.offsets import Offsets

KINDS: st.SearchStrategy[label_studio.Kind] = st.sampled_from(("annotations", "predictions"))
COUNTS: st.SearchStrategy[Offsets] = st.sampled_from(("utf16", "codepoint"))


@settings(max_examples=60)
@given(st.lists(records_with_meta(), max_size=3), KINDS, COUNTS)
def test_files_round_trip_over_any_text(
    given_records: list[LabelledText], kind: label_studio.Kind, offsets: Offsets
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        label_studio.write(given_records, path, kind=kind, offsets=offsets)
        assert len(json.loads(path.read_text(encoding="utf-8"))) == len(given_records)
        assert list(label_studio.read(path, kind=kind, offsets=offsets)) == given_records


def _result(start: object, end: object, label: object, **value: object) -> dict[str, object]:
    return {
        "id": "r1",
        "type": "labels",
        "from_name": "label",
        "to_name": "text",
        "value": {"start": start, "end": end, "labels": [label], **value},
    }


def _file(*results: object, text: object = "😀甲乙", kind: str = "annotations") -> list[str]:
    tasks = [
        {"data": {"text": "好"}, kind: [{"result": []}]},
        {"data": {"text": text}, kind: [{"result": results}]},
    ]
    return json.dumps(tasks, ensure_ascii=False, indent=1).split("\n")


TASK = {
    "id": 5,
    "data": {"text": "甲乙丙", "document": "a.pdf"},
    "annotations": [
        {
            "id": 8,
            "completed_by": 1,
            "was_cancelled": False,
            "result": [
                _result(0, 2, "X", text="甲乙"),
                {"type": "choices", "value": {"choices": ["清楚"]}},
                {"type": "relation", "from_id": "r1", "to_id": "r2"},
            ],
        },
        {"id": 9, "completed_by": 2, "was_cancelled": True, "result": []},
    ],
    "predictions": [{"model_version": "crf-3", "score": 0.5, "result": [_result(1, 3, "Y")]}],
}


def test_each_annotation_is_a_record_and_nothing_it_says_is_lost() -> None:
    first, second = label_studio.read([json.dumps([TASK])])
    assert (first.text, first.spans) == ("甲乙丙", (Span(0, 2, "X"),))
    assert first.meta == {
        "document": "a.pdf",
        "label_studio": {
            "task": {"id": 5},
            "annotation": {"id": 8, "completed_by": 1, "was_cancelled": False},
            "results": [
                {"type": "choices", "value": {"choices": ["清楚"]}},
                {"type": "relation", "from_id": "r1", "to_id": "r2"},
            ],
        },
    }
    assert second.spans == ()
    again = list(label_studio.read(label_studio.to_lines([first, second])))
    assert again == [first, second]


def test_a_skipped_annotation_is_read_but_not_learned_from() -> None:
    found = list(label_studio.read([json.dumps([TASK])]))
    assert [label_studio.accepted(record) for record in found] == [True, False]


def test_predictions_are_asked_for() -> None:
    (found,) = label_studio.read([json.dumps([TASK])], kind="predictions")
    assert found.spans == (Span(1, 3, "Y"),)
    assert found.meta["label_studio"] == {
        "task": {"id": 5},
        "annotation": {"model_version": "crf-3", "score": 0.5},
    }


def test_a_task_that_nobody_labelled_gives_no_record() -> None:
    assert list(label_studio.read(['[{"data": {"text": "甲"}}]'])) == []


def test_names_of_the_configuration() -> None:
    record = LabelledText("甲", (Span(0, 1, "X"),))
    lines = label_studio.to_lines([record], text_key="body", from_name="ner", to_name="t")
    (task,) = json.loads("\n".join(lines))
    assert task["data"] == {"body": "甲"}
    (result,) = task["annotations"][0]["result"]
    assert (result["from_name"], result["to_name"], result["type"]) == ("ner", "t", "labels")
    assert result["value"] == {"start": 0, "end": 1, "text": "甲", "labels": ["X"]}


def test_line_breaks_in_a_label_may_be_printed_as_escapes() -> None:
    lines = _file(_result(0, 3, "X", text="甲\\n乙"), text="甲\n乙")
    assert list(label_studio.read(lines))[1].spans == (Span(0, 3, "X"),)


def test_old_offsets_are_refused_by_the_label_s_own_text_and_read_when_named() -> None:
    lines = _file(_result(2, 3, "X", text="甲"))
    with pytest.raises(UsageError, match="lines:2: '乙' at 2 to 3, where the label says '甲'"):
        list(label_studio.read(lines))
    assert list(label_studio.read(lines, offsets="utf16"))[1].spans == (Span(1, 2, "X"),)


@pytest.mark.parametrize(
    ("lines", "code", "said", "reason"),
    [
        (_file(text=None), "bad_label_file", "lines:2: a row without 'text'", "no text"),
        (_file("X"), "bad_label_file", "lines:2: a row that is no JSON object", "a bare label"),
        (_file(_result(0, 4, "X")), "bad_labels", "lines:2: the label 'X' at 0 to 4", "too long"),
        (_file(_result(0, 1, "Y")), "bad_labels", "lines:2: the unknown label", "not in the set"),
        (_file(_result(0, 1, 3)), "bad_labels", "lines:2: the label 3", "no string"),
        (_file(_result("/p/text()", 1, "X")), "bad_labels", "lines:2: the offset '/p", "an XPath"),
        (
            _file(_result(0, 1, "X", labels=["X", "Z"])),
            "bad_labels",
            "lines:2: the labels ['X', 'Z']",
            "two labels on one place",
        ),
        (
            _file(_result(0, 2, "X"), _result(1, 3, "X")),
            "bad_labels",
            "lines:2: the label 'X' at 1 to 3 over",
            "labels that overlap",
        ),
        (["{}"], "bad_label_file", "lines: JSON that is no list", "one task alone"),
        (['[{"data": {"te'], "bad_label_file", "lines:1: no JSON", "cut short"),
        (["[{}]"], "bad_label_file", "lines:1: a row that is no JSON object", "no data"),
        (
            ['[{"data": {"text": "甲", "label_studio": 1}, "annotations": [{}]}]'],
            "bad_label_file",
            "lines:1: data with the key 'label_studio'",
            "a key that would be overwritten",
        ),
    ],
)
def test_bad_tasks(lines: list[str], code: str, said: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(label_studio.read(lines, labels={"X"}))
    assert caught.value.code == code, reason
    assert caught.value.found.startswith(said), caught.value.found


def test_meta_does_not_stand_over_the_text() -> None:
    with pytest.raises(UsageError, match="records:1: meta with the key 'text'"):
        list(label_studio.to_lines([LabelledText("甲", (), {"text": 1})]))
