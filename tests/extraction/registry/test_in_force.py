"""Which version holds on a day: pinned by the citation, or the one in force; and its standing."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry import Version, Work
from extraction.registry.entries import Entry, entry_of
from extraction.registry.in_force import Edition, Standing, version_on
from extraction.registry.regulations import Status


def _entry(*versions: Version) -> Entry:
    return entry_of(Work("w", "某市献血条例", "试验", versions=versions))


def _version(
    n: int,
    effective: str | None = None,
    *,
    status: Status = "in_force",
    issued: str | None = None,
    repealed: str | None = None,
    number: str | None = None,
    edition: str | None = None,
) -> Version:
    return Version(f"w.{n}", "试验", number, edition, issued, effective, repealed, status)


def _said(found: Edition) -> tuple[str | None, Standing, str | None]:
    return found.version.id if found.version else None, found.standing, found.since


_OLD = _version(1, "1998-05-01", status="superseded")
_NEW = _version(2, "2019-03-01")


@pytest.mark.parametrize(
    ("versions", "on", "said", "reason"),
    [
        ([], "2020-01-01", (None, "unknown", None), "no version"),
        ([_OLD, _NEW], "2020-01-01", ("w.2", "in_force", "2019-03-01"), "the newest that began"),
        ([_OLD, _NEW], "2019-02-28", ("w.1", "in_force", "1998-05-01"), "the day before"),
        ([_OLD, _NEW], "2019-03-01", ("w.2", "in_force", "2019-03-01"), "the day itself"),
        ([_NEW, _OLD], "2020-01-01", ("w.2", "in_force", "2019-03-01"), "in any order"),
        ([_OLD, _NEW], None, ("w.2", "in_force", "2019-03-01"), "today, where no day is known"),
        # --- older versions may be missing
        ([_OLD, _NEW], "1990-01-01", (None, "unknown", None), "before them all"),
        ([_version(1, "2026-04-01", issued="2026-03-31")], "2024-01-01", ("w.1", "unknown", None),
         "before the only one: the registry has the newest text alone"),
        ([_version(1, status="superseded"), _NEW], "2019-01-01", ("w.1", "unknown", None),
         "before the dated one, and nobody knows since when"),
        # --- dates that are not full
        ([_version(1, "2022")], "2022-01-01", ("w.1", "unknown", None), "some day of that year"),
        ([_version(1, "2022")], "2022-12-31", ("w.1", "in_force", "2022"), "its last day"),
        ([_version(1, "2022")], "2021-12-31", ("w.1", "unknown", None), "before it"),
        ([_version(1, "2022-02")], "2022-02-01", ("w.1", "unknown", None), "some day of that month"),
        ([_version(1, "2022-02")], "2022-03-01", ("w.1", "in_force", "2022-02"), "after the month"),
        ([_version(1, "2022-01-01"), _version(2, "2022")], "2023-01-01",
         ("w.2", "in_force", "2022"), "one day twice: the one that was added last"),
        ([_version(1, "2022"), _version(2, "2022-01-01")], "2023-01-01",
         ("w.2", "in_force", "2022-01-01"), "the same the other way round"),
        ([_version(1, "2021-01-01"), _version(2, "2022")], "2022-03-01", (None, "unknown", None),
         "one held already, the other began on some day of that year"),
        # --- the day of effect is not known
        ([_version(1, issued="2020-05-06")], "2020-05-06", ("w.1", "unknown", None),
         "issued on the day"),
        ([_version(1, issued="2020-05-06")], "2021-05-05", ("w.1", "unknown", None),
         "issued in the year before it"),
        ([_version(1, issued="2020-05-06")], "2021-05-06", ("w.1", "in_force", "2020-05-06"),
         "issued a year before"),
        ([_OLD, _version(2, issued="2024-12-25")], "2025-01-01", (None, "unknown", None),
         "which of two is not known"),
        ([_OLD, _version(2, issued="2024-12-25")], "2026-01-01",
         ("w.2", "in_force", "2024-12-25"), "the newer one a year later"),
        ([_OLD, _version(2, issued="2024-12-25")], "2024-12-24",
         ("w.1", "in_force", "1998-05-01"), "the older one the day before"),
        ([_version(1, issued="2018-03-02", status="superseded"), _version(2, "2018-10-26")],
         "2018-11-01", ("w.2", "in_force", "2018-10-26"),
         "the older one may have begun or not: the newer one holds"),
        ([_version(1, "2019-01-01", issued="2018-08-31", status="superseded"),
          _version(2, issued="2018-10-26")], "2019-01-01", (None, "unknown", None),
         "issued between the issue and the effect of the other"),
        ([_version(1, number="某财预〔2020〕7号")], "2020-01-01", ("w.1", "unknown", None),
         "the number's year is that of issue"),
        ([_version(1, number="某财预〔2020〕7号")], "2022-01-01", ("w.1", "in_force", None),
         "it began by the end of the next"),
        # --- repeal
        ([_version(1, "2000", repealed="2010-06-30", status="repealed")], "2020-01-01",
         ("w.1", "repealed", "2010-06-30"), "repealed before"),
        ([_version(1, "2000", repealed="2010-06-30", status="repealed")], "2010-06-29",
         ("w.1", "in_force", "2000"), "repealed later: it held then"),
        ([_version(1, "2000", repealed="2010-06", status="repealed")], "2010-06-01",
         ("w.1", "unknown", None), "repealed on some day of the month that begins"),
        ([_version(1, "2000", repealed="2010", status="repealed")], "2011-01-01",
         ("w.1", "repealed", "2010"), "repealed in the year before"),
        ([_version(1, "2000", repealed="2010", status="repealed")], None,
         ("w.1", "repealed", "2010"), "repealed, where no day is known"),
        ([_version(1, "2000", status="repealed")], "2020-01-01", ("w.1", "repealed_undated", None),
         "repealed today: since when nobody knows"),
        ([_version(1, status="repealed")], "2018-01-01", ("w.1", "repealed_undated", None),
         "the same without any date"),
        ([_version(1, "2000", status="repealed")], None, ("w.1", "repealed", None),
         "repealed today"),
        # --- what the source says of today
        ([_version(1, status="unknown")], "2020-01-01", ("w.1", "unknown", None), "nothing known"),
        ([_version(1, "2017-03-01", status="unknown")], "2025-01-01", ("w.1", "unknown", None),
         "whether it was repealed nobody says"),
        ([_version(1, "2017-03-01", status="unknown")], None, ("w.1", "unknown", "2017-03-01"),
         "nor today"),
        ([_OLD, _version(2, "2017-03-01", status="unknown")], "2010-01-01",
         ("w.1", "in_force", "1998-05-01"), "what was amended later held until then"),
        ([_version(1)], "2020-01-01", ("w.1", "unknown", None), "in force today, since when?"),
        ([_version(1)], None, ("w.1", "in_force", None), "in force, without dates"),
        ([_version(1, "1998", status="superseded")], "2005-01-01", ("w.1", "unknown", None),
         "superseded by a text that is not there"),
        ([_version(1, "1998", status="superseded")], None, ("w.1", "superseded", None),
         "the same today"),
        ([_NEW, _version(3, status="not_yet_effective")], None,
         ("w.2", "in_force", "2019-03-01"), "what is not yet in force does not hold today"),
        ([_NEW, _version(3, issued="2019-12-01", status="not_yet_effective")], "2022-01-01",
         (None, "unknown", None), "on some day it does, nobody knows on which"),
        ([_NEW, _version(3, "2020-01-01", status="not_yet_effective")], "2020-01-01",
         ("w.3", "in_force", "2020-01-01"), "the day for which its source awaits it"),
        ([_version(1, "2030-01-01", status="not_yet_effective")], None,
         ("w.1", "not_yet_effective", "2030-01-01"), "nothing else is there"),
        ([_NEW, _version(3, "2020-01-01", status="draft")], "2021-01-01",
         ("w.2", "in_force", "2019-03-01"), "a draft never holds"),
        ([_version(1, "2020-01-01", status="draft")], "2021-01-01", ("w.1", "unknown", None),
         "a draft alone: the text that was passed may be missing"),
    ],
)  # fmt: skip
def test_the_version_on_a_day(
    versions: list[Version],
    on: str | None,
    said: tuple[str | None, Standing, str | None],
    reason: str,
) -> None:
    found = version_on(_entry(*versions), on=on)
    assert _said(found) == said, reason
    assert not found.pinned


_NUMBERED = [
    _version(1, "2006-01-01", number="某部令〔2006〕第2号", status="superseded"),
    _version(2, "2016-01-01", number="某部令〔2016〕第3号", edition="2016年版"),
    _version(3, "2022-01-01", number="某部令〔2016〕第3号", edition="2021年修订"),
]


@pytest.mark.parametrize(
    ("number", "edition", "on", "said", "reason"),
    [
        ("某部令|2006|2", None, "2020-01-01", ("w.1", "superseded", "2016-01-01"),
         "by its number, superseded before"),
        ("某部令|2006|2", None, "2010-01-01", ("w.1", "in_force", "2006-01-01"),
         "by its number, superseded later"),
        ("某部令|2006|2", None, "2005-01-01", ("w.1", "not_yet_effective", "2006-01-01"),
         "by its number, before it began"),
        ("某部令|2006|2", "2016版", "2010-01-01", ("w.1", "in_force", "2006-01-01"),
         "the number goes before the edition"),
        ("某部令|2016|3", "2016版", "2023-01-01", ("w.2", "superseded", "2022-01-01"),
         "two texts of one number, told apart by the edition"),
        (None, "2016版", "2023-01-01", ("w.2", "superseded", "2022-01-01"), "by its edition"),
        (None, "2021修订版", "2023-01-01", ("w.3", "in_force", "2022-01-01"),
         "an edition printed in another way"),
        (None, "2006年版", "2010-01-01", ("w.1", "in_force", "2006-01-01"),
         "by the year in which it began"),
        (None, "2021年修订", "2020-01-01", ("w.3", "not_yet_effective", "2022-01-01"),
         "by its edition, before it began"),
    ],
)  # fmt: skip
def test_a_citation_says_which_version(
    number: str | None, edition: str | None, on: str, said: tuple[str, Standing, str], reason: str
) -> None:
    found = version_on(_entry(*_NUMBERED), number=number, edition=edition, on=on)
    assert _said(found) == said, reason
    assert found.pinned


@pytest.mark.parametrize(
    ("number", "edition", "reason"),
    [
        ("某部令|2016|3", None, "a number of two versions"),
        ("某部令|1990|1", None, "a number of none"),
        (None, "1990版", "an edition of none"),
        (None, "修正", "an edition without year"),
        (None, None, "nothing said"),
    ],
)
def test_else_the_day_says_which(number: str | None, edition: str | None, reason: str) -> None:
    found = version_on(_entry(*_NUMBERED), number=number, edition=edition, on="2023-01-01")
    assert (found.version and found.version.id, found.pinned) == ("w.3", False), reason


@pytest.mark.parametrize(
    ("versions", "on", "said", "reason"),
    [
        ([_version(1, number="某财预〔2024〕7号", issued="2024-05-06")], "2024-01-01",
         ("w.1", "not_yet_effective", None), "issued after the day; when it began is not known"),
        ([_version(1, number="某财预〔2024〕7号", issued="2024-05-06")], "2025-01-01",
         ("w.1", "unknown", None), "issued in the year before it"),
        ([_version(1, number="某财预〔2024〕7号")], "2023-01-01",
         ("w.1", "not_yet_effective", None), "the number's year is later"),
        ([_version(1, number="某财预〔2024〕7号", status="not_yet_effective")], "2024-01-01",
         ("w.1", "unknown", None), "the number's year is the day's"),
        ([_version(1, "2017-01-01", number="某财预〔2024〕7号", status="unknown")], "2025-01-01",
         ("w.1", "unknown", None), "whether it was repealed nobody says"),
        ([_version(1, "2017-01-01", number="某财预〔2024〕7号", status="unknown"),
          _version(2, issued="2024-02-01")], "2025-01-01", ("w.1", "unknown", None),
         "the next one may have begun or not"),
        ([_version(1, "2017-01-01", number="某财预〔2024〕7号", status="unknown"),
          _version(2, issued="2024-02-01")], "2026-01-01", ("w.1", "superseded", None),
         "the next one began, nobody knows on which day"),
        ([_version(1, "2017-01-01", number="某财预〔2024〕7号", status="repealed"),
          _version(2, "2020-02-01")], "2025-01-01", ("w.1", "superseded", "2020-02-01"),
         "repealed on some day, and replaced before"),
        ([_version(1, number="某财预〔2024〕7号", status="draft")], "2025-01-01",
         ("w.1", "not_yet_effective", None), "a draft that is cited as such"),
    ],
)  # fmt: skip
def test_a_numbered_version_on_a_day(
    versions: list[Version], on: str, said: tuple[str, Standing, str | None], reason: str
) -> None:
    found = version_on(_entry(*versions), number="某财预|2024|7", on=on)
    assert _said(found) == said, reason
    assert found.pinned


def _printed(date: datetime.date, precision: int) -> str:
    return date.isoformat()[:precision]


_DATES = st.builds(
    _printed,
    st.dates(datetime.date(1980, 1, 1), datetime.date(2030, 12, 31)),
    st.sampled_from([4, 7, 10]),
)


def _first_day(date: str) -> str:
    return date + "-01-01"[len(date) - 10 :] if len(date) < 10 else date


def _last_day(date: str) -> str:
    return date + {4: "-12-31", 7: "-31", 10: ""}[len(date)]


_DAYS = st.dates(datetime.date(1975, 1, 1), datetime.date(2035, 12, 31)).map(
    datetime.date.isoformat
)


@given(
    st.lists(st.tuples(_DATES, st.sampled_from(["in_force", "superseded", "unknown"])), min_size=1, max_size=6),
    _DAYS,
)  # fmt: skip
def test_what_is_in_force_had_begun_and_nothing_can_have_begun_since(
    dated: list[tuple[str, Status]], on: str
) -> None:
    versions = [_version(n, date, status=status) for n, (date, status) in enumerate(dated)]
    found = version_on(_entry(*versions), on=on)
    assert found.standing in ("in_force", "unknown")
    if found.standing == "in_force":
        assert found.version is not None
        start = found.version.effective or ""
        assert _last_day(start) <= on
        others = (date for date, _ in dated)
        assert not any(_first_day(start) < _first_day(date) <= on for date in others)


@given(st.lists(_DATES, min_size=1, max_size=5), _DATES, _DAYS)
def test_a_repealed_version_holds_up_to_its_repeal(
    starts: list[str], repealed: str, on: str
) -> None:
    last = max(starts, key=_first_day)
    versions = [_version(n, date) for n, date in enumerate(starts) if date != last]
    versions.append(_version(9, last, repealed=repealed, status="repealed"))
    found = version_on(_entry(*versions), on=on)
    if found.version is not None and found.version.id == "w.9" and _last_day(last) <= on:
        assert (found.standing == "repealed") == (_last_day(repealed) <= on)
        assert (found.standing == "in_force") == (on < _first_day(repealed))


@given(
    st.lists(st.tuples(_DATES, st.booleans()), min_size=1, max_size=4),
    _DAYS,
)
def test_without_number_and_edition_nothing_is_not_yet_effective(
    dated: list[tuple[str, bool]], on: str
) -> None:
    versions = [
        _version(n, None if only_issued else date, issued=date)
        for n, (date, only_issued) in enumerate(dated)
    ]
    found = version_on(_entry(*versions), on=on)
    assert found.standing in ("in_force", "unknown")
    if found.standing == "in_force":
        assert found.version is not None
        assert (found.version.issued or "") <= on
