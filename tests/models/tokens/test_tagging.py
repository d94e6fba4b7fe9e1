"""Spans and tags, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tokens.tagging import tag_set, to_spans, to_tags
from training_data.formats import Span


@st.composite
def _spans(draw: st.DrawFn) -> tuple[list[Span], int]:
    spans: list[Span] = []
    at = 0
    for gap, size in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), max_size=6)):
        spans.append(Span(at + gap, at + gap + size, draw(st.sampled_from(["TITLE", "A-B", "甲"]))))
        at += gap + size
    return spans, at + draw(st.integers(0, 3))


@given(_spans())
def test_round_trip(made: tuple[list[Span], int]) -> None:
    spans, size = made
    tags = to_tags(spans, size)
    assert len(tags) == size
    assert set(tags) <= set(tag_set(["TITLE", "A-B", "甲"]))
    assert to_spans(tags) == spans


@given(st.lists(st.sampled_from(tag_set(["X", "Y"])), max_size=12))
def test_any_tags_give_spans_in_order_without_overlap(tags: list[str]) -> None:
    spans = to_spans(tags)
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    assert all(to_tags([span], len(tags))[span.start : span.end] == tags[span.start : span.end]
               for span in spans)  # fmt: skip


@pytest.mark.parametrize(
    "tags",
    [
        ["B-X", "M-X", "O"],  # never closed
        ["M-X", "E-X"],  # never opened
        ["B-X", "E-Y"],  # closed as another
        ["B-X", "M-Y", "E-X"],  # another within
        ["B-X"],
    ],
)
def test_illegal_sequences_are_no_entity(tags: list[str]) -> None:
    assert to_spans(tags) == []


def test_a_new_beginning_drops_the_open_one() -> None:
    assert to_spans(["B-X", "B-X", "E-X", "E-X"]) == [Span(1, 3, "X")]


@pytest.mark.parametrize("tag", ["", "X", "I-X", "B-", "-X"])
def test_what_is_no_tag(tag: str) -> None:
    with pytest.raises(ValueError, match="no BMES tag"):
        to_spans([tag])


@pytest.mark.parametrize("spans", [[Span(0, 0, "X")], [Span(-1, 1, "X")], [Span(2, 4, "X")],
                                   [Span(0, 2, "X"), Span(1, 3, "Y")]])  # fmt: skip
def test_spans_that_cannot_be_written(spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="span"):
        to_tags(spans, 3)
