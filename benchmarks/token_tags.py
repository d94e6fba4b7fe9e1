"""In which tags does the token classifier learn best: begin and inside, or BMES?"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.documents import SAMPLES
from models.scores import Counts
from models.tokens.crf import Example, TokenTagger, examples, fit
from models.tokens.documents import examples_of
from models.tokens.material import folds_of, shipped_material
from models.tokens.tagging import Scheme
from models.tokens.task import FOLDS
from training_data.formats import read_entities

_RESUME = SAMPLES.parent / "ner" / "resume"
_SETS = {"gold": "the gold texts", "roughened": "roughened copies", "synthesis": "made documents"}
_NAMES = "ResumeNER, its test part"


@dataclass(slots=True)
class _Learned:
    """What one scheme costs and finds: CPU seconds by material, counts by what was read."""

    seconds: dict[str, float] = field(default_factory=dict)
    counts: dict[str, Counts] = field(default_factory=dict)

    def f1(self, name: str) -> float:
        return self.counts[name].f1 or 0.0


def run() -> Answer:
    """Cross-validate both over the issuers of our task, and train both on ResumeNER."""
    learned = {scheme: _learned(cast(Scheme, scheme)) for scheme in get_args(Scheme)}
    names = [name for name in (*_SETS.values(), _NAMES) if name in learned["BI"].counts]
    rows = [
        (
            name,
            *(f"{learned[scheme].f1(name) * 100:.2f}" for scheme in learned),
        )
        for name in names
    ]
    costs = [
        (of, *(f"{learned[scheme].seconds[of]:.0f}" for scheme in learned))
        for of in learned["BI"].seconds
    ]
    ours = tuple(_SETS.values())
    lines = (
        *table(("strict F1, %", *learned), rows),
        "",
        *table(("CPU seconds to train", *learned), costs),
        "",
        f"BI is begin and inside. Our task is cross-validated over {FOLDS} folds of issuers.",
        "",
        verdict(
            "BI, which our task is taught in, finds as much there in less time",
            met=all(learned["BI"].f1(name) >= learned["BMES"].f1(name) for name in ours)
            and learned["BI"].seconds["our task"] < learned["BMES"].seconds["our task"],
        ),
        *(
            (
                verdict(
                    "BMES, which sets of names are taught in, finds more there",
                    met=learned["BMES"].f1(_NAMES) >= learned["BI"].f1(_NAMES),
                ),
            )
            if _NAMES in names
            else ()
        ),
    )
    return Answer("the shipped material, split by issuer; ResumeNER where it is there", lines)


def _learned(scheme: Scheme) -> _Learned:
    learned = _Learned()
    documents = shipped_material()
    dealt = folds_of(documents, FOLDS)
    with tempfile.TemporaryDirectory() as name:
        model = Path(name, "tokens.crf")
        for fold in range(FOLDS):
            taught = [one for one in documents if dealt[one.issuer] != fold]
            tagger = _taught(examples_of(taught), model, scheme, learned.seconds, "our task")
            for origin, words in _SETS.items():
                read = [
                    example
                    for one in documents
                    if dealt[one.issuer] == fold and one.origin == origin
                    for example in one.examples
                ]
                _count(learned.counts, words, tagger, read)
        if _RESUME.is_dir():
            parts = {part: _names(part) for part in ("train", "test")}
            tagger = _taught(parts["train"], model, scheme, learned.seconds, "ResumeNER")
            _count(learned.counts, _NAMES, tagger, parts["test"])
    return learned


def _taught(
    found: Iterable[Example], model: Path, scheme: Scheme, seconds: dict[str, float], of: str
) -> TokenTagger:
    begun = time.process_time()
    fit(found, model, scheme=scheme)
    seconds[of] = seconds.get(of, 0.0) + time.process_time() - begun
    return TokenTagger(model)


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


def _names(part: str) -> list[Example]:
    texts = read_entities(_RESUME / f"{part}.char.bmes")
    return [one for text in texts for one in examples(text)]


TOKEN_TAGS = Benchmark("token_tags", "In which tags does the token classifier learn best?", run)
