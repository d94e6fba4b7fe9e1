"""A work as the linker sees it: its names taken apart, its numbers as keys."""

from __future__ import annotations

import marshal
from dataclasses import dataclass, fields
from typing import Any, Literal

from extraction.registry.doc_number_keys import number_key
from extraction.registry.places import place_of, placeless_cores
from extraction.registry.regulations import Status, Work
from extraction.registry.title_keys import TitleParts, core_of, edition_key, title_parts

NameKind = Literal["title", "other_name", "short_name", "spelling", "carrier"]

_PART_NAMES = tuple(field.name for field in fields(TitleParts))


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a work and what it is: its title, an alias, its carrier's title …"""

    kind: NameKind
    printed: str
    parts: TitleParts


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """A version's number key (``None`` without number), edition key, dates and status."""

    id: str
    number: str | None
    edition: str | None
    issued: str | None
    effective: str | None
    repealed: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class Entry:
    """A work as the linker compares it. ``numbers`` are the keys of versions and carriers."""

    id: str
    title: str
    level: str | None
    issuers: tuple[str, ...]
    place: str
    names: tuple[Name, ...]
    numbers: tuple[str, ...]
    versions: tuple[EntryVersion, ...]


def entry_of(work: Work) -> Entry:
    """Prepare a work for comparison."""
    names = [Name("title", work.title, title_parts(work.title))]
    names += (Name(alias.kind, alias.text, title_parts(alias.text)) for alias in work.aliases)
    names += (Name("carrier", each.title, title_parts(each.title)) for each in work.carriers)
    versions = tuple(
        EntryVersion(
            version.id,
            number_key(version.doc_number) if version.doc_number else None,
            edition_key(version.edition) if version.edition else None,
            version.date_issued,
            version.date_effective,
            version.date_repealed,
            version.status,
        )
        for version in work.versions
    )
    carried = (number_key(each.doc_number) for each in work.carriers if each.doc_number)
    numbers = dict.fromkeys(
        number for number in (*(version.number for version in versions), *carried) if number
    )
    place = names[0].parts.place or work.place or _place_of_issuer(work.issuers)
    if work.place and work.place.endswith(place):
        place = work.place
    return Entry(
        work.id, work.title, work.level, work.issuers, place, tuple(names), tuple(numbers), versions
    )


def cores(entry: Entry) -> tuple[str, ...]:
    """Return every core by which the entry may be cited.

    Those of its names, of what they carry of it, and of its names without their place.
    """
    found: dict[str, None] = {}
    for name in entry.names:
        found[name.parts.core] = None
        found.update(dict.fromkeys(carried_of(entry, name)))
        found.update(dict.fromkeys(placeless_cores(name.parts.core, name.parts.place, entry.place)))
    found.pop("", None)
    return tuple(found)


def carried_of(entry: Entry, name: Name) -> tuple[str, ...]:
    """Return what a name carries of the entry: of a notice with several rules, the entry's own."""
    carried = name.parts.carried
    if name.kind != "carrier" or len(carried) < 2:
        return carried
    own = {each.parts.core for each in entry.names if each.kind != "carrier"}
    return tuple(core for core in carried if core in own)


def pack(entry: Entry) -> bytes:
    """Pack an entry into few bytes, for memory only."""
    row: tuple[Any, ...] = (
        entry.id,
        entry.title,
        entry.level,
        entry.issuers,
        entry.place,
        tuple((name.kind, name.printed, *_parts(name.parts)) for name in entry.names),
        entry.numbers,
        tuple(
            (v.id, v.number, v.edition, v.issued, v.effective, v.repealed, v.status)
            for v in entry.versions
        ),
    )
    return marshal.dumps(row)


def unpack(packed: bytes | memoryview) -> Entry:
    """Return the entry that ``pack`` packed in this process."""
    row = marshal.loads(packed)
    names = tuple(Name(kind, printed, TitleParts(*parts)) for kind, printed, *parts in row[5])
    versions = tuple(EntryVersion(*version) for version in row[7])
    return Entry(row[0], row[1], row[2], row[3], row[4], names, row[6], versions)


def _parts(parts: TitleParts) -> tuple[object, ...]:
    return tuple(getattr(parts, name) for name in _PART_NAMES)


def _place_of_issuer(issuers: tuple[str, ...]) -> str:
    return place_of(core_of(issuers[0])) if issuers else ""
