"""A layout → the narratives and forms of its projects."""

from __future__ import annotations

import pytest

from extraction.layout import Layout, Line, Paragraph, Table
from extraction.projects import FormSegment, NarrativeSegment, Segment, find_segments
from tests.extraction.forms.tables import grid, lay_out_forms, ruled

_NARRATIVE = """{}
一、项目概述
养护区内河道。
二、立项依据
某市河道管理条例
七、绩效目标
水质达标。
"""
_FORM = """财政项目支出绩效目标申报表
项目名称\t{}
项目类别\t经常性项目
主管部门\t某区水务局
计划开始日期\t2025-01-01
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t养护长度\t≥10(公里)
"""


def _shown(segments: tuple[Segment, ...]) -> list[str]:
    return [
        f"N {segment.name} {len(segment.sections)}"
        if isinstance(segment, NarrativeSegment)
        else f"F {sum(piece.end_row - piece.first_row for piece in segment.pieces)}"
        for segment in segments
    ]


def _of_text(text: str) -> list[str]:
    return _shown(find_segments(lay_out_forms(text)))


_ONE = _NARRATIVE.format("河道养护经费情况说明")


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        (_ONE, ["N 河道养护 3"], "a narrative alone"),
        (_FORM.format("河道养护"), ["F 6"], "a form alone"),
        (_ONE + "\n" + _FORM.format("河道养护"), ["N 河道养护 3", "F 6"], "both"),
        (
            _ONE + _NARRATIVE.format("绿化管养经费情况说明"),
            ["N 河道养护 3", "N 绿化管养 3"],
            "two narratives",
        ),
        (
            _ONE + _NARRATIVE.format(""),
            ["N 河道养护 3", "N None 3"],
            "another overview begins another project",
        ),
        (_NARRATIVE.format("项目经费情况说明"), ["N None 3"], "a heading without a name"),
        (_NARRATIVE.format("前言"), ["N None 3"], "no heading of its own"),
        (
            _FORM.format("河道养护") + "\n" + _FORM.format("绿化管养"),
            ["F 6", "F 6"],
            "two forms",
        ),
        (
            "目  录\n一、机构设置…………1\n七、河道养护经费情况说明…………18\n",
            [],
            "a table of contents",
        ),
        ("目录\n机构设置\n河道养护经费情况说明\n名词解释\n", [], "one without leaders"),
        (
            "目录\n河道养护经费情况说明…………2\n" + _ONE,
            ["N 河道养护 3"],
            "the narrative after it",
        ),
        (
            "一、主要职能\n管理水务。\n二、机构设置\n设三个科室。\n",
            [],
            "prose before the projects",
        ),
        (
            "2025年部门收入预算总表\n科目编码\t科目名称\t合计\t财政拨款\n2130\t水利\t120\t120\n",
            [],
            "a budget table",
        ),
        (
            "项目名称\t预算金额\n河道养护\t120\n绿化管养\t80\n项目类别\t主管部门\n",
            [],
            "a list of projects is no form",
        ),
        (
            _ONE + "第四部分 名词解释\n一、项目概述\n一个词。\n",
            ["N 河道养护 3"],
            "the next part ends a narrative",
        ),
        ("河道养护经费情况说明\n详见附表。\n", [], "a heading with no sections below it"),
        ("", [], "nothing"),
    ],
)
def test_texts(text: str, shown: list[str], reason: str) -> None:
    assert _of_text(text) == shown, reason


def test_segments_know_where_they_stand() -> None:
    text = "前言\n" + _ONE + _FORM.format("河道养护")
    narrative, form = find_segments(lay_out_forms(text))
    assert isinstance(narrative, NarrativeSegment)
    assert text[narrative.start : narrative.end].startswith("河道养护经费情况说明\n一、项目概述")
    assert text[narrative.start : narrative.end].endswith("水质达标。")
    assert text[form.start : form.end].startswith("项目名称")
    assert text[form.start : form.end].endswith("≥10(公里)")
    assert narrative.pages is None


_ROWS = grid(
    "项目名称|{}|项目类别|新增", "主管部门|某区水务局|实施单位|河道所",
    "计划开始日期|2025/1/1|计划完成日期|2025/12/31", "一级指标|二级指标|三级指标|指标值",
    "产出指标|数量指标|养护长度|≥10(公里)",
)  # fmt: skip


def _rows(name: str) -> list[list[str]]:
    return [[cell.format(name) for cell in row] for row in _ROWS]


def _pieces(segment: Segment) -> list[tuple[int, int]]:
    assert isinstance(segment, FormSegment)
    return [(piece.first_row, piece.end_row) for piece in segment.pieces]


def test_two_forms_in_one_joined_table() -> None:
    text, table = ruled(_rows("河道养护") + _rows("绿化管养"))
    first, second = find_segments(Layout(text, (table,)))
    assert (_pieces(first), _pieces(second)) == ([(0, 5)], [(5, 10)])
    assert first.end < second.start


def test_titles_and_notes_inside_the_table_belong_to_their_form() -> None:
    title = [["财政项目支出绩效目标申报表", "", "", ""], ["（2025年度）", "", "", ""]]
    text, table = ruled([*title, *_rows("河道养护"), *title, *_rows("绿化管养")])
    segments = find_segments(Layout(text, (table,)))
    assert [_pieces(segment) for segment in segments] == [[(0, 7)], [(7, 14)]]


def test_a_form_that_opens_with_its_department() -> None:
    rows = [["主管部门", "某区水务局", "", ""], *_rows("河道养护")]
    text, table = ruled([*rows, *rows])
    segments = find_segments(Layout(text, (table,)))
    assert [_pieces(segment) for segment in segments] == [[(0, 6)], [(6, 12)]]


def test_a_form_that_goes_on_in_a_table_of_its_own() -> None:
    upper_text, upper = ruled(_rows("河道养护"), page=1)
    text, lower = ruled([["", "质量指标", "达标率", "≥95(%)"]], before=upper_text, page=2)
    (form,) = find_segments(Layout(text, (upper, lower)))
    assert _pieces(form) == [(0, 5), (0, 1)]
    assert form.pages == (1, 2)


def test_another_table_after_a_form_is_no_part_of_it() -> None:
    upper_text, upper = ruled(_rows("河道养护"))
    text, lower = ruled(grid("序号|供应商", "1|甲公司"), before=upper_text)
    (form,) = find_segments(Layout(text, (upper, lower)))
    assert _pieces(form) == [(0, 5)]


def test_pages() -> None:
    starts = [
        "河道养护经费情况说明\n一、项目概述\n养护河道。\n",
        "二、立项依据\n某条例\n",
        "三、绩效目标\n达标。\n",
    ]
    text = "".join(starts)
    lines, at = [], 0
    for line in text.splitlines():
        lines.append(Paragraph((Line(at, at + len(line)),)))
        at += len(line) + 1
    page_starts = ((0, 4), (len(starts[0]), 5), (len(starts[0]) + len(starts[1]), 6))
    (narrative,) = find_segments(Layout(text, tuple(lines), page_starts=page_starts))
    assert narrative.pages == (4, 6)


_TOLD = (
    "区内河道长年淤积，汛期排水不畅，需要每年清出淤泥并修补护岸，保护两岸居民。\n"
    "本项目根据《某市河道条例》第九条设立，2024年安排320万元。\n"
)


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        (
            "某区水务局2024年项目支出情况说明\n一、河道疏浚\n" + _TOLD + "二、泵站值守\n" + _TOLD,
            ["N 河道疏浚 2", "N 泵站值守 2"],
            "names alone above prose, under a title of projects",
        ),
        ("项目一：河道疏浚\n" + _TOLD, ["N 河道疏浚 2"], "a name that is called a project"),
        ("河道疏浚经费情况说明\n" + _TOLD, ["N 河道疏浚 2"], "a narrative's heading"),
        ("一、河道疏浚\n" + _TOLD, [], "a name alone, and nothing says project"),
        (
            "某区水务局2024年部门决算公开\n一、河道疏浚\n" + _TOLD,
            [],
            "a final account's title is none of projects",
        ),
        (
            "某区水务局2024年项目支出情况说明\n一、三公经费支出\n" + _TOLD,
            [],
            "the budget's own prose under such a title",
        ),
        (
            "2024年项目支出绩效目标\n绩效目标设置情况\n根据全面实施预算绩效管理的有关规定，"
            "我部门组织编报了项目绩效目标，编报绩效目标的项目1个，涉及预算资金383.81万元，"
            "其中预算金额1000万元（含）以上的项目有0个。\n",
            [],
            "the declaration of goals under such a title",
        ),
        (
            "第一部分 河道疏浚\n1. 项目背景\n淤积。\n2. 立项依据\n《某市河道条例》\n3. 绩效目标\n水清。\n"
            "第二部分 名词解释\n一、财政拨款收入：指本级财政拨付的资金。\n",
            ["N 河道疏浚 3"],
            "a numbered part that is a project, and one that is none",
        ),
    ],
)
def test_projects_told_in_prose(text: str, shown: list[str], reason: str) -> None:
    assert _of_text(text) == shown, reason


def test_parts_that_count_on_are_sections_of_the_project() -> None:
    text = (
        "项目名称：河道养护\n第一部分 项目概述\n养护河道。\n第二部分 立项必要性\n某市河道条例。\n"
        "第三部分 投入经济性\n30万元。\n第四部分 绩效目标\n达标。\n第五部分 名词解释\n一、基本支出：人员。\n"
    )
    (told,) = find_segments(lay_out_forms(text))
    assert isinstance(told, NarrativeSegment)
    assert [section.kind for section in told.sections] == ["overview", "basis", "budget", "goals"]
    assert told.sections[-1].text == "达标。"


def test_the_heads_of_a_budget_table_are_no_form() -> None:
    text, table = ruled(
        [
            ["项目名称", "项目单位", "项目类别", "财政拨款", "其他资金"],
            ["堤防养护", "区堤防所", "专项", "12", "0"],
            ["水质检测", "区水文站", "专项", "8", "0"],
        ]
    )
    assert find_segments(Layout(text, (table,), (), 1, ((0, 1),))) == ()


def test_the_unit_printed_over_a_form_is_its_own() -> None:
    text = "单位：万元\n" + _FORM.format("河道养护")
    (form,) = find_segments(lay_out_forms(text))
    assert isinstance(form, FormSegment)
    assert form.unit == "万元"
    (form,) = find_segments(lay_out_forms("单位：万元\n" + "养护河道。" * 20 + "\n" + _FORM))
    assert isinstance(form, FormSegment)
    assert form.unit is None


def test_a_label_of_a_plain_text_form_that_a_page_end_cuts() -> None:
    text = (
        "财政项目支出绩效目标申报表\n\n主管部门：\t某区司法局\t实施单位：\t某区法律援助中心\n"
        "项目名\t社区矫正社会工作服务\t项目类别：\t其他运转类\n\n\n称：\t\t\t\n"
        "计划开始日期：\t2022-01-01\t计划完成日期：\t2022-11-30\n"
        "项目资金总额：\t438.27\t年度资金申请总额：\t74.37\n"
    )
    layout = lay_out_forms(text)
    (form,) = find_segments(layout)
    assert isinstance(form, FormSegment)
    (table,) = (block for block in layout.blocks if isinstance(block, Table))
    cut = next(cell for cell in table.cells if cell.pieces)
    assert (cut.printed(text), text[cut.start : cut.end].split()[0]) == ("项目名称：", "项目名")
