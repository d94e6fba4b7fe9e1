"""Public sets of named entities: columns or JSON Lines, as the file itself tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training_data.formats import bmes
from training_data.formats.files import read_lines
from training_data.formats.labelled import LabelledText
from training_data.formats.rows import read_rows


def read_entities(path: Path) -> Iterator[LabelledText]:
    """Yield the sentences of a set whose form nobody told.

    Columns are read with any tags that `bmes` knows, broken sequences mended; of CLUENER's labels
    that overlap, the longest is kept. What was mended or left out stands in each record's meta.

    Raises ``UsageError`` as `bmes.read_any` and `read_rows` do.
    """
    return read_rows(path, overlapping="longest") if _holds_json(path) else bmes.read_any(path)


def _holds_json(path: Path) -> bool:
    """Tell whether the first line that is not empty begins and ends as JSON does."""
    for _, line in read_lines(path):
        text = line.removeprefix("\ufeff").strip()
        if text:
            return (text[0], text[-1]) in (("{", "}"), ("[", "]")) or text == "["
    return False
