"""Documents that the token classifier learns from or is judged on: passages with labels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from models.tokens.crf import Example

Origin = Literal["gold", "renamed", "roughened", "synthesis", "real"]


@dataclass(frozen=True, slots=True)
class TaskDocument:
    """One document's passages with their labels. ``issuer`` keeps documents in one fold.

    ``sha256`` is of the passages' texts and labels.
    """

    name: str
    issuer: str
    origin: Origin
    examples: tuple[Example, ...]

    @property
    def sha256(self) -> str:
        held = hashlib.sha256()
        for one in self.examples:
            spans = " ".join(f"{span.start}:{span.end}:{span.label}" for span in one.spans)
            held.update(f"{one.passage.text}\n{spans}\n".encode())
        return held.hexdigest()

    @property
    def characters(self) -> int:
        return sum(len(one.passage.text) for one in self.examples)


def examples_of(documents: Iterable[TaskDocument]) -> Sequence[Example]:
    """Return the passages of all documents in order."""
    return [one for document in documents for one in document.examples]
