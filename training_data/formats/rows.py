"""Labelled texts in JSON Lines whose form nobody told: CLUENER, Prodigy or doccano."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from training_data.formats import cluener, doccano, prodigy
from training_data.formats.cluener import Overlapping
from training_data.formats.files import bad_file, read_objects
from training_data.formats.labelled import LabelledText


def read_rows(
    path: Path, *, labels: Collection[str] | None = None, overlapping: Overlapping = "refuse"
) -> Iterator[LabelledText]:
    """Yield the records that may be learned from; the first row tells the form.

    ``overlapping`` is as in `cluener.read`; the other forms refuse labels that overlap.

    Raises ``UsageError`` (``bad_label_file``) where there is no row, and as the form's ``read``.
    """
    first = next(iter(read_objects(path)), None)
    if first is None:
        raise bad_file(path.name, "no row", "a JSON object a line")
    row = first[1]
    if cluener.is_row(row):
        return cluener.read(path, labels=labels, overlapping=overlapping)
    if "spans" in row or "answer" in row:
        return (one for one in prodigy.read(path, labels=labels) if prodigy.accepted(one))
    return doccano.read(path, labels=labels)
