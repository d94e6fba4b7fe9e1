"""How an archive stands: counts, what went wrong and why, in words for people and for tools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from extraction.errors import UsageError
from service.archive.owners import is_gone
from service.store.document_tables import (
    attempts,
    document_names,
    documents,
    extractions,
    problems,
    runs,
    tasks,
)
from service.store.documents import first_names, read_unread

STATES = ("done", "failed", "quarantined", "waiting")


@dataclass(frozen=True, slots=True)
class Status:
    """Documents by what became of them; ``codes`` counts the reasons of those that failed.

    ``names`` counts the files, ``being_read`` the documents that a run holds just now. A run's
    state is running, done, interrupted or failed, and killed where its process is no more.
    """

    documents: int
    names: int
    outcomes: dict[str, int]
    codes: dict[str, int]
    being_read: int
    pages: int
    ocr_pages: int
    unread_places: int
    runs: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A document or a place without a result, or a page of a document that was not read.

    ``sha256`` is ``None`` for a place whose bytes nobody has seen.
    """

    sha256: str | None
    names: tuple[str, ...]
    state: str
    code: str
    reason: str
    to_do: str
    page: int | None
    attempts: int


# a document whose file was replaced by another has no name any more
_NAMED = sa.exists().where(document_names.c.document_sha256 == documents.c.sha256)
_PAGES = (
    sa.select(sa.func.sum(documents.c.page_count), sa.func.sum(extractions.c.ocr_page_count))
    .select_from(documents)
    .join(extractions, extractions.c.id == documents.c.extraction_id)
    .where(_NAMED)
)


def read_status(connection: sa.Connection, *, run_count: int = 5) -> Status:
    """Return how the archive stands; a document that has no file any more is not counted."""
    outcomes = dict.fromkeys(STATES, 0)
    for state, count in connection.execute(
        sa.select(documents.c.state, sa.func.count()).where(_NAMED).group_by(documents.c.state)
    ):
        outcomes[state] = count
    pages, ocr_pages = connection.execute(_PAGES).one()
    names = connection.execute(sa.select(sa.func.count()).select_from(document_names)).scalar_one()
    being_read = connection.execute(
        sa.select(sa.func.count()).where(tasks.c.state == "leased")
    ).scalar_one()
    codes: dict[str, int] = {}
    failures = read_failures(connection)
    for failure in failures:
        codes[failure.code] = codes.get(failure.code, 0) + 1
    last = connection.execute(sa.select(runs).order_by(runs.c.id.desc()).limit(run_count))
    return Status(
        documents=sum(outcomes.values()),
        names=names,
        outcomes=outcomes,
        codes=dict(sorted(codes.items())),
        being_read=being_read,
        pages=pages or 0,
        ocr_pages=ocr_pages or 0,
        unread_places=sum(failure.sha256 is None for failure in failures),
        runs=tuple(_run(row) for row in last.mappings()),
    )


def _run(row: Mapping[Any, Any]) -> dict[str, object]:
    run: dict[str, object] = {str(key): value for key, value in row.items()}
    if row["state"] == "running" and is_gone(row["host"], row["pid"]):
        run["state"] = "killed"
    return run


def read_failures(
    connection: sa.Connection,
    *,
    states: Sequence[str] = ("failed", "quarantined"),
    with_problems: bool = False,
    with_places: bool = True,
) -> list[Failure]:
    """Return what has no result, in order of name: documents, and places nobody could read.

    ``with_problems`` adds the parts that are missing in documents that were read.
    """
    last = (
        sa.select(sa.func.max(attempts.c.id))
        .where(attempts.c.document_sha256 == tasks.c.document_sha256)
        .correlate(tasks)
        .scalar_subquery()
    )
    rows = connection.execute(
        sa.select(
            tasks.c.document_sha256,
            tasks.c.state,
            tasks.c.outcome,
            tasks.c.message,
            tasks.c.hint,
            tasks.c.page,
            attempts.c.number,
        )
        .join(documents, documents.c.sha256 == tasks.c.document_sha256)
        .outerjoin(attempts, attempts.c.id == last)
        .where(tasks.c.state.in_(states), documents.c.state == tasks.c.state, _NAMED)
    ).all()
    names = _names_of(connection, [row[0] for row in rows])
    found = {
        row[0]: Failure(
            sha256=row[0],
            names=names.get(row[0], ()),
            state=row[1],
            code=row[2] or "",
            reason=row[3] or "",
            to_do=row[4] or "",
            page=row[5],
            attempts=row[6] or 0,
        )
        for row in rows
    }
    failures = list(found.values())
    if with_places:
        failures += [
            Failure(None, (each.name,), "unread", each.code, each.message, each.hint, None, 0)
            for each in read_unread(connection)
        ]
    if with_problems:
        failures += _problems(connection)
    return sorted(failures, key=lambda each: (each.names, each.sha256 or "", each.page or 0))


def _names_of(connection: sa.Connection, hashes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the names of documents, those of each in the order they were noted."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(hashes), 500):
        rows = connection.execute(
            sa.select(document_names.c.document_sha256, document_names.c.name)
            .where(document_names.c.document_sha256.in_(hashes[start : start + 500]))
            .order_by(document_names.c.id)
        )
        for sha256, name in rows:
            found.setdefault(sha256, []).append(name)
    return {sha256: tuple(names) for sha256, names in found.items()}


def find_hashes(connection: sa.Connection, asked: Sequence[str]) -> list[str]:
    """Return the documents that are meant by hashes, beginnings of hashes, or names.

    Raises `UsageError` for one that means none, or a beginning that means several.
    """
    return [_find(connection, each) for each in asked]


def _find(connection: sa.Connection, asked: str) -> str:
    named = sa.select(document_names.c.document_sha256).where(
        sa.or_(document_names.c.name == asked, document_names.c.address == asked)
    )
    found = set(connection.execute(named).scalars())
    if not found and len(asked) >= 6:
        start = sa.select(documents.c.sha256).where(
            documents.c.sha256.startswith(asked.lower(), autoescape=True)
        )
        found = set(connection.execute(start.limit(3)).scalars())
    if len(found) == 1:
        return str(found.pop())
    raise UsageError(
        found=f"{asked}, which means {'no document' if not found else 'several documents'}",
        expected="the name of a document, or the beginning of its SHA-256 (6 letters or more)",
        hint="`yiju archive failures` lists names and hashes.",
    )


def _problems(connection: sa.Connection) -> list[Failure]:
    rows = connection.execute(
        sa.select(problems.c.document_sha256, problems.c.code, problems.c.message, problems.c.page)
        .join(documents, documents.c.sha256 == problems.c.document_sha256)
        .where(documents.c.state == "done", _NAMED)
        .order_by(problems.c.document_sha256, problems.c.ordinal)
    ).all()
    names = first_names(connection, list({row[0] for row in rows}))
    return [
        Failure(
            row[0],
            (names[row[0]].name,) if row[0] in names else (),
            "done",
            row[1],
            row[2],
            "docs/errors.md says what to do.",
            row[3],
            0,
        )
        for row in rows
    ]
