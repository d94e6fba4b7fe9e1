"""A registry file into the store: all good rows in one transaction, the others reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from extraction.registry import Work
from service.registry.reading.files import FileRow, read_registry_file
from service.registry.reading.row_records import BadRow, RegistryRow, RepeatedRow
from service.registry.reconciling.absorb import Disagreement
from service.registry.reconciling.facts import number_keys
from service.registry.reconciling.reconcile import reconcile
from service.registry.reconciling.shelf import Shelf, names_for_shelf
from service.store import Store
from service.store.conflicts import Conflict, report_conflicts
from service.store.events import RegistryEvent, record_event, utc_now
from service.store.works import (
    add_redirect,
    insert_works,
    read_redirects,
    read_works,
    update_work,
)

# Called with the rows that were compared and with how many there are.
Progress = Callable[[int, int], None]

_STEP = 500


@dataclass(frozen=True, slots=True)
class RowConflict:
    """A row of which nothing was taken: what a person must decide about it."""

    number: int
    title: str
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of the rows of a file.

    applied         whether the store took the good rows; not with ``strict`` and a problem
    rows            all rows; the six that follow add up to it
    added           works that are new
    enriched        rows that filled facts, names or carriers of works that stood
    new_versions    rows that added a version to a work that stood
    same            rows that said nothing new
    repeated        rows that another row of the file had said
    bad, conflicts  rows that were not taken
    redirected      ids of the file that now mean a work of another id
    new_conflicts   facts in ``conflicts`` that were not reported before
    """

    applied: bool
    rows: int = 0
    added: int = 0
    enriched: int = 0
    new_versions: int = 0
    same: int = 0
    repeated: int = 0
    bad: tuple[BadRow, ...] = ()
    conflicts: tuple[RowConflict, ...] = ()
    redirected: int = 0
    new_conflicts: int = 0


@dataclass(slots=True)
class _Plan:
    """What the rows change, before anything is written."""

    shelf: Shelf
    new: dict[str, None] = field(default_factory=dict)
    changed: dict[str, None] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    conflicts: list[RowConflict] = field(default_factory=list)

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1


def import_file(
    store: Store,
    path: Path,
    *,
    strict: bool = False,
    by: str,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a file in one transaction: its good rows, or with ``strict`` all rows or none.

    Importing a file again changes nothing and reports nothing new. ``by`` is who does it.
    Raises `RegistryError` (``wrong_columns``, ``unreadable_file``) and `StoreError`.
    """
    rows = list(read_registry_file(path))
    with store.write() as connection:
        known = dict(read_redirects(connection))
        plan = _Plan(Shelf(_like(read_works(connection), rows, known)))
        for at, row in enumerate(rows):
            _take(row, plan, known)
            if progress and (at % _STEP == _STEP - 1 or at == len(rows) - 1):
                progress(at + 1, len(rows))
        applied = not (strict and (plan.bad or plan.conflicts))
        new_conflicts = _write(connection, plan, path, by) if applied else 0
    return ImportReport(
        applied=applied,
        rows=len(rows),
        bad=tuple(plan.bad),
        conflicts=tuple(plan.conflicts),
        redirected=len(plan.redirects),
        new_conflicts=new_conflicts,
        **plan.counts,
    )


def _like(works: Iterable[Work], rows: Iterable[FileRow], known: dict[str, str]) -> list[Work]:
    """Return the works that a row may be about; the others need not be held in memory."""
    ids: set[str] = set()
    numbers: set[str] = set()
    names: set[str] = set()
    for row in rows:
        if isinstance(row, RegistryRow):
            ids.update(known.get(each, each) for each in (row.work.id, *row.merged_ids))
            numbers |= number_keys(row.work)
            names |= names_for_shelf(row.work)
    return [
        work
        for work in works
        if work.id in ids
        or not numbers.isdisjoint(number_keys(work))
        or not names.isdisjoint(names_for_shelf(work))
    ]


def _take(row: FileRow, plan: _Plan, known: dict[str, str]) -> None:
    if isinstance(row, BadRow):
        plan.bad.append(row)
        return
    if isinstance(row, RepeatedRow):
        plan.count("repeated")
        return
    offered, shelf = row.work, plan.shelf
    standing = shelf.like(offered)
    meant = known.get(offered.id) or plan.redirects.get(offered.id)
    target = shelf.get(meant) if meant else None
    if target is not None:
        # The id was merged into another work: that one is meant.
        standing = [target]
    outcome = reconcile(offered, standing, trusted_id=row.given_id is not None and not meant)
    disagreements = outcome.disagreements
    if outcome.kind == "new" and (target is not None or shelf.get(offered.id) is not None):
        disagreements = (_id_taken(offered, target or shelf.get(offered.id) or offered),)
    disagreements += tuple(
        _id_taken(offered, other)
        for each in row.merged_ids
        if (other := shelf.get(known.get(each, each))) and other.id != outcome.work.id
    )
    if disagreements:
        plan.conflicts.append(RowConflict(row.number, offered.title, disagreements))
        return
    work = outcome.work
    if outcome.kind == "new":
        plan.new[work.id] = None
        plan.count("added")
    elif outcome.kind == "same":
        plan.count("same")
    else:
        if work.id not in plan.new:
            plan.changed[work.id] = None
        plan.count("enriched" if outcome.kind == "enriched" else "new_versions")
    shelf.put(work)
    if row.given_id and row.given_id != work.id and not meant:
        plan.redirects[row.given_id] = work.id
    plan.redirects.update(
        (each, work.id) for each in row.merged_ids if each != work.id and each not in known
    )


def _id_taken(offered: Work, work: Work) -> Disagreement:
    return Disagreement(work.id, "id", work.title, work.source, offered.title, offered.source)


def _write(connection: sa.Connection, plan: _Plan, path: Path, by: str) -> int:
    """Write the plan; return how many conflicts were not reported before."""
    shelf = plan.shelf
    insert_works(connection, (work for key in plan.new if (work := shelf.get(key))))
    for key in plan.changed:
        if work := shelf.get(key):
            update_work(connection, work)
    for old, key in plan.redirects.items():
        add_redirect(connection, old, key)
    reported = report_conflicts(
        connection,
        (
            Conflict(
                work_id=each.work_id,
                version_id=each.version_id,
                field=each.field,
                standing_value=each.standing,
                standing_source=each.standing_source,
                offered_value=each.offered,
                offered_source=each.offered_source,
                offered_file=path.name,
                offered_row=conflict.number,
            )
            for conflict in plan.conflicts
            for each in conflict.disagreements
        ),
    )
    if plan.new or plan.changed or plan.redirects:
        record_event(
            connection,
            RegistryEvent(
                action="import", subject=path.name, by=by, at=utc_now(), after=dict(plan.counts)
            ),
        )
    return reported
