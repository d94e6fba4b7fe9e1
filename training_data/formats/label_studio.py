"""Label Studio's JSON: tasks with annotations (a person's) or predictions (a model's).

    [{"id", "data": {"text": …}, "annotations": [{"result": [
        {"type": "labels", "from_name", "to_name", "value": {"start", "end", "text", "labels"}}]}]}]

Each annotation or prediction becomes one record, so a task that two people labelled gives two. The
keys of ``data`` but the text are the record's meta; what the task, the annotation and results of
other kinds (choices, relations) say goes whole under ``meta["label_studio"]``, and out again.

Since version 1.5 Label Studio counts offsets in code points; older ones counted UTF-16 units.
``value.text`` is held against the text, so that a wrong count is refused and not guessed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from training_data.formats.files import (
    Source,
    as_line,
    as_object,
    bad_file,
    name_of,
    parse,
    read_lines,
    write_lines,
)
from training_data.formats.json_spans import list_of, refuse_meta, rest_of, span_of, text_of
from training_data.formats.labelled import Json, LabelledText, Place, Span, bad_labels, check
from training_data.formats.offsets import Counting, Offsets

Kind: TypeAlias = Literal["annotations", "predictions"]

_OWN = "label_studio"


def accepted(record: LabelledText) -> bool:
    """Return whether the record may be learned from: the annotator did not skip the task."""
    return not _part(_part(record.meta, _OWN), "annotation").get("was_cancelled", False)


def read(
    source: Source,
    *,
    kind: Kind = "annotations",
    text_key: str = "text",
    labels: Collection[str] | None = None,
    offsets: Offsets = "codepoint",
) -> Iterator[LabelledText]:
    """Yield a record for each annotation (or prediction) of each task; skipped ones too.

    A task that nobody labelled gives no record. The whole file is held in memory.

    kind       annotations or predictions
    text_key   where ``data`` has the text
    labels     the label types that are known; None takes any
    offsets    ``utf16`` for files of Label Studio before 1.5

    Raises ``UsageError`` with file and task (counted from 1): ``bad_label_file``, ``bad_labels``,
    ``no_such_file``.
    """
    name = name_of(source)
    tasks = parse(
        "\n".join(line for _, line in read_lines(source)).removeprefix("\ufeff"), Place(name, 1)
    )
    if not isinstance(tasks, list):
        raise bad_file(name, "JSON that is no list", "a list of tasks, as Label Studio exports")
    for number, value in enumerate(tasks, 1):
        place = Place(name, number)
        task = as_object(value, place)
        data = as_object(task.get("data"), place)
        text = text_of(data, place, key=text_key)
        if _OWN in data:
            raise bad_file(place, f"data with the key {_OWN!r}", "another key")
        counting = Counting(text, offsets)
        for one in list_of(task, kind, place):
            annotation = as_object(one, place)
            results = [as_object(result, place) for result in list_of(annotation, "result", place)]
            spans = tuple(
                _span(result, text, counting, place) for result in results if _is_span(result)
            )
            own: dict[str, Json] = {
                "task": rest_of(task, but=("data", "annotations", "predictions")),
                "annotation": rest_of(annotation, but=("result",)),
                "results": [result for result in results if not _is_span(result)],
            }
            meta = rest_of(data, but=(text_key,))
            if any(own.values()):
                meta[_OWN] = {key: part for key, part in own.items() if part}
            yield check(LabelledText(text, spans, meta), place=place, labels=labels)


def write(
    records: Iterable[LabelledText],
    path: Path,
    *,
    kind: Kind = "annotations",
    text_key: str = "text",
    from_name: str = "label",
    to_name: str = "text",
    labels: Collection[str] | None = None,
    offsets: Offsets = "codepoint",
) -> None:
    """Write a task for each record, whole or not at all.

    from_name, to_name   the names of the Labels and Text tags in the project's configuration

    Raises ``UsageError``: ``bad_labels``, ``not_written``.
    """
    lines = to_lines(
        records,
        name=path.name,
        kind=kind,
        text_key=text_key,
        from_name=from_name,
        to_name=to_name,
        labels=labels,
        offsets=offsets,
    )
    write_lines(lines, path)


def to_lines(
    records: Iterable[LabelledText],
    *,
    name: str = "records",
    kind: Kind = "annotations",
    text_key: str = "text",
    from_name: str = "label",
    to_name: str = "text",
    labels: Collection[str] | None = None,
    offsets: Offsets = "codepoint",
) -> Iterator[str]:
    """Yield the lines of one JSON list, a task a line; ``name`` is what errors call them."""
    yield "["
    before = None
    for number, record in enumerate(records, 1):
        place = Place(name, number)
        check(record, place=place, labels=labels)
        refuse_meta(record, keys=(text_key,), place=place)
        counting = Counting(record.text, offsets)
        results: list[Json] = [
            _result(record.text, span, counting, from_name, to_name) for span in record.spans
        ]
        own = _part(record.meta, _OWN)
        other = own.get("results")
        annotation: Json = {
            **_part(own, "annotation"),
            "result": [*results, *(other if isinstance(other, list) else ())],
        }
        if before is not None:
            yield f"{before},"
        before = as_line(
            {
                **_part(own, "task"),
                "data": {**rest_of(record.meta, but=(_OWN,)), text_key: record.text},
                kind: [annotation],
            }
        )
    if before is not None:
        yield before
    yield "]"


def _is_span(result: Mapping[str, Json]) -> bool:
    return result.get("type") in ("labels", "hypertextlabels")


def _span(result: Mapping[str, Json], text: str, counting: Counting, place: Place) -> Span:
    value = as_object(result.get("value"), place)
    names = value.get("labels", value.get("hypertextlabels"))
    if not isinstance(names, Sequence) or isinstance(names, str) or len(names) != 1:
        raise bad_labels(place, f"the labels {names!r} on one place", expected="one label")
    span = span_of(value.get("start"), value.get("end"), names[0], counting=counting, place=place)
    printed = value.get("text")
    found = text[max(span.start, 0) : max(span.end, 0)]
    if isinstance(printed, str) and _letters(printed) != _letters(found):
        raise bad_labels(
            place,
            f"{found!r} at {span.start} to {span.end}, where the label says {printed!r}",
            expected="the label's own text at its offsets",
            hint="Name how offsets are counted: codepoint, or utf16 before Label Studio 1.5.",
        )
    return span


def _letters(text: str) -> str:
    r"""Return the text without blanks: some versions print a line break as a written ``\n``."""
    return "".join(text.replace("\\n", "").replace("\\r", "").split())


def _result(text: str, span: Span, counting: Counting, from_name: str, to_name: str) -> Json:
    start, end = counting.outward(span.start), counting.outward(span.end)
    identity = hashlib.sha256(f"{start} {end} {span.label}".encode()).hexdigest()[:10]
    return {
        "id": identity,
        "from_name": from_name,
        "to_name": to_name,
        "type": "labels",
        "value": {
            "start": start,
            "end": end,
            "text": text[span.start : span.end],
            "labels": [span.label],
        },
    }


def _part(values: Mapping[str, Json], key: str) -> Mapping[str, Json]:
    part = values.get(key)
    return part if isinstance(part, Mapping) else {}
