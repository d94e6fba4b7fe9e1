"""A cited regulation that did not hold when the budget was made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.checks import basis_not_in_force
from extraction.registry import Edition
from extraction.registry.in_force import Standing
from extraction.schema import Citation, Link

CITATION = Citation(
    "某市献血办法", "某府规〔2003〕5号", None, None, None, "《某市献血办法》（某府规〔2003〕5号）", "basis", 4,
    10, 32, "rule", "marked_title", 0.9, Link("linked", "r1", 0.99, (), "文号一致，标题一致"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("standing", "since", "pinned", "severity", "message"),
    [
        ("repealed", "2019-06-30", False, "error",
         "立项依据《某市献血办法》（某府规〔2003〕5号）在2025-01-01已废止（2019-06-30起）"),
        ("repealed", None, False, "error",
         "立项依据《某市献血办法》（某府规〔2003〕5号）在2025-01-01已废止"),
        ("repealed_undated", None, False, "warning",
         "立项依据《某市献血办法》（某府规〔2003〕5号）已废止，废止日期不详，在2025-01-01是否有效待核实"),
        ("not_yet_effective", "2025-07-01", False, "error",
         "立项依据《某市献血办法》（某府规〔2003〕5号）在2025-01-01尚未施行（2025-07-01起）"),
        ("superseded", "2017-10-25", True, "warning",
         "立项依据《某市献血办法》（某府规〔2003〕5号）在2025-01-01所引版本已被新版本取代（2017-10-25起）"),
    ],
)  # fmt: skip
def test_what_did_not_hold(
    standing: Standing, since: str | None, pinned: bool, severity: str, message: str
) -> None:
    edition = Edition(None, standing, pinned, since)
    check = basis_not_in_force(CITATION, edition, project=2, on="2025-01-01")
    assert check is not None
    assert (check.rule, check.severity, check.project) == ("basis_not_in_force", severity, 2)
    assert check.message == message
    (evidence,) = check.evidence
    assert (evidence.page, evidence.start, evidence.end) == (4, 10, 32)
    assert evidence.text == CITATION.text


@pytest.mark.parametrize(
    ("edition", "citation", "reason"),
    [
        (Edition(None, "in_force"), CITATION, "it held"),
        (Edition(None, "unknown"), CITATION, "nobody knows"),
        (Edition(None, "superseded", pinned=False), CITATION, "the citation named no version"),
        (Edition(None, "repealed"), replace(CITATION, link=None), "no registry was asked"),
        (Edition(None, "repealed"), replace(CITATION, link=Link("ambiguous", None, None, (), "")),
         "nobody knows which"),
    ],
)  # fmt: skip
def test_what_is_no_finding(edition: Edition, citation: Citation, reason: str) -> None:
    assert basis_not_in_force(citation, edition, project=0, on="2025-01-01") is None, reason


def test_without_a_year_the_day_is_not_said() -> None:
    check = basis_not_in_force(
        replace(CITATION, title=None), Edition(None, "repealed"), project=0, on=None
    )
    assert check is not None
    assert check.message == "立项依据某府规〔2003〕5号已废止"
