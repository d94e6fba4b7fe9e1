"""The live links model, which ships with the project."""

from __future__ import annotations

from importlib.resources import files

from models.links.ranker import TrainedRanker, from_json

_FILE = "links.json"


def released_ranker() -> TrainedRanker | None:
    """Load the live links model; ``None`` where none was released.

    Raises `ModelError` where the file does not fit this version of the code.
    """
    place = files("models").joinpath("released", _FILE)
    if not place.is_file():
        return None
    return from_json(place.read_text("utf-8"), source=_FILE)
