"""Does the classifier of lines earn its place beside the heading rules?

Each gold text is read with a classifier that never saw its department, as it is printed and with
its headings reworded, as text and on pages. Invented disclosures of seeds that nothing is trained
on show what it costs where the rules know every heading. A heading counts where its line and its
kind are right.
"""

from __future__ import annotations

import random
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.answers import Answer, Benchmark, table, verdict
from extraction.layout import Layout
from extraction.learned import LineRoles
from extraction.projects import NarrativeSegment, find_segments
from models.lines.material import gold_documents, synthetic_documents
from models.lines.model import LineClassifier
from models.lines.printed import LabelledLayout, PrintedDocument, as_pages, as_text, lines_of
from models.lines.rewording import reword
from models.lines.training import FOLDS, fold_of, layouts, train
from models.scores import Counts

SEED = 1
TAUGHT = range(60)  # seeds of invented disclosures beside the gold texts
CLEAN = range(700, 760)
_PREFIX = "heading_"


@dataclass(slots=True)
class _Found:
    """Headings and projects found, by the rules and by both, and how often it was asked."""

    rules: Counts = field(default_factory=Counts)
    both: Counts = field(default_factory=Counts)
    projects_rules: Counts = field(default_factory=Counts)
    projects_both: Counts = field(default_factory=Counts)
    asked: int = 0
    documents: int = 0


class _Watched:
    """A classifier that counts the documents in which it was asked."""

    def __init__(self, lines: LineRoles) -> None:
        self._lines, self.opened = lines, False

    def open(self) -> LineRoles:
        self.opened = True
        return self._lines


def _classifiers() -> dict[int, LineClassifier]:
    """Train a classifier for each fold of issuers on all the others."""
    documents = [*gold_documents(), *synthetic_documents(TAUGHT)]
    found: dict[int, LineClassifier] = {}
    for fold in range(FOLDS):
        taught = [one for one in documents if fold_of(one.issuer) != fold]
        labelled = layouts(taught, seed=SEED)
        arrays = train(labelled, seed=SEED, salt="inner").arrays
        found[fold] = LineClassifier(arrays, version=f"without fold {fold}")
    return found


def _set(documents: Iterable[PrintedDocument], *, reworded: bool) -> Iterator[LabelledLayout]:
    for document in documents:
        chance = random.Random(f"line roles {document.name}")
        printed = reword(document, chance) if reworded else document
        yield as_text(printed)
        yield as_pages(printed, chance)


def _measured(labelled: Iterable[LabelledLayout], classifiers: dict[int, LineClassifier]) -> _Found:
    found = _Found()
    for one in labelled:
        watched = _Watched(classifiers[fold_of(one.document.issuer)])
        gold = {
            (at, role.removeprefix(_PREFIX))
            for at, role in enumerate(one.roles)
            if role.startswith(_PREFIX)
        }
        projects = sum(role == "project_heading" for role in one.roles)
        headings, count = _headings(one.layout, None)
        found.rules += _counts(headings, gold)
        found.projects_rules += _number(count, projects)
        headings, count = _headings(one.layout, watched)
        found.both += _counts(headings, gold)
        found.projects_both += _number(count, projects)
        found.asked += watched.opened
        found.documents += 1
    return found


def _headings(layout: Layout, watched: _Watched | None) -> tuple[set[tuple[int, str]], int]:
    """Return each heading's line and kind, and the number of narratives."""
    starts = [line.start for line in lines_of(layout)]
    segments = find_segments(layout, open_lines=watched.open if watched else None)
    narratives = [one for one in segments if isinstance(one, NarrativeSegment)]
    headings = {
        (bisect_right(starts, section.heading_start) - 1, str(section.kind))
        for one in narratives
        for section in one.sections
    }
    return headings, len(narratives)


def _counts(found: set[tuple[int, str]], gold: set[tuple[int, str]]) -> Counts:
    return Counts(len(found & gold), len(found - gold), len(gold - found))


def _number(found: int, right: int) -> Counts:
    return Counts(min(found, right), max(0, found - right), max(0, right - found))


def answer() -> Answer:
    """Train, read and compare."""
    begun = time.perf_counter()
    classifiers = _classifiers()
    seconds = time.perf_counter() - begun
    gold = list(gold_documents())
    sets = {
        "gold texts as printed": _measured(_set(gold, reworded=False), classifiers),
        "gold texts, headings reworded": _measured(_set(gold, reworded=True), classifiers),
        "invented disclosures": _measured(
            _set(synthetic_documents(CLEAN), reworded=False), classifiers
        ),
    }
    rows = [
        (
            name,
            _shown(found.rules),
            _shown(found.both),
            _recall(found.projects_rules),
            _recall(found.projects_both),
            f"{found.asked} of {found.documents}",
        )
        for name, found in sets.items()
    ]
    clean = sets["invented disclosures"]
    gains = [found for name, found in sets.items() if name.startswith("gold")]
    return Answer(
        f"{len(gold)} gold texts of departments left out of training, {len(CLEAN)} invented ones",
        (
            *table(
                (
                    "documents",
                    "rules F1",
                    "rules + lines F1",
                    "projects, rules",
                    "projects, both",
                    "asked in",
                ),
                rows,
            ),
            "",
            verdict(
                "the classifier gains on unseen departments",
                met=all((one.both.f1 or 0) > (one.rules.f1 or 0) for one in gains),
            ),
            verdict(
                "it loses nothing where the rules know every heading",
                met=(clean.both.f1 or 0) >= (clean.rules.f1 or 0),
            ),
            f"Trained {FOLDS} times in {seconds:.0f} s.",
        ),
    )


def _shown(counts: Counts) -> str:
    return f"{counts.f1 or 0:.4f}"


def _recall(counts: Counts) -> str:
    return f"{counts.recall or 0:.4f}"


LINE_ROLES = Benchmark("lines", "Does the classifier of lines earn its place?", answer)
