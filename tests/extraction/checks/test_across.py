"""Disclosures against each other: years, units, citations."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extraction.checks import run_across
from extraction.schema import Citation, Declared, Disclosure, Project, Section, Source, Value


def _value(text: str, *, value: str | None = None) -> Value:
    return Value(value or text, text, 1, (0.0, 0.0, 9.0, 9.0), 5, 5 + len(text), "form", "f", 0.99)


def _cites(title: str, number: str | None) -> Citation:
    return Citation(
        title, number, None, None, None, f"《{title}》", "basis", 1, 40, 60, "rule", "r", 0.9
    )


def _disclosed(
    *,
    department: str = "某区水务局",
    year: int = 2025,
    name: str = "河道养护",
    amount: str = "1,000,000.00",
    cited: Sequence[Citation] = (),
    supervising: str | None = None,
) -> Disclosure:
    fields = {
        "name": _value(name),
        "annual_request": _value(amount, value=amount.replace(",", "")),
    }
    if supervising:
        fields["supervising_department"] = _value(supervising)
    section = Section("basis", "二、立项依据", "依据。", 1, 30, 70)
    project = Project(0, name, (1, 1), (section,), fields, (), tuple(cited))
    digest = f"{department}{year}{amount}{len(cited)}"
    source = Source("a.pdf", digest, "application/pdf", 1, "pdfium", 100)
    return Disclosure("2", source, department, year, Declared(), (project,), (), ())


@pytest.mark.parametrize(
    ("before", "after", "found", "reason"),
    [
        ("100,000.00", "900,000.00", True, "nine times"),
        ("900,000.00", "100,000.00", True, "a ninth"),
        ("100,000.00", "250,000.00", False, "less than three times"),
        ("10,000.00", "90,000.00", False, "too little money"),
    ],
)
def test_a_jump(before: str, after: str, found: bool, reason: str) -> None:
    checks = run_across([_disclosed(year=2024, amount=before), _disclosed(amount=after)])
    assert [one.check.rule for one in checks] == (["amount_jump"] if found else []), reason
    for one in checks:
        assert one.documents == (1, 0)
        assert [evidence.text for evidence in one.check.evidence] == [after, before]


def test_years_that_do_not_follow_are_not_compared() -> None:
    far = [_disclosed(year=2022, amount="100,000.00"), _disclosed(amount="900,000.00")]
    assert run_across(far) == ()


def test_a_basis_that_is_dropped() -> None:
    before = _disclosed(year=2024, cited=[_cites("某市河道管理条例", "某府发〔2021〕7号")])
    (one,) = run_across([before, _disclosed(cited=[_cites("某市水务规划", None)])])
    assert (one.check.rule, one.documents) == ("basis_dropped", (0,))
    assert "《某市河道管理条例》" in one.check.message


def test_a_basis_that_is_printed_with_its_number_is_kept() -> None:
    before = _disclosed(year=2024, cited=[_cites("某市河道管理条例", "某府发〔2021〕7号")])
    after = _disclosed(cited=[_cites("关于印发〈某市河道管理条例〉的通知", "某府发〔2021〕7号")])
    assert run_across([before, after]) == ()


def test_a_department_and_its_unit() -> None:
    department = _disclosed()
    unit = _disclosed(department="某区河道所", amount="900,000.00", supervising="某区水务局")
    (one,) = run_across([department, unit])
    assert (one.check.rule, one.documents) == ("unit_against_department", (0, 1))
    other = _disclosed(department="某区绿化所", amount="900,000.00", supervising="某区绿化局")
    assert run_across([department, other]) == ()


def test_citations_that_clash_over_documents() -> None:
    one = _disclosed(cited=[_cites("某市河道管理条例", "某府发〔2021〕7号")])
    other = _disclosed(
        department="某区绿化局", cited=[_cites("某市河道管理条例", "某府发〔2020〕7号")]
    )
    (found,) = run_across([one, other])
    assert (found.check.rule, found.documents) == ("title_with_numbers_across", (0, 1))
    misprint = _disclosed(
        department="某区绿化局", cited=[_cites("某市河管理条例", "某府发〔2021〕7号")]
    )
    (found,) = run_across([one, misprint])
    assert found.check.rule == "number_with_titles_across"


def test_the_same_document_twice_is_one() -> None:
    before, after = _disclosed(year=2024, amount="100,000.00"), _disclosed(amount="900,000.00")
    checks = run_across([before, before, after])
    assert [one.documents for one in checks] == [(2, 0)]
