"""The kinds of models: how each is trained, opened and held against the frozen set.

Importing this module imports none of their libraries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, cast, get_args

from extraction.errors import UsageError
from models.tallies import Tally

KindName = Literal["tokens", "lines", "links"]
KINDS: tuple[KindName, ...] = get_args(KindName)

# What is being done, and how much of the whole is done, 0 to 1.
Progress = Callable[[str, float], None]


class Train(Protocol):
    """Trains a model and writes it with its card into ``folder``.

    ``data`` are folders beside the project's own material. Raises `UsageError` where a file
    does not fit, naming it and the row, and where there is nothing to learn from.
    """

    def __call__(
        self,
        folder: Path,
        *,
        data: Sequence[Path],
        seed: int,
        learner: str | None,
        progress: Progress,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """``files`` are the names that its model file may have; the card stands beside it.

    ``load`` opens a model file, raising `ModelError` (``wrong_model``) where it does not fit;
    ``measure`` says what it finds in the frozen set; ``has_labels`` whether a folder holds labels
    for it.
    """

    name: KindName
    files: tuple[str, ...]
    train: Train
    load: Callable[[Path], object]
    measure: Callable[[Path], Tally]
    has_labels: Callable[[Path], bool]

    @property
    def card(self) -> str:
        """The name of the card."""
        return f"{self.name}.card.json"


_ROOMS = {
    "lines": "models.lines.task",
    "links": "models.links.task",
    "tokens": "models.shelf.tokens",
}


def kind(name: str) -> Kind:
    """Return a kind by its name, one of `KINDS`.

    Raises `UsageError` (``unknown_kind``) for another name.
    """
    if name not in _ROOMS:
        raise UsageError(
            found=f"the kind {name!r}",
            expected=f"one of: {', '.join(KINDS)}",
            hint="Name one of these.",
            code="unknown_kind",
        )
    return cast(Kind, import_module(_ROOMS[name]).KIND)
