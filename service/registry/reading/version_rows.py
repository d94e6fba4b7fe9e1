"""Rows of a table that `yiju registry export` wrote, one version a row → whole works.

Such a table has a column for the version's id. Its cells are taken as they stand: a title is no
notice to be looked into, and a work's rows belong together by its id, in whatever order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from extraction.citations import normalise_title
from extraction.registry import Alias, Carrier, Version, Work
from extraction.registry.regulations import AliasKind
from service.registry.reading.cells import (
    bounded,
    read_date,
    read_id,
    read_level,
    read_number,
    read_status,
    read_text,
    read_title,
    refuse_disorder,
)
from service.registry.reading.row_records import BadRow, RegistryRow, RepeatedRow, RowError
from service.registry.reconciling.version_matching import in_order

_DATE_FIELDS = ("date_issued", "date_effective", "date_repealed")
_ALIASES: Mapping[str, AliasKind] = {
    "aliases": "other_name",
    "spellings": "spelling",
    "short_names": "short_name",
}
_ITEM = re.compile("《(?:[^《》]|《[^《》]*》)*》(?:（[^（）]*）)?(?=；|$)|[^；]+")
_QUOTED = re.compile("《(.*)》(?:（([^（）]*)）)?", re.DOTALL)
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_GUARDED = re.compile(r"^'(?='*[=+\-@\t\r])")


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One row: the work with the row's version, or with none, and the ids merged into it."""

    number: int
    work: Work
    merged_ids: tuple[str, ...]


def version_row(number: int, facts: Mapping[str, str], *, source: str) -> VersionRow | None:
    """Read a row; ``None`` for one without an id, which is a row of any table. Raises `RowError`.

    ``source`` stands for a row that names none.
    """
    texts = {
        field: _GUARDED.sub("", value, count=1)
        if field == "sources"
        else read_text(_GUARDED.sub("", value, count=1), field)
        for field, value in facts.items()
    }
    work_id = read_id(texts.get("id", ""))
    if work_id is None:
        return None
    source = bounded(texts.get("source", ""), "source") or source
    sources = _sources(texts.get("sources", ""))
    work = Work(
        id=work_id,
        title=read_title(texts.get("title", "")),
        source=source,
        level=read_level(texts.get("level", "")),
        issuers=tuple(filter(None, texts.get("issuers", "").split("、"))),
        place=bounded(texts.get("place", ""), "place"),
        carriers=_carriers(texts.get("carriers", ""), source, sources),
        aliases=tuple(
            Alias(text, kind, sources.get(f"{kind}:{text}", source))
            for field, kind in _ALIASES.items()
            for text in _items(texts.get(field, ""))
        ),
        field_sources=_of_work(sources),
    )
    version = _version(work, texts, sources)
    merged = tuple(filter(None, map(read_id, _items(texts.get("merged_ids", "")))))
    return VersionRow(number, replace(work, versions=(version,) if version else ()), merged)


def joined(rows: Iterable[VersionRow]) -> Iterator[RegistryRow | BadRow | RepeatedRow]:
    """Put the rows of each work together; what contradicts its first row is a bad row."""
    works: dict[str, VersionRow] = {}
    for row in rows:
        first = works.setdefault(row.work.id, row)
        if first.number == row.number:
            continue
        if _bare(first.work) != _bare(row.work) or first.merged_ids != row.merged_ids:
            yield _contradiction(row, first.number, "other facts about the regulation")
            continue
        known = {version.id: version for version in first.work.versions}
        for version in row.work.versions:
            if version.id not in known:
                versions = (*first.work.versions, version)
                works[row.work.id] = replace(first, work=replace(first.work, versions=versions))
            elif known[version.id] == version:
                yield RepeatedRow(row.number, row.work.id)
            else:
                yield _contradiction(row, first.number, f"other facts about {version.id}")
        if not row.work.versions:
            yield RepeatedRow(row.number, row.work.id)
    for row in works.values():
        work = replace(row.work, versions=in_order(row.work.versions))
        yield RegistryRow(row.number, work, work.id, row.merged_ids)


def _bare(work: Work) -> Work:
    return replace(work, versions=())


def _contradiction(row: VersionRow, first: int, found: str) -> BadRow:
    return BadRow(
        row.number,
        "duplicate_id",
        f"the id {row.work.id} of row {first} again with {found}",
        "rows of one regulation that differ in the version alone",
        "make the rows of this id agree, or give the second regulation another id",
    )


def _version(work: Work, texts: Mapping[str, str], sources: Mapping[str, str]) -> Version | None:
    version_id = texts.get("version_id", "")
    if version_id and not (read_id(version_id) and version_id.startswith(f"{work.id}.")):
        raise RowError(
            "wrong_work",
            found=f"the version id “{version_id[:80]}” of {work.id}",
            expected=f"{work.id}.1, {work.id}.2 …",
            hint="number the versions of a work <id>.1, <id>.2 …",
        )
    dates = {field: read_date(texts.get(field, ""), field) for field in _DATE_FIELDS}
    refuse_disorder(dates)
    source = bounded(texts.get("version_source", ""), "version_source") or work.source
    version = Version(
        id=version_id or f"{work.id}.1",
        source=source,
        doc_number=read_number(texts.get("doc_number", "")),
        edition=bounded(texts.get("edition", ""), "edition"),
        date_issued=dates["date_issued"],
        date_effective=dates["date_effective"],
        date_repealed=dates["date_repealed"],
        status=read_status(texts.get("status", "")),
        field_sources={
            field.removeprefix("version."): text
            for field, text in sources.items()
            if field.startswith("version.")
        },
    )
    return version if version_id or version != Version(version.id, source) else None


def _of_work(sources: Mapping[str, str]) -> dict[str, str]:
    return {
        field.removeprefix("work."): text
        for field, text in sources.items()
        if field.startswith("work.")
    }


def _items(cell: str) -> tuple[str, ...]:
    """Return the texts that a cell lists, parted by ；; one that holds a ； stands in 《》."""
    items = []
    for item in _ITEM.findall(cell):
        quoted = _QUOTED.fullmatch(item)
        items.append(normalise_title(quoted[1] if quoted and not quoted[2] else item))
    return tuple(filter(None, items))


def _carriers(cell: str, source: str, sources: Mapping[str, str]) -> tuple[Carrier, ...]:
    """Read 《title》（number，date）, each parted by ；."""
    found = []
    for item in _ITEM.findall(cell):
        quoted = _QUOTED.fullmatch(item)
        title = normalise_title(quoted[1] if quoted else item)
        told = (quoted[2] or "").split("，") if quoted else []
        dates = [each for each in told if _DATE.fullmatch(each)]
        numbers = [each for each in told if each and each not in dates]
        number = read_number(numbers[0]) if numbers else None
        day = read_date(dates[0], "carriers") if dates else None
        found.append(Carrier(title, sources.get(f"carrier:{title}", source), number, day))
    return tuple(found)


def _sources(cell: str) -> dict[str, str]:
    if not cell:
        return {}
    try:
        data = json.loads(cell)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not all(isinstance(each, str) for each in data.values()):
        raise RowError(
            "bad_json",
            found=f"“{cell[:40]}” for the sources of single facts",
            expected="one JSON object of texts, as `yiju registry export` writes it",
            hint="leave the cell empty: the row's source stands for all its facts",
        )
    return data
