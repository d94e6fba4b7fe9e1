"""Spans and tags, both ways; X and 甲 are open-ended where a test says so."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tokens.tagging import tag_set, to_spans, to_tags
from training_data.formats import Span

_LABELS = ("TITLE", "A-B", "甲")
_OPEN = pytest.mark.parametrize("open_ended", [(), ("A-B", "甲"), _LABELS])


@st.composite
def _spans(draw: st.DrawFn) -> tuple[list[Span], int]:
    spans: list[Span] = []
    at = 0
    for gap, size in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), max_size=6)):
        spans.append(Span(at + gap, at + gap + size, draw(st.sampled_from(_LABELS))))
        at += gap + size
    return spans, at + draw(st.integers(0, 3))


@_OPEN
@given(made=_spans())
def test_round_trip(open_ended: Collection[str], made: tuple[list[Span], int]) -> None:
    spans, size = made
    tags = to_tags(spans, size, open_ended=open_ended)
    assert len(tags) == size
    assert set(tags) <= set(tag_set(_LABELS, open_ended=open_ended))
    assert to_spans(tags, open_ended=open_ended) == spans


@_OPEN
@given(data=st.data())
def test_any_tags_give_spans_in_order_without_overlap(
    open_ended: Collection[str], data: st.DataObject
) -> None:
    known = tag_set(_LABELS, open_ended=open_ended)
    tags = data.draw(st.lists(st.sampled_from(known), max_size=12))
    spans = to_spans(tags, open_ended=open_ended)
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    for span in spans:
        written = to_tags([span], len(tags), open_ended=open_ended)
        assert written[span.start : span.end] == tags[span.start : span.end]


@pytest.mark.parametrize(
    "tags",
    [
        pytest.param(["B-Y", "M-Y", "O"], id="never closed"),
        pytest.param(["M-Y", "E-Y"], id="never opened"),
        pytest.param(["B-Y", "E-Z"], id="closed as another"),
        pytest.param(["B-Y", "M-Z", "E-Y"], id="another within"),
        pytest.param(["B-Y"], id="cut off"),
        pytest.param(["B-Y", "I-X", "E-Y"], id="an open-ended one within"),
        pytest.param(["I-X", "I-X", "O"], id="open-ended, never begun"),
        pytest.param(["O", "I-X"], id="open-ended, begun by nothing"),
    ],
)
def test_illegal_sequences_are_no_entity(tags: list[str]) -> None:
    assert to_spans(tags, open_ended={"X"}) == []


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        pytest.param(["B-Y", "B-Y", "E-Y", "E-Y"], [Span(1, 3, "Y")], id="anew: the first falls"),
        pytest.param(
            ["B-X", "B-X", "I-X"], [Span(0, 1, "X"), Span(1, 3, "X")], id="open-ended, anew: both"
        ),
        pytest.param(["B-X", "I-X", "M-Y"], [Span(0, 2, "X")], id="ended by another's middle"),
        pytest.param(
            ["B-X", "B-Y", "E-Y", "S-Y"],
            [Span(0, 1, "X"), Span(1, 3, "Y"), Span(3, 4, "Y")],
            id="ended by another's beginning",
        ),
        pytest.param(["O", "B-X", "I-X"], [Span(1, 3, "X")], id="up to the end"),
    ],
)
def test_entities_side_by_side(tags: list[str], spans: list[Span]) -> None:
    assert to_spans(tags, open_ended={"X"}) == spans


@pytest.mark.parametrize(
    ("tag", "open_ended"),
    [(tag, ()) for tag in ("", "X", "I-X", "B-", "-X", "BM-X")]
    + [(tag, ("X",)) for tag in ("", "X", "M-X", "E-X", "S-X", "I-", "BI-X")],
)
def test_what_is_no_tag(tag: str, open_ended: Collection[str]) -> None:
    with pytest.raises(ValueError, match=r"no (BI|BMES) tag"):
        to_spans([tag], open_ended=open_ended)


@_OPEN
@pytest.mark.parametrize("spans", [[Span(0, 0, "甲")], [Span(-1, 1, "甲")], [Span(2, 4, "甲")],
                                   [Span(0, 2, "甲"), Span(1, 3, "A-B")]])  # fmt: skip
def test_spans_that_cannot_be_written(spans: list[Span], open_ended: Collection[str]) -> None:
    with pytest.raises(ValueError, match="span"):
        to_tags(spans, 3, open_ended=open_ended)
