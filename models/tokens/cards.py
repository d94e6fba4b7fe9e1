"""What the cards of token models say beside those of others: their labels, and who learned them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from extraction.errors import ModelError
from models import cards
from models.cards import card_of, read_model, write_model

KIND = "tokens"


def read_tokens(
    model: Path, *, form: str, fits: Mapping[str, object]
) -> tuple[dict[str, object], bytes]:
    """Read a token model of a learner's ``form`` and its card; ``fits`` is what else it must say.

    Raises `ModelError` (``wrong_model``) as `read_model` does, and where the card names no labels.
    """
    card, data = read_model(model, kind=KIND, fits={"form": form, **fits})
    if not labels_of(card):
        raise wrong_model(model, "a card without labels")
    return card, data


def renew_card(model: Path, out: Path, *, facts: Mapping[str, object]) -> dict[str, object]:
    """Write the model file at ``model`` to ``out``, its card with ``facts`` added; return it."""
    card = json.loads(card_of(model).read_text("utf-8"))
    return write_model(model.read_bytes(), out, card={**facts, **card})


def labels_of(card: Mapping[str, object]) -> tuple[str, ...]:
    """Return the labels that a card names; none where they are of another form."""
    labels = card.get("labels")
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        return ()
    return tuple(labels)


def uses_words(card: Mapping[str, object], model: Path) -> bool:
    """Tell whether a model was taught with jieba's dictionary.

    Raises `ModelError` (``wrong_model``) where its card does not say.
    """
    words = card.get("words")
    if not isinstance(words, bool):
        raise wrong_model(model, "a card that does not say whether words are used")
    return words


def wrong_model(model: Path, found: str) -> ModelError:
    """Return the error for a token model that does not fit, for the caller to raise."""
    return cards.wrong_model(model, found, kind=KIND)
