"""Is what is linked right, and is what could be linked linked?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.documents import ROOT
from benchmarks.link_curve import Curve, draw
from extraction.registry import Catalogue, Context, Linker, Work, shipped_works
from extraction.schema import Link
from models.links import released_ranker
from models.links.__main__ import SEED as RELEASED_SEED
from models.links.training import parted
from training_data.citations import (
    MEASURED,
    LinkCase,
    cited,
    make_cases,
    split_works,
    synthesise_works,
)
from training_data.citations.cases import CLEAN, WEIGHTS

Answers = Callable[[Sequence[LinkCase]], Sequence[Link]]

WORKS = 10_000
PRECISION, RECALL = 0.99, 0.93
PICTURE = ROOT / "docs" / "pictures" / "link_risk_coverage.svg"
_SEED = 977  # of no training set
_SHARE = 0.15
_ALL = "all corruptions, mixed"


@dataclass(frozen=True, slots=True)
class LinkScores:
    """How the cases of one kind were answered.

    linkable   cases that mean one registered work, for certain
    linked     answered with a work; ``right`` with the one that is meant
    unknown, ambiguous, conflict  cases of which that is the truth, and how many were not linked
    named      conflicts and ties that were named as what they are
    """

    kind: str
    cases: int
    linkable: int
    linked: int
    right: int
    not_linkable: int
    held_back: int
    named: int

    @property
    def precision(self) -> float:
        """Share of what is linked that is right; 1 where nothing is linked."""
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        """Share of what is in the registry that is linked to the right work."""
        return self.right / self.linkable if self.linkable else 1.0


def score(kind: str, cases: Sequence[LinkCase], answers: Sequence[Link]) -> LinkScores:
    """Count how ``cases`` were answered.

    Raises:
        ValueError: there is not one answer for each case.
    """
    linkable = linked = right = held_back = named = 0
    for case, answer in zip(cases, answers, strict=True):
        truth = case.truth
        linkable += truth.status == "linked"
        if answer.status == "linked":
            linked += 1
            right += truth.status == "linked" and answer.regulation_id == truth.work_id
        elif truth.status != "linked":
            held_back += 1
            named += answer.status == truth.status
    return LinkScores(
        kind=kind,
        cases=len(cases),
        linkable=linkable,
        linked=linked,
        right=right,
        not_linkable=len(cases) - linkable,
        held_back=held_back,
        named=named,
    )


def curve(kind: str, cases: Sequence[LinkCase], answers: Sequence[Link]) -> Curve:
    """Return risk against coverage as the score from which a citation is linked falls.

    Coverage is the share of all cases that are linked, the most certain first; risk is the share
    of those that are wrong. A case counts by its best candidate, linked or not.
    """
    best: list[tuple[float, bool]] = []
    linked = wrong = 0
    for case, answer in zip(cases, answers, strict=True):
        key, likelihood = _best(answer)
        meant = case.truth.work_id if case.truth.status == "linked" else None
        if key is not None:
            best.append((likelihood, key == meant))
        if answer.status == "linked":
            linked += 1
            wrong += answer.regulation_id != meant
    best.sort(key=lambda each: -each[0])
    points: list[tuple[float, float]] = []
    taken = errors = 0
    for _, tied in groupby(best, key=lambda each: each[0]):
        for _, is_right in tied:
            taken += 1
            errors += not is_right
        points.append((taken / len(cases), errors / taken))
    chosen = (linked / len(cases), wrong / linked if linked else 0.0)
    return Curve(kind, tuple(points), chosen)


def linker_answers(works: Iterable[Work]) -> Answers:
    """Return what answers cases with the linker and the released ranker over ``works``."""
    linker = Linker(Catalogue(works), ranker=released_ranker())

    def answers(cases: Sequence[LinkCase]) -> Sequence[Link]:
        found = []
        for case in cases:
            citation = cited(case)
            resolution = linker.link(
                title=citation.title,
                doc_number=citation.doc_number,
                issuer=citation.issuer,
                version=citation.version,
                context=Context(case.place or "", f"{case.year}-01-01"),
            )
            found.append(resolution.link)
        return found

    return answers


def measure(
    works: Sequence[Work],
    *,
    seed: int = _SEED,
    unseen: frozenset[str] | None = None,
    answers_of: Callable[[Iterable[Work]], Answers] = linker_answers,
) -> tuple[tuple[LinkScores, ...], tuple[Curve, ...]]:
    """Score clean citations, each of the five corruptions, and all corruptions mixed.

    A share of the works is held out of the registry; what cites them is to stay unlinked. With
    ``unseen`` only citations of these works are asked, the others are in the registry alone.
    """
    registered, _ = split_works(works, seed=seed, held_out_share=_SHARE)
    answers_for = answers_of(registered)
    kinds = {CLEAN: {CLEAN: 1.0}, **{name: {name: 1.0} for name in MEASURED}}
    kinds[_ALL] = {name: weight for name, weight in WEIGHTS.items() if name != CLEAN}
    scores: list[LinkScores] = []
    curves: list[Curve] = []
    for kind, prints in kinds.items():
        made = make_cases(works, seed=seed, held_out_share=_SHARE, prints=prints)
        cases = [case for case in made if unseen is None or case.meant in unseen]
        answers = answers_for(cases)
        scores.append(score(kind, cases, answers))
        curves.append(curve(kind, cases, answers))
    return tuple(scores), tuple(curves)


def report(scores: Sequence[LinkScores], *, picture: bool = True) -> tuple[str, ...]:
    """Return the table and the verdicts; ``picture`` shows the curves between them."""
    head = ("citations", "cases", "in the registry", "linked", "precision", "recall", "held back")
    rows = [
        (
            each.kind.replace("_", " "),
            f"{each.cases:,}",
            f"{each.linkable:,}",
            f"{each.linked:,}",
            f"{each.precision:.4f}",
            f"{each.recall:.4f}",
            f"{each.held_back:,} of {each.not_linkable:,}",
        )
        for each in scores
    ]
    targets = [each for each in scores if each.kind == CLEAN or each.kind in MEASURED]
    precision = min(targets, key=lambda each: each.precision)
    recall = min(targets, key=lambda each: each.recall)
    return (
        *table(head, rows),
        "",
        "Precision is of what is linked, recall of what is in the registry; held back is what "
        "means no registered work for certain (unknown, a tie, a conflict) and is not linked. "
        "All corruptions are the five and those of training: wrong characters and numbers, other "
        "words, drafts, the number of another work.",
        "",
        *((f"![Risk and coverage](../docs/pictures/{PICTURE.name})", "") if picture else ()),
        verdict(
            f"precision at least {PRECISION:g} for clean citations and each of five corruptions "
            f"(least: {precision.precision:.4f}, {precision.kind})",
            met=precision.precision >= PRECISION,
        ),
        verdict(
            f"recall at least {RECALL:g} for the same (least: {recall.recall:.4f}, {recall.kind})",
            met=recall.recall >= RECALL,
        ),
    )


def run() -> Answer:
    """Measure on entries of the starter registry and on invented works, and draw the curves."""
    starter = tuple(shipped_works())
    _, unseen = parted(starter, seed=RELEASED_SEED)
    scores, curves = measure(starter, unseen=frozenset(work.id for work in unseen))
    draw(curves, PICTURE)
    invented, _ = measure(tuple(synthesise_works(WORKS, seed=_SEED)))
    words = (
        f"citations of the {len(unseen):,} works of the starter registry that the model was not "
        f"fitted on, and of {WORKS:,} invented works (seed {_SEED}); of both {_SHARE:.0%} are held "
        "out of the registry, and what cites them must not be linked"
    )
    lines = (
        "Entries of the starter registry:",
        "",
        *report(scores),
        "",
        "Invented works, made to be mistaken for one another (one title in many cities, yearly "
        "notices, rules beside their 实施细则, on trial and final):",
        "",
        *report(invented, picture=False),
    )
    return Answer(words, lines)


LINKING = Benchmark("linking", "Is what is linked right, and what could be linked linked?", run)


def _best(answer: Link) -> tuple[str | None, float]:
    if answer.status == "linked":
        return answer.regulation_id, answer.score or 0.0
    # What number and title dispute is nobody's, however high each scores.
    if answer.status == "conflict" or not answer.candidates:
        return None, 0.0
    first = max(answer.candidates, key=lambda each: each.score)
    ties = [each for each in answer.candidates if each.score == first.score]
    return (None, 0.0) if len(ties) > 1 else (first.regulation_id, first.score)
