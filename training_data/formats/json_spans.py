"""Spans in JSON rows: the parts that the forms of the labelling tools share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from training_data.formats.files import bad_file
from training_data.formats.labelled import Json, LabelledText, Place, Span, bad_labels
from training_data.formats.offsets import Counting


def text_of(row: Mapping[str, Json], place: Place, *, key: str = "text") -> str:
    """Return the row's text, or raise ``bad_label_file``."""
    text = row.get(key)
    if isinstance(text, str):
        return text
    raise bad_file(place, f"a row without {key!r}", f"the text as a string under {key!r}")


def list_of(row: Mapping[str, Json], key: str, place: Place) -> Sequence[Json]:
    """Return the row's list; empty where there is none. Raises ``bad_label_file``."""
    found = row.get(key)
    if found is None:
        return ()
    if isinstance(found, Sequence) and not isinstance(found, str):
        return found
    raise bad_file(place, f"a {key!r} that is no list", f"a list under {key!r}")


def span_of(start: Json, end: Json, label: Json, *, counting: Counting, place: Place) -> Span:
    """Return the span in characters, not yet checked against the text.

    Raises ``bad_labels`` where an offset is no whole number or stands inside a character, or
    the label is no string.
    """
    if not isinstance(label, str):
        raise bad_labels(place, f"the label {label!r}", expected="a label that is a string")
    return Span(
        _offset(start, counting=counting, place=place),
        _offset(end, counting=counting, place=place),
        label,
    )


def rest_of(row: Mapping[str, Json], *, but: Collection[str]) -> dict[str, Json]:
    """Return what the row says besides: the record's meta."""
    return {key: value for key, value in row.items() if key not in but}


def refuse_meta(record: LabelledText, *, keys: Collection[str], place: Place) -> None:
    """Raise ``bad_labels`` where meta has a key that the form needs for itself."""
    taken = sorted(key for key in record.meta if key in keys)
    if taken:
        raise bad_labels(
            place,
            f"meta with the key {taken[0]!r}, which the form uses for itself",
            expected="other keys",
            hint="Rename the key.",
        )


def _offset(value: Json, *, counting: Counting, place: Place) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise bad_labels(place, f"the offset {value!r}", expected="offsets that are whole numbers")
    found = counting.inward(value)
    if found is None:
        raise bad_labels(
            place,
            f"the offset {value} inside a character",
            expected="offsets between UTF-16 characters",
            hint="Read the file with offsets counted in code points.",
        )
    return found
