"""The released classifier of lines."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from models.lines.model import LineClassifier, load

FOLDER = Path(str(files("models").joinpath("released")))
FILE = "lines.npz"


@cache
def released() -> LineClassifier:
    """Load the classifier that ships with the project, once."""
    return load(FOLDER / FILE)
