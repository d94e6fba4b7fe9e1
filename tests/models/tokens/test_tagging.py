"""Spans and tags, both ways, in both schemes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tokens.tagging import Scheme, tag_set, to_spans, to_tags
from training_data.formats import Span

_BOTH = pytest.mark.parametrize("scheme", ["BMES", "BI"])


@st.composite
def _spans(draw: st.DrawFn) -> tuple[list[Span], int]:
    spans: list[Span] = []
    at = 0
    for gap, size in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), max_size=6)):
        spans.append(Span(at + gap, at + gap + size, draw(st.sampled_from(["TITLE", "A-B", "甲"]))))
        at += gap + size
    return spans, at + draw(st.integers(0, 3))


@_BOTH
@given(made=_spans())
def test_round_trip(scheme: Scheme, made: tuple[list[Span], int]) -> None:
    spans, size = made
    tags = to_tags(spans, size, scheme=scheme)
    assert len(tags) == size
    assert set(tags) <= set(tag_set(["TITLE", "A-B", "甲"], scheme=scheme))
    assert to_spans(tags, scheme=scheme) == spans


@_BOTH
@given(data=st.data())
def test_any_tags_give_spans_in_order_without_overlap(scheme: Scheme, data: st.DataObject) -> None:
    known = tag_set(["X", "Y"], scheme=scheme)
    tags = data.draw(st.lists(st.sampled_from(known), max_size=12))
    spans = to_spans(tags, scheme=scheme)
    ends = [0, *(span.end for span in spans)]
    assert all(end <= span.start < span.end for end, span in zip(ends, spans, strict=False))
    for span in spans:
        written = to_tags([span], len(tags), scheme=scheme)
        assert written[span.start : span.end] == tags[span.start : span.end]


@pytest.mark.parametrize(
    ("scheme", "tags"),
    [
        pytest.param("BMES", ["B-X", "M-X", "O"], id="never closed"),
        pytest.param("BMES", ["M-X", "E-X"], id="never opened"),
        pytest.param("BMES", ["B-X", "E-Y"], id="closed as another"),
        pytest.param("BMES", ["B-X", "M-Y", "E-X"], id="another within"),
        pytest.param("BMES", ["B-X"], id="cut off"),
        pytest.param("BI", ["I-X", "I-X", "O"], id="never begun"),
        pytest.param("BI", ["O", "I-X"], id="begun by nothing"),
    ],
)
def test_illegal_sequences_are_no_entity(scheme: Scheme, tags: list[str]) -> None:
    assert to_spans(tags, scheme=scheme) == []


@pytest.mark.parametrize(
    ("scheme", "tags", "spans"),
    [
        pytest.param(
            "BMES", ["B-X", "B-X", "E-X", "E-X"], [Span(1, 3, "X")], id="a new one drops the open"
        ),
        pytest.param(
            "BI", ["B-X", "B-X", "I-X"], [Span(0, 1, "X"), Span(1, 3, "X")], id="one after another"
        ),
        pytest.param("BI", ["B-X", "I-Y", "I-X"], [Span(0, 1, "X")], id="another's inside ends it"),
        pytest.param("BI", ["O", "B-X", "I-X"], [Span(1, 3, "X")], id="up to the end"),
    ],
)
def test_entities_side_by_side(scheme: Scheme, tags: list[str], spans: list[Span]) -> None:
    assert to_spans(tags, scheme=scheme) == spans


@pytest.mark.parametrize(
    ("scheme", "tag"),
    [("BMES", tag) for tag in ("", "X", "I-X", "B-", "-X", "BM-X")]
    + [("BI", tag) for tag in ("", "X", "M-X", "S-X", "I-", "BI-X")],
)
def test_what_is_no_tag(scheme: Scheme, tag: str) -> None:
    with pytest.raises(ValueError, match=f"no {scheme} tag"):
        to_spans([tag], scheme=scheme)


@_BOTH
@pytest.mark.parametrize("spans", [[Span(0, 0, "X")], [Span(-1, 1, "X")], [Span(2, 4, "X")],
                                   [Span(0, 2, "X"), Span(1, 3, "Y")]])  # fmt: skip
def test_spans_that_cannot_be_written(scheme: Scheme, spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="span"):
        to_tags(spans, 3, scheme=scheme)
