"""Conflicts that a person settles: what stands is kept, or what was offered is taken.

Each act works inside the transaction of the connection that it is given and records an event.
``by`` is who decides; ``when`` is UTC, by default now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

import sqlalchemy as sa

from extraction.citations import normalise_title
from extraction.errors import RegistryError
from extraction.registry import (
    Alias,
    Version,
    Work,
    normal_title,
)
from service.registry.deciding.acts import name_holder, record_act
from service.registry.deciding.proposals import kind_of_name
from service.registry.deciding.unite import sourced
from service.registry.reconciling.version_matching import VERSION_FACTS, fact_of, in_order
from service.store.conflicts import Conflict, decide_conflict, read_conflicts
from service.store.works import read_work, update_work

Decision = Literal["keep", "take"]

_WORK_FACTS = ("title", "level", "issuers", "place")
_SEVERAL = "、"


def settle_conflict(
    connection: sa.Connection,
    conflict_id: int,
    decision: Decision,
    *,
    by: str,
    when: str | None = None,
) -> Conflict:
    """Keep what stands, or take what was offered, and return the conflict as it stood.

    An offered title, or one with its number, is taken as another name of the work. Raises
    `RegistryError`: ``unknown_conflict``, ``conflict_settled``, and ``refused_take`` where it is
    not known which version the fact is of or the offered name is another work's.
    """
    conflict = next((each for each in read_conflicts(connection) if each.id == conflict_id), None)
    if conflict is None:
        raise RegistryError(
            found=f"the conflict {conflict_id}",
            expected="the number of a conflict in the store",
            hint="See the open ones with `yiju registry conflicts`.",
            code="unknown_conflict",
        )
    if conflict.state != "open":
        raise RegistryError(
            found=f"the conflict {conflict_id}, which is settled ({conflict.state})",
            expected="an open conflict",
            hint="See the open ones with `yiju registry conflicts`.",
            code="conflict_settled",
        )
    work = read_work(connection, conflict.work_id)
    assert work is not None  # a conflict goes with its work
    after = work
    if decision == "take":
        after = _taken(connection, work, conflict)
        update_work(connection, after)
    decide_conflict(connection, conflict_id, "taken" if decision == "take" else "kept")
    record_act(
        connection,
        f"decide_{decision}",
        work.id,
        by=by,
        when=when,
        before={
            "conflict": conflict_id,
            "version": conflict.version_id,
            "field": conflict.field,
            "value": _plain(conflict.standing_value),
            "source": conflict.standing_source,
        },
        after={
            "value": _plain(
                conflict.offered_value if decision == "take" else conflict.standing_value
            ),
            "source": conflict.offered_source if decision == "take" else conflict.standing_source,
        },
    )
    return conflict


def _taken(connection: sa.Connection, work: Work, conflict: Conflict) -> Work:
    """Return the work with the offered value in the place of the standing one."""
    field, offered, source = conflict.field, conflict.offered_value, conflict.offered_source
    if field in ("title", "id") or (isinstance(offered, str) and offered.startswith("《")):
        return _with_offered_name(connection, work, str(offered), source)
    if field in VERSION_FACTS:
        version = _version_meant(work, conflict)
        changes: dict[str, Any] = {
            field: offered or ("unknown" if field == "status" else None),
            "field_sources": sourced(version, field, source),
        }
        changed = replace(version, **changes)
        versions = [changed if each.id == version.id else each for each in work.versions]
        return replace(work, versions=in_order(versions))
    if field not in _WORK_FACTS:
        raise _refused_take(conflict, f"a value for {field}", "Change the file and import it.")
    value = offered
    if field == "issuers":
        value = tuple(offered.split(_SEVERAL)) if isinstance(offered, str) else offered or ()
    changes = {field: value, "field_sources": sourced(work, field, source)}
    return replace(work, **changes)


def _version_meant(work: Work, conflict: Conflict) -> Version:
    if conflict.version_id is not None:
        found = [each for each in work.versions if each.id == conflict.version_id]
    else:
        found = [
            each
            for each in work.versions
            if fact_of(each, conflict.field) == conflict.standing_value
        ]
    if len(found) != 1:
        raise _refused_take(
            conflict,
            f"{len(found)} versions of {work.id} that it may be of",
            "Put the fact right in a file that names the version's date, and import it.",
        )
    return found[0]


def _with_offered_name(connection: sa.Connection, work: Work, offered: str, source: str) -> Work:
    text = normalise_title(offered.rpartition("》")[0].removeprefix("《") or offered)
    normal = normal_title(text)
    names: Iterable[str] = (work.title, *(each.text for each in work.aliases))
    if not normal or normal in map(normal_title, names):
        return work
    holder = name_holder(connection, normal, besides=work.id)
    if holder is not None:
        raise RegistryError(
            found=f"the name 《{text}》, which {holder.id} has",
            expected="a name that no other regulation has",
            hint=f"If they are one regulation: `yiju registry merge {work.id} {holder.id}`.",
            code="refused_take",
        )
    return replace(work, aliases=(*work.aliases, Alias(text, kind_of_name(work, text), source)))


def _refused_take(conflict: Conflict, found: str, hint: str) -> RegistryError:
    return RegistryError(
        found=f"the conflict {conflict.id} over {conflict.field}: {found}",
        expected="one place that the offered value goes to",
        hint=hint,
        code="refused_take",
    )


def _plain(value: str | tuple[str, ...] | None) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
