"""The shelf of learners of the token classifier: one signature, one form of card.

Importing this package imports none of their libraries; asking for a learner imports its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extraction.errors import ModelError, UsageError
from extraction.learned import Passage
from models.tokens.crf import Example, Found
from training_data.formats import LabelledText

__all__ = ["FILES", "LEARNERS", "Learner", "Tagger", "learner", "open_tagger"]


class Tagger(Protocol):
    """A trained model, opened."""

    @property
    def card(self) -> dict[str, object]:
        """What the model's card says."""
        ...

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it can give."""
        ...

    def read(self, passage: Passage) -> list[Found]:
        """Return the entities of one passage in order; none overlaps another."""
        ...

    def find(self, text: str, *, pieces: Iterable[tuple[int, int]] | None = None) -> list[Found]:
        """Return the entities of any text in order, each piece (or line) read alone."""
        ...


class _Train(Protocol):
    def __call__(
        self,
        texts: Iterable[LabelledText],
        model: Path,
        *,
        words: bool = ...,
        facts: Mapping[str, object] | None = None,
    ) -> dict[str, object]: ...


class _Fit(Protocol):
    def __call__(
        self,
        found: Iterable[Example],
        model: Path,
        *,
        words: bool = ...,
        facts: Mapping[str, object] | None = None,
    ) -> dict[str, object]: ...


@dataclass(frozen=True, slots=True)
class Learner:
    """One way to learn: ``train`` from texts, ``fit`` from examples, ``open`` what was learned.

    ``fit_quickly`` is for models that only judge the one that is kept: not quite as good, in less
    time. ``form`` is what its cards say.
    """

    name: str
    form: str
    train: _Train
    fit: _Fit
    fit_quickly: _Fit
    open: Callable[[Path], Tagger]


def _crf() -> Learner:
    from models.tokens import crf

    return Learner("crf", crf.FORM, crf.train, crf.fit, crf.fit_quickly, crf.TokenTagger)


def _sgd() -> Learner:
    from models.tokens.learners import sgd

    return Learner("sgd", sgd.FORM, sgd.train, sgd.fit, sgd.fit, sgd.SgdTagger)


def _spacy() -> Learner:
    from models.tokens.learners import spacy_ner as ner

    return Learner("spacy", ner.FORM, ner.train, ner.fit, ner.fit, ner.SpacyTagger)


_OPENERS: Mapping[str, Callable[[], Learner]] = {"crf": _crf, "sgd": _sgd, "spacy": _spacy}
LEARNERS: tuple[str, ...] = tuple(_OPENERS)
# What each learner's model file is called in a folder; its ending tells whose it is.
FILES: Mapping[str, str] = {"crf": "tokens.crf", "sgd": "tokens.npz", "spacy": "tokens.spacy"}
_BY_ENDING = {Path(file).suffix: name for name, file in FILES.items()}


def learner(name: str) -> Learner:
    """Return a learner by its name, one of `LEARNERS`.

    Raises `UsageError` (``unknown_learner``) for another name.
    """
    opener = _OPENERS.get(name)
    if opener is None:
        raise UsageError(
            found=f"the learner {name!r}",
            expected=f"one of: {', '.join(LEARNERS)}",
            hint="Name one of these, or leave it out for crf.",
            code="unknown_learner",
        )
    return opener()


def open_tagger(model: Path) -> Tagger:
    """Open a model file with the learner that its ending names.

    Raises `ModelError` (``wrong_model``) where there is no such learner, or what its own
    opening raises.
    """
    name = _BY_ENDING.get(model.suffix)
    if name is None:
        raise ModelError(
            found=model.name,
            expected=f"a tokens model: a file that ends in {', '.join(_BY_ENDING)}",
            hint="Name the model file itself; its card stands beside it.",
            code="wrong_model",
        )
    return learner(name).open(model)
