from __future__ import annotations

import pytest
from hypothesis import given

from extraction.errors import UsageError
from tests.training_data.formats.records import LABELS, records
from training_data.formats import LabelledText, Place, Span, check

PLACE = Place("train.jsonl", 12)


@pytest.mark.parametrize(
    ("spans", "said", "reason"),
    [
        ([(0, 2, "TITLE"), (1, 3, "TITLE")], "'TITLE' at 1 to 3 over", "two labels overlap"),
        ([(0, 2, "TITLE"), (0, 2, "ISSUER")], "over the label", "one place labelled twice"),
        ([(0, 4, "TITLE"), (1, 2, "TITLE")], "at 1 to 2 over", "one label inside another"),
        ([(3, 5, "TITLE")], "outside the text", "the end is after the text"),
        ([(-1, 2, "TITLE")], "outside the text", "a negative offset is no offset from the end"),
        ([(7, 9, "TITLE")], "outside the text", "both are after the text"),
        ([(2, 2, "TITLE")], "holds nothing", "an empty label"),
        ([(3, 1, "TITLE")], "holds nothing", "the end stands before the start"),
        ([(0, 1, "TITEL")], "unknown label 'TITEL'", "a label type that is not in the set"),
        ([(0, 1, " ")], "without a name", "a label of blanks"),
        ([(0, 1, "A\ud840")], "surrogate pair in the label", "a label torn inside a character"),
    ],
)
def test_bad_labels_are_refused_with_their_row(
    spans: list[tuple[int, int, str]], said: str, reason: str
) -> None:
    record = LabelledText("甲乙丙丁", tuple(Span(*span) for span in spans))
    known = None if "surrogate" in said else ("TITLE", "ISSUER")
    with pytest.raises(UsageError) as caught:
        check(record, place=PLACE, labels=known)
    assert caught.value.code == "bad_labels", reason
    assert caught.value.found.startswith("train.jsonl:12: "), reason
    assert said in caught.value.found, reason


def test_a_text_torn_inside_a_character_is_refused() -> None:
    with pytest.raises(UsageError, match="half of a surrogate pair in the text, character 1"):
        check(LabelledText("甲\ud840"), place=PLACE)


def test_an_unknown_label_is_told_the_known_ones() -> None:
    with pytest.raises(UsageError, match="one of: ISSUER, TITLE"):
        check(LabelledText("甲", (Span(0, 1, "X"),)), place=PLACE, labels={"TITLE", "ISSUER"})


def test_spans_stand_in_text_order() -> None:
    record = LabelledText("甲乙", (Span(1, 2, "A"), Span(0, 1, "B")))
    assert record.spans == (Span(0, 1, "B"), Span(1, 2, "A"))


def test_a_record_can_be_hashed_whatever_its_meta() -> None:
    assert hash(LabelledText("甲", (), {"a": [1]})) == hash(LabelledText("甲"))


@given(records())
def test_labels_that_touch_are_taken(record: LabelledText) -> None:
    assert check(record, place=PLACE, labels=LABELS) is record
