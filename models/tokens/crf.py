"""The linear-chain CRF (CRFsuite): trained from labelled texts, loaded only where it fits.

A model is two files: ``NAME.crf``, CRFsuite's own form, and ``NAME.json``, its card.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pycrfsuite

from extraction.errors import ModelError, UsageError
from models.tokens.features import FEATURE_VERSION, Matches, rows
from models.tokens.lexicon import Lexicon, jieba_lexicon
from models.tokens.tagging import tag_set, to_spans, to_tags
from training_data.formats import LabelledText, Span

FORM = "yiju.tokens.1"
# CRFsuite's names. Measured: 40 iterations lose 2 to 5 points of F1.
SETTINGS: Mapping[str, float | int] = {"c1": 0.05, "c2": 0.05, "max_iterations": 80}


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """An entity that the model found: ``text[start:end]``.

    ``raw_confidence`` is the lowest marginal probability of the tags of its characters, 0 to 1,
    not calibrated.
    """

    start: int
    end: int
    label: str
    raw_confidence: float

    @property
    def span(self) -> Span:
        return Span(self.start, self.end, self.label)


def train(
    texts: Iterable[LabelledText],
    model: Path,
    *,
    dictionaries: Sequence[Matches] = (),
    words: bool = True,
    facts: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Train on ``texts``, write ``model`` and its card beside it, and return the card.

    ``words`` uses jieba's dictionary; ``facts`` are added to the card (data hashes, date …).
    Both files are written whole or not at all; the card last, so that it never fits a wrong file.
    Raises `UsageError` (``nothing_to_learn``) where no text holds a label.
    """
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=dict(SETTINGS), verbose=False)
    lexicon = jieba_lexicon() if words else None
    labels: set[str] = set()
    sequences = characters = 0
    for text in texts:
        labels.update(span.label for span in text.spans)
        for start, piece, spans in _labelled_pieces(text):
            moved = (Span(span.start - start, span.end - start, span.label) for span in spans)
            seen = rows(piece, lexicon=lexicon, dictionaries=dictionaries)
            trainer.append(seen, to_tags(moved, len(piece)))
            sequences, characters = sequences + 1, characters + len(piece)
    if not labels:
        raise UsageError(
            found="no label in the training texts",
            expected="at least one labelled text",
            hint="Name the files that hold labels.",
            code="nothing_to_learn",
        )
    model.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=model.parent, prefix=".tokens-") as folder:
        draft = Path(folder, "model")
        trainer.train(str(draft))
        data = draft.read_bytes()
        card: dict[str, object] = {
            **(facts or {}),
            "form": FORM,
            "features": FEATURE_VERSION,
            "words": words,
            "dictionaries": [dictionary.name for dictionary in dictionaries],
            "labels": sorted(labels),
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "settings": dict(SETTINGS),
            "trained on": {"sequences": sequences, "characters": characters},
        }
        draft_card = Path(folder, "card")
        draft_card.write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(draft, model)
        os.replace(draft_card, card_of(model))
    return card


def card_of(model: Path) -> Path:
    """Return where the card of a model file stands."""
    return model.with_suffix(".json")


class TokenTagger:
    """Finds entities with a trained model. Not for several threads at once."""

    def __init__(self, model: Path, *, dictionaries: Sequence[Matches] = ()) -> None:
        """Load ``model`` after checking it against its card and this code's features.

        ``dictionaries`` must have the names, in order, that the model was trained with.
        Raises `ModelError` (``wrong_model``) where anything does not fit.
        """
        card, data = _checked(model, dictionaries)
        self.labels = tuple(cast(Sequence[str], card["labels"]))
        self._words = bool(card["words"])
        self._dictionaries = tuple(dictionaries)
        self._data = data  # CRFsuite reads from this memory
        self._tagger = pycrfsuite.Tagger()
        try:
            self._tagger.open_inmemory(data)
        except ValueError as error:
            raise _wrong(model, f"CRFsuite: {error}") from error
        if not set(self._tagger.labels()) <= set(tag_set(self.labels)):
            raise _wrong(model, "tags that are not of the card's labels")

    def find(self, text: str, *, pieces: Iterable[tuple[int, int]] | None = None) -> list[Found]:
        """Return the entities of ``text`` in order.

        ``pieces`` are the half-open spans to read as one sequence each; else every line is one.
        No entity reaches over the end of a piece.
        """
        lexicon: Lexicon | None = jieba_lexicon() if self._words else None
        found: list[Found] = []
        for start, end in _lines(text) if pieces is None else pieces:
            if start >= end:
                continue
            self._tagger.set(
                rows(text[start:end], lexicon=lexicon, dictionaries=self._dictionaries)
            )
            tags = self._tagger.tag()
            for span in to_spans(tags):
                lowest = min(
                    self._tagger.marginal(tags[at], at) for at in range(span.start, span.end)
                )
                # Sums of floats may leave 0 to 1 by an ulp.
                sure = min(1.0, max(0.0, float(lowest)))
                found.append(Found(start + span.start, start + span.end, span.label, sure))
        return found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _labelled_pieces(text: LabelledText) -> Iterator[tuple[int, str, list[Span]]]:
    """Yield lines with their spans; lines that a span joins stay together."""
    joined: list[tuple[int, int]] = []
    for start, end in _lines(text.text):
        if joined and any(span.start < start <= span.end - 1 for span in text.spans):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        if start < end:
            inside = [span for span in text.spans if start <= span.start and span.end <= end]
            yield start, text.text[start:end], inside


def _checked(model: Path, dictionaries: Sequence[Matches]) -> tuple[dict[str, object], bytes]:
    try:
        card = json.loads(card_of(model).read_text("utf-8"))
        data = model.read_bytes()
    except (OSError, ValueError) as error:
        raise _wrong(model, str(error)) from error
    if not isinstance(card, dict):
        raise _wrong(model, "a card that is no JSON object")
    names = [dictionary.name for dictionary in dictionaries]
    for key, right in (("form", FORM), ("features", FEATURE_VERSION), ("dictionaries", names)):
        if card.get(key) != right:
            raise _wrong(model, f"{key} {card.get(key)!r} instead of {right!r}")
    labels = card.get("labels")
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise _wrong(model, "a card without labels")
    if not isinstance(card.get("words"), bool):
        raise _wrong(model, "a card that does not say whether words are used")
    if card.get("sha256") != hashlib.sha256(data).hexdigest():
        raise _wrong(model, f"{len(data)} bytes that are not those of the card")
    return card, data


def _wrong(model: Path, found: str) -> ModelError:
    return ModelError(
        found=f"{model.name}: {found}",
        expected=f"a tokens model of the form {FORM}, features {FEATURE_VERSION}, with its card",
        hint="train it again with `python -m models.tokens`",
        code="wrong_model",
    )
