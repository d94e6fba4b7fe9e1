"""The linear-chain CRF (CRFsuite): trained from labelled texts, loaded only where it fits.

A model is two files: ``NAME.crf``, CRFsuite's own form, and ``NAME.card.json``, its card.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import pycrfsuite

from extraction.errors import UsageError
from extraction.learned import Passage
from models.cards import write_model
from models.tokens.cards import labels_of, read_tokens, uses_words, wrong_model
from models.tokens.features import FEATURE_VERSION, rows
from models.tokens.lexicon import jieba_lexicon
from models.tokens.tagging import tag_set, to_spans, to_tags
from models.tokens.uncertainty import Doubt
from training_data.formats import LabelledText, Span

FORM = "yiju.tokens.1"
SETTINGS: Mapping[str, float | int] = {"c1": 0.05, "c2": 0.05}  # CRFsuite's names
# With much to learn 40 iterations lose 2 to 5 points of F1. With few characters fewer are as good,
# and somebody waits (`python -m benchmarks few_sentences`): they are bounded by the work.
ITERATIONS = 80
FEW_CHARACTERS = 50_000
FEW_ITERATIONS = (35, 60)  # at least and at most …
FEW_WORK = 1_700_000  # … and between them so many characters in all iterations together
# Enough for models whose confidences calibrate those of a full one.
QUICK_ITERATIONS = 50


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


@dataclass(frozen=True, slots=True)
class Example:
    """A passage and what is to be found in it; the spans do not overlap."""

    passage: Passage
    spans: tuple[Span, ...]


def train(
    texts: Iterable[LabelledText],
    model: Path,
    *,
    words: bool = True,
    facts: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Do what `fit` does with texts of any kind, each line one passage."""
    return fit((one for text in texts for one in examples(text)), model, words=words, facts=facts)


def fit(
    found: Iterable[Example],
    model: Path,
    *,
    words: bool = True,
    facts: Mapping[str, object] | None = None,
    iterations: int | None = None,
) -> dict[str, object]:
    """Train on examples, write ``model`` and its card beside it, and return the card.

    ``words`` uses jieba's dictionary; ``facts`` are added to the card (data hashes, date …).
    Without ``iterations``, they are as many as the characters need.
    Both files are written whole or not at all; the card last, so that it never fits a wrong file.
    Raises `UsageError` (``nothing_to_learn``) where no example holds a label.
    """
    return _fit(
        found, model, words=words, facts=facts, needed=lambda size: iterations or _needed(size)
    )


def fit_quickly(
    found: Iterable[Example],
    model: Path,
    *,
    words: bool = True,
    facts: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Do what `fit` does in at most `QUICK_ITERATIONS`."""
    return _fit(
        found,
        model,
        words=words,
        facts=facts,
        needed=lambda size: min(QUICK_ITERATIONS, _needed(size)),
    )


def _needed(characters: int) -> int:
    """Return how many iterations so many characters need."""
    if characters >= FEW_CHARACTERS:
        return ITERATIONS
    least, most = FEW_ITERATIONS
    return max(least, min(most, FEW_WORK // max(1, characters)))


def _fit(
    found: Iterable[Example],
    model: Path,
    *,
    words: bool,
    facts: Mapping[str, object] | None,
    needed: Callable[[int], int],
) -> dict[str, object]:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    lexicon = jieba_lexicon() if words else None
    labels: set[str] = set()
    sequences = characters = 0
    for example in found:
        size = len(example.passage.text)
        labels.update(span.label for span in example.spans)
        # One by one: CRFsuite holds them in a fraction of the memory of Python's lists.
        trainer.append(rows(example.passage, lexicon=lexicon), to_tags(example.spans, size))
        sequences, characters = sequences + 1, characters + size
    if not labels:
        raise UsageError(
            found="no label in the training texts",
            expected="at least one labelled text",
            hint="Name the files that hold labels.",
            code="nothing_to_learn",
        )
    settings = {**SETTINGS, "max_iterations": needed(characters)}
    trainer.set_params(settings)
    with tempfile.TemporaryDirectory(prefix="yiju-tokens-") as folder:
        draft = Path(folder, "model")
        trainer.train(str(draft))
        data = draft.read_bytes()
    card: dict[str, object] = {
        **(facts or {}),
        "form": FORM,
        "features": FEATURE_VERSION,
        "words": words,
        "labels": sorted(labels),
        "settings": settings,
        "trained on": {"sequences": sequences, "characters": characters},
    }
    return write_model(data, model, card=card)


class TokenTagger:
    """Finds entities with a trained model. Not for several threads at once."""

    def __init__(self, model: Path) -> None:
        """Load ``model`` after checking it against its card and this code's features.

        Raises `ModelError` (``wrong_model``) where anything does not fit.
        """
        self.card, data = read_tokens(model, form=FORM, fits={"features": FEATURE_VERSION})
        self.labels = labels_of(self.card)
        self._words = uses_words(self.card, model)
        self._data = data  # CRFsuite reads from this memory
        self._tagger = pycrfsuite.Tagger()
        try:
            self._tagger.open_inmemory(data)
        except ValueError as error:
            raise wrong_model(model, f"CRFsuite: {error}") from error
        if not set(self._tagger.labels()) <= set(tag_set(self.labels)):
            raise wrong_model(model, "tags that are not of the card's labels")

    def read(self, passage: Passage) -> list[Found]:
        """Return the entities of one passage in order."""
        if not passage.text:
            return []
        tagger = self._tagger
        tagger.set(rows(passage, lexicon=jieba_lexicon() if self._words else None))
        tags = tagger.tag()
        found: list[Found] = []
        for start, end, label in map(astuple, to_spans(tags)):
            lowest = min(tagger.marginal(tags[at], at) for at in range(start, end))
            # Sums of floats may leave 0 to 1 by an ulp.
            found.append(Found(start, end, label, min(1.0, max(0.0, float(lowest)))))
        return found

    def doubt(self, passage: Passage) -> Doubt:
        """Return how unsure the model is of a passage, for whoever chooses what to correct."""
        size = len(passage.text)
        if not size:
            return Doubt(1.0, 1.0, 0)
        tagger = self._tagger
        tagger.set(rows(passage, lexicon=jieba_lexicon() if self._words else None))
        tags = tagger.tag()
        lowest = min(tagger.marginal(tag, at) for at, tag in enumerate(tags))
        return Doubt(min(1.0, tagger.probability(tags)), min(1.0, lowest), size)

    def find(self, text: str, *, pieces: Iterable[tuple[int, int]] | None = None) -> list[Found]:
        """Return the entities of any text in order.

        ``pieces`` are the half-open spans to read as one passage each; else every line is one.
        No entity reaches over the end of a piece.
        """
        return [
            replace(one, start=start + one.start, end=start + one.end)
            for start, end in (_lines(text) if pieces is None else pieces)
            for one in self.read(Passage(text[start:end]))
        ]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def examples(text: LabelledText) -> Iterator[Example]:
    """Make an example of each line; lines that a span joins stay together."""
    joined: list[tuple[int, int]] = []
    for start, end in _lines(text.text):
        if joined and any(span.start < start <= span.end - 1 for span in text.spans):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        if start < end:
            inside = (span for span in text.spans if start <= span.start and span.end <= end)
            moved = (Span(span.start - start, span.end - start, span.label) for span in inside)
            yield Example(Passage(text.text[start:end]), tuple(moved))
