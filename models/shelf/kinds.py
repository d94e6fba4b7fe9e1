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


class _Room(Protocol):
    """The module that trains a kind and holds it against the frozen set."""

    train_version: Train

    def measure_model(self, model: Path, /) -> Tally: ...

    def has_labels(self, place: Path, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """``files`` are the names that its model file may have; the card stands beside it.

    ``opener`` names what opens a model file, ``room`` the module that learns, as an import writes
    them: documents are read without the libraries that training needs.
    """

    name: KindName
    files: tuple[str, ...]
    opener: str
    room: str

    @property
    def card(self) -> str:
        """The name of the card."""
        return f"{self.name}.card.json"

    @property
    def train(self) -> Train:
        """What trains a version."""
        return self._room().train_version

    def load(self, model: Path) -> object:
        """Open a model file. Raises `ModelError` (``wrong_model``) where it does not fit."""
        module, _, function = self.opener.partition(":")
        return getattr(import_module(module), function)(model)

    def measure(self, model: Path) -> Tally:
        """Say what a model file finds in the frozen set."""
        return self._room().measure_model(model)

    def has_labels(self, place: Path) -> bool:
        """Tell whether a folder holds labels for this kind."""
        return self._room().has_labels(place)

    def _room(self) -> _Room:
        return cast(_Room, import_module(self.room))


_KINDS: dict[str, Kind] = {
    one.name: one
    for one in (
        Kind(
            "tokens",
            ("tokens.crf", "tokens.npz", "tokens.spacy"),
            "models.tokens.classifier:TokenClassifier",
            "models.shelf.tokens",
        ),
        Kind("lines", ("lines.npz",), "models.lines.model:load", "models.lines.task"),
        Kind("links", ("links.json",), "models.links.model:load", "models.links.task"),
    )
}


def kind(name: str) -> Kind:
    """Return a kind by its name, one of `KINDS`.

    Raises `UsageError` (``unknown_kind``) for another name.
    """
    found = _KINDS.get(name)
    if found is None:
        raise UsageError(
            found=f"the kind {name!r}",
            expected=f"one of: {', '.join(KINDS)}",
            hint="Name one of these.",
            code="unknown_kind",
        )
    return found
