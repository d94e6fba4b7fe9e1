"""Every finding on the real documents, read against the page."""

from __future__ import annotations

import pytest

from extraction import extract
from tests.real.samples import FOLDER

# rule, project, page of the first evidence, texts of the evidence (all or the first few)
FINDINGS: dict[str, list[tuple[str, int | None, int, list[str]]]] = {
    "songjiang_zhengfawei_2025.pdf": [
        ("declared_count", None, 1, ["10"]),
        ("declared_amount", None, 1, ["3291.28万元", "4,440,000.00", "40,000.00"]),
        ("missing_project", 6, 1, ["3291.28万元", "18万"]),
        ("declared_large_count", None, 1, ["1", "10,570,000.00", "10,800,000.00"]),
        ("narrative_form_amount", 6, 16, ["27.88万元", "98,800.00"]),
        ("period_against_form", 1, 5, ["2025年11月", "2025-12-31"]),
        ("cost_direction", 1, 6, ["≥40000.00(元)"]),
        ("cost_unit", 5, 14, ["≤3680000.00(项)"]),
        ("cost_unit", 6, 16, ["≤98800.00 (次)"]),
        ("output_direction", 6, 16, ["≤1.00 (次)"]),
        ("no_basis", 1, 5, ["二、立项依据\n根据政法队伍建设工作要求。"]),
        ("no_basis", 7, 17, ["二、立项依据\n根据部门工作要求。"]),
        ("number_with_titles", 3, 8, []),
    ],
    "putuo_shangwuwei_2025.pdf": [
        ("declared_count", None, 22, ["25"]),
        ("declared_amount", None, 22, ["11381.60万元", "1720.00万", "1170.00万", "1410.00万"]),
        ("goals_below_expenditure", None, 22, ["11381.60万元", "351,684,000.00"]),
    ],
    "putuo_caizhengju_2025.pdf": [
        ("declared_count", None, 22, ["4"]),
        ("declared_amount", None, 22, ["598.46万元"]),
        ("goals_below_expenditure", None, 22, ["598.46万元", "6,093,114.80"]),
        # the note of 政府性基金 is printed again below 国有资本经营
        ("note_of_other_table", None, 18, []),
        ("text_against_table", None, 7, ["887.36万\n元", "873,617.00"]),
    ],
    "putuo_caizhengju_juesuan_2024.pdf": [
        ("goals_below_expenditure", None, 23, ["598.42万元", "603.14"]),
        ("table_against_table", None, 6, ["326.71", "326.72"]),
        ("table_against_table", None, 12, ["326.71", "326.72"]),
        ("text_against_table", None, 21, ["0.3万元", "2,961.68"]),
        # 2106.66 of 2940.05 is 71.65 %, and the four shares printed are 100.07 % together
        ("share_of_whole", None, 21, ["71.73", "2106.66万元", "2940.05万元"]),
    ],
    "jiangsu_shengwei_2019.pdf": [
        # 878.93 of 3015.16 is 29.15 %; every other rate has two places and is right
        ("rate_of_change", None, 8, ["30", "3894.09万元", "878.93万元"]),
    ],
}


@pytest.mark.parametrize("name", FINDINGS)
def test_all_that_a_document_gets_wrong_and_nothing_else(name: str) -> None:
    checks = extract(FOLDER / name).checks
    found = [
        (check.rule, check.project, check.evidence[0].page, [e.text for e in check.evidence])
        for check in checks
    ]
    expected = FINDINGS[name]
    assert [one[:3] for one in found] == [one[:3] for one in expected]
    for (_, _, _, texts), (rule, _, _, wanted) in zip(found, expected, strict=True):
        assert texts[: len(wanted)] == wanted, rule


def test_the_text_of_the_same_document_says_the_same() -> None:
    checks = extract(FOLDER / "songjiang_zhengfawei_2025.txt").checks
    wanted = FINDINGS["songjiang_zhengfawei_2025.pdf"]
    assert [(check.rule, check.project) for check in checks] == [one[:2] for one in wanted]


@pytest.mark.parametrize("name", FINDINGS)
def test_evidence_is_printed_where_it_says(name: str) -> None:
    disclosure = extract(FOLDER / name)
    for check in disclosure.checks:
        assert check.evidence
        for evidence in check.evidence:
            assert 0 <= evidence.start < evidence.end <= disclosure.source.text_length
            assert evidence.page is not None
            assert evidence.box is not None


def test_the_missing_projects_gap_is_said() -> None:
    checks = extract(FOLDER / "songjiang_zhengfawei_2025.pdf").checks
    (guess,) = (check for check in checks if check.rule == "missing_project")
    assert "180,018.00元" in guess.message
    assert "180,000.00元" in guess.message
