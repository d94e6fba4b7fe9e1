"""What every export takes: one document's answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Protocol

from extraction.errors import WorkerLost, YijuError
from extraction.schema import Disclosure
from service.records import disclosure_from_json


@dataclass(frozen=True, slots=True)
class Document:
    """One document by its name in the output, and its Disclosure as JSON or its error."""

    name: str
    answer: bytes | YijuError

    def disclosure(self) -> Disclosure | YijuError:
        """Return the answer as records; one that is not of the contract is an error too."""
        if isinstance(self.answer, YijuError):
            return self.answer
        try:
            return disclosure_from_json(json.loads(self.answer))
        except ValueError as error:
            return WorkerLost(
                found=f"an answer that is no Disclosure: {error}",
                expected="the JSON of the output contract",
                hint="Do not trust this document; read it again on its own.",
            )


class Export(Protocol):
    """A place that documents are written to, one after the other."""

    def add(self, document: Document) -> None:
        """Write one document."""
        ...

    def close(self) -> None:
        """Finish what was written; only then does a single file stand under its name."""
        ...

    def abandon(self) -> None:
        """Leave no half-written file behind."""
        ...


def error_to_json(error: YijuError) -> dict[str, object]:
    """Return the body that stands for a document that could not be read."""
    return {"error": {"code": error.code, "message": error.message, "hint": error.hint}}
