"""Prodigy's JSONL: a text, its spans, and what the annotator answered.

    {"text": …, "spans": [{"start", "end", "label"}, …], "answer": "accept"}

Offsets count characters. All keys but text, spans and tokens (which Prodigy makes anew) are the
record's meta: ``meta["answer"]`` is accept, reject or ignore where the row says it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from training_data.formats.files import (
    Source,
    as_line,
    as_object,
    bad_file,
    read_objects,
    write_lines,
)
from training_data.formats.json_spans import list_of, refuse_meta, rest_of, span_of, text_of
from training_data.formats.labelled import Json, LabelledText, Place, Span, check
from training_data.formats.offsets import Counting

ANSWERS = ("accept", "reject", "ignore")
_OWN = ("text", "spans", "tokens")


def accepted(record: LabelledText) -> bool:
    """Return whether the record may be learned from: accepted, or never asked about."""
    return record.meta.get("answer", "accept") == "accept"


def read(source: Source, *, labels: Collection[str] | None = None) -> Iterator[LabelledText]:
    """Yield the record of each row, whatever the answer was; ``accepted`` picks.

    labels    the label types that are known; None takes any

    Raises ``UsageError`` with file and row: ``bad_label_file``, ``bad_labels``, ``no_such_file``.
    """
    for place, row in read_objects(source):
        text = text_of(row, place)
        _check_answer(row.get("answer", "accept"), place)
        counting = Counting(text, "codepoint")
        spans = tuple(_span(one, counting, place) for one in list_of(row, "spans", place))
        yield check(LabelledText(text, spans, rest_of(row, but=_OWN)), place=place, labels=labels)


def write(
    records: Iterable[LabelledText], path: Path, *, labels: Collection[str] | None = None
) -> None:
    """Write a row for each record, whole or not at all; meta becomes further keys.

    Raises ``UsageError``: ``bad_labels``, ``bad_label_file`` (an unknown answer), ``not_written``.
    """
    write_lines(to_lines(records, name=path.name, labels=labels), path)


def to_lines(
    records: Iterable[LabelledText],
    *,
    name: str = "records",
    labels: Collection[str] | None = None,
) -> Iterator[str]:
    """Yield the line of each record; ``name`` is what errors call them."""
    for number, record in enumerate(records, 1):
        place = Place(name, number)
        check(record, place=place, labels=labels)
        refuse_meta(record, keys=_OWN, place=place)
        _check_answer(record.meta.get("answer", "accept"), place)
        spans: list[Json] = [
            {"start": span.start, "end": span.end, "label": span.label} for span in record.spans
        ]
        yield as_line({"text": record.text, "spans": spans, **record.meta})


def _span(one: Json, counting: Counting, place: Place) -> Span:
    span = as_object(one, place)
    return span_of(
        span.get("start"), span.get("end"), span.get("label"), counting=counting, place=place
    )


def _check_answer(answer: Json, place: Place) -> None:
    if answer not in ANSWERS:
        raise bad_file(place, f"the answer {answer!r}", f"one of: {', '.join(ANSWERS)}")
