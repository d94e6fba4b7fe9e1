"""Agreement of two analysts, and the reports over a store."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.review.adjudicating import decide, disputes_of
from service.review.corrections.acts import Asked
from service.review.reporting import REPORTS, agreement_of, make_report
from service.review.reporting.agreement import kappa
from service.review.reporting.tables import Report
from service.review.sheets import save, stored_sheet
from service.store import Store
from tests.service.review.papers import Table
from tests.service.review.storing import put


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([(True, True)] * 4, None),  # chance explains all of it
        ([(True, True), (False, False)], 1.0),
        ([(True, False), (False, True)], -1.0),
        # 20 yes-yes, 5 and 10 apart, 15 no-no: the textbook's 0.4
        (
            [(True, True)] * 20
            + [(True, False)] * 5
            + [(False, True)] * 10
            + [(False, False)] * 15,
            0.4,
        ),
    ],
)
def test_kappa(pairs: list[tuple[bool, bool]], expected: float | None) -> None:
    found = kappa(pairs)
    assert found is None if expected is None else found == pytest.approx(expected)


def test_two_readings_of_one_document() -> None:
    first, second = Table(), Table()
    for table in (first, second):
        table.do("set", "p0/field/total_funding", text="5")
        table.do("accept", "p0")
    assert agreement_of(first.live, second.live).f1 == 1.0
    second.do("set", "p0/field/annual_request", text="7")
    second.do("delete", "p0/citation/0")
    found = agreement_of(first.live, second.live)
    assert found.differing == ("p0/citation/0", "p0/field/annual_request")
    assert found.value_count == 10
    # 8 of 10 the same; the second says 9 values, for one it deleted
    assert found.f1 == pytest.approx(2 * 8 / 19)
    assert found.kappa is not None
    assert 0 < found.kappa < 1


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_over_a_store(store: Store, name: str) -> None:
    with store.read() as connection:
        assert make_report(connection, name).rows == ()
    put(store)
    with store.read() as connection:
        report = make_report(connection, name)
    assert isinstance(report, Report)
    assert all(len(row) == len(report.columns) for row in report.rows)
    if name == "confidence":
        assert [row[1:3] for row in report.rows] == [(1, 8)]


def test_where_two_differ_somebody_decides(store: Store) -> None:
    sha256 = put(store)
    for track, text, by in (("main", "5", "王芳"), ("second", "7", "李强")):
        with store.read() as connection:
            sheet = stored_sheet(connection, sha256, track=track)  # type: ignore[arg-type]
        for at, asked in enumerate(
            (
                Asked("", 0, "set", "p0/field/total_funding", text=text),
                Asked("", 0, "accept", "p0"),
            )
        ):
            sheet = save(store, sheet, replace(asked, operation=f"{track}:{at}"), by=by, tab=track)
    with store.read() as connection:
        first = stored_sheet(connection, sha256).live
        second = stored_sheet(connection, sha256, track="second").live
    # the second reader never saw what the first one did
    assert {event.by for event in [second.item("p0/field/total_funding").event]} == {"李强"}  # type: ignore[union-attr]
    _, disputes = disputes_of(first, second)
    assert [(one.target, one.first, one.second) for one in disputes] == [
        ("p0/field/total_funding", "5.00", "7.00")
    ]
    decide(store, sha256, "p0/field/total_funding", "second", by="主管")
    with store.read() as connection:
        now = stored_sheet(connection, sha256).live
    assert now.disclosure.projects[0].fields["total_funding"].value == "7.00"
    assert disputes_of(now, second)[1] == ()
