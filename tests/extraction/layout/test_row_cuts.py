"""Which cells of the first row after a page end are rests?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.layout.row_cuts import CellText, cut_cells
from tests.extraction.layout.printing import LABELS, is_label

_PROSE = "完善城市管理网格化平台的日常巡查与处置机制，提升"


_SIGNS = {"own": "-", "rest": "+", "repeat": "="}
# How the table below writes what a cell is to the one above it.
_SIGNS = {"own": "-", "rest": "+", "repeat": "="}
_NAME = "某区河道长效养护与水环境"


@pytest.mark.parametrize(
    ("row", "rests", "reason"),
    [
        ([("项目绩效目", "标")], "-", "one cell alone is a row of its own"),
        ([("项目绩效目", "标"), ("", "")], "+-", "a label cut in two"),
        ([("项目类", "别"), ("经常性", "")], "+-", "beside a value that is whole"),
        ([("项目类", "别"), ("经常性项", "目")], "++", "label and value cut both"),
        ([("项目类", "别"), ("", "一次性")], "+-", "a cell of its own: nothing above it to go on"),
        ([("项目绩效目", "标"), ("指标值", "≥12(次)")], "+-", "nor is a new value the rest of one"),
        ([("产出", "指标"), ("数量指标", "一级指标")], "+-", "nor a whole label"),
        ([("项目名称", "项目类别"), ("河道养护", "经常性")], "--", "a row with its own label"),
        ([("项目总目标", ""), (_PROSE, "居民满意度。")], "-+", "prose stops in the middle"),
        ([("项目总目标", ""), (_PROSE[:8], "居民满意度。")], "-+", "short, but no sentence ends"),
        ([("项目总目标", ""), (_PROSE + "效能。", "继续。")], "--", "the sentence has ended"),
        (
            [
                ("项目总目标", ""),
                (_PROSE + "效能。", "二是健全长效机制，做好设施维护与人员培训工作。"),
            ],
            "-+",
            "long prose after a sentence: the cell holds several",
        ),
        ([("项目总目标", ""), (_PROSE, "")], "--", "nothing below"),
        ([("", ""), ("", "")], "--", "an empty row"),
        (
            [("数量指标", ""), ("巡查次数", "培训次数"), ("≥12(次)", "≥2(次)")],
            "---",
            "the next indicator",
        ),
        ([("数量指标", ""), ("巡查次数", "培训次数"), ("12", "2")], "---", "with a bare number"),
        ([("数量指标", ""), ("", "培训次数")], "--", "nothing above the new cell"),
        (
            [("产出指标", "效果"), (_PROSE, "居民满意度。")],
            "--",
            "after a whole label comes a new one",
        ),
        ([("数量指标", "一级指标"), ("巡查次数", "指标值")], "--", "the heads are printed again"),
        ([(_PROSE, "居民满意度。"), (_NAME * 2, "整治项目")], "++", "two cells of prose, both cut"),
        ([(_PROSE, "居民满意度。"), ("完成", "及时")], "--", "short entries are no prose"),
        ([("道路养护面积", "达标率"), ("≥90", "")], "+-", "a name that does not end"),
        (
            [("数量指标", "数量指标"), (_PROSE, "居民满意度。")],
            "=+",
            "a merged label printed again beside a rest",
        ),
        (
            [("数量指标", "数量指标"), ("巡查次数", "培训"), ("≥12(次)", "≥2(次)")],
            "---",
            "a label printed again beside a new indicator",
        ),
        ([("2025年1月1日", "起"), ("甲", "")], "+-", "no sentence's end"),
        ([("预算合计12万元", "其他"), ("甲", "")], "--", "an amount is an end"),
        (
            [("项目绩效目标", "项目绩效目标"), (_PROSE, "居民满意度。")],
            "=+",
            "a merged label is printed again beside the rest of its prose",
        ),
        ([("项目绩效目标", "项目绩效目标"), ("", "")], "--", "a label alone repeats no cut"),
        (
            [("质量", "指标"), ("总成本", ""), ("≤23965600.00", "（元）")],
            "+-+",
            "what is left is a label too, but only both together are the one printed here",
        ),
        ([("总成本", ""), ("≤23965600.00", "（元）")], "-+", "a number's unit alone"),
        ([("总成本", ""), ("不超过1833600.00", "元")], "-+", "a unit without brackets"),
        ([("总成本", "总投资"), ("≤23965600.00", "（元）")], "--", "beside another name"),
        ([("物业面积", ""), ("=6800.00(平方", "米)")], "-+", "a bracket that closes"),
        ([("项目资金总额", ""), ("7,384,657.0", "0")], "-+", "the second decimal"),
        ([("项目资金总额", ""), ("7,384,657.", "00")], "-+", "both decimals"),
        ([("项目资金总额", ""), ("7,384,657", ".00")], "-+", "with their point"),
        ([("项目资金总额", ""), ("7,384,", "657.00")], "-+", "a group of three digits"),
        ([("项目资金总额", ""), ("7,384,6", "57.00")], "-+", "a group of three digits, cut"),
        ([("项目资金总额", ""), ("7,38", "4,657.00")], "-+", "groups follow"),
        ([("项目资金总额", ""), ("7,384,657.00", "12.00")], "--", "a whole amount, another one"),
        ([("其中", "其中"), ("12.5", "13.5")], "--", "one decimal is whole, too"),
    ],
)
def test_cut_cells(row: list[tuple[str, str]], rests: str, reason: str) -> None:
    found = cut_cells([CellText(*pair) for pair in row], is_label)
    assert "".join(_SIGNS[kind] for kind in found) == rests, reason


@pytest.mark.parametrize("label", sorted(LABELS))
def test_a_whole_label_begins_a_row(label: str) -> None:
    row = [CellText("项目总体情况", label), CellText(_PROSE, "居民满意度。")]
    assert set(cut_cells(row, is_label)) == {"own"}


@pytest.mark.parametrize("label", sorted(LABELS))
def test_a_label_cut_anywhere_is_joined(label: str) -> None:
    for cut in range(1, len(label)):
        before, after = label[:cut], label[cut:]
        if not is_label(before):
            row = [CellText(before, after), CellText("值", "")]
            assert cut_cells(row, is_label) == ("rest", "own")


@given(st.lists(st.tuples(st.text(max_size=30), st.just("")), max_size=5))
def test_an_empty_row_never_goes_on(row: list[tuple[str, str]]) -> None:
    assert cut_cells([CellText(*pair) for pair in row], is_label) == ("own",) * len(row)
