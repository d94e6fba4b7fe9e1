"""Works in the store: the registry's records in and out, whole.

Each function works inside the transaction of the connection that it is given, and each change
moves `registry_stamp`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, cast

import sqlalchemy as sa

from extraction.errors import RegistryError, StoreError
from extraction.registry.regulations import (
    Alias,
    AliasKind,
    Carrier,
    Level,
    Status,
    Version,
    Work,
)
from service.store.state import registry_changed, registry_stamp
from service.store.tables import aliases, carriers, redirects, versions, works
from service.store.work_rows import CHILDREN, Rows, add_children, indexed, work_values

__all__ = [
    "add_redirect",
    "delete_work",
    "insert_works",
    "merged_ids",
    "read_redirects",
    "read_work",
    "read_works",
    "registry_stamp",
    "remove_redirect",
    "update_work",
    "works_by_normal_title",
    "works_by_number_key",
]

# Rows fetched, and works inserted, at once: many enough to be fast, few enough to stay small.
_BATCH = 1000

# Names under which a work is really cited whole; a short name means other works elsewhere.
_FULL_NAMES = ("other_name", "spelling")

_WORKS = sa.select(
    works.c.id,
    works.c.title,
    works.c.source,
    works.c.level,
    works.c.issuers,
    works.c.place,
    works.c.field_sources,
).order_by(works.c.id)
_VERSIONS = sa.select(
    versions.c.work_id,
    versions.c.id,
    versions.c.source,
    versions.c.doc_number,
    versions.c.edition,
    versions.c.date_issued,
    versions.c.date_effective,
    versions.c.date_repealed,
    versions.c.status,
    versions.c.field_sources,
).order_by(versions.c.work_id, versions.c.ordinal)
_CARRIERS = sa.select(
    carriers.c.work_id,
    carriers.c.title,
    carriers.c.source,
    carriers.c.doc_number,
    carriers.c.date_issued,
).order_by(carriers.c.work_id, carriers.c.ordinal)
_ALIASES = sa.select(aliases.c.work_id, aliases.c.text, aliases.c.kind, aliases.c.source).order_by(
    aliases.c.work_id, aliases.c.ordinal
)


def read_works(connection: sa.Connection) -> Iterator[Work]:
    """Yield all works in the order of their ids, a batch at a time in memory."""
    return _read(connection, None)


def read_work(connection: sa.Connection, work_id: str) -> Work | None:
    """Return the work with this id, or the one to which it was redirected."""
    found = next(iter(_read_all(connection, [work_id])), None)
    if found is not None:
        return found
    target = connection.execute(
        sa.select(redirects.c.work_id).where(redirects.c.old_id == work_id)
    ).scalar()
    return None if target is None else next(iter(_read_all(connection, [target])), None)


def works_by_number_key(connection: sa.Connection, key: str) -> tuple[Work, ...]:
    """Return the works of which a version or a carrier has this number, by id."""
    key = indexed(key)
    return _read_all(
        connection,
        connection.execute(
            sa.union(
                sa.select(versions.c.work_id).where(versions.c.number_key == key),
                sa.select(carriers.c.work_id).where(carriers.c.number_key == key),
            )
        )
        .scalars()
        .all(),
    )


def works_by_normal_title(
    connection: sa.Connection, normal: str, *, with_aliases: bool = False
) -> tuple[Work, ...]:
    """Return the works with this title in its normal form, by id.

    ``with_aliases`` asks for other full names and seen misprints too, never for short names.
    """
    normal = indexed(normal)
    asked = [sa.select(works.c.id).where(works.c.normal_title == normal)]
    if with_aliases:
        asked.append(
            sa.select(aliases.c.work_id).where(
                aliases.c.normal_text == normal, aliases.c.kind.in_(_FULL_NAMES)
            )
        )
    return _read_all(connection, connection.execute(sa.union(*asked)).scalars().all())


def insert_works(connection: sa.Connection, new: Iterable[Work]) -> int:
    """Insert works and return how many.

    Raises `StoreError` (``store_duplicate``) where an id of a work or version stands already,
    or is redirected to another work; the transaction is of no more use then.
    """
    count = 0
    stream = iter(new)
    while batch := list(islice(stream, _BATCH)):
        _refuse_redirected(connection, [work.id for work in batch])
        rows: Rows = {table: [] for table in (works, *CHILDREN)}
        for work in batch:
            rows[works].append({"id": work.id, **work_values(work)})
            add_children(rows, work)
        _insert(connection, rows)
        count += len(batch)
    if count:
        registry_changed(connection)
    return count


def update_work(connection: sa.Connection, work: Work) -> None:
    """Put ``work`` in the place of the one with its id.

    Raises `RegistryError` (``unknown_regulation``) where there is none.
    """
    changed = connection.execute(
        sa.update(works).where(works.c.id == work.id).values(**work_values(work))
    )
    if changed.rowcount != 1:
        raise _unknown(work.id)
    for table in CHILDREN:
        connection.execute(sa.delete(table).where(table.c.work_id == work.id))
    rows: Rows = {table: [] for table in CHILDREN}
    add_children(rows, work)
    _insert(connection, rows)
    registry_changed(connection)


def delete_work(connection: sa.Connection, work_id: str) -> None:
    """Delete a work with its versions, carriers, aliases, conflicts and redirects to it.

    What documents were linked to it stays. Raises `RegistryError` (``unknown_regulation``).
    """
    deleted = connection.execute(sa.delete(works).where(works.c.id == work_id))
    if deleted.rowcount != 1:
        raise _unknown(work_id)
    registry_changed(connection)


def add_redirect(connection: sa.Connection, old_id: str, work_id: str) -> None:
    """Let ``old_id``, and what was redirected to it, mean the work ``work_id``.

    A merge calls this before it deletes the work ``old_id``. Raises `RegistryError`
    (``unknown_regulation``) where ``work_id`` is no work; redirecting to itself is refused.
    """
    known = connection.execute(sa.select(works.c.id).where(works.c.id == work_id)).first()
    if known is None or old_id == work_id:
        raise _unknown(work_id)
    connection.execute(sa.delete(redirects).where(redirects.c.old_id.in_([old_id, work_id])))
    connection.execute(
        sa.update(redirects).where(redirects.c.work_id == old_id).values(work_id=work_id)
    )
    connection.execute(sa.insert(redirects).values(old_id=old_id, work_id=work_id))
    registry_changed(connection)


def remove_redirect(connection: sa.Connection, old_id: str) -> None:
    """Let ``old_id`` mean nothing again, as before a split."""
    connection.execute(sa.delete(redirects).where(redirects.c.old_id == old_id))
    registry_changed(connection)


def read_redirects(connection: sa.Connection) -> Mapping[str, str]:
    """Return all redirects, old id → work id."""
    rows = connection.execute(
        sa.select(redirects.c.old_id, redirects.c.work_id).order_by(redirects.c.old_id)
    )
    return {row[0]: row[1] for row in rows}


def merged_ids(connection: sa.Connection) -> Mapping[str, tuple[str, ...]]:
    """Return the ids that were merged into works, by the work's id."""
    merged: dict[str, tuple[str, ...]] = {}
    for old_id, work_id in read_redirects(connection).items():
        merged[work_id] = (*merged.get(work_id, ()), old_id)
    return merged


def _read_all(connection: sa.Connection, ids: Sequence[str]) -> tuple[Work, ...]:
    return tuple(_read(connection, ids)) if ids else ()


def _read(connection: sa.Connection, ids: Sequence[str] | None) -> Generator[Work]:
    """Yield works, all or those with ``ids``: one pass over each table, side by side."""
    # a cursor on the server costs more than it saves for a few rows
    options = {"yield_per": _BATCH} if ids is None else {}
    statements = (
        (_WORKS, works.c.id),
        (_VERSIONS, versions.c.work_id),
        (_CARRIERS, carriers.c.work_id),
        (_ALIASES, aliases.c.work_id),
    )
    result, *results = [
        connection.execute(
            (statement if ids is None else statement.where(column.in_(ids))).execution_options(
                **options
            )
        )
        for statement, column in statements
    ]
    children = [_Children(rows) for rows in results]
    of_versions, of_carriers, of_aliases = children
    try:
        for row in result:
            key = row[0]
            yield Work(
                id=key,
                title=row[1],
                source=row[2],
                level=cast("Level | None", row[3]),
                issuers=tuple(row[4]),
                place=row[5],
                field_sources=row[6] or {},
                versions=tuple([_version(child) for child in of_versions.take(key)]),
                carriers=tuple(
                    [
                        Carrier(child[1], child[2], child[3], child[4])
                        for child in of_carriers.take(key)
                    ]
                ),
                aliases=tuple(
                    [
                        Alias(child[1], cast(AliasKind, child[2]), child[3])
                        for child in of_aliases.take(key)
                    ]
                ),
            )
        for child in children:
            child.refuse_rest()
    finally:
        result.close()
        for child in children:
            child.close()


def _version(row: Sequence[Any]) -> Version:
    return Version(
        id=row[1],
        source=row[2],
        doc_number=row[3],
        edition=row[4],
        date_issued=row[5],
        date_effective=row[6],
        date_repealed=row[7],
        status=cast(Status, row[8]),
        field_sources=row[9] or {},
    )


class _Children:
    """The rows of one table in the order of their works, taken work by work."""

    def __init__(self, result: sa.CursorResult[Any]) -> None:
        self._result = result
        self._rows = iter(result)
        self._next = next(self._rows, None)

    def take(self, work_id: str) -> Iterator[Sequence[Any]]:
        row = self._next
        while row is not None and row[0] == work_id:
            yield row
            row = next(self._rows, None)
        self._next = row

    def refuse_rest(self) -> None:
        """Raise where rows are left: without their work they would hide all that follow."""
        if self._next is not None:
            raise StoreError(
                found=f"a row of the registry whose work {self._next[0]} is not there",
                expected="only rows of works that are there",
                hint="The store was changed by another program: bring it back from a copy.",
                code="store_damaged",
            )

    def close(self) -> None:
        self._result.close()


def _insert(connection: sa.Connection, rows: Rows) -> None:
    try:
        for table, values in rows.items():
            if values:
                connection.execute(sa.insert(table), values)
    except sa.exc.IntegrityError as error:
        raise _duplicate("a work or a version whose id stands already") from error


def _refuse_redirected(connection: sa.Connection, ids: Sequence[str]) -> None:
    found = connection.execute(
        sa.select(redirects.c.old_id, redirects.c.work_id).where(redirects.c.old_id.in_(ids))
    ).first()
    if found is not None:
        raise _duplicate(f"the id {found[0]}, which now means the work {found[1]}")


def _duplicate(found: str) -> StoreError:
    return StoreError(
        found=found,
        expected="an id that no work and no version has",
        hint="Change the work that stands, or give the new one an id of its own.",
        code="store_duplicate",
    )


def _unknown(work_id: str) -> RegistryError:
    return RegistryError(
        found=f"the id {work_id}",
        expected="the id of a work that is in the store",
        hint="Look for it with `yiju registry find`.",
        code="unknown_regulation",
    )
