"""A learner's model on disk: one file and its card beside it, checked before they are used."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from extraction.errors import ModelError
from models.tokens.crf import card_of


def write_model(
    data: bytes, model: Path, *, form: str, card: Mapping[str, object]
) -> dict[str, object]:
    """Write ``data`` and its card, each whole or not at all, the card last; return the card."""
    full: dict[str, object] = {
        **card,
        "form": form,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    model.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=model.parent, prefix=".tokens-") as folder:
        draft, draft_card = Path(folder, "model"), Path(folder, "card")
        draft.write_bytes(data)
        draft_card.write_text(json.dumps(full, ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(draft, model)
        os.replace(draft_card, card_of(model))
    return full


def renew_card(model: Path, out: Path, *, facts: Mapping[str, object]) -> dict[str, object]:
    """Write the model file at ``model`` to ``out``, its card with ``facts`` added; return it."""
    card = json.loads(card_of(model).read_text("utf-8"))
    return write_model(model.read_bytes(), out, form=str(card["form"]), card={**facts, **card})


def read_model(
    model: Path, *, form: str, fits: Mapping[str, object]
) -> tuple[dict[str, object], bytes]:
    """Read a model and its card; ``fits`` is what else the card must say.

    Raises `ModelError` (``wrong_model``) where one is missing, the card is of another form or
    does not fit, names no labels, or the bytes are not those of the card.
    """
    try:
        card = json.loads(card_of(model).read_text("utf-8"))
        data = model.read_bytes()
    except (OSError, ValueError) as error:
        raise wrong_model(model, str(error), form=form) from error
    if not isinstance(card, dict):
        raise wrong_model(model, "a card that is no JSON object", form=form)
    for key, right in {"form": form, **fits}.items():
        if card.get(key) != right:
            raise wrong_model(model, f"{key} {card.get(key)!r} instead of {right!r}", form=form)
    if not labels_of(card):
        raise wrong_model(model, "a card without labels", form=form)
    if card.get("sha256") != hashlib.sha256(data).hexdigest():
        raise wrong_model(model, f"{len(data)} bytes that are not those of the card", form=form)
    return card, data


def labels_of(card: Mapping[str, object]) -> tuple[str, ...]:
    """Return the labels that a card names; none where they are of another form."""
    labels = card.get("labels")
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        return ()
    return tuple(labels)


def wrong_model(model: Path, found: str, *, form: str) -> ModelError:
    """Return the error for a model that does not fit, for the caller to raise."""
    return ModelError(
        found=f"{model.name}: {found}",
        expected=f"a tokens model of the form {form} for this version of Yiju, with its card",
        hint="train it again",
        code="wrong_model",
    )
