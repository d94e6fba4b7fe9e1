"""The links model that ships with the project."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from models.links.model import FILE, load
from models.links.ranker import TrainedRanker

FOLDER = Path(str(files("models").joinpath("released")))


def released_ranker() -> TrainedRanker | None:
    """Load the released links model; ``None`` where none was released.

    Raises `ModelError` where the file does not fit this version of the code.
    """
    return load(FOLDER / FILE) if (FOLDER / FILE).is_file() else None
