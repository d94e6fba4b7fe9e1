"""Where what was found stands on the page."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.schema import Box
from service.drawing.marks import Mark, marks_of
from tests.service.analyses import BODY, FOOT, HEADING, LABEL, NAME, RULING, TEXT, TITLE, analysis

MARKS = marks_of(analysis(), page=1)


def boxes(kind: str, marks: tuple[Mark, ...] = MARKS) -> list[Box]:
    return [mark.box for mark in marks if mark.kind == kind]


def test_the_page_has_every_kind_of_mark() -> None:
    assert Counter(mark.kind for mark in MARKS) == {
        "section": 1,
        "line": 2,
        "cell": 2,
        "ruling": 1,
        "value": 2,
        "indicator": 1,
        "citation": 1,
    }


def test_what_has_a_box_keeps_it() -> None:
    assert boxes("line") == [HEADING.box, BODY.box]
    assert boxes("cell") == [LABEL.box, NAME.box]
    assert boxes("ruling") == [RULING]
    assert NAME.box in boxes("value")


def test_a_section_is_drawn_around_its_lines() -> None:
    assert boxes("section") == [(20.0, 20.0, 160.0, 70.0)]


def test_a_citation_takes_its_share_of_the_line() -> None:
    # 依据《水法》ab: six characters of double width and two of single width over 140 points
    assert boxes("citation") == [pytest.approx((60.0, 50.0, 140.0, 70.0))]


def test_a_value_without_box_is_found_by_its_offsets() -> None:
    assert pytest.approx((140.0, 50.0, 160.0, 70.0)) in boxes("value")


def test_marks_of_another_page_stay_there() -> None:
    assert [(mark.kind, mark.box) for mark in marks_of(analysis(), page=2)] == [("line", FOOT.box)]


def test_values_and_sections_say_their_name_in_latin() -> None:
    labels = {mark.label for mark in MARKS if mark.label}
    assert labels == {"basis", "name", "implementer"}


@given(st.data())
def test_a_piece_of_a_line_lies_inside_it(data: st.DataObject) -> None:
    from service.drawing.marks import _Place, boxes_of

    start = data.draw(st.integers(0, len(TEXT)))
    end = data.draw(st.integers(start, len(TEXT)))
    assert BODY.box is not None
    x0, top, x1, bottom = BODY.box
    place = _Place(BODY.start, BODY.end, BODY.box, is_cell=False)
    found = list(boxes_of(start, end, (place,), TEXT))
    assert bool(found) == (max(start, BODY.start) < min(end, BODY.end))
    for box in found:
        assert x0 - 1e-6 <= box[0] < box[2] <= x1 + 1e-6
        assert (box[1], box[3]) == (top, bottom)


def test_the_sample_title_is_the_one_that_is_meant() -> None:
    assert TEXT[slice(*TITLE)] == "《水法》"
