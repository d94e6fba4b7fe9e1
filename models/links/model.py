"""A links model on disk: ``links.json`` and its card, written whole, loaded only where they fit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from extraction.errors import ModelError
from models.links.features import NAMES
from models.links.ranker import FORM, TrainedRanker, from_json, to_json

FILE = "links.json"


def save(ranker: TrainedRanker, model: Path, *, facts: Mapping[str, object]) -> None:
    """Write a ranker and its card beside it, each whole or not at all, the card last."""
    data = (to_json(ranker) + "\n").encode()
    card = {
        "name": ranker.name,
        "form": FORM,
        "features": len(NAMES),
        "labels": ["linked", "unknown"],
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        **facts,
    }
    model.parent.mkdir(parents=True, exist_ok=True)
    shown = (json.dumps(card, ensure_ascii=False, indent=1) + "\n").encode()
    for path, content in ((model, data), (card_of(model), shown)):
        draft = path.with_name(f".{path.name}.new")
        draft.write_bytes(content)
        draft.replace(path)


def card_of(model: Path) -> Path:
    """Return where the card of a model file stands."""
    return model.with_suffix(".card.json")


def load(model: Path) -> TrainedRanker:
    """Load a ranker after checking it against its card; the card's name is its own.

    Raises `ModelError` (``wrong_model``) where anything does not fit.
    """
    try:
        card = json.loads(card_of(model).read_text("utf-8"))
        data = model.read_bytes()
    except (OSError, ValueError) as error:
        raise _wrong(model, str(error)) from error
    if not isinstance(card, dict):
        raise _wrong(model, "a card that is no JSON object")
    if card.get("form") != FORM:
        raise _wrong(model, f"form {card.get('form')!r} instead of {FORM!r}")
    if card.get("sha256") != hashlib.sha256(data).hexdigest():
        raise _wrong(model, f"{len(data)} bytes that are not those of the card")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong(model, str(error)) from error
    return replace(from_json(text, source=str(model)), name=str(card.get("name")))


def _wrong(model: Path, found: str) -> ModelError:
    return ModelError(
        found=f"{model}: {found}",
        expected=f"a links model of the form {FORM} for these {len(NAMES)} features, with its card",
        hint="Train it again with `yiju train links`; `yiju models rollback links` brings back the "
        "one before.",
        code="wrong_model",
    )
