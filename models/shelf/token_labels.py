"""A folder of labels for tokens, in any form that is known → documents of the task."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import cast, get_args

from extraction.errors import UsageError
from extraction.learned import TOKEN_LABELS
from extraction.pipeline import analyse
from extraction.schema import SectionKind
from models.tokens.aligning import align_document
from models.tokens.cases import read_cases
from models.tokens.documents import TaskDocument
from models.tokens.material import gold_document, passages
from training_data.formats import LabelledText, bmes, docbin, label_studio
from training_data.formats.files import bad_file
from training_data.formats.rows import read_rows
from training_data.gold.texts import read_text

_GOLD = ".gold.json"
_TABLES = (".bmes", ".conll", ".bio")
_DOCUMENTS = (".pdf", ".txt")
ENDINGS = (".txt", ".tsv", ".jsonl", ".json", ".spacy", *_TABLES)


def has_labels(folder: Path) -> bool:
    """Tell whether a folder holds a file that may hold labels for tokens."""
    return any(_may_hold(path) for path in folder.iterdir()) if folder.is_dir() else False


def read_labels(folder: Path) -> list[TaskDocument]:
    """Read every file of labels in a folder, in order of name.

    Gold texts (``*.txt`` that begin with ``%``), Label Studio (``*.json``), doccano, Prodigy or
    CLUENER (``*.jsonl``), DocBin (``*.spacy``), CoNLL/BMES (``*.bmes``, ``*.conll``, ``*.bio``),
    sentences with labelled citations (``*.tsv``), and documents with ``NAME.gold.json`` beside
    them. A record's ``section``, ``heading``, ``year`` and ``department``, where its file has
    them, say where it stands.

    Raises `UsageError` with file and row: ``bad_labels``, ``bad_tags``, ``bad_label_file``;
    ``no_labels`` where a file, or the whole folder, holds no label.
    """
    found: list[TaskDocument] = []
    for path in sorted(folder.iterdir()):
        if not _may_hold(path):
            continue
        read = list(_read(path))
        # A disclosure that holds no project is a valid answer; its page has nothing to label.
        held = any(example.spans for one in read for example in one.examples)
        if not held and not path.name.endswith(_GOLD):
            raise _no_labels(f"{path.name} without any label")
        found += [one for one in read if one.examples]
    if not found:
        raise _no_labels(f"{folder} without labels for tokens")
    return found


def _may_hold(path: Path) -> bool:
    if path.suffix not in ENDINGS or not path.is_file():
        return False
    if path.suffix == ".txt":
        with path.open("rb") as file:
            return file.read(1) == b"%"
    if path.suffix == ".tsv":
        with path.open("rb") as file:
            return b'"title_span"' in file.read(1 << 16)
    if path.suffix == ".jsonl":
        with path.open("rb") as file:
            first = file.readline(1 << 20)
        # Rows of another kind, such as regulations, are no torn labels.
        return not first.startswith(b"{") or b'"text"' in first
    return not path.name.startswith(".")


def _read(path: Path) -> Iterator[TaskDocument]:
    if path.name.endswith(_GOLD):
        yield from _read_document(path)
    elif path.suffix == ".tsv":
        yield from read_cases(path)
    elif path.suffix == ".txt":
        data = path.read_bytes().decode("utf-8", "replace")
        yield gold_document(read_text(data, name=path.name), origin="real")
    else:
        for row, record in enumerate(_records(path), 1):
            yield _document(record, f"{path.name}:{row}", path.stem)


def _records(path: Path) -> Iterator[LabelledText]:
    if path.suffix == ".json":
        found = label_studio.read(path, labels=TOKEN_LABELS)
        return (one for one in found if label_studio.accepted(one))
    if path.suffix == ".spacy":
        return docbin.read(path, labels=TOKEN_LABELS)
    if path.suffix in _TABLES:
        return bmes.read(path, scheme=bmes.find_scheme(path), labels=TOKEN_LABELS)
    return read_rows(path, labels=TOKEN_LABELS)


def _document(record: LabelledText, name: str, issuer: str) -> TaskDocument:
    meta = record.meta
    section, year = str(meta.get("section") or "other"), meta.get("year")
    kind = cast(SectionKind, section) if section in get_args(SectionKind) else "other"
    examples = tuple(
        passages(
            record,
            kind=kind,
            heading=str(meta.get("heading") or ""),
            year=year if isinstance(year, int) else None,
        )
    )
    return TaskDocument(name, str(meta.get("department") or issuer), "real", examples)


def _read_document(place: Path) -> Iterator[TaskDocument]:
    try:
        gold = json.loads(place.read_bytes())
    except ValueError as error:
        raise bad_file(place.name, f"no JSON ({error})", "an object of the output") from error
    if not isinstance(gold, dict):
        raise bad_file(place.name, "JSON that is no object", "an object of the output contract")
    stem = place.name.removesuffix(_GOLD)
    year = gold.get("fiscal_year")
    for path in (place.with_name(stem + ending) for ending in _DOCUMENTS):
        if path.is_file():
            layout = analyse(path).layout
            examples = align_document(layout, gold, year=year if isinstance(year, int) else None)
            issuer = str(gold.get("department") or stem)
            yield TaskDocument(path.name, issuer, "real", tuple(examples))
            return


def _no_labels(found: str) -> UsageError:
    return UsageError(
        found=found,
        expected="labels in one of the known forms",
        hint="docs/models.md shows the forms of labels.",
        code="no_labels",
    )
