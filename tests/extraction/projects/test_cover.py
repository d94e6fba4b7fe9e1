"""Who publishes a disclosure, and for which year."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

import extraction.projects as package
from extraction.layout import Layout
from extraction.projects.cover import find_department, find_fiscal_year
from tests.extraction.forms.tables import lay_out_forms, ruled

_DATA = tomllib.loads(files(package).joinpath("cover.toml").read_text("utf-8"))


def _layout(*lines: str) -> Layout:
    return lay_out_forms("".join(f"{line}\n" for line in lines))


def _department(*lines: str) -> str | None:
    return find_department(_layout(*lines), [])


@pytest.mark.parametrize("rule", _DATA["department_label"], ids=lambda rule: rule["labels"][0])
def test_label_rules(rule: dict[str, str]) -> None:
    cover = ["2025年度单位预算"] if rule["unit_budget_only"] else []
    named = re.split("[:：]", rule["example"])[1]
    assert _department(*cover, rule["example"]) == named
    assert _department(*cover, rule["counter_example"]) is None


@pytest.mark.parametrize(
    ("rule", "label"),
    [(rule, label) for rule in _DATA["department_label"] for label in rule["labels"]],
)
def test_every_label(rule: dict[str, object], label: str) -> None:
    cover = ["2025年度单位预算"] if rule["unit_budget_only"] else []
    assert _department(*cover, f"{label}：某区水务局") == "某区水务局"


@pytest.mark.parametrize("rule", _DATA["title"], ids=lambda rule: rule["example"])
def test_title_rules(rule: dict[str, str]) -> None:
    found = re.fullmatch(rule["pattern"], rule["example"])
    assert found is not None
    assert _department(rule["example"]) == found["body"]
    assert _department(rule["counter_example"]) is None


@pytest.mark.parametrize(
    ("lines", "department", "reason"),
    [
        (
            ["某市某区2025年区级部门预算", "预算主管部门：某区水务局"],
            "某区水务局",
            "the cover's label",
        ),
        (["预算主管部门 ： 某区水务局（盖章）"], "某区水务局", "blanks, and a note about the seal"),
        (["编制部门：某区水务局 单位：元"], "某区水务局", "a table's head with its unit"),
        (
            ["某区水务局2025年度部门预算", "预算主管部门：某区水务局本级"],
            "某区水务局本级",
            "the label outdoes the title",
        ),
        (
            ["2025年度单位预算", "预算主管部门：某区教育局", "预算单位：某区第一中学"],
            "某区第一中学",
            "a unit budget is its unit's",
        ),
        (
            ["2025年度部门预算", "预算主管部门：某区教育局", "预算单位：某区第一中学"],
            "某区教育局",
            "a department budget is the department's",
        ),
        (["某市某区水务局", "2024年度部门决算"], "某市某区水务局", "a title of two lines"),
        (["某市某区2025年部门预算"], None, "a place is no body"),
        (["本部门主管部门预算由财政局批复。"], None, "a sentence"),
        ([], None, "nothing"),
    ],
)
def test_departments(lines: list[str], department: str | None, reason: str) -> None:
    assert _department(*lines) == department, reason


@pytest.mark.parametrize(
    ("supervising", "department", "reason"),
    [
        (["某区水务局", "某区水务局"], "某区水务局", "all forms agree"),
        (["某区水务局", None], "某区水务局", "one says nothing"),
        (["某区水务局", "某区教育局"], None, "they do not agree"),
        ([None], None, "none says it"),
    ],
)
def test_the_forms_department(
    supervising: list[str | None], department: str | None, reason: str
) -> None:
    assert find_department(_layout("正文"), supervising) == department, reason
    assert find_department(_layout("预算主管部门：某局"), supervising) == "某局", "printed first"


@pytest.mark.parametrize(
    ("lines", "year", "reason"),
    [
        ([_DATA["year_example"]], 2025, "the example"),
        (["某区水务局", "2024年度部门决算"], 2024, "a final account"),
        (["某区水务局2026年度单位预算"], 2026, "a unit budget"),
        (["某区水务局2025年", "部门预算"], 2025, "a title that a line end cuts"),
        (["2025年区级预算项目"], 2025, "of the district"),
        (
            ["截至2023年预算执行完毕，本局结余为零。", "（2025年度）"],
            2025,
            "a sentence on the first page is no title",
        ),
        (["财政项目支出绩效目标申报表（2025年度）"], 2025, "beside a form's title"),
        (["（2025年）", "（2025年）", "（2024年）"], 2025, "most forms say so"),
        (["（2025年）", "（2024年）"], None, "a tie"),
        (["编报2025年度项目预算绩效目标的项目12个"], 2025, "the declaration of goals"),
        (["依据某条例（1999年）执行"], None, "another century"),
        (["河道养护"], None, "no year"),
        ([], None, "nothing"),
    ],
)
def test_years(lines: list[str], year: int | None, reason: str) -> None:
    assert find_fiscal_year(_layout(*lines)) == year, reason


def test_the_year_in_a_forms_table() -> None:
    text, table = ruled(
        [[("财政项目支出绩效目标申报表", 2)], [("（2025年度）", 2)], ["项目名称", "甲"]]
    )
    assert find_fiscal_year(Layout(text, (table,))) == 2025


def test_the_cover_outdoes_the_forms() -> None:
    assert (
        find_fiscal_year(_layout("某区水务局2025年部门预算", "（2024年度）", "（2024年度）"))
        == 2025
    )
