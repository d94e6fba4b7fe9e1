"""The neutral record: one text and its labelled spans, whatever file it came from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from extraction.errors import UsageError

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A label on ``text[start:end]``; offsets count characters (code points), half-open."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One text, its labels in text order, and what the file said besides.

    text    as the file has it; nothing is cleaned
    spans   sorted by place; ``check`` says whether they fit the text
    meta    JSON values, not to be changed; which keys a form keeps is said in its module
    """

    text: str
    spans: tuple[Span, ...] = ()
    meta: Mapping[str, Json] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spans", tuple(sorted(self.spans)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: the file's name, and its row or line, counting from 1."""

    file: str
    row: int

    def __str__(self) -> str:
        return f"{self.file}:{self.row}"


def check(
    record: LabelledText, *, place: Place, labels: Collection[str] | None = None
) -> LabelledText:
    """Return the record if its labels fit its text.

    labels   the label types that are known; None takes any

    Raises ``UsageError`` (``bad_labels``) with the place where a label is empty or outside the
    text, overlaps another, has no name or an unknown one, or where the text is no Unicode text.
    """
    _check_unicode(record.text, "text", place)
    size = len(record.text)
    before: Span | None = None
    for span in record.spans:
        if not span.label.strip():
            raise bad_labels(place, f"a label without a name at {span.start} to {span.end}")
        _check_unicode(span.label, "label", place)
        if labels is not None and span.label not in labels:
            known = ", ".join(sorted(labels)) or "none"
            raise bad_labels(
                place,
                f"the unknown label {span.label!r}",
                expected=f"one of: {known}",
                hint="Rename the label, or add it to the set of labels.",
            )
        if not 0 <= span.start <= size or not 0 <= span.end <= size:
            raise bad_labels(
                place, f"{_shown(span)}, outside the text", expected=f"offsets from 0 to {size}"
            )
        if span.end <= span.start:
            raise bad_labels(
                place, f"{_shown(span)}, which holds nothing", expected="an end after the start"
            )
        if before is not None and span.start < before.end:
            raise bad_labels(
                place,
                f"{_shown(span)} over {_shown(before)}",
                expected="labels that do not overlap",
                hint="Take one of the two away.",
            )
        before = span
    return record


def bad_labels(
    place: Place,
    found: str,
    *,
    expected: str = "labels that fit the text",
    hint: str = "Correct the labels of this row.",
) -> UsageError:
    """Return the error that names the row, for the caller to raise."""
    return UsageError(found=f"{place}: {found}", expected=expected, hint=hint, code="bad_labels")


def _shown(span: Span) -> str:
    return f"the label {span.label!r} at {span.start} to {span.end}"


def _check_unicode(value: str, what: str, place: Place) -> None:
    if value.isascii():
        return
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise bad_labels(
            place,
            f"half of a surrogate pair in the {what}, character {error.start}",
            expected="whole Unicode characters",
            hint="Export the file again as UTF-8.",
        ) from None
