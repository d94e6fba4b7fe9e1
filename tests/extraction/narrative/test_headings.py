"""Printed lines as headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.narrative.headings import HeadingKind, heading_kinds, read_heading


@pytest.mark.parametrize(
    ("line", "kind", "shape", "heading", "body", "reason"),
    [
        ("一、项目概述", "overview", "line", "一、项目概述", "", "alone on its line"),
        ("三、实施主体：区商务委", "implementer", "inline", "三、实施主体", "区商务委", "a colon"),
        (
            "六、年度预算安排 预算30万元",
            "budget",
            "inline",
            "六、年度预算安排",
            "预算30万元",
            "a blank",
        ),
        (
            "六、2025年度预算安排",
            "budget",
            "line",
            "六、2025年度预算安排",
            "",
            "a year before the words",
        ),
        ("七、绩 效 目 标", "goals", "line", "七、绩 效 目 标", "", "blanks inside"),
        ("五、实施周期：", "period", "line", "五、实施周期：", "", "a colon and nothing behind it"),
        (
            "五、实施周期（起止时间）",
            "period",
            "line",
            "五、实施周期（起止时间）",
            "",
            "a bracket that explains",
        ),
        (
            "六、资金安排（单位：万元）",
            "budget",
            "line",
            "六、资金安排（单位：万元）",
            "",
            "a bracket with the unit",
        ),
        (
            "五、实施周期（详见申报表）",
            "period",
            "inline",
            "五、实施周期",
            "（详见申报表）",
            "a bracket that is the body",
        ),
        (
            "七、绩效目标（见单位申报表）",
            "goals",
            "inline",
            "七、绩效目标",
            "（见单位申报表）",
            "a body that names a unit",
        ),
        ("二、立项背景及依据", "basis", "line", "二、立项背景及依据", "", "two known words"),
        (
            "三、实施单位及职责",
            "implementer",
            "line",
            "三、实施单位及职责",
            "",
            "a known and an unknown word",
        ),
        (
            "四、项目实施内容和计划",
            "plan",
            "line",
            "四、项目实施内容和计划",
            "",
            "modifier and two words",
        ),
        (
            "五、实施周期2025年1月起",
            "period",
            "glued",
            "五、实施周期",
            "2025年1月起",
            "no mark at all",
        ),
        ("实施方案", "plan", "line", "实施方案", "", "no number"),
        ("绩效目标：办好活动。", "goals", "inline", "绩效目标", "办好活动。", "no number, a colon"),
        ("八、风险防控", None, "unknown", "八、风险防控", "", "a short numbered line"),
    ],
)
def test_read_heading(
    line: str, kind: str | None, shape: str, heading: str, body: str, reason: str
) -> None:
    found = read_heading(line)
    assert found, reason
    assert (found.kind, found.shape) == (kind, shape), reason
    assert (line[found.start : found.end], line[found.body :]) == (heading, body), reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("项目经费情况说明", "the narrative's own title"),
        ("为做好年度预算安排，现将情况说明如下", "a sentence"),
        ("实施方案经局长办公会通过", "no number and no mark behind the words"),
        ("绩效目标 完成率", "a table's cells"),
        ("三、各单位应当按季度报送进度，不得迟报。", "a numbered sentence"),
        ("（一）2025年新增120处", "a number of things"),
        ("", "nothing"),
        ("三、", "a number alone"),
    ],
)
def test_what_is_no_heading(line: str, reason: str) -> None:
    assert read_heading(line) is None, reason


@pytest.mark.parametrize("kind", heading_kinds(), ids=lambda kind: kind.name)
def test_every_kind_has_its_example(kind: HeadingKind) -> None:
    found = read_heading(kind.example)
    assert found
    assert (found.kind, found.shape) == (kind.name, "line")
    other = read_heading(kind.counter_example)
    assert other is None or other.shape not in ("line", "inline")


@pytest.mark.parametrize("kind", heading_kinds(), ids=lambda kind: kind.name)
def test_every_word_is_a_heading_of_its_kind(kind: HeadingKind) -> None:
    for word in kind.words:
        found = read_heading(f"三、{word}")
        assert found, word
        assert (found.kind, found.shape) == (kind.name, "line"), word


@given(
    st.text(
        alphabet="一二、（）1.项目概述立依据实施主体方案周期年度预算安排绩效目标：。 及",
        max_size=40,
    )
)
def test_offsets_are_inside_the_line(line: str) -> None:
    found = read_heading(line)
    if found:
        assert 0 <= found.start < found.end <= found.body <= len(line)
        assert not line[found.start].isspace()
