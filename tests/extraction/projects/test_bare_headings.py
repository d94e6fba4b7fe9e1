"""Project names that stand alone above their sections."""

import pytest

from extraction.layout import Paragraph
from extraction.projects.bare_headings import bare_name, bare_parts
from tests.extraction.forms.tables import lay_out_forms

_SECTIONS = """1. 项目背景
河道淤积。
2. 立项依据
《某市河道条例》
3. 绩效目标
水质达标。
"""


def _names(text: str) -> list[str | None]:
    layout = lay_out_forms(text)
    paragraphs = [block for block in layout.blocks if isinstance(block, Paragraph)]
    return [part.name for part in bare_parts(layout.text, paragraphs) if part.heading is not None]


@pytest.mark.parametrize(
    ("text", "names", "reason"),
    [
        ("（一）河道疏浚\n" + _SECTIONS, ["河道疏浚"], "a numbered name"),
        ("河道疏浚\n" + _SECTIONS, ["河道疏浚"], "a name alone"),
        ("项目二：河道疏浚\n" + _SECTIONS, ["河道疏浚"], "a name that is called one"),
        (
            "一、河道疏浚\n" + _SECTIONS + "二、泵站值守\n" + _SECTIONS,
            ["河道疏浚", "泵站值守"],
            "two, and the second is in nobody's sections",
        ),
        (
            "某区水务局2025年项目情况公开\n" + _SECTIONS,
            [None],
            "the department's title opens a project without a name",
        ),
        (
            "河道疏浚\n1. 项目背景\n河道淤积。\n2. 其他\n无。\n",
            [],
            "one kind of section is none of a project's",
        ),
        (
            "一、部门职责\n1. 拟订规划\n负责规划。\n2. 编制预算\n负责预算。\n",
            [],
            "tasks of a department are no sections",
        ),
        (
            "一、河道疏浚\n一、项目背景\n河道淤积。\n二、立项依据\n《某市河道条例》\n三、绩效目标\n达标。\n",
            ["河道疏浚"],
            "sections that count in the name's own numbers, anew",
        ),
        (
            "第二章 河道疏浚\n第一节 项目背景\n淤积。\n第二节 立项依据\n《某条例》\n第三节 绩效目标\n达标。\n",
            ["河道疏浚"],
            "sections of a chapter",
        ),
        (
            "河道宣传活动经费\n" + _SECTIONS,
            ["河道宣传活动经费"],
            "a project called after its money",
        ),
        ("年度预算经费\n" + _SECTIONS, [], "money that is no project's name"),
        (_SECTIONS, [], "sections without a name"),
        (
            "一、项目概述\n清淤。\n二、立项依据\n《某市河道条例》\n三、实施主体\n某区水务局\n四、实施方案\n1. 招标",
            [],
            "a body of one line is no name",
        ),
    ],
)
def test_bare_names(text: str, names: list[str | None], reason: str) -> None:
    assert _names(text) == names, reason


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("（二）泵站值守", "泵站值守"),
        ("【项目】泵站值守", "泵站值守"),
        ("第一部分 泵站值守", "泵站值守"),
        ("某区水务局2025年部门重点项目公开", None),
    ],
)
def test_the_name_has_no_number_and_is_no_title(printed: str, name: str | None) -> None:
    assert bare_name(printed) == name


def test_every_paragraph_but_the_names_stays_in_a_part() -> None:
    layout = lay_out_forms("前言\n一、河道疏浚\n" + _SECTIONS + "二、泵站值守\n" + _SECTIONS)
    paragraphs = [block for block in layout.blocks if isinstance(block, Paragraph)]
    parts = bare_parts(layout.text, paragraphs)
    held = [one for part in parts for one in part.paragraphs]
    held += [part.heading for part in parts if part.heading is not None]
    assert sorted(one.start for one in held) == [one.start for one in paragraphs]
