"""Two works that a person says are one: their versions, carriers and names in one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from extraction.registry import Alias, Carrier, Version, Work, normal_title
from service.registry.reconciling.absorb import Disagreement
from service.registry.reconciling.facts import same_date, same_issuers, same_number, same_place
from service.registry.reconciling.version_matching import VERSION_FACTS, agree, fact_of, in_order
from service.registry.reconciling.work_names import parts_of

_FULL_DATE = len("2025-01-01")


@dataclass(frozen=True, slots=True)
class United:
    """The work that is both, where each version of the other went, and what they differ in.

    ``version_ids`` maps the other work's version ids to the ids in ``work``.
    """

    work: Work
    version_ids: Mapping[str, str]
    disagreements: tuple[Disagreement, ...]


def unite(kept: Work, other: Work) -> United:
    """Take all that ``other`` says into ``kept``.

    A fact that ``kept`` lacks, or has less exactly, is filled; one that differs stays as it is
    and is a disagreement. Versions of the same day and number become one; the others are added.
    The other's title becomes a carrier where it is the notice that issues the work, else an alias.
    """
    differing: list[Disagreement] = []
    versions = list(kept.versions)
    version_ids: dict[str, str] = {}
    for version in other.versions:
        at = _same_version(version, versions)
        if at is None:
            added = replace(version, id=next_version_id(kept.id, versions))
            versions.append(added)
            version_ids[version.id] = added.id
        else:
            versions[at] = _filled(kept.id, versions[at], version, differing)
            version_ids[version.id] = versions[at].id
    work = _with_facts(kept, other, differing)
    work = replace(work, versions=in_order(versions))
    return United(_with_names(work, other), version_ids, tuple(differing))


def next_version_id(work_id: str, versions: list[Version]) -> str:
    """Return the id of one more version: the number after the highest in use."""
    numbers = [int(tail) for each in versions if (tail := each.id.rpartition(".")[2]).isdecimal()]
    return f"{work_id}.{max(numbers, default=0) + 1}"


def _same_version(offered: Version, versions: list[Version]) -> int | None:
    return next((at for at, each in enumerate(versions) if _is_one(each, offered)), None)


def _is_one(one: Version, other: Version) -> bool:
    if one.edition and other.edition and one.edition != other.edition:
        return False
    if one.doc_number and other.doc_number:
        return same_number(one.doc_number, other.doc_number) and same_date(
            one.date_issued, other.date_issued
        )
    if one.date_issued and other.date_issued:
        return one.date_issued == other.date_issued and len(one.date_issued) == _FULL_DATE
    # A version of which nothing else is known says nothing of its own.
    return not any(fact_of(other, field) for field in VERSION_FACTS if field != "status")


def _filled(
    work_id: str, standing: Version, offered: Version, differing: list[Disagreement]
) -> Version:
    for field in VERSION_FACTS:
        has, given = fact_of(standing, field), fact_of(offered, field)
        if given is None or given == has:
            continue
        source = offered.field_sources.get(field, offered.source)
        if has is not None and not agree(field, has, given):
            stood = standing.field_sources.get(field, standing.source)
            differing.append(
                Disagreement(work_id, field, has, stood, given, source, version_id=standing.id)
            )
        elif has is None or (field.startswith("date_") and len(given) > len(has)):
            changes: dict[str, Any] = {
                field: given,
                "field_sources": sourced(standing, field, source),
            }
            standing = replace(standing, **changes)
    return standing


def sourced(record: Work | Version, field: str, source: str) -> Mapping[str, str]:
    """Return the record's ``field_sources`` with the source of one more fact."""
    others = {name: each for name, each in record.field_sources.items() if name != field}
    return others if source == record.source else {**others, field: source}


def _with_facts(kept: Work, other: Work, differing: list[Disagreement]) -> Work:
    facts: tuple[tuple[str, Any, Any, bool], ...] = (
        ("level", kept.level, other.level, kept.level == other.level),
        ("place", kept.place, other.place, same_place(kept.place, other.place)),
        ("issuers", kept.issuers, other.issuers, same_issuers(kept.issuers, other.issuers)),
    )
    for field, has, given, equal in facts:
        if not given:
            continue
        source = other.field_sources.get(field, other.source)
        if has and not equal:
            stood = kept.field_sources.get(field, kept.source)
            differing.append(
                Disagreement(kept.id, field, _printed(has), stood, _printed(given), source)
            )
        elif not has or (field == "issuers" and len(given) > len(has)):
            changes = {field: given, "field_sources": sourced(kept, field, source)}
            kept = replace(kept, **changes)
    return kept


def _printed(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "、".join(value)


def _with_names(work: Work, other: Work) -> Work:
    names = {normal_title(work.title): None}
    aliases = []
    given = (*work.aliases, Alias(other.title, "other_name", other.source), *other.aliases)
    carriers = list(work.carriers)
    core = parts_of(work.title).core
    if parts_of(other.title).carried == (core,):
        number = other.versions[0].doc_number if other.versions else None
        issued = other.versions[0].date_issued if other.versions else None
        carriers.append(Carrier(other.title, other.source, number, issued))
        names[normal_title(other.title)] = None
    for alias in given:
        normal = normal_title(alias.text)
        if normal not in names:
            names[normal] = None
            aliases.append(alias)
    for carrier in other.carriers:
        if not any(_one_carrier(carrier, each) for each in carriers):
            carriers.append(carrier)
    return replace(work, aliases=tuple(aliases), carriers=tuple(carriers))


def _one_carrier(one: Carrier, other: Carrier) -> bool:
    if normal_title(one.title) != normal_title(other.title):
        return False
    if one.doc_number is None or other.doc_number is None:
        return True
    return same_number(one.doc_number, other.doc_number)
