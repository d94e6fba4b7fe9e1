"""What an evaluation counts: the records, and the sums over them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from models.comparing import Level

Group = Literal[
    "document",
    "project",
    "section",
    "form_field",
    "narrative_field",
    "indicator",
    "citation",
    "citation_key",
]
GROUPS: tuple[Group, ...] = get_args(Group)
DETAIL_GROUP: Group = "citation_key"


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives; ratios are None where undefined."""

    true_positive: int = 0
    false_positive: int = 0
    false_negative: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.true_positive + other.true_positive,
            self.false_positive + other.false_positive,
            self.false_negative + other.false_negative,
        )

    @property
    def precision(self) -> float | None:
        return _ratio(self.true_positive, self.true_positive + self.false_positive)

    @property
    def recall(self) -> float | None:
        return _ratio(self.true_positive, self.true_positive + self.false_negative)

    @property
    def f1(self) -> float | None:
        wrong = self.false_positive + self.false_negative
        return _ratio(2 * self.true_positive, 2 * self.true_positive + wrong)


@dataclass(frozen=True, slots=True)
class FieldScore:
    """The counts of one field over all documents."""

    group: Group
    field: str
    strict: Counts
    soft: Counts


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """The counts of one document, and how many of its projects found their counterpart."""

    document: str
    read: bool
    gold_projects: int
    predicted_projects: int
    paired_projects: int
    strict: Counts
    soft: Counts


@dataclass(frozen=True, slots=True)
class Miss:
    """One wrong value. ``field`` is "group.field"; ``project`` its number and name in gold,
    or "+" with those of the prediction where gold has no such project."""

    document: str
    page: int | None
    project: str | None
    field: str
    expected: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was counted."""

    fields: tuple[FieldScore, ...]
    documents: tuple[DocumentScore, ...]
    strict_misses: tuple[Miss, ...]
    soft_misses: tuple[Miss, ...]

    def misses(self, level: Level) -> tuple[Miss, ...]:
        return self.strict_misses if level == "strict" else self.soft_misses

    def group(self, group: Group, level: Level) -> Counts:
        """Return the counts of all fields of ``group``."""
        return sum_counts(getattr(row, level) for row in self.fields if row.group == group)

    def overall(self, level: Level) -> Counts:
        """Return the micro counts over all groups but the detail group."""
        return sum_counts(getattr(row, level) for row in self.fields if row.group != DETAIL_GROUP)


def sum_counts(counts: Iterable[Counts]) -> Counts:
    """Add up counts; none at all are zeros."""
    return sum(counts, start=Counts())


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
