"""Who publishes a disclosure, and for which year."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

import extraction.projects as package
from extraction.layout import Layout
from extraction.projects.cover import _YEARS, find_department, find_fiscal_year
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
    found = re.fullmatch(rule["pattern"].replace("TAIL", _DATA["tail"]["pattern"]), rule["example"])
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
        *(([_DATA[f"{kind}_year_example"]], 2025, kind) for kind in _YEARS),
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
        (
            [
                "1.背景：《2021年某区为民办实事项目工作安排》和",
                "《某标准》明确了任务",
                "（2022年）",
            ],
            2022,
            "a regulation's title on the first page",
        ),
        (["《某区水务局2025年部门预算》"], 2025, "a cover's title in such marks"),
        (["（2025年）", "（2025年）", "（2024年）"], 2025, "most forms say so"),
        (["（2025年）", "（2024年）"], None, "a tie"),
        (
            ["2025年，本部门共编报绩效目标的项目2个。", "（2024年）", "（2025年）"],
            2025,
            "a tie that the declaration decides",
        ),
        (
            [
                "本部门2025年度实现绩效目标管理全覆盖，共有2个项目编报绩效目标。",
                "（2024年）",
                "（2025年）",
            ],
            2025,
            "in other words",
        ),
        (
            ["2023年，本部门共编报绩效目标的项目2个。", "（2024年）", "（2025年）"],
            None,
            "a tie, and a third year",
        ),
        (["截至2025年度末。", "（2024年）", "（2025年）"], None, "a tie, and some year"),
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


@pytest.mark.parametrize(
    ("starts", "year", "reason"),
    [
        (("2025/1/1", "2025-01-01"), 2025, "the dates decide between two forms' years"),
        (("2024/1/1", "2025-01-01"), None, "the dates differ, too"),
        (("2023/1/1", "长期"), None, "dates of a third year"),
    ],
)
def test_the_dates_of_the_forms(starts: tuple[str, str], year: int | None, reason: str) -> None:
    text, table = ruled(
        [
            [("（2025年度）", 2)],
            ["计划开始日期", starts[0]],
            [("（2024年度）", 2)],
            ["计划开始日期", starts[1]],
        ]
    )
    assert find_fiscal_year(Layout(text, (table,))) == year, reason


def test_the_cover_outdoes_the_forms() -> None:
    assert (
        find_fiscal_year(_layout("某区水务局2025年部门预算", "（2024年度）", "（2024年度）"))
        == 2025
    )


@pytest.mark.parametrize(
    ("lines", "department", "year"),
    [
        (["东海市水利局2024年部门预算公开情况说明"], "东海市水利局", 2024),
        (["2024年东海市水利局部门预算公开说明"], "东海市水利局", 2024),
        (["东海市水利局（本级）2024年单位预算"], "东海市水利局（本级）", 2024),
        (["东海市人民政府办公室2023年度部门预算"], "东海市人民政府办公室", 2023),
        (["中共东海市委组织部2025年部门预算"], "中共东海市委组织部", 2025),
        (["东海县第一中学2024年单位预算公开"], "东海县第一中学", 2024),
        (["2024年度", "东海市水利局部门预算"], "东海市水利局", 2024),
        (["2024年部门预算", "部门名称：东海市水利局"], "东海市水利局", 2024),
        (["2024年部门预算", "部门：东海市水利局"], "东海市水利局", 2024),
        (["2024年部门预算公开", "部门（单位）名称：东海市水利局"], "东海市水利局", 2024),
        (["2024年部门预算公开", "公开部门：东海市水利局"], "东海市水利局", 2024),
        (["东海市水利局2024年部门预算（草案）"], "东海市水利局", 2024),
        (["2025年东海市水利局预算公开目录"], "东海市水利局", 2025),
        (["东海区城关镇人民政府2024年度单位决算公开文本"], "东海区城关镇人民政府", 2024),
        (["2024年部门预算公开", "（东海市水利局）"], "东海市水利局", 2024),
        (["东海市人大常委会办公室2024年部门预算"], "东海市人大常委会办公室", 2024),
        (["东海市水利局部门2024年预算公开"], "东海市水利局", 2024),
        (["东海市水利局2024年部门预算及“三公”经费预算公开"], "东海市水利局", 2024),
        (["东海市水利局2024年度部门预算编制说明"], "东海市水利局", 2024),
        (["东海市水利局关于2024年部门预算的说明"], "东海市水利局", 2024),
        (["关于东海市水利局2024年部门预算公开的说明"], "东海市水利局", 2024),
        (["东海市水利局二〇二四年部门预算"], "东海市水利局", 2024),
        (["附件1", "东海市水利局2024年部门预算"], "东海市水利局", 2024),
        (["东海市 2024 年部门预算", "东海市水利局", "二○二四年二月"], "东海市水利局", 2024),
        (["东海市水利局", "（部门预算公开）", "2024年"], "东海市水利局", 2024),
        (["川沙新镇2017年财政重点项目介绍"], "川沙新镇", 2017),
        (["南京东路街道2024年项目支出绩效信息"], "南京东路街道", 2024),
        (
            ["荆川市住房和城乡建设局关于2021年项目支出绩效目标的说明"],
            "荆川市住房和城乡建设局",
            2021,
        ),
        (["国家文物局2021年项目预算公开材料"], "国家文物局", 2021),
        (["东海市水利局2024年度预算公开", "目 录", "第一部分 部门概况"], "东海市水利局", 2024),
        (
            [
                "2024年度部门预算公开",
                "目录",
                "第一部分 东海市水利局概况",
                "一、主要职能",
                "第二部分 东海市水利局2024年部门预算表",
            ],
            "东海市水利局",
            2024,
        ),
        (
            [
                "上海市东海区2025年区级单位预算",
                "预算主管部门：上海市东海区教育局",
                "预算单位：上海市东海区实验小学",
            ],
            "上海市东海区实验小学",
            2025,
        ),
        (["东海市2024年市级部门预算公开", "市水利局"], None, 2024),
        (["东海市财政局2022年度部门决算"], "东海市财政局", 2022),
        (["2022年度", "部门决算", "编报单位：东海市财政局"], "东海市财政局", 2022),
        (["东海市公安局交通警察支队2023年部门预算信息公开"], "东海市公安局交通警察支队", 2023),
        (["东海市科学技术协会2023年部门预算公开报告"], "东海市科学技术协会", 2023),
        (["东海市农业农村局2023年部门预算信息公开目录"], "东海市农业农村局", 2023),
        (["东海职业技术学院2025年单位预算公开说明书"], "东海职业技术学院", 2025),
        (["2025年度东海市残疾人联合会部门预算公开"], "东海市残疾人联合会", 2025),
        (["东海市档案馆2025年预算公开"], "东海市档案馆", 2025),
        (["中国共产党东海市委员会宣传部2024年部门预算"], "中国共产党东海市委员会宣传部", 2024),
    ],
)
def test_covers_of_other_places(lines: list[str], department: str | None, year: int) -> None:
    layout = lay_out_forms("\n\n".join(lines) + "\n")
    assert (find_department(layout, []), find_fiscal_year(layout)) == (department, year)


def test_the_tail_of_a_title() -> None:
    pattern = re.compile(_DATA["tail"]["pattern"])
    assert pattern.fullmatch(_DATA["tail"]["example"])
    assert not pattern.fullmatch(_DATA["tail"]["counter_example"])


@pytest.mark.parametrize("kind", _YEARS)
def test_patterns_of_years(kind: str) -> None:
    pattern = re.compile(_DATA[f"{kind}_year"])
    assert pattern.search(_DATA[f"{kind}_year_example"])
    assert not pattern.search(_DATA[f"{kind}_year_counter_example"])


def test_years_of_a_cover() -> None:
    assert find_fiscal_year(_layout(_DATA["cover_year_example"])) == 2017
    assert find_fiscal_year(_layout(_DATA["cover_year_counter_example"])) is None


@pytest.mark.parametrize("rule", _DATA["part"], ids=lambda rule: rule["example"])
def test_part_rules(rule: dict[str, str]) -> None:
    found = re.fullmatch(rule["pattern"], rule["example"])
    assert found is not None
    assert _department("2024年度部门预算公开", "目录", rule["example"]) == found["body"]
    assert _department("2024年度部门预算公开", "目录", rule["counter_example"]) is None
