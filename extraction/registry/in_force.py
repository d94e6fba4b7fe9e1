"""Which version of a work a citation means, and whether it was in force on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from extraction.registry.entries import Entry, EntryVersion
from extraction.registry.title_keys import edition_key

# superseded: a later version held on that day · repealed_undated: repealed by now, and nobody
# says since when · unknown: the registry does not say
Standing = Literal[
    "in_force", "not_yet_effective", "repealed", "repealed_undated", "superseded", "unknown"
]

_FIRST_DAY = {4: "-01-01", 7: "-01"}
_LAST_DAY = {4: "-12-31", 7: "-31"}
# A text whose day of effect is not known comes into force within so many years of its issue.
_LONGEST_WAIT = 1
_NEVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Edition:
    """The version that is meant and how it stood. ``version`` is ``None`` where none is known.

    pinned  the citation itself says which version: by its number or its edition
    since   the date from which it stood so; of one in force the day of issue where that of
            effect is not known; ``None`` where the registry has neither
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
    force on the day ``on`` (ISO), or today where ``on`` is ``None``. A draft is never in force.

    What the registry does not say is ``unknown``: which version held before the first that it
    has (it may lack older ones), whether a version issued in the year before the day had come
    into force (no day of effect is known), whether one was repealed by then that is repealed
    today (no day is known), and whether one held whose status nobody states. So only a version
    that the citation names is ever ``not_yet_effective`` on a day.
    """
    pinned = _pinned(entry, number, edition)
    if pinned is not None:
        return (
            _today(entry, pinned, pinned=True)
            if on is None
            else _standing(entry, pinned, _first(on), pinned=True)
        )
    texts = [version for version in entry.versions if version.status != "draft"]
    if not texts:
        return Edition(entry.versions[-1] if entry.versions else None, "unknown")
    if on is None:
        begun = [version for version in texts if version.status != "not_yet_effective"]
        return _today(entry, _latest(begun or texts), pinned=False)
    held = _held(texts, _first(on))
    if held is None:
        return Edition(texts[0] if len(texts) == 1 else None, "unknown")
    return _standing(entry, held, _first(on), pinned=False)


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


def _held(texts: Sequence[EntryVersion], day: str) -> EntryVersion | None:
    """Return the text that held on a day, ``None`` where that is not known."""
    begun = [version for version in texts if (span := _begin(version)) and span[1] <= day]
    newest = _latest(begun) if begun else None
    since = _first(newest.issued or newest.effective or "") if newest else ""
    for version in texts:
        span = _begin(version)
        if span and since <= span[0] <= day < span[1] and version is not newest:
            return None
    if newest is not None:
        return newest
    undated = [version for version in texts if _begin(version) is None]
    return undated[-1] if undated else None


def _latest(versions: Iterable[EntryVersion]) -> EntryVersion:
    """Return the version that began last; of several on one day the one that was added last."""
    found = max(enumerate(versions), key=lambda each: (_first(_start(each[1]) or ""), each[0]))
    return found[1]


def _today(entry: Entry, version: EntryVersion, *, pinned: bool) -> Edition:
    """Return how a version stands as its source states it."""
    if version.status == "draft" or version.status == "not_yet_effective":
        return Edition(version, "not_yet_effective", pinned, version.effective)
    if version.repealed or version.status == "repealed":
        return Edition(version, "repealed", pinned, version.repealed)
    later = [each for each in _later(entry, version) if each.status != "not_yet_effective"]
    if later or version.status == "superseded":
        return Edition(version, "superseded", pinned, _first_effect(later))
    known = version.status == "in_force"
    return Edition(version, "in_force" if known else "unknown", pinned, _start(version))


def _standing(entry: Entry, version: EntryVersion, day: str, *, pinned: bool) -> Edition:
    unknown = Edition(version, "unknown", pinned)
    if version.status == "draft":
        return Edition(version, "not_yet_effective", pinned)
    begin = _begin(version)
    if begin and day < begin[0]:
        return Edition(version, "not_yet_effective", pinned, version.effective)
    if version.repealed and _last(version.repealed) <= day:
        return Edition(version, "repealed", pinned, version.repealed)
    if version.repealed and _first(version.repealed) <= day:
        return unknown
    later = _later(entry, version)
    begun = [each for each in later if (span := _begin(each)) and span[1] <= day]
    if begun:
        return Edition(version, "superseded", pinned, _first_effect(begun))
    if any((span := _begin(each)) and span[0] <= day for each in later):
        return unknown
    if version.status == "repealed" and not version.repealed and not later:
        return Edition(version, "repealed_undated", pinned)
    if begin is None or day < begin[1]:
        return unknown
    # What is in force today, or was repealed or replaced only after the day, held on it.
    stated = version.status in ("in_force", "not_yet_effective")
    if not (stated or version.repealed or later):
        return unknown
    return Edition(version, "in_force", pinned, _start(version))


def _later(entry: Entry, version: EntryVersion) -> list[EntryVersion]:
    """Return the texts that came after a version.

    After one without dates that is known to be superseded, every dated one did.
    """
    start = _begin(version)
    later = []
    for other in entry.versions:
        begun = _begin(other)
        if begun is None or other is version or other.status == "draft":
            continue
        if version.status == "superseded" if start is None else begun[0] > start[0]:
            later.append(other)
    return later


def _first_effect(versions: Sequence[EntryVersion]) -> str | None:
    """Return the day of effect of the version that began first, if it is known."""
    first = min(versions, key=lambda each: _first(_start(each) or _NEVER), default=None)
    return first.effective if first else None


def _start(version: EntryVersion) -> str | None:
    return version.effective or version.issued


def _begin(version: EntryVersion) -> tuple[str, str] | None:
    """Return the first and the last day on which a version may have come into force.

    Without dates the year of its number is that of its issue; without that it is not known.
    """
    if version.effective:
        return _first(version.effective), _last(version.effective)
    issued = version.issued or _year(version.number)
    if issued is None:
        return None
    if version.status == "not_yet_effective":
        return _first(issued), _NEVER
    last = _last(issued)
    return _first(issued), f"{int(last[:4]) + _LONGEST_WAIT:04}{last[4:]}"


def _year(number: str | None) -> str | None:
    """Return the year in a number's key (``code|year|serial``)."""
    parts = number.split("|") if number else []
    return parts[1] if len(parts) > 2 and len(parts[1]) == 4 and parts[1].isdigit() else None


def _first(date: str) -> str:
    """Return a date's first day: 2022 → 2022-01-01."""
    return date + _FIRST_DAY.get(len(date), "")


def _last(date: str) -> str:
    """Return a date's last day, or one past it in the same month: 2022-02 → 2022-02-31."""
    return date + _LAST_DAY.get(len(date), "")
