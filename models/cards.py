"""A model on disk: one file and its card beside it, written whole, checked before they are used."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from extraction.errors import ModelError


def card_of(model: Path) -> Path:
    """Return where the card of a model file stands."""
    return model.with_suffix(".card.json")


def write_model(data: bytes, model: Path, *, card: Mapping[str, object]) -> dict[str, object]:
    """Write ``data`` and its card, each whole or not at all, the card last; return the card.

    Size and hash are added to the card.
    """
    full: dict[str, object] = {
        **card,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    model.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=model.parent, prefix=".model-") as folder:
        draft, draft_card = Path(folder, "model"), Path(folder, "card")
        draft.write_bytes(data)
        draft_card.write_text(json.dumps(full, ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(draft, model)
        os.replace(draft_card, card_of(model))
    return full


def read_model(
    model: Path, *, kind: str, fits: Mapping[str, object]
) -> tuple[dict[str, object], bytes]:
    """Read a model of a kind (``tokens``, ``lines``, ``links``) and its card.

    ``fits`` is what the card must say: ``form``, and what else this code depends on.

    Raises `ModelError` (``wrong_model``) where one of the two is missing, the card does not fit,
    or the bytes are not those of the card.
    """
    try:
        card = json.loads(card_of(model).read_text("utf-8"))
        data = model.read_bytes()
    except (OSError, ValueError) as error:
        raise wrong_model(model, str(error), kind=kind) from error
    if not isinstance(card, dict):
        raise wrong_model(model, "a card that is no JSON object", kind=kind)
    for key, right in fits.items():
        if card.get(key) != right:
            raise wrong_model(model, f"{key} {card.get(key)!r} instead of {right!r}", kind=kind)
    if card.get("sha256") != hashlib.sha256(data).hexdigest():
        raise wrong_model(model, f"{len(data)} bytes that are not those of the card", kind=kind)
    return card, data


def wrong_model(model: Path, found: str, *, kind: str) -> ModelError:
    """Return the error for a model that does not fit, for the caller to raise."""
    return ModelError(
        # The folder is the version that the model is of.
        found=f"{model.parent.name}/{model.name}: {found}",
        expected=f"a {kind} model for this version of Yiju, whole, with its card",
        hint=f"Train it again with `yiju train {kind}`; where it is live, `yiju models rollback "
        f"{kind}` brings back the one before.",
        code="wrong_model",
    )
