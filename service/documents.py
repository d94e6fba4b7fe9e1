"""Which files are documents, and what each is called in the output."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ENDINGS = (".pdf", ".txt", ".docx", ".xlsx", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Named:
    """A document's file and its name in the output, with "/" between folders."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The documents of a run, and the files of its folders that are none."""

    documents: tuple[Named, ...]
    skipped: tuple[str, ...]


def find_documents(paths: Sequence[Path]) -> Found:
    """Take every file of ``paths`` and, of its folders, every file with one of `ENDINGS`.

    A path that is not there is taken for a file, so that its error stands with the others.
    A file is called by its own name, one of a folder by its path inside that folder. Where
    two would have the same name, all are called by their path below their common folder. A
    file that is named twice counts once.
    """
    documents: dict[Path, str] = {}
    skipped: list[str] = []
    for path in paths:
        if path.is_dir():
            for inside, taken in _walk(path):
                name = inside.relative_to(path).as_posix()
                if taken:
                    documents.setdefault(_place(inside), name)
                else:
                    skipped.append(name)
        else:
            documents.setdefault(_place(path), path.name)
    if len(set(documents.values())) < len(documents):
        root = Path(os.path.commonpath([place.parent for place in documents]))
        documents = {place: place.relative_to(root).as_posix() for place in documents}
    return Found(
        documents=tuple(Named(place, name) for place, name in documents.items()),
        skipped=tuple(skipped),
    )


def _place(path: Path) -> Path:
    # Not resolve(): a link keeps the name that its owner gave it.
    return Path(os.path.abspath(path))


def _walk(folder: Path) -> list[tuple[Path, bool]]:
    """Return the folder's files in order of name, each with whether it is a document."""
    found: list[tuple[Path, bool]] = []
    closed: list[str] = []

    def keep(error: OSError) -> None:
        closed.append(str(error.filename))

    for place, folders, names in os.walk(folder, onerror=keep):
        folders.sort()
        for name in names:
            path = Path(place, name)
            # is_file: opening a pipe or a device would wait for ever
            found.append((path, path.suffix.lower() in ENDINGS and path.is_file()))
    found.extend((Path(place), False) for place in closed)
    return sorted(found)
