"""How much a look at a project is worth: what is doubtful in it, weighed with its money."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from extraction.schema import Check, Citation, Section, Value
from service.review.corrections import Item, Live, LiveProject
from service.review.views import Difference

QueueState = Literal["open", "started", "done"]

# Below it a value counts as uncertain. Form fields stand at 0.97 and above, rules of the
# narrative in the order of trust below that.
UNCERTAIN = 0.9

# What one doubt is worth beside a value that is wrong for sure (1).
_DIFFERENCE = 0.6  # rule and model read differently: one of the two is wrong
_CHECK = {"error": 0.8, "warning": 0.4}
_OTHER_CHECK = 0.2
_UNLINKED = 0.5  # a citation whose regulation is not known, or not for sure
_PROBLEM = 0.5  # something on the pages could not be read

DOCUMENT = -1  # the index of a document's own entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the queue: a project, or a document (``project_index`` is `DOCUMENT`)."""

    project_index: int
    project_name: str | None
    state: QueueState
    worth: float
    lowest_confidence: float
    value_count: int
    open_count: int
    uncertain_count: int
    difference_count: int
    check_count: int
    unlinked_count: int
    annual_fen: int | None
    labels: str


def entries_of(live: Live, differences: Sequence[Difference] = ()) -> tuple[Entry, ...]:
    """Return the rows of a document: its own first, then its projects in order."""
    rows = tuple(_entry(at, project, live, differences) for at, project in enumerate(live.projects))
    money = [row.annual_fen for row in rows if row.annual_fen is not None]
    of_document = [check for check in live.disclosure.checks if check.project is None]
    own = _weight(of_document) + _PROBLEM * len(live.disclosure.problems)
    labels = sorted({label for row in rows for label in row.labels.strip(",").split(",") if label})
    whole = Entry(
        project_index=DOCUMENT,
        project_name=None,
        state=_state(live, rows),
        worth=round(own + sum(row.worth for row in rows), 4),
        lowest_confidence=min((row.lowest_confidence for row in rows), default=1.0),
        value_count=sum(row.value_count for row in rows),
        open_count=sum(row.open_count for row in rows),
        uncertain_count=sum(row.uncertain_count for row in rows),
        difference_count=sum(row.difference_count for row in rows),
        check_count=len(of_document) + sum(row.check_count for row in rows),
        unlinked_count=sum(row.unlinked_count for row in rows),
        annual_fen=sum(money) if money else None,
        labels=_listed(labels),
    )
    return (whole, *rows)


def is_uncertain(item: Item) -> bool:
    """Tell whether an item is worth a look by its confidence or its link."""
    record = item.record
    if item.state != "open":
        return False
    if isinstance(record, Citation) and not _is_linked(record):
        return True
    return isinstance(record, Value | Citation) and record.confidence < UNCERTAIN


def _entry(at: int, project: LiveProject, live: Live, differences: Sequence[Difference]) -> Entry:
    waiting = [item for item in project.items() if item.state == "open"]
    judged = [item.record for item in waiting if isinstance(item.record, Value | Citation)]
    unlinked = [each for each in judged if isinstance(each, Citation) and not _is_linked(each)]
    checks = [check for check in live.disclosure.checks if check.project == at]
    differ = _inside(project, differences) if waiting else 0
    doubt = (
        sum(1.0 - each.confidence for each in judged)
        + _UNLINKED * len(unlinked)
        + _DIFFERENCE * differ
        + (_weight(checks) if waiting else 0.0)
    )
    fen = annual_fen(project)
    labels = sorted(
        {
            item.key if "/field/" in item.id else item.id.split("/")[1]
            for item in waiting
            if is_uncertain(item)
        }
    )
    return Entry(
        project_index=at,
        project_name=project.name,
        state="open" if len(waiting) == sum(1 for _ in project.items()) else _progress(waiting),
        worth=round(doubt * _stake(fen), 4),
        lowest_confidence=min((each.confidence for each in judged), default=1.0),
        value_count=sum(1 for _ in project.items()),
        open_count=len(waiting),
        uncertain_count=sum(is_uncertain(item) for item in waiting),
        difference_count=differ,
        check_count=len(checks),
        unlinked_count=len(unlinked),
        annual_fen=fen,
        labels=_listed(labels),
    )


def annual_fen(project: LiveProject) -> int | None:
    """Return what the project asks for its year, in fen: by its form, else by its narrative."""
    for name in ("annual_request", "narrative_budget", "total_funding"):
        item = project.fields.get(name)
        record = item.record if item is not None and item.state != "deleted" else None
        if isinstance(record, Value) and record.value is not None:
            try:
                return int(Decimal(record.value) * 100)
            except InvalidOperation:
                continue
    return None


def _stake(fen: int | None) -> float:
    """Return the weight of the money: 1 for none, about 2 for a million yuan, 3 for a milliard."""
    return 1.0 + math.log10(1.0 + max(fen or 0, 0) / 1_000_000) / 2.5


def _progress(waiting: list[Item]) -> QueueState:
    return "started" if waiting else "done"


def _state(live: Live, rows: Sequence[Entry]) -> QueueState:
    if live.done is not None or (rows and all(row.state == "done" for row in rows)):
        return "done"
    return "started" if live.last_event else "open"


def _weight(checks: Iterable[Check]) -> float:
    return sum(_CHECK.get(check.severity, _OTHER_CHECK) for check in checks)


def _is_linked(citation: Citation) -> bool:
    return citation.link is not None and citation.link.status == "linked"


def _inside(project: LiveProject, differences: Sequence[Difference]) -> int:
    spans = [
        (item.record.start, item.record.end)
        for item in project.sections
        if isinstance(item.record, Section)
    ]
    return sum(any(start <= one.start < end for start, end in spans) for one in differences)


def _listed(labels: Sequence[str]) -> str:
    return f",{','.join(labels)}," if labels else ""
