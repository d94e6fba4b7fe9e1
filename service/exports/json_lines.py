"""JSON lines: one document a line, its Disclosure or its error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import BinaryIO

from extraction.errors import YijuError
from service.exports.document import Document, error_to_json
from service.exports.files import finish, part_of, prepare


class JsonLines:
    """Write to a file. A line of an error also says which ``document`` it was."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: BinaryIO = prepare(path).open("wb")

    def add(self, document: Document) -> None:
        self._stream.write(line_of(document))

    def close(self) -> None:
        self._stream.close()
        finish(self._path)

    def abandon(self) -> None:
        self._stream.close()
        part_of(self._path).unlink(missing_ok=True)


def line_of(document: Document) -> bytes:
    """Return one line; the JSON of a Disclosure must have been made without indents."""
    if isinstance(document.answer, YijuError):
        said = {"document": document.name, **error_to_json(document.answer)}
        return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
    return document.answer + b"\n"
