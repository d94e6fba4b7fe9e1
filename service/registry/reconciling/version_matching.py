"""Which version of a work an offered version is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from extraction.registry import Version, number_key
from extraction.registry.title_keys import edition_key
from service.registry.reconciling.facts import key_year, same_date, same_number

VERSION_FACTS = (
    "doc_number",
    "edition",
    "date_issued",
    "date_effective",
    "date_repealed",
    "status",
)


def in_order(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Return versions in the order of their dates; one without a date goes by its number's year."""
    return tuple(sorted(versions, key=lambda version: (_when(version), version.id)))


def _when(version: Version) -> str:
    if version.date_issued:
        return version.date_issued
    key = number_key(version.doc_number) if version.doc_number else None
    return (key_year(key) if key else None) or version.date_effective or ""


def fact_of(version: Version, field: str) -> str | None:
    """Return a fact of a version, ``None`` where it is not known."""
    value = cast("str | None", getattr(version, field))
    return None if field == "status" and value == "unknown" else value


def agree(field: str, one: str, other: str) -> bool:
    """Say whether two values of a field are one."""
    if field == "doc_number":
        return same_number(one, other)
    if field == "edition":
        return edition_key(one) == edition_key(other)
    return same_date(one, other) if field.startswith("date_") else one == other


def version_of(offered: Version, versions: Sequence[Version], *, lasting: bool) -> int | None:
    """Return the place of the version that the offered one is, ``None`` for another one.

    Two editions (2019版, 2023版) are two versions, whatever else agrees.
    """
    fitting = [
        at
        for at, version in enumerate(versions)
        if not (offered.edition and version.edition)
        or agree("edition", offered.edition, version.edition)
    ]
    if not fitting:
        return None
    found = _among(offered, [versions[at] for at in fitting], lasting=lasting)
    return None if found is None else fitting[found]


def _among(offered: Version, versions: Sequence[Version], *, lasting: bool) -> int | None:
    for at, version in enumerate(versions):
        if _says_nothing_new(offered, version):
            return at
    key = number_key(offered.doc_number) if offered.doc_number else None
    for at, version in enumerate(versions):
        if (
            version.doc_number
            and offered.doc_number
            and same_number(version.doc_number, offered.doc_number)
        ):
            return at
    for at, version in enumerate(versions):
        dated = version.date_issued and offered.date_issued
        if dated and version.date_issued == offered.date_issued and not (key and _key(version)):
            return at
    if len(versions) == 1 and (not lasting or not year_of_version(versions[0])):
        return 0 if not (lasting and key and _key(versions[0])) else None
    year = year_of_version(offered)
    if year is None and not key:
        return len(versions) - 1 if versions else None
    if year is None:  # an order without a year: of the one version whose number is not known
        open_ones = [at for at, version in enumerate(versions) if not _key(version)]
        return open_ones[0] if len(open_ones) == 1 else None
    of_year = [
        at
        for at, version in enumerate(versions)
        if year_of_version(version) == year and not (key and _key(version))
    ]
    return of_year[0] if len(of_year) == 1 else None


def _says_nothing_new(offered: Version, version: Version) -> bool:
    given = {field: value for field in VERSION_FACTS if (value := fact_of(offered, field))}
    has = {field: value for field in given if (value := fact_of(version, field))}
    return given.keys() == has.keys() and all(
        agree(field, has[field], given[field]) for field in given
    )


def _key(version: Version) -> str | None:
    return number_key(version.doc_number) if version.doc_number else None


def year_of_version(version: Version) -> str | None:
    """Return the year of a version's date of issue, or else of its number."""
    if version.date_issued:
        return version.date_issued[:4]
    key = _key(version)
    return key_year(key) if key else None
