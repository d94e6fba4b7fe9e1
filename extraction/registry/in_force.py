"""Which version of a work a citation means, and whether it was in force on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from extraction.registry.entries import Entry, EntryVersion
from extraction.registry.title_keys import edition_key

# superseded: a later version held on that day · unknown: the registry has no dates to say
Standing = Literal["in_force", "not_yet_effective", "repealed", "superseded", "unknown"]

_FIRST_DAY = {4: "-01-01", 7: "-01"}


@dataclass(frozen=True, slots=True)
class Edition:
    """The version that is meant and how it stood. ``version`` is ``None`` where none is known.

    pinned  the citation itself says which version: by its number or its edition
    since   the date from which it stood so, as the registry has it, where it knows one
    """

    version: EntryVersion | None
    standing: Standing
    pinned: bool = False
    since: str | None = None


def version_on(
    entry: Entry, *, number: str | None = None, edition: str | None = None, on: str | None = None
) -> Edition:
    """Return the version that a citation means.

    A number or an edition that one version alone carries says which; else it is the one in
    force on the day ``on`` (ISO, ``None`` where the document's date is not known). A date
    that is known by year or month counts from its first day. A draft is never in force.
    """
    pinned = _pinned(entry, number, edition)
    if pinned is not None:
        return _standing(entry, pinned, on, pinned=True)
    texts = [version for version in entry.versions if version.status != "draft"]
    if not texts:
        last = entry.versions[-1] if entry.versions else None
        return Edition(last, "unknown" if last is None else "not_yet_effective")
    return _standing(entry, _held(texts, on), on, pinned=False)


def _pinned(entry: Entry, number: str | None, edition: str | None) -> EntryVersion | None:
    numbered = [version for version in entry.versions if number and version.number == number]
    if len(numbered) == 1:
        return numbered[0]
    if not edition:
        return None
    asked = edition_key(edition)
    among = numbered or entry.versions
    found = [version for version in among if version.edition == asked]
    if not found and asked[:4].isdigit():
        year = asked[:4]
        found = [v for v in among if year in ((v.issued or "")[:4], (v.effective or "")[:4])]
    return found[0] if len(found) == 1 else None


def _held(texts: list[EntryVersion], on: str | None) -> EntryVersion:
    """Return the text that held on a day, today's where the day is not known."""
    day = None if on is None else _day(on)
    if day is None:
        begun = [version for version in texts if version.status != "not_yet_effective"]
        return _latest(begun or texts)
    begun = [version for version in texts if (start := _start(version)) and _day(start) <= day]
    if begun:
        return _latest(begun)
    undated = [version for version in texts if _start(version) is None]
    if undated:
        return undated[-1]
    return min(texts, key=lambda version: _day(_start(version) or ""))


def _latest(versions: Iterable[EntryVersion]) -> EntryVersion:
    """Return the version that began last; of several on one day the one that was added last."""
    found = max(enumerate(versions), key=lambda each: (_day(_start(each[1]) or ""), each[0]))
    return found[1]


def _standing(entry: Entry, version: EntryVersion, on: str | None, *, pinned: bool) -> Edition:
    start = _start(version)
    day = None if on is None else _day(on)
    if version.status == "draft" or (day and start and _day(start) > day):
        return Edition(version, "not_yet_effective", pinned, start)
    if version.status == "not_yet_effective" and (day is None or start is None):
        return Edition(version, "not_yet_effective", pinned, start)
    repealed = version.repealed
    if repealed is not None and (day is None or _day(repealed) <= day):
        return Edition(version, "repealed", pinned, repealed)
    if version.status == "repealed" and repealed is None:
        return Edition(version, "repealed", pinned)
    later = [
        begun
        for other in entry.versions
        if other.status != "draft" and other is not version and (begun := _start(other))
        if _follows(begun, version) and (day is None or _day(begun) <= day)
    ]
    if later:
        return Edition(version, "superseded", pinned, min(later, key=_day))
    if version.status == "superseded" and not any(
        _follows(begun, version) for other in entry.versions if (begun := _start(other))
    ):
        # By a text that the registry does not have, nobody knows when.
        return Edition(version, "superseded" if day is None else "unknown", pinned)
    known = start is not None or version.status == "in_force"
    return Edition(version, "in_force" if known else "unknown", pinned, start)


def _follows(begun: str, version: EntryVersion) -> bool:
    """Tell whether a text that began then came after ``version``.

    Of a text without dates that is known to be superseded, every dated one did.
    """
    start = _start(version)
    return version.status == "superseded" if start is None else _day(begun) > _day(start)


def _start(version: EntryVersion) -> str | None:
    return version.effective or version.issued


def _day(date: str) -> str:
    """Return a date's first day: 2022 → 2022-01-01."""
    return date + _FIRST_DAY.get(len(date), "")
