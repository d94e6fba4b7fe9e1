"""The token classifier as the pipeline asks it: calibrated labels of our task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from extraction.learned import TOKEN_LABELS, Passage, TokenLabel, TokenLabelName
from models.tokens import calibration
from models.tokens.cards import wrong_model
from models.tokens.learners import open_tagger

FOLDER = Path(str(files("models").joinpath("released")))
FILE = "tokens.crf"


class TokenClassifier:
    """Gives the labels of our task, each with how often such a label is right.

    Not for several threads at once.
    """

    def __init__(self, model: Path) -> None:
        """Open a model that `models.tokens.task.train_task` wrote.

        Raises `ModelError` (``wrong_model``) where it, its card or its calibration does not fit,
        or where it was trained for other labels than those of our task.
        """
        self._tagger = open_tagger(model)
        card = self._tagger.card
        foreign = sorted(set(self._tagger.labels) - set(TOKEN_LABELS))
        if foreign:
            raise wrong_model(model, f"labels of another schema: {', '.join(foreign)}")
        try:
            self._calibration = calibration.from_json(card.get("calibration"))
        except ValueError as error:
            raise wrong_model(model, str(error)) from error
        self._version = str(card.get("name") or f"tokens-{str(card.get('sha256'))[:8]}")

    @property
    def card(self) -> Mapping[str, object]:
        return self._tagger.card

    @property
    def version(self) -> str:
        return self._version

    def find(self, passage: Passage) -> Sequence[TokenLabel]:
        """Return the entities of the passage in order, their confidence calibrated."""
        return [
            TokenLabel(
                one.start,
                one.end,
                cast(TokenLabelName, one.label),
                self._calibration.confidence(one.label, one.raw_confidence),
            )
            for one in self._tagger.read(passage)
        ]


@cache
def released() -> TokenClassifier:
    """Open the classifier that ships with the project, once."""
    return TokenClassifier(FOLDER / FILE)
