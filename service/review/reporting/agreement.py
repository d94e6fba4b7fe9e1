"""How far two analysts who read the same document apart agree: F1 and Cohen's kappa."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extraction.schema import Citation, Indicator, Section, Value
from service.review.corrections import Item, Live


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readings side by side.

    f1          of the second reading's values against the first's, 0 to 1
    kappa       of the decisions (right as found, or not) on what both looked at, beyond chance
    differing   the targets on which they differ
    """

    value_count: int
    f1: float | None
    kappa: float | None
    differing: tuple[str, ...]


def agreement_of(first: Live, second: Live) -> Agreement:
    """Compare two tracks of one document over the items that both have looked at."""
    one, other = _looked_at(first), _looked_at(second)
    shared = sorted(one.keys() & other.keys())
    said_one = {target: _said(one[target]) for target in shared}
    said_other = {target: _said(other[target]) for target in shared}
    added_one = [_said(item) for item in _added(first)]
    added_other = [_said(item) for item in _added(second)]
    common = sum(
        said_one[target] == said_other[target] and said_one[target] is not None for target in shared
    )
    left = list(added_other)
    for said in added_one:
        if said in left:
            left.remove(said)
            common += 1
    total = sum(said is not None for said in (*said_one.values(), *added_one))
    total_other = sum(said is not None for said in (*said_other.values(), *added_other))
    f1 = 2 * common / (total + total_other) if total + total_other else None
    judged = [
        (one[target].state == "accepted", other[target].state == "accepted") for target in shared
    ]
    return Agreement(
        value_count=len(shared),
        f1=f1,
        kappa=kappa(judged),
        differing=tuple(target for target in shared if said_one[target] != said_other[target]),
    )


def kappa(judged: Iterable[tuple[bool, bool]]) -> float | None:
    """Return Cohen's kappa of pairs of decisions; None where there is nothing to agree on.

    1 is full agreement, 0 what chance gives. Where both always say the same one thing, chance
    explains everything and kappa is not defined.
    """
    pairs = list(judged)
    if not pairs:
        return None
    observed = sum(one == other for one, other in pairs) / len(pairs)
    yes = sum(one for one, _ in pairs) / len(pairs)
    yes_other = sum(other for _, other in pairs) / len(pairs)
    chance = yes * yes_other + (1 - yes) * (1 - yes_other)
    return None if chance == 1.0 else (observed - chance) / (1.0 - chance)


def _looked_at(live: Live) -> dict[str, Item]:
    return {
        item.id: item
        for project in live.projects
        for item in project.items()
        if item.state not in ("open", "added")
    }


def _added(live: Live) -> Iterator[Item]:
    for project in live.projects:
        yield from (item for item in project.items() if item.state == "added")


def _said(item: Item) -> tuple[object, ...] | None:
    """Return what an item says; None for one that was deleted."""
    record = item.record
    if item.state == "deleted":
        return None
    if isinstance(record, Value):
        return ("value", record.value)
    if isinstance(record, Citation):
        link = record.link.regulation_id if record.link is not None else None
        return ("citation", record.title, record.doc_number, link)
    if isinstance(record, Section):
        return ("section", record.kind, record.text)
    if isinstance(record, Indicator):
        return (
            "indicator",
            record.level1,
            record.level2,
            record.level3,
            record.operator,
            record.value,
            record.unit,
        )
    return ("fact", record)
