"""doccano's JSONL for sequence labelling, in both of its forms.

    {"text": …, "label": [[start, end, label], …]}
    {"text": …, "entities": [{"id", "start_offset", "end_offset", "label"}, …], "relations": []}

doccano counts offsets as JavaScript does, in UTF-16 units (doccano issue 2290), unless the project
counts grapheme clusters, which are not read here. The two counts differ only where a text has
characters beyond U+FFFF. All other keys of a row are the record's meta.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from training_data.formats.files import Source, as_line, bad_file, read_objects, write_lines
from training_data.formats.json_spans import list_of, refuse_meta, rest_of, span_of, text_of
from training_data.formats.labelled import Json, LabelledText, Place, Span, check
from training_data.formats.offsets import Counting, Offsets

Form: TypeAlias = Literal["label", "entities"]

# "labels" is the older name of "label", "data" what some versions call the text
_SPAN_KEYS = ("label", "labels", "entities")


def read(
    source: Source, *, labels: Collection[str] | None = None, offsets: Offsets = "utf16"
) -> Iterator[LabelledText]:
    """Yield the record of each row.

    labels    the label types that are known; None takes any
    offsets   ``utf16`` as doccano counts, ``codepoint`` for files made by other programs

    Raises ``UsageError`` with file and row: ``bad_label_file``, ``bad_labels``, ``no_such_file``.
    """
    for place, row in read_objects(source):
        key = "data" if "data" in row and "text" not in row else "text"
        text = text_of(row, place, key=key)
        found = [name for name in _SPAN_KEYS if row.get(name) is not None]
        if len(found) > 1:
            raise bad_file(place, f"both {found[0]!r} and {found[1]!r}", "one list of labels")
        counting = Counting(text, offsets)
        spans = (
            tuple(_span(one, counting, place) for one in list_of(row, found[0], place))
            if found
            else ()
        )
        meta = rest_of(row, but=(key, *_SPAN_KEYS))
        yield check(LabelledText(text, spans, meta), place=place, labels=labels)


def write(
    records: Iterable[LabelledText],
    path: Path,
    *,
    labels: Collection[str] | None = None,
    form: Form = "label",
    offsets: Offsets = "utf16",
) -> None:
    """Write a row for each record, whole or not at all; meta becomes further keys.

    Raises ``UsageError``: ``bad_labels``, ``not_written``.
    """
    write_lines(to_lines(records, name=path.name, labels=labels, form=form, offsets=offsets), path)


def to_lines(
    records: Iterable[LabelledText],
    *,
    name: str = "records",
    labels: Collection[str] | None = None,
    form: Form = "label",
    offsets: Offsets = "utf16",
) -> Iterator[str]:
    """Yield the line of each record; ``name`` is what errors call them."""
    for number, record in enumerate(records, 1):
        place = Place(name, number)
        check(record, place=place, labels=labels)
        refuse_meta(record, keys=("text", "data", *_SPAN_KEYS), place=place)
        counting = Counting(record.text, offsets)
        spans: list[Json] = [
            _written(span, counting, form, identity) for identity, span in enumerate(record.spans)
        ]
        row: dict[str, Json] = {**record.meta, "text": record.text, form: spans}
        if form == "entities":
            row.setdefault("relations", [])
        yield as_line(row)


def _span(one: Json, counting: Counting, place: Place) -> Span:
    if isinstance(one, Mapping):
        start, end, label = one.get("start_offset"), one.get("end_offset"), one.get("label")
    elif isinstance(one, list) and len(one) == 3:
        start, end, label = one
    else:
        raise bad_file(
            place, f"the label {one!r}", "[start, end, label] or {start_offset, end_offset, label}"
        )
    return span_of(start, end, label, counting=counting, place=place)


def _written(span: Span, counting: Counting, form: Form, identity: int) -> Json:
    start, end = counting.outward(span.start), counting.outward(span.end)
    if form == "label":
        return [start, end, span.label]
    return {"id": identity, "label": span.label, "start_offset": start, "end_offset": end}
