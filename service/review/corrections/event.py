"""One correction: who did what to which value, when, and what stood there before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from extraction.schema import Box

Json: TypeAlias = object

Action = Literal[
    "accept",
    "set",
    "add",
    "delete",
    "move",
    "split",
    "merge",
    "ocr",
    "done",
    "undo",
    "redo",
]
ACTIONS: tuple[Action, ...] = get_args(Action)

# main: what counts. second: the blind second reading of a document.
Track = Literal["main", "second"]
TRACKS: tuple[Track, ...] = get_args(Track)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a target stood, so that it is found again in another extraction of the document.

    ``project_index``, ``project_name``, ``project_start`` and ``project_end`` tell the project;
    ``start``, ``end``, ``text``, ``page`` and ``box`` the thing inside it. Offsets count in a text
    of ``text_length`` characters; in another text only ``text`` can find the place.
    """

    text_length: int
    project_index: int | None = None
    project_name: str | None = None
    project_start: int | None = None
    project_end: int | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One event of one document; never changed once it is recorded.

    id          grows in the order of recording
    operation   the page's own name for the act: the same act sent twice is recorded once
    extraction  the extraction that the page showed
    target      what it is about, see `targets`; of ``undo`` and ``redo``: ``event/ID``
    before      what stood there, as JSON of the contract, None where nothing did
    after       what stands there now; its shape is the action's own, see `deriving`
    seconds     how long the analyst looked and worked before it
    note        a reason in words
    """

    id: int
    operation: str
    document_sha256: str
    extraction: int
    action: Action
    target: str
    by: str
    at: str
    anchor: Anchor
    before: Json = None
    after: Json = None
    seconds: float = 0.0
    track: Track = "main"
    note: str | None = None

    @property
    def undone_id(self) -> int:
        """Return the id of the event that an ``undo`` or ``redo`` is about."""
        return int(self.target.removeprefix("event/"))

    @property
    def new_id(self) -> str:
        """Return the id of what an ``add`` or ``split`` makes."""
        return f"+{self.id}"
