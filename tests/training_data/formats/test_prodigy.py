from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.errors import UsageError
from tests.training_data.formats.records import LABELS, records_with_meta
from training_data.formats import LabelledText, Span, prodigy

answered = st.builds(
    lambda record, answer: LabelledText(
        record.text, record.spans, {**record.meta, **({"answer": answer} if answer else {})}
    ),
    records_with_meta(),
    st.sampled_from((*prodigy.ANSWERS, None)),
)


@settings(max_examples=60)
@given(st.lists(answered, max_size=3))
def test_files_round_trip_over_any_text(given_records: list[LabelledText]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        prodigy.write(given_records, path, labels=LABELS)
        assert list(prodigy.read(path, labels=LABELS)) == given_records


def test_what_prodigy_writes() -> None:
    row = {
        "text": "😀甲乙",
        "_input_hash": -5,
        "tokens": [{"text": "😀", "start": 0, "end": 1, "id": 0, "ws": False}],
        "spans": [{"start": 1, "end": 3, "label": "X", "token_start": 1, "token_end": 2}],
        "answer": "reject",
    }
    expected = LabelledText("😀甲乙", (Span(1, 3, "X"),), {"_input_hash": -5, "answer": "reject"})
    assert list(prodigy.read([json.dumps(row)])) == [expected]


def test_the_written_form() -> None:
    record = LabelledText("甲", (Span(0, 1, "X"),), {"answer": "ignore"})
    (line,) = prodigy.to_lines([record])
    assert line == (
        '{"text": "甲", "spans": [{"start": 0, "end": 1, "label": "X"}], "answer": "ignore"}'
    )


@pytest.mark.parametrize(
    ("answer", "learned"), [("accept", True), ("reject", False), ("ignore", False), (None, True)]
)
def test_only_what_was_accepted_or_never_asked_is_learned_from(
    answer: str | None, learned: bool
) -> None:
    meta = {"answer": answer} if answer else {}
    assert prodigy.accepted(LabelledText("甲", (), meta)) is learned


@pytest.mark.parametrize(
    ("row", "code", "said", "reason"),
    [
        ({"spans": []}, "bad_label_file", "a row without 'text'", "a row for pictures"),
        ({"text": "甲", "answer": "yes"}, "bad_label_file", "the answer 'yes'", "unknown answer"),
        ({"text": "甲", "spans": {}}, "bad_label_file", "'spans' that is no list", "no list"),
        ({"text": "甲", "spans": [[0, 1, "X"]]}, "bad_label_file", "no JSON object", "lists"),
        (
            {"text": "甲", "spans": [{"start": 0, "label": "X"}]},
            "bad_labels",
            "offset None",
            "no end",
        ),
        (
            {"text": "甲", "spans": [{"start": 0, "end": 1}]},
            "bad_labels",
            "the label None",
            "no label",
        ),
        (
            {"text": "甲", "spans": [{"start": 0, "end": 2, "label": "X"}]},
            "bad_labels",
            "outside the text",
            "after the end",
        ),
    ],
)
def test_bad_rows(row: dict[str, object], code: str, said: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(prodigy.read(['{"text": "好"}', json.dumps(row)]))
    assert caught.value.code == code, reason
    assert caught.value.found.startswith("lines:2: "), reason
    assert said in caught.value.found, reason


@pytest.mark.parametrize(
    ("meta", "said"), [({"spans": 1}, "the key 'spans'"), ({"answer": "maybe"}, "answer 'maybe'")]
)
def test_meta_that_cannot_be_written(meta: dict[str, str | int], said: str) -> None:
    with pytest.raises(UsageError, match=f"records:1: .*{said}"):
        list(prodigy.to_lines([LabelledText("甲", (), meta)]))
