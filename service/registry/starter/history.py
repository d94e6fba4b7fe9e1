"""The dates in the head of a text → when it was issued, amended and came into force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

# A date in the heads of so many regulations is that of a decision that amended them together
# (国务院关于修改部分行政法规的决定), so never a passing or an effective date.
_TOGETHER = 8
# The longest time from passing to promulgation, in days: a court's interpretation may wait for
# most of a year, a regulation waits for weeks.
_LONGEST_PASSING = {"行政法规": 120, "部门规章": 120, "司法解释": 300}
_LONGEST_EARLIER_PASSING = {"行政法规": 120, "部门规章": 120, "司法解释": 75}
# No regulation is amended so soon after its first issue: its first two dates are passing (or
# approval) and promulgation if they are no farther apart, in days.
_LONGEST_FIRST_PASSING = 200
_LAW_PROMULGATED_WITHIN = 14
_LAW_EFFECTIVE_WITHIN = 210
_LONGEST_WAIT = 400
_FIRST_DAY = "-01"


@dataclass(frozen=True, slots=True)
class Dated:
    """One version by its dates."""

    issued: str
    effective: str | None = None


def shared_dates(heads: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the dates that stand in the heads of many regulations."""
    counted = Counter(day for head in heads for day in set(head))
    return frozenset(day for day, count in counted.items() if count >= _TOGETHER)


def dated_versions(
    head: Sequence[str],
    *,
    level: str,
    file_date: str | None,
    effective: str | None,
    amended_together: Collection[str] = (),
) -> tuple[Dated, ...]:
    """Return the versions that the dates in a head mean, in order.

    A head gives passing, promulgation and effect of one version as well as amendments.
    ``file_date`` is when the newest version was issued; ``effective`` a date of effect of
    some version, given beside the head.
    """
    days = sorted({day for day in head if len(day) == len("2000-01-01")})
    if not days:
        return ()
    if level == "法律" or level == "地方性法规":
        versions = _of_law(days)
    else:
        versions = _of_order(days, level, file_date, amended_together)
    return _with_effect(versions, effective)


def _of_law(days: Sequence[str]) -> list[Dated]:
    # The head of a law gives the days of passing and of each amendment, seldom another.
    versions: list[Dated] = []
    for day in days:
        last = versions[-1] if versions else None
        if last and _apart(last.issued, day) <= _LAW_PROMULGATED_WITHIN:
            continue
        if (
            last
            and last.effective is None
            and day.endswith(_FIRST_DAY)
            and _apart(last.issued, day) <= _LAW_EFFECTIVE_WITHIN
        ):
            versions[-1] = replace(last, effective=day)
            continue
        versions.append(Dated(day))
    return versions


def _of_order(
    days: Sequence[str], level: str, file_date: str | None, together: Collection[str]
) -> list[Dated]:
    newest = file_date if file_date in days else None
    later = [day for day in days if newest and day > newest]
    earlier = [day for day in days if not newest or day < newest]
    versions: list[Dated] = []
    if newest:
        longest = _LONGEST_PASSING.get(level, 0)
        if len(earlier) == 1:
            longest = max(longest, _LONGEST_FIRST_PASSING)
        while earlier and earlier[-1] not in together and _apart(earlier[-1], newest) <= longest:
            earlier.pop()  # the newest version's passing
        effective = later[-1] if later and _apart(newest, later[-1]) <= _LONGEST_WAIT else None
        versions.append(Dated(newest, effective))
    return _earlier(earlier, level, together) + versions


def _earlier(days: list[str], level: str, together: Collection[str]) -> list[Dated]:
    versions: list[Dated] = []
    while days:
        group = [days.pop(0)]
        longest = _LONGEST_EARLIER_PASSING.get(level, 0)
        if not versions:
            longest = max(longest, _LONGEST_FIRST_PASSING)
        while (
            days
            and len(group) < 3
            and days[0] not in together
            and group[-1] not in together
            and _apart(group[-1], days[0]) <= longest
        ):
            group.append(days.pop(0))
        if len(group) == 3:
            versions.append(Dated(group[1], group[2]))
        elif len(group) == 2 and group[1].endswith(_FIRST_DAY):
            versions.append(Dated(group[0], group[1]))
        else:
            versions.append(Dated(group[-1]))
    return versions


def _with_effect(versions: list[Dated], effective: str | None) -> tuple[Dated, ...]:
    """Give a date of effect to the newest version issued before it, if that has none."""
    if effective:
        before = [at for at, version in enumerate(versions) if version.issued <= effective]
        if before and versions[before[-1]].effective is None:
            version = versions[before[-1]]
            if _apart(version.issued, effective) <= _LONGEST_WAIT:
                versions[before[-1]] = replace(version, effective=effective)
    return tuple(versions)


def _apart(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days
