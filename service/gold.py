"""Gold files and the predictions that are scored against them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from extraction.errors import UsageError
from service.documents import ENDINGS

_GOLD_ENDING = ".gold.json"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document with its gold; ``name`` is its path inside the gold folder.

    ``path`` is None where only a prediction is there to be scored.
    """

    name: str
    path: Path | None
    gold: Mapping[str, object]


def find_gold(
    folder: Path, *, predictions: Path | None = None, excluded: Sequence[str] = ()
) -> tuple[GoldDocument, ...]:
    """Return the documents of ``folder`` that have gold, in order of name.

    ``NAME.gold.json`` is the gold of every ``NAME.pdf`` and ``NAME.txt`` beside it, each a
    document of its own, and of every ``NAME.pdf.json``, ``NAME.txt.json`` and ``NAME.json``
    at the same place in ``predictions``. Documents that match a pattern of ``excluded`` are
    left out. ``folder`` may also be one document; then it alone is taken, with the gold
    beside it. Raises `UsageError` where there is no gold, where gold has neither document nor
    prediction, and for gold that is no JSON object.
    """
    if folder.is_file():
        return (_one_document(folder),)
    found: list[GoldDocument] = []
    for place in sorted(folder.rglob(f"*{_GOLD_ENDING}")):
        stem = place.relative_to(folder).as_posix().removesuffix(_GOLD_ENDING)
        beside = [stem + ending for ending in ENDINGS if (folder / (stem + ending)).is_file()]
        predicted = [
            stem + ending
            for ending in (*ENDINGS, "")
            if predictions is not None and (predictions / f"{stem}{ending}.json").is_file()
        ]
        names = list(dict.fromkeys(beside + predicted))
        if not names:
            raise UsageError(
                found=f"{place} with no document beside it",
                expected=" or ".join(stem + ending for ending in ENDINGS),
                hint="Put the document beside its gold, or move the gold away.",
            )
        gold = read_object(place)
        found.extend(
            GoldDocument(name, folder / name if name in beside else None, gold)
            for name in names
            if not any(fnmatch(name, pattern) for pattern in excluded)
        )
    if not found:
        raise UsageError(
            found=f"{folder} without documents to score",
            expected=f"files NAME{_GOLD_ENDING} beside NAME{' or NAME'.join(ENDINGS)}",
            hint="Check the folder, and the patterns of --exclude.",
        )
    return tuple(found)


def _one_document(path: Path) -> GoldDocument:
    gold = path.with_name(path.stem + _GOLD_ENDING)
    if not gold.is_file():
        raise UsageError(
            found=f"{path} without gold beside it",
            expected=gold.name,
            hint="Put the gold beside the document, or name a folder of documents with gold.",
        )
    return GoldDocument(path.name, path, read_object(gold))


def read_prediction(folder: Path, name: str) -> Mapping[str, object] | None:
    """Return the prediction ``folder/<name>.json``; None where it is not there."""
    place = folder / f"{name}.json"
    return read_object(place) if place.is_file() else None


def read_object(place: Path) -> Mapping[str, object]:
    """Read a JSON object. Raises `UsageError` where the file holds none."""
    try:
        value = json.loads(place.read_bytes())
    except ValueError as error:
        value = error
    if not isinstance(value, dict):
        raise UsageError(
            found=f"{place}, which is no JSON object",
            expected="an object of the output contract",
            hint="Repair or remove the file.",
        )
    return value
