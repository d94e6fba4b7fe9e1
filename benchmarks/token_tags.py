"""In which tags does the token classifier learn best: with the ends of entities, or without?"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.answers import Answer, Benchmark, table, verdict
from extraction.learned import TOKEN_LABELS
from models.scores import Counts
from models.tokens.crf import OPEN_ENDED, Example, TokenTagger, fit
from models.tokens.documents import examples_of
from models.tokens.material import folds_of, shipped_material
from models.tokens.task import FOLDS

_SETS = {"gold": "the gold texts", "roughened": "roughened copies", "synthesis": "made documents"}
_OURS, _ALL, _NONE = "citations BMES, others open-ended", "all open-ended", "all BMES"


@dataclass(slots=True)
class _Learned:
    """What one scheme costs in CPU seconds, and finds, by what was read."""

    seconds: float = 0.0
    counts: dict[str, Counts] = field(default_factory=dict)

    @property
    def whole(self) -> float:
        return sum(self.counts.values(), Counts()).f1 or 0.0

    def f1(self, name: str) -> float:
        return self.counts[name].f1 or 0.0


def run() -> Answer:
    """Cross-validate each over the issuers of our task."""
    every = frozenset(TOKEN_LABELS)
    schemes = {_NONE: frozenset[str](), _OURS: OPEN_ENDED, _ALL: every}
    learned = {name: _learned(open_ended) for name, open_ended in schemes.items()}
    rows = [
        (name, *(f"{each.f1(name) * 100:.2f}" for each in learned.values()))
        for name in _SETS.values()
    ]
    costs = ("CPU seconds to train", *(f"{each.seconds:.0f}" for each in learned.values()))
    lines = (
        *table(("strict F1, %", *learned), [*rows, costs]),
        "",
        f"Our task is cross-validated over {FOLDS} folds of issuers, all labels together.",
        "",
        verdict(
            "as our task is taught, in less time than with BMES and finding as much, all three "
            f"together ({learned[_OURS].whole:.4f} against {learned[_NONE].whole:.4f})",
            met=learned[_OURS].whole >= learned[_NONE].whole
            and learned[_OURS].seconds < learned[_NONE].seconds,
        ),
    )
    return Answer("the shipped material, split by issuer", lines)


def _learned(open_ended: frozenset[str]) -> _Learned:
    learned = _Learned()
    documents = shipped_material()
    dealt = folds_of(documents, FOLDS)
    with tempfile.TemporaryDirectory() as name:
        model = Path(name, "tokens.crf")
        for fold in range(FOLDS):
            taught = [one for one in documents if dealt[one.issuer] != fold]
            begun = time.process_time()
            fit(examples_of(taught), model, open_ended=open_ended)
            learned.seconds += time.process_time() - begun
            tagger = TokenTagger(model)
            for origin, words in _SETS.items():
                read = [
                    example
                    for one in documents
                    if dealt[one.issuer] == fold and one.origin == origin
                    for example in one.examples
                ]
                _count(learned.counts, words, tagger, read)
    return learned


def _count(
    counts: dict[str, Counts], name: str, tagger: TokenTagger, read: Sequence[Example]
) -> None:
    right = wrong = missed = 0
    for one in read:
        gold = set(one.spans)
        found = {each.span for each in tagger.read(one.passage)}
        right += len(found & gold)
        wrong += len(found - gold)
        missed += len(gold - found)
    before = counts.get(name, Counts(0, 0, 0))
    counts[name] = Counts(
        before.true_positive + right, before.false_positive + wrong, before.false_negative + missed
    )


TOKEN_TAGS = Benchmark("token_tags", "In which tags does the token classifier learn best?", run)
