"""A form's one cell with both dates (起止时间) → the day it starts and the day it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extraction.forms.families import family, is_form_label, label_key
from extraction.forms.pieces import FormCell, FormRow
from extraction.schema import Value
from extraction.values import find_period

# As for the fields with labels of their own.
_CONFIDENCE = 0.99
_LONGEST_LABEL = 14  # characters


def read_form_period(text: str, rows: Sequence[FormRow]) -> dict[str, Value]:
    """Return ``start_date`` and ``end_date`` as far as a cell with both prints them.

    A length alone (一年, 长期) gives none. Each value's span is that of its own date.
    """
    for cell, start, end in _cells(text, rows):
        period = find_period(text, start=start, end=end)
        if period is None:
            continue
        points = (("start_date", period.start), ("end_date", period.end))
        return {
            name: Value(
                point.value,
                text[point.start : point.end],
                cell.cell.page,
                cell.cell.box,
                point.start,
                point.end,
                "form",
                f"form.{name}",
                _CONFIDENCE,
            )
            for name, point in points
            if point is not None
        }
    return {}


def _cells(text: str, rows: Sequence[FormRow]) -> Iterator[tuple[FormCell, int, int]]:
    """Yield the cells that hold a period, and where in the text its print begins and ends."""
    labels = family().periods
    for row in rows:
        for place, cell in enumerate(row.cells):
            if cell.key in labels:
                beside = next((each for each in row.cells[place + 1 :] if not each.is_empty), None)
                # merged cells leave empty ones; behind those may stand the next label
                if beside is not None and not is_form_label(beside.cell.printed(text)):
                    yield beside, beside.cell.start, beside.cell.end
                continue
            printed = text[cell.cell.start : cell.cell.end]
            at = min((at for mark in "：:" if (at := printed.find(mark)) > 0), default=0)
            if 0 < at <= _LONGEST_LABEL and label_key(printed[:at]) in labels:
                yield cell, cell.cell.start + at + 1, cell.cell.end
