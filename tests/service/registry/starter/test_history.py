"""The dates in a text's head → versions."""

from __future__ import annotations

import pytest

from service.registry.starter.history import dated_versions, shared_dates


@pytest.mark.parametrize(
    ("level", "head", "file_date", "effective", "expected", "reason"),
    [
        (
            "法律",
            ["1994-08-31", "2006-02-28", "2021-10-23"],
            "2021-10-23",
            "2022-01-01",
            [("1994-08-31", None), ("2006-02-28", None), ("2021-10-23", "2022-01-01")],
            "passing and amendments",
        ),
        (
            "法律",
            ["1993-12-29", "2018-10-26", "2023-12-29"],
            "2023-12-29",
            "2018-10-26",
            [("1993-12-29", None), ("2018-10-26", "2018-10-26"), ("2023-12-29", None)],
            "a date of effect from before the newest amendment",
        ),
        (
            "法律",
            ["1979-07-01", "1979-07-04", "1980-01-01"],
            None,
            None,
            [("1979-07-01", "1980-01-01")],
            "passing, promulgation and effect of one version",
        ),
        (
            "行政法规",
            ["2015-01-14", "2015-02-09", "2015-03-20"],
            "2015-02-09",
            None,
            [("2015-02-09", "2015-03-20")],
            "the file is named for the promulgation",
        ),
        (
            "行政法规",
            ["1989-02-10", "1989-03-06", "2011-01-08", "2016-02-06"],
            "2016-02-06",
            None,
            [("1989-03-06", None), ("2011-01-08", None), ("2016-02-06", None)],
            "approved, then issued; amended twice",
        ),
        (
            "行政法规",
            ["2003-12-07", "2013-07-18", "2013-12-07"],
            "2013-12-07",
            None,
            [("2003-12-07", None), ("2013-07-18", None), ("2013-12-07", None)],
            "two decisions that amended many regulations are no passing",
        ),
        (
            "司法解释",
            ["2023-11-13", "2024-01-17", "2024-02-01"],
            "2024-01-17",
            None,
            [("2024-01-17", "2024-02-01")],
            "passing, promulgation, effect",
        ),
        (
            "司法解释",
            ["2015-06-02", "2015-06-29", "2024-10-29", "2024-12-17", "2025-01-01"],
            "2024-12-17",
            "2015-07-01",
            [("2015-06-29", "2015-07-01"), ("2024-12-17", "2025-01-01")],
            "the same twice",
        ),
        (
            "行政法规",
            ["2018-12-05", "2019-04-14", "2019-07-01"],
            "2019-04-14",
            None,
            [("2019-04-14", "2019-07-01")],
            "the first issue waited for months",
        ),
        (
            "行政法规",
            ["1982-08-30", "1983-03-12", "2011-01-08"],
            "2011-01-08",
            None,
            [("1983-03-12", None), ("2011-01-08", None)],
            "the same, amended since",
        ),
        (
            "司法解释",
            ["2018-07-30", "2018-10-19", "2018-12-01"],
            None,
            None,
            [("2018-10-19", "2018-12-01")],
            "passed by two bodies, and the file is named for no date",
        ),
        (
            "行政法规",
            ["2011-07-26", "2019-03-02", "2019-08-01", "2024-09-27"],
            "2024-09-27",
            "2019-08-01",
            [
                ("2011-07-26", None),
                ("2019-03-02", None),
                ("2019-08-01", "2019-08-01"),
                ("2024-09-27", None),
            ],
            "two amendments within months are two versions",
        ),
        (
            "行政法规",
            ["2018-03-02", "2019-03-02"],
            "2019-03-02",
            None,
            [("2018-03-02", None), ("2019-03-02", None)],
            "a first amendment after a year",
        ),
        ("法律", ["2026"], None, None, [], "a year alone is no day of a version"),
    ],
)
def test_versions(
    level: str,
    head: list[str],
    file_date: str | None,
    effective: str | None,
    expected: list[tuple[str, str | None]],
    reason: str,
) -> None:
    versions = dated_versions(
        head,
        level=level,
        file_date=file_date,
        effective=effective,
        amended_together={"2013-07-18", "2013-12-07"},
    )
    assert [(version.issued, version.effective) for version in versions] == expected, reason


def test_a_date_of_many_heads_is_shared() -> None:
    heads = [["1990-01-01", "2011-01-08"]] + [[f"199{at}-05-05", "2011-01-08"] for at in range(7)]
    assert shared_dates(heads) == {"2011-01-08"}
    assert shared_dates(heads[:7]) == frozenset()
