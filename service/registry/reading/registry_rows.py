"""One row of a registry file, as facts in print → a work, or what is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast, get_args

from extraction.citations import normalise_title
from extraction.citations.versions import split_edition
from extraction.errors import RegistryError
from extraction.registry import Alias, Carrier, Version, Work, normal_title
from extraction.registry.regulations import AliasKind, Level, Status
from extraction.registry.title_keys import title_parts
from extraction.registry.works_json import work_from_json
from extraction.values.dates import parse_date
from service.registry.reading.cells import (
    MOST_PARTS,
    bad_date,
    bad_level,
    bad_status,
    bounded,
    read_date,
    read_id,
    read_level,
    read_number,
    read_parts,
    read_status,
    read_text,
    read_title,
    refuse_disorder,
)
from service.registry.reading.row_records import RowError
from service.registry.reconciling.carried import carried_title
from service.registry.reconciling.version_matching import in_order

_ISSUER_MARKS = re.compile(r"[、，,;；/|\n]+|(?<=[一-龥])\s+(?=[一-龥])")
_LIST_MARKS = re.compile(r"[;；|\n]+")
_DATE_FIELDS = ("date_issued", "date_effective", "date_repealed")

# A row's facts by field: text of a cell, or a list of texts from JSON.
Facts = Mapping[str, str | Sequence[str]]


def work_of_facts(facts: Facts, *, source: str) -> tuple[Work, str | None]:
    """Make a work of a flat row's facts; return it and the id that the row gave.

    ``source`` stands for a row that names none. Raises `RowError`.
    """
    texts = {field: read_text(value, field) for field, value in facts.items()}
    title = read_title(texts.get("title", ""))
    given_id = read_id(texts.get("id", ""))
    source = bounded(texts.get("source", ""), "source") or source
    number = read_number(texts.get("doc_number", ""))
    dates = {field: read_date(texts.get(field, ""), field) for field in _DATE_FIELDS}
    refuse_disorder(dates)
    status = read_status(texts.get("status", ""))
    issuers = read_parts(facts.get("issuers", ""), _ISSUER_MARKS)
    inner = carried_title(title)
    rule = _without_edition(inner or title)
    own = Carrier(title, source, number, dates["date_issued"]) if inner else None
    aliases, carriers = _names(facts, rule, own, source, number)
    work = Work(
        id=given_id or made_up_id(rule, number, issuers),
        title=rule,
        source=source,
        level=read_level(texts.get("level", "")),
        issuers=issuers,
        place=bounded(texts.get("place", ""), "place"),
        carriers=carriers,
        aliases=aliases,
    )
    edition = bounded(texts.get("edition", ""), "edition") or title_parts(title).edition
    version = Version(
        id=f"{work.id}.1",
        source=source,
        doc_number=number,
        edition=edition,
        date_issued=dates["date_issued"],
        date_effective=dates["date_effective"],
        date_repealed=dates["date_repealed"],
        status=status,
    )
    amended = _amended(facts.get("versions", ""))
    if amended:
        versions = _of_dates(version, amended)
    else:
        bare = Version(id=version.id, source=source)
        versions = () if version == bare else (version,)
    return replace(work, versions=versions), given_id


def _without_edition(title: str) -> str:
    """Take the edition off a title: 《X指引（2019版）》 is X指引; 试行 and 征求意见稿 stay."""
    rest, _ = split_edition(title.replace("(", "（").replace(")", "）"))
    return title[: len(rest)]


def work_of_json(data: Mapping[str, object]) -> Work:
    """Read a work in the registry's own form and check its facts. Raises `RowError`."""
    try:
        work = work_from_json(data)
    except RegistryError as error:
        raise RowError(
            error.code, found=error.found, expected=error.expected, hint=error.hint
        ) from error
    read_id(work.id)
    read_title(work.title)
    if work.level is not None and work.level not in get_args(Level):
        raise bad_level(work.level)
    ids = [version.id for version in work.versions]
    strange = [each for each in ids if not each.startswith(f"{work.id}.")]
    if len(set(ids)) < len(ids) or len(ids) > MOST_PARTS or strange:
        raise RowError(
            "wrong_work",
            found=f"{len(ids)} versions with the ids {', '.join(ids)[:120]}",
            expected=f"at most {MOST_PARTS} versions, each with an id of its own",
            hint="number the versions of a work <id>.1, <id>.2 …",
        )
    for version in work.versions:
        if version.status not in get_args(Status):
            raise bad_status(version.status)
        dates = {field: cast("str | None", getattr(version, field)) for field in _DATE_FIELDS}
        for field, day in dates.items():
            if day is not None and parse_date(day) != day:
                raise bad_date(day, field)
        read_number(version.doc_number or "")
    for alias in work.aliases:
        if alias.kind not in get_args(AliasKind):
            raise RowError(
                "wrong_work",
                found=f"an alias of the kind “{alias.kind}”",
                expected="、".join(get_args(AliasKind)),
                hint="use one of the kinds that docs/registry.md lists",
            )
    return replace(work, versions=in_order(work.versions))


def made_up_id(title: str, number: str | None, issuers: Sequence[str]) -> str:
    """Return the id of a work that was given none: the same for the same title, number, issuer."""
    named = "|".join((normal_title(title), number or "", issuers[0] if issuers else ""))
    return f"r{hashlib.sha256(named.encode()).hexdigest()[:12]}"


def _names(
    facts: Facts, rule: str, own: Carrier | None, source: str, number: str | None
) -> tuple[tuple[Alias, ...], tuple[Carrier, ...]]:
    """Return aliases and carriers; another name that is the rule's notice is a carrier."""
    carriers = {own.title: own} if own else {}
    aliases: dict[str, Alias] = {}
    for text in map(normalise_title, read_parts(facts.get("aliases", ""), _LIST_MARKS)):
        inner = carried_title(text)
        if inner and normal_title(_without_edition(inner)) == normal_title(rule):
            carriers.setdefault(text, Carrier(text, source, number))
        elif normal_title(_without_edition(text)) != normal_title(rule):
            aliases[text] = Alias(text, "other_name", source)
    for text in map(normalise_title, read_parts(facts.get("short_names", ""), _LIST_MARKS)):
        aliases.setdefault(text, Alias(text, "short_name", source))
    for text in map(normalise_title, read_parts(facts.get("carriers", ""), _LIST_MARKS)):
        carriers.setdefault(text, Carrier(text, source, number))
    return tuple(aliases.values()), tuple(carriers.values())


def _amended(value: str | Sequence[str]) -> tuple[str, ...]:
    texts = re.split("[、，,;；|\n]+", value) if isinstance(value, str) else value
    days = [day for text in texts if (day := read_date(text.strip(), "versions"))]
    if len(days) > MOST_PARTS:
        raise RowError(
            "too_long",
            found=f"{len(days)} dates in versions",
            expected=f"at most {MOST_PARTS}",
            hint="see whether the column is the right one",
        )
    return tuple(sorted(set(days)))


def _of_dates(version: Version, days: Sequence[str]) -> tuple[Version, ...]:
    """Return a version a day: number with the day of issue, effect with the last day before it.

    The row's status is that of the newest; those before it are superseded.
    """
    issued = version.date_issued if version.date_issued in days else None
    effective = version.date_effective
    before = [day for day in days if effective and day <= effective]
    return tuple(
        Version(
            id=f"{version.id.rpartition('.')[0]}.{at}",
            source=version.source,
            doc_number=version.doc_number if day == (issued or days[0]) else None,
            edition=version.edition if day == days[-1] else None,
            date_issued=day,
            date_effective=effective if before and day == before[-1] else None,
            date_repealed=version.date_repealed if day == days[-1] else None,
            status=version.status if day == days[-1] else "superseded",
        )
        for at, day in enumerate(days, 1)
    )
