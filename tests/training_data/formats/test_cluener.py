"""CLUENER's JSON Lines: surfaces with their places, ends included."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from extraction.errors import UsageError
from training_data.formats import LabelledText, Span, cluener

TEXT = "青溪区水务局公布《河道办法》。"


def _row(label: object, text: object = TEXT, **more: object) -> str:
    return json.dumps({"text": text, "label": label, **more}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("label", "spans", "why"),
    [
        (
            {"government": {"青溪区水务局": [[0, 5]]}, "book": {"河道办法": [[9, 12]]}},
            (Span(0, 6, "government"), Span(9, 13, "book")),
            "ends are included",
        ),
        ({"name": {"水": [[3, 3]]}}, (Span(3, 4, "name"),), "a single character"),
        ({"name": {"河": [[9, 9]], "道": [[10, 10]]}}, None, "labels side by side"),
        ({"book": {"河道办法": [[9, 12], [9, 12]]}}, (Span(9, 13, "book"),), "written twice"),
        ({}, (), "nothing labelled"),
        (None, (), "null"),
    ],
)
def test_labels(label: object, spans: tuple[Span, ...] | None, why: str) -> None:
    (record,) = cluener.read([_row(label)])
    wanted = (Span(9, 10, "name"), Span(10, 11, "name")) if spans is None else spans
    assert record == LabelledText(TEXT, wanted), why


def test_other_keys_are_meta_and_rows_may_have_no_labels() -> None:
    (record,) = cluener.read(['{"id": 3, "text": "甲"}'])
    assert record == LabelledText("甲", (), {"id": 3})


@pytest.mark.parametrize(
    ("label", "code", "found"),
    [
        ({"book": {"河道": [[9, 12]]}}, "bad_labels", "'河道' at 9 to 12, where '河道办法' stands"),
        ({"book": {"办法": [[99, 100]]}}, "bad_labels", "where '' stands"),
        ({"book": {"办法": [[-2, -1]]}}, "bad_labels", "where '' stands"),
        ({"book": {"河": [["9", 9]]}}, "bad_labels", "the offset '9'"),
        ({"book": {"": [[9, 8]]}}, "bad_labels", "holds nothing"),
        ({"book": {"河": [9, 9]}}, "bad_label_file", "the place 9"),
        ({"book": {"河": 9}}, "bad_label_file", "no list"),
        ({"book": [[9, 9]]}, "bad_label_file", "a 'book' that is no object"),
        ([[9, 10, "book"]], "bad_label_file", "a 'label' that is no object"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_row(label: object, code: str, found: str) -> None:
    with pytest.raises(UsageError) as error:
        list(cluener.read([_row({}), _row(label)]))
    assert error.value.code == code
    assert error.value.found.startswith("lines:2: ")
    assert found in error.value.found


OVERLAPPING: Mapping[str, Mapping[str, list[list[int]]]] = {
    "address": {"青溪区": [[0, 2]]},
    "government": {"青溪区水务局": [[0, 5]]},
    "company": {"青溪区水务局": [[0, 5]]},
    "book": {"河道办法": [[9, 12]]},
}


def test_labels_that_overlap_are_refused() -> None:
    with pytest.raises(UsageError, match="over the label") as error:
        list(cluener.read([_row(OVERLAPPING)]))
    assert error.value.code == "bad_labels"


def test_of_labels_that_overlap_the_longest_may_be_kept() -> None:
    (record,) = cluener.read([_row(OVERLAPPING)], overlapping="longest")
    assert record.spans == (Span(0, 6, "company"), Span(9, 13, "book")), "of equal ones the first"
    assert record.meta == {"left_out": [[0, 3, "address"], [0, 6, "government"]]}


def test_unknown_labels_are_refused() -> None:
    with pytest.raises(UsageError, match="unknown label 'book'"):
        list(cluener.read([_row({"book": {"河": [[9, 9]]}})], labels={"name"}))
