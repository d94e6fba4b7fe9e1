"""scikit-learn's SGDClassifier: each character's tag alone, then the most probable legal sequence.

A model is two files: ``NAME.npz``, plain arrays, and ``NAME.card.json``, its card.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import SGDClassifier

from extraction.errors import UsageError
from extraction.learned import Passage
from models.cards import write_model
from models.tokens.cards import labels_of, read_tokens, uses_words, wrong_model
from models.tokens.crf import Example, Found, examples
from models.tokens.features import FEATURE_VERSION, Row, rows
from models.tokens.learners.pieces import find_in_pieces
from models.tokens.lexicon import jieba_lexicon
from models.tokens.tagging import tag_set, to_spans, to_tags
from training_data.formats import LabelledText

FORM = "yiju.tokens.sgd.1"
# scikit-learn's names; chosen on ResumeNER's dev part.
SETTINGS: Mapping[str, float | int | bool] = {
    "alpha": 3e-6,
    "max_iter": 10,
    "average": True,
    "random_state": 0,
}
# Weights nearer to zero than this change no tag and are not kept.
_SMALL = 0.05
# So large a space that two features seldom share a place; only places seen are kept.
_SPACE = 2**31 - 1
_ARRAYS = ("places", "rows", "columns", "weights", "intercepts")
_CHUNK = 2048  # characters whose weights are summed up at once

_Floats = npt.NDArray[np.float64]
_Integers = npt.NDArray[np.int64]


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
) -> dict[str, object]:
    """Train on examples, write ``model`` and its card beside it, and return the card.

    ``words`` uses jieba's dictionary; ``facts`` are added to the card (data hashes, date …).
    Raises `UsageError` (``nothing_to_learn``) where the characters do not differ in their tags.
    """
    lexicon = jieba_lexicon() if words else None
    hasher = _hasher()
    indices: list[npt.NDArray[np.int32]] = []
    sizes: list[int] = []
    tags: list[str] = []
    labels: set[str] = set()
    sequences = 0
    for example in found:
        if not example.passage.text:
            continue
        labels.update(span.label for span in example.spans)
        hashed = hasher.transform(rows(example.passage, lexicon=lexicon))
        indices.append(hashed.indices)
        sizes += np.diff(hashed.indptr).tolist()
        tags += to_tags(example.spans, len(example.passage.text))
        sequences += 1
    if len(set(tags)) < 2:
        raise UsageError(
            found=f"no tag but {tags[0]} in the training texts" if labels else "no label",
            expected="texts in which some characters are labelled and some are not",
            hint="Name the files that hold labels.",
            code="nothing_to_learn",
        )
    places, columns = np.unique(np.concatenate(indices), return_inverse=True)
    sparse = type(hashed)  # scipy's, which scikit-learn brings
    matrix = sparse(
        (np.ones(columns.size, np.float32), columns.astype(np.int32), _running(sizes)),
        shape=(len(tags), places.size),
    )
    learner = SGDClassifier(loss="log_loss", tol=None, **SETTINGS).fit(matrix, tags)
    card: dict[str, object] = {
        **(facts or {}),
        "form": FORM,
        "features": FEATURE_VERSION,
        "words": words,
        "labels": sorted(labels),
        "settings": dict(SETTINGS),
        "trained on": {"sequences": sequences, "characters": len(tags)},
    }
    return write_model(_pack(places, learner, tag_set(labels)), model, card=card)


class SgdTagger:
    """Finds entities with a trained model."""

    def __init__(self, model: Path) -> None:
        """Load ``model`` after checking it against its card and this code's features.

        Raises `ModelError` (``wrong_model``) where anything does not fit.
        """
        self.card, data = read_tokens(model, form=FORM, fits={"features": FEATURE_VERSION})
        self.labels = labels_of(self.card)
        self._words = uses_words(self.card, model)
        tags = tag_set(self.labels)
        try:
            self._weights = _unpack(data, tags)
        except (ValueError, LookupError, OSError, EOFError, zipfile.BadZipFile) as error:
            raise wrong_model(model, f"arrays: {error}") from error
        self._path = _LegalPath(tags)
        self._hasher = _hasher()

    def read(self, passage: Passage) -> list[Found]:
        """Return the entities of one passage in order.

        The raw confidence is the lowest probability of the tags of the entity's characters.
        """
        if not passage.text:
            return []
        lexicon = jieba_lexicon() if self._words else None
        probable = self._probabilities(rows(passage, lexicon=lexicon))
        path = self._path.best(probable)
        chosen = probable[np.arange(len(path)), path]
        found = map(astuple, to_spans([self._path.tags[at] for at in path]))
        return [
            Found(start, end, label, float(chosen[start:end].min())) for start, end, label in found
        ]

    def find(self, text: str, *, pieces: Iterable[tuple[int, int]] | None = None) -> list[Found]:
        """Return the entities of any text in order.

        ``pieces`` are the half-open spans to read as one passage each; else every line is one.
        No entity reaches over the end of a piece.
        """
        return find_in_pieces(self.read, text, pieces)

    def _probabilities(self, found: Sequence[Row]) -> _Floats:
        """Return the probability of each tag for each character, (characters, tags)."""
        weights = self._weights
        hashed = self._hasher.transform(found)
        at = np.searchsorted(weights.places, hashed.indices)
        at[at == weights.places.size] = 0
        at[weights.places[at] != hashed.indices] = weights.places.size  # the row of zeros
        ends = cast(_Integers, hashed.indptr)
        scores = np.empty((len(found), len(weights.intercepts)), np.float32)
        for first in range(0, len(found), _CHUNK):
            last = min(first + _CHUNK, len(found))
            table = weights.table[at[ends[first] : ends[last]]]
            np.add.reduceat(table, ends[first:last] - ends[first], axis=0, out=scores[first:last])
        # One against all others each, as scikit-learn weighs them; e^-50 is nothing.
        raw = 1.0 / (1.0 + np.exp(-np.clip(scores + weights.intercepts, -50.0, 50.0)))
        probable: _Floats = raw / raw.sum(axis=1, keepdims=True)
        return probable


@dataclass(frozen=True, slots=True)
class _Weights:
    """``table`` is (places + 1, tags): the weights of each kept place, zeros in the last row."""

    places: npt.NDArray[np.int32]
    table: npt.NDArray[np.float32]
    intercepts: _Floats


class _LegalPath:
    """The most probable sequence of tags that may follow each other."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        parts = [tag.partition("-") for tag in self.tags]
        self._first = np.array([place in "OBS" for place, _, _ in parts])
        self._last = np.array([place in "OES" for place, _, _ in parts])
        self._legal = np.array(
            [
                [
                    then in "ME" and label == other if place in "BM" else then in "OBS"
                    for then, _, other in parts
                ]
                for place, _, label in parts
            ]
        )
        self._penalty = np.where(self._legal, 0.0, -np.inf)

    def best(self, probable: _Floats) -> _Integers:
        """Return for each of one or more characters the place of its tag in ``tags``."""
        alone = cast(_Integers, probable.argmax(axis=1))
        ends_right = self._first[alone[0]] and self._last[alone[-1]]
        if ends_right and self._legal[alone[:-1], alone[1:]].all():
            return alone
        with np.errstate(divide="ignore"):
            logs = np.log(probable)
        reached = np.where(self._first, logs[0], -np.inf)
        origins = np.zeros(probable.shape, np.int64)
        every = np.arange(len(self.tags))
        for at in range(1, len(logs)):
            paths = reached[:, None] + self._penalty
            origins[at] = paths.argmax(axis=0)
            reached = paths[origins[at], every] + logs[at]
        found = np.zeros(len(logs), np.int64)
        found[-1] = np.where(self._last, reached, -np.inf).argmax()
        for at in range(len(logs) - 1, 0, -1):
            found[at - 1] = origins[at, found[at]]
        return found


def _hasher() -> FeatureHasher:
    # A place is MurmurHash3 of the feature, and so the same in every version.
    return FeatureHasher(_SPACE, input_type="string", alternate_sign=False, dtype=np.float32)


def _running(sizes: Sequence[int]) -> _Integers:
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))


def _pack(places: npt.NDArray[np.int32], learner: SGDClassifier, tags: Sequence[str]) -> bytes:
    """Write the weights that are not near zero, feature by feature."""
    weights, intercepts = learner.coef_.T, learner.intercept_
    if weights.shape[1] == 1:  # scikit-learn gives two tags one column
        weights, intercepts = np.hstack((-weights, weights)), np.append(-intercepts, intercepts)
    columns = np.array([tags.index(tag) for tag in learner.classes_], np.uint16)
    full = np.full(len(tags), -np.inf)  # a tag that was never seen is hardly ever given
    full[columns] = intercepts
    weights = np.where(np.abs(weights) < _SMALL, 0.0, weights)
    kept = weights.any(axis=1)
    one, two = weights[kept].nonzero()
    out = io.BytesIO()
    np.savez_compressed(
        out,
        places=places[kept],
        rows=one.astype(np.uint32),
        columns=columns[two],
        weights=weights[kept][one, two].astype(np.float16),
        intercepts=full,
    )
    return out.getvalue()


def _unpack(data: bytes, tags: Sequence[str]) -> _Weights:
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        places, rows_, columns, weights, intercepts = (arrays[name] for name in _ARRAYS)
    if intercepts.shape != (len(tags),):
        raise ValueError("tags that are not of the card's labels")
    if not places.size:
        raise ValueError("no weights at all")
    table = np.zeros((places.size + 1, len(tags)), np.float32)
    table[rows_, columns] = weights
    return _Weights(places, table, intercepts)
