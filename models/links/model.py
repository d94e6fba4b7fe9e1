"""A links model on disk: ``links.json`` and its card, written whole, loaded only where they fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from models.cards import read_model, write_model, wrong_model
from models.links.features import NAMES
from models.links.ranker import FORM, KIND, TrainedRanker, from_json, to_json

FILE = "links.json"


def save(ranker: TrainedRanker, model: Path, *, facts: Mapping[str, object]) -> None:
    """Write a ranker and its card beside it, each whole or not at all, the card last."""
    card = {
        "name": ranker.name,
        "form": FORM,
        "features": len(NAMES),
        "labels": ["linked", "unknown"],
        **facts,
    }
    write_model((to_json(ranker) + "\n").encode(), model, card=card)


def load(model: Path) -> TrainedRanker:
    """Load a ranker after checking it against its card; the card's name is its own.

    Raises `ModelError` (``wrong_model``) where anything does not fit.
    """
    card, data = read_model(model, kind=KIND, fits={"form": FORM, "features": len(NAMES)})
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise wrong_model(model, str(error), kind=KIND) from error
    return replace(from_json(text, source=model), name=str(card.get("name")))
