"""Lines that open and end a project's narrative."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

import extraction.projects as package
from extraction.projects.headings import (
    is_contents_heading,
    is_contents_line,
    is_part_heading,
    is_title_rest,
    narrative_heading,
)

_DATA = tomllib.loads(files(package).joinpath("headings.toml").read_text("utf-8"))


@pytest.mark.parametrize("rule", _DATA["narrative"], ids=lambda rule: rule["name"])
def test_narrative_rules(rule: dict[str, str]) -> None:
    found = narrative_heading(rule["example"])
    assert found is not None
    assert found.rule == rule["name"]
    assert narrative_heading(rule["counter_example"]) is None


@pytest.mark.parametrize("rule", _DATA["part"], ids=lambda rule: rule["name"])
def test_part_rules(rule: dict[str, str]) -> None:
    assert is_part_heading(rule["example"])
    assert re.fullmatch(rule["pattern"], rule["example"])
    assert not is_part_heading(rule["counter_example"])


def test_the_other_examples() -> None:
    assert narrative_heading(_DATA["never_example"]) is None
    assert narrative_heading(_DATA["never_counter_example"]) is not None
    assert re.fullmatch(_DATA["body_name"], _DATA["body_name_example"])
    assert not re.fullmatch(_DATA["body_name"], _DATA["body_name_counter_example"])
    assert is_contents_heading(_DATA["contents"]["heading"])
    assert is_contents_line(_DATA["contents"]["leader_example"])
    assert not is_contents_line(_DATA["contents"]["leader_counter_example"])


@pytest.mark.parametrize("word", _DATA["never"])
def test_every_word_that_is_never_a_projects(word: str) -> None:
    assert narrative_heading(f"{word}经费情况说明") is None


@pytest.mark.parametrize("name", _DATA["unnamed"])
def test_every_name_that_is_none(name: str) -> None:
    found = narrative_heading(f"{name}经费情况说明")
    assert found is not None
    assert found.name is None


@pytest.mark.parametrize(
    ("line", "name", "reason"),
    [
        ("河道养护经费情况说明", "河道养护", "the plain form"),
        ("河道养护项目经费情况说明", "河道养护项目", "项目 is part of the name"),
        ("河道养护专项经费情况说明", "河道养护专项", "so is 专项"),
        ("产业扶持专项（政策资金）经费情况说明", "产业扶持专项（政策资金）", "and its bracket"),
        ("产业扶持专项(政策资金)经费情况说明", "产业扶持专项(政策资金)", "whatever its width"),
        ("河 道 养 护 经 费 情 况 说 明", "河道养护", "spaced out"),
        ("一、河道养护经费情况说明", "河道养护", "numbered"),
        ("（三）河道养护经费情况说明", "河道养护", "in brackets"),
        ("12.河道养护经费情况说明", "河道养护", "in digits"),
        ("附件2：河道养护经费情况说明", "河道养护", "an annex"),
        ("2025年度河道养护经费情况说明", "河道养护", "the year is no part of the name"),
        ("河道养护经费支出情况说明", "河道养护", "支出 belongs to the heading"),
        ("河道养护经费使用情况的说明", "河道养护", "another wording"),
        ("“河道养护”经费情况说明", "河道养护", "quoted"),
        ("河道养护经费情况说明（续）", "河道养护", "a note behind"),
        ("河道养护经费情况说明3", "河道养护", "a number behind"),
        ("5G基站建设经费情况说明", "5G基站建设", "a name that begins with a digit"),
        ("河道养护项目支出情况说明", "河道养护项目", "without 经费"),
        ("河道养护项目情况说明", "河道养护项目", "shorter still"),
        ("项目名称：河道养护", "河道养护", "the name on a label"),
    ],
)
def test_named_headings(line: str, name: str, reason: str) -> None:
    found = narrative_heading(line)
    assert found is not None, reason
    assert found.name == name, reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("项目经费情况说明", "no name"),
        ("七、项目经费情况说明", "numbered"),
        ("2025年项目经费情况说明", "a year is no name"),
        ("某市某区水务局2025年项目经费情况说明", "nor is the body's"),
    ],
)
def test_headings_without_a_name(line: str, reason: str) -> None:
    found = narrative_heading(line)
    assert found is not None, reason
    assert found.name is None, reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("“三公”经费和会议费情况说明", "the budget's own"),
        ("机关运行经费情况说明", "the budget's own"),
        ("六、其他相关情况说明", "a part of the disclosure"),
        ("政府采购情况说明", "no project"),
        ("详见项目经费情况说明。", "a sentence"),
        ("现将河道养护经费情况说明如下：", "a sentence"),
        ("河道养护，经费情况说明", "a clause"),
        ("一、项目概述", "a section"),
        ("河道养护" * 20 + "经费情况说明", "no heading is that long"),
        ("", "nothing"),
    ],
)
def test_lines_that_open_no_narrative(line: str, reason: str) -> None:
    assert narrative_heading(line) is None, reason


@pytest.mark.parametrize(
    ("line", "is_part", "reason"),
    [
        ("第三部分 2025年部门预算表", True, "a numbered part"),
        ("第二章 部门预算编制说明", True, "a chapter"),
        ("1. 2025年部门财务收支预算总表", True, "a numbered table"),
        ("2025年一般公共预算“三公”经费和机关运行经费预算表", True, "one of the nine tables"),
        ("2024年度收入决算表", True, "of a final account"),
        ("三、名词解释", True, "the glossary"),
        ("机 构 设 置", True, "spaced out"),
        ("一、项目概述", False, "a section of a narrative"),
        ("2025年预算表编制工作已完成。", False, "a sentence"),
        ("第三方评估", False, "第三 without a part"),
    ],
)
def test_is_part_heading(line: str, is_part: bool, reason: str) -> None:
    assert is_part_heading(line) == is_part, reason


@pytest.mark.parametrize(
    ("line", "is_entry", "reason"),
    [
        ("七、项目经费情况说明…………18", True, "dots and a page"),
        ("一、主要职能......1", True, "full stops"),
        ("河道养护经费情况说明 ······ (23)", True, "middle dots, a page in brackets"),
        ("二、机构设置…………", True, "the page is lost"),
        ("项目经费情况说明", False, "no leader"),
        ("共计12.5万元", False, "a decimal point"),
        ("2025-01-01", False, "a date"),
    ],
)
def test_is_contents_line(line: str, is_entry: bool, reason: str) -> None:
    assert is_contents_line(line) == is_entry, reason


@pytest.mark.parametrize(
    ("line", "is_heading"), [("目录", True), ("目  录", True), ("项目目录", False), ("目标", False)]
)
def test_is_contents_heading(line: str, is_heading: bool) -> None:
    assert is_contents_heading(line) == is_heading


@pytest.mark.parametrize(
    ("before", "line", "rest", "reason"),
    [
        ("某市某区水务局2025年项", "目经费情况说明", True, "a title cut in a word"),
        ("某市某区水务局2025", "年项目经费情况说明", True, "in the year"),
        ("某市某区水务局", "2025年项目经费情况说明", True, "before the year"),
        ("某市某区水务局2025年", "河道养护经费情况说明", False, "a project's name behind it"),
        ("详见项目绩效目标表。", "河道养护经费情况说明", False, "a sentence before it"),
        ("", "河道养护经费情况说明", False, "nothing before it"),
    ],
)
def test_the_rest_of_a_title(before: str, line: str, rest: bool, reason: str) -> None:
    assert is_title_rest(before, line) is rest, reason
