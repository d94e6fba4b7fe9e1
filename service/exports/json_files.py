"""One JSON file for each document: its Disclosure, or its error."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from extraction.errors import YijuError
from service.exports.document import Document, error_to_json
from service.exports.files import write_whole


@dataclass(frozen=True, slots=True)
class JsonFiles:
    """Write ``folder/<name of the document>.json``, or all to ``single`` where that is given."""

    folder: Path
    single: Path | None = None

    def add(self, document: Document) -> None:
        path = self.single or self.folder.joinpath(*document.name.split("/"))
        if self.single is None:
            path = path.with_name(path.name + ".json")
        write_whole(path, _body(document) + b"\n")

    def close(self) -> None:
        """Nothing is open: every document is whole when it is added."""

    def abandon(self) -> None:
        """What was written before stays: every file is whole."""


def _body(document: Document) -> bytes:
    if isinstance(document.answer, YijuError):
        text = json.dumps(error_to_json(document.answer), ensure_ascii=False, indent=2)
        return text.encode("utf-8", "replace")
    return document.answer
