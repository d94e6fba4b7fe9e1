"""spaCy's own NER, trained from scratch on characters through a DocBin.

It sees characters alone: no words, no rules' hits, no headings. What is trained and how stands in
``spacy_ner.cfg``, as ``spacy init fill-config`` writes it. A model is two files: ``NAME.spacy``,
the bytes of spaCy's component, and ``NAME.card.json``, its card.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Protocol, cast

import spacy
from spacy.about import __version__
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Entity
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_model_from_config
from thinc.api import Config

from extraction.errors import UsageError
from extraction.learned import Passage
from models.cards import write_model
from models.tokens.cards import labels_of, read_tokens, wrong_model
from models.tokens.crf import Example, Found, examples
from models.tokens.learners.pieces import moved, pieces_of
from training_data.formats import LabelledText, docbin

FORM = "yiju.tokens.spacy.1"
_NER = "ner"
# Every tenth example tells training when to stop, and which step was the best.
_HELD_BACK = 10
_SCORED_EVERY = 200  # steps, as in the configuration
# The beams that give the confidence. Measured on ResumeNER: 32 order right before wrong entities
# better than 4 (area under the curve 0.89 and 0.83) in the same time; a higher density, worse.
_BEAM_WIDTH, _BEAM_DENSITY = 32, 0.0001
_BATCH = 64  # passages read at once

_Shares = Mapping[tuple[int, int, str], float]


class _Recogniser(Protocol):
    """What is used of spaCy's ``EntityRecognizer``, which has no types."""

    labels: Sequence[str]

    def predict(self, docs: Sequence[Doc]) -> object: ...

    def set_annotations(self, docs: Sequence[Doc], states: object) -> None: ...

    def _resize(self) -> None: ...

    def beam_parse(
        self, docs: Sequence[Doc], beam_width: int, drop: float, beam_density: float
    ) -> object: ...

    def scored_ents(self, beams: object) -> Sequence[_Shares]: ...

    def to_bytes(self, *, exclude: Sequence[str]) -> bytes: ...

    def from_bytes(self, data: bytes, *, exclude: Sequence[str]) -> object: ...


def train(
    texts: Iterable[LabelledText],
    model: Path,
    *,
    words: bool = False,
    facts: Mapping[str, object] | None = None,
    max_steps: int | None = None,
) -> dict[str, object]:
    """Do what `fit` does with texts of any kind, each line one passage."""
    found = (one for text in texts for one in examples(text))
    return fit(found, model, words=words, facts=facts, max_steps=max_steps)


def fit(
    found: Iterable[Example],
    model: Path,
    *,
    words: bool = False,
    facts: Mapping[str, object] | None = None,
    max_steps: int | None = None,
) -> dict[str, object]:
    """Train on examples, write ``model`` and its card beside it, and return the card.

    ``words`` is there for the sake of one signature: this learner uses none. ``facts`` are added
    to the card. ``max_steps`` ends training earlier than the configuration does.
    Raises `UsageError` (``nothing_to_learn``) where no example holds a label.
    """
    del words
    records = [
        LabelledText(example.passage.text, example.spans)
        for example in found
        if example.passage.text
    ]
    labels = sorted({span.label for record in records for span in record.spans})
    if not labels:
        raise UsageError(
            found="no label in the training texts",
            expected="at least one labelled text",
            hint="Name the files that hold labels.",
            code="nothing_to_learn",
        )
    learned, held_back = _parted(records)
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: str(Path(folder, f"{name}.spacy")) for name in ("train", "dev")}
        docbin.write(learned, Path(paths["train"]), ents=True)
        docbin.write(held_back, Path(paths["dev"]), ents=True)
        changes: dict[str, object] = {f"paths.{name}": path for name, path in paths.items()}
        if max_steps is not None:
            changes["training.max_steps"] = max_steps
            # Only what has been scored can be the best.
            changes["training.eval_frequency"] = min(_SCORED_EVERY, max(1, max_steps // 4))
        config = Config().from_str(_text(), interpolate=False, overrides=changes)
        nlp = init_nlp(config)
        kept = Path(folder, "kept")
        kept.mkdir()
        train_loop(nlp, kept, stdout=io.StringIO(), stderr=io.StringIO())
        data = _component(spacy.load(kept / "model-best")).to_bytes(exclude=["vocab"])
    card: dict[str, object] = {
        **(facts or {}),
        "form": FORM,
        "config": _config_hash(),
        "spacy": __version__,
        "words": False,
        "labels": labels,
        "settings": {} if max_steps is None else {"max_steps": max_steps},
        "trained on": {
            "sequences": len(learned),
            "characters": sum(len(one.text) for one in learned),
            "held back to stop": len(held_back),
        },
    }
    return write_model(data, model, card=card)


def _parted(
    records: Sequence[LabelledText],
) -> tuple[list[LabelledText], Sequence[LabelledText]]:
    """Hold every tenth record back, but none with a label that the others do not have."""
    learned = [one for at, one in enumerate(records) if at % _HELD_BACK]
    known = {span.label for one in learned for span in one.spans}
    held_back: list[LabelledText] = []
    for one in records[::_HELD_BACK]:
        fits = all(span.label in known for span in one.spans)
        (held_back if fits else learned).append(one)
    return learned or list(records), held_back or records


class SpacyTagger:
    """Finds entities with a trained model. Not for several threads at once."""

    def __init__(self, model: Path) -> None:
        """Load ``model`` after checking it against its card and this code's configuration.

        Raises `ModelError` (``wrong_model``) where anything does not fit.
        """
        self.card, data = read_tokens(model, form=FORM, fits={"config": _config_hash()})
        self.labels = labels_of(self.card)
        self._nlp = load_model_from_config(Config().from_str(_text(), interpolate=False))
        self._ner = _component(self._nlp)
        try:
            # The labels first, as the network is as wide as they are many.
            self._ner.from_bytes(data, exclude=["vocab", "model"])
            self._ner._resize()
            self._ner.from_bytes(data, exclude=["vocab"])
        except Exception as error:  # thinc raises of every kind
            raise wrong_model(model, f"spaCy: {error}") from error
        if set(self._ner.labels) != set(self.labels):
            raise wrong_model(model, "labels that are not those of the card")

    def read(self, passage: Passage) -> list[Found]:
        """Return the entities of one passage in order.

        The raw confidence is the share of the best beams in which the entity stands. Which
        entities are found is decided without beams, so it can be 0.
        """
        (found,) = self._read([passage.text])
        return found

    def find(self, text: str, *, pieces: Iterable[tuple[int, int]] | None = None) -> list[Found]:
        """Return the entities of any text in order.

        ``pieces`` are the half-open spans to read as one passage each; else every line is one.
        No entity reaches over the end of a piece.
        """
        rest = iter(pieces_of(text, pieces))
        found: list[Found] = []
        while batch := list(islice(rest, _BATCH)):
            read = self._read([text[start:end] for start, end in batch])
            for (start, _), ones in zip(batch, read, strict=True):
                found += moved(ones, start)
        return found

    def _read(self, texts: Sequence[str]) -> list[list[Found]]:
        """Return the entities of each text; what spaCy remembers of the texts is freed."""
        with self._nlp.memory_zone():
            docs = [self._nlp.make_doc(text) for text in texts]
            full = [doc for doc in docs if len(doc)]
            self._ner.set_annotations(full, self._ner.predict(full))
            named = [doc for doc in docs if doc.ents]
            shares = dict(zip(map(id, named), self._shares(named), strict=True))
            return [
                [
                    Found(entity.start_char, entity.end_char, entity.label_, share)
                    for entity, share in _shared(doc, shares.get(id(doc), {}))
                ]
                for doc in docs
            ]

    def _shares(self, docs: Sequence[Doc]) -> Sequence[_Shares]:
        """Return the share of each entity, from beams over the same characters."""
        if not docs:
            return []
        bare = [self._nlp.make_doc(doc.text) for doc in docs]
        return self._ner.scored_ents(self._ner.beam_parse(bare, _BEAM_WIDTH, 0.0, _BEAM_DENSITY))


def _shared(doc: Doc, shares: _Shares) -> Iterator[tuple[Entity, float]]:
    for entity in doc.ents:
        share = shares.get((entity.start, entity.end, entity.label_), 0.0)
        yield entity, min(1.0, max(0.0, share))  # sums of floats


def _component(nlp: Language) -> _Recogniser:
    return cast(_Recogniser, nlp.get_pipe(_NER))


@cache
def _text() -> str:
    return files(__package__).joinpath("spacy_ner.cfg").read_text("utf-8")


@cache
def _config_hash() -> str:
    return hashlib.sha256(_text().encode()).hexdigest()
