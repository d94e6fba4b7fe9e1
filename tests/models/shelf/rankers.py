"""Versions of the links model, good and bad, made in no time from the released one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.links import TrainedRanker, released_ranker
from models.links.model import FILE, save
from models.shelf import Shelf, Version


def ranker() -> TrainedRanker:
    """Return the released ranker."""
    found = released_ranker()
    assert found is not None
    return found


def shy() -> TrainedRanker:
    """Return a ranker that links next to nothing: worse on every label."""
    return replace(ranker(), accept=1.1)


def put(shelf: Shelf, one: TrainedRanker) -> Version:
    """Put a ranker on the shelf as a candidate."""
    with shelf.draft("links") as draft:
        save(one, draft / FILE, facts={"seed": 1})
        return shelf.keep("links", draft, facts={"code": "test"})


def shown(folder: Path) -> list[str]:
    """Return what a folder of versions shows."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
