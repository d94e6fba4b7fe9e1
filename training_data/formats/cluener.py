"""JSON Lines in the form of CLUENER: surfaces and their places by label, ends included.

    {"text": …, "label": {label: {surface: [[start, end], …], …}, …}}

``end`` is the place of the last character. All other keys of a row are the record's meta. Labels of
this form may overlap; what a flat tagger cannot say of them is refused or left out, as is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, TypeAlias

from training_data.formats.files import Source, bad_file, read_objects
from training_data.formats.json_spans import rest_of, span_of, text_of
from training_data.formats.labelled import Json, LabelledText, Place, Span, bad_labels, check
from training_data.formats.offsets import Counting

Overlapping: TypeAlias = Literal["refuse", "longest"]

LEFT_OUT = "left_out"
_LABEL = "label"


def is_row(row: Mapping[str, Json]) -> bool:
    """Tell whether a JSON object is a row of this form."""
    return isinstance(row.get(_LABEL), Mapping) and "text" in row


def read(
    source: Source,
    *,
    labels: Collection[str] | None = None,
    overlapping: Overlapping = "refuse",
) -> Iterator[LabelledText]:
    """Yield the record of each row; a row without ``label`` has none.

    labels       the label types that are known; None takes any
    overlapping  ``longest`` keeps of labels that overlap the longest, of equally long ones the
                 first; ``meta["left_out"]`` holds the others as [start, end, label], half-open

    Raises ``UsageError`` with file and row: ``bad_label_file``; ``bad_labels``, also where a
    surface is not what stands at its place; ``no_such_file``.
    """
    for place, row in read_objects(source):
        text = text_of(row, place)
        found = sorted(set(_spans(row.get(_LABEL), text, place)))
        meta = rest_of(row, but=("text", _LABEL))
        if overlapping == "longest":
            kept = _longest(found)
            if left := [span for span in found if span not in kept]:
                meta[LEFT_OUT] = [[span.start, span.end, span.label] for span in left]
            found = kept
        yield check(LabelledText(text, tuple(found), meta), place=place, labels=labels)


def _spans(value: Json, text: str, place: Place) -> Iterator[Span]:
    counting = Counting(text, "codepoint")
    for label, surfaces in _object(value, place, "label").items():
        for surface, places in _object(surfaces, place, label).items():
            if not isinstance(places, list):
                raise bad_file(place, f"places of {surface!r} that are no list", _FORM)
            for pair in places:
                if not isinstance(pair, list) or len(pair) != 2:
                    raise bad_file(place, f"the place {pair!r} of {surface!r}", _FORM)
                first = span_of(pair[0], pair[1], label, counting=counting, place=place)
                span = Span(first.start, first.end + 1, label)
                printed = text[max(span.start, 0) : max(span.end, 0)]
                if printed != surface:
                    raise bad_labels(
                        place,
                        f"{surface!r} at {span.start} to {first.end}, where {printed!r} stands",
                        expected="the surface as it stands in the text, its end included",
                    )
                yield span


_FORM = "{label: {surface: [[start, end], …]}}"


def _object(value: Json, place: Place, key: str) -> Mapping[str, Json]:
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return value
    raise bad_file(place, f"a {key!r} that is no object", _FORM)


def _longest(spans: Collection[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start - one.end, one)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)
