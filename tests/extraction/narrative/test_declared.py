"""The declared summary of goals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.layout import lay_out_text
from extraction.narrative import find_declared, read_declared
from extraction.narrative.declared import DeclaredRule, declared_rules
from extraction.schema import Declared


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "2026年度，本部门开展了项目绩效目标编报工作，编报绩效目标的项目8个，涉及项目预算资金2,050.70万元，其中预算金额600万元（含）以上的项目有3个。",
            Declared(8, "20507000.00", 3, "6000000.00"),
            "all four",
        ),
        (
            "本单位编报绩效目标的项目共3个，涉及资金98.40万元。其中：会务费 60.00 万元 ，培训费 38.40 万 元 。",
            Declared(3, "984000.00"),
            "the parts are not the whole",
        ),
        (
            "编报绩效目标的2023年度项目6个，涉及预算金额\n77.2万元；绩效跟踪的项目5个，涉及预算金额70万元；绩效自评的项目4个，涉及60万元。",
            Declared(6, "772000.00"),
            "tracking and evaluation are others",
        ),
        (
            "本部门共0个项目实行绩效目标管理，财政性资金合计0万元。",
            Declared(0, "0.00"),
            "zero is said",
        ),
        (
            "对12个项目编报了绩效目标，涉及财政资金3456万元，其中，2个项目预算在300万元（含）以上。",
            Declared(12, "34560000.00", 2, "3000000.00"),
            "the count before the threshold",
        ),
        (
            "开展绩效评价的项目3个，资金200万元。编报绩效目标的项目十二个，资金500万元。",
            Declared(12, "5000000.00"),
            "an evaluation before it",
        ),
        ("开展绩效评价的项目3个，涉及资金200万元。", Declared(), "only evaluations"),
        (
            "整体支出绩效目标1个，项目绩效目标19个，涉及金额310万元",
            Declared(19, "3100000.00"),
            "a department's goal is no project",
        ),
        (
            "涉及预算资金3000万元的20个项目编报了绩效目标。",
            Declared(20, "30000000.00"),
            "the money before the count",
        ),
        (
            "应编报绩效目标的项目11个，实际编报绩效目标的项目11个，编报率100%，涉及资金1.2亿元。",
            Declared(11, "120000000.00"),
            "two counts of the same",
        ),
        (
            "本部门项目共15个，均已设置绩效目标，涉及金额 456.7 万元。",
            Declared(15, "4567000.00"),
            "the goals behind the count",
        ),
        (
            "所有项目均编报了绩效目标，共计18项，资金1,234,567.00元。",
            Declared(18, "1234567.00"),
            "项, and yuan",
        ),
        ("本部门无编报绩效目标的项目。", Declared(), "no number is printed"),
        ("单价100万元（含）以上设备0台。", Declared(), "other counts"),
        ("绩效目标：新增早餐网点45个，满意度90%。", Declared(), "a project's own goals"),
        ("全面推进预算绩效目标管理，制定办法3个。", Declared(), "rules are no projects"),
        ("", Declared(), "nothing"),
    ],
)
def test_read_declared(text: str, expected: Declared, reason: str) -> None:
    assert read_declared(text) == expected, reason


def test_only_the_span_is_read() -> None:
    text = "编报绩效目标的项目3个。编报绩效目标的项目7个。"
    assert read_declared(text, start=text.index("。") + 1).project_count == 7
    assert read_declared(text, end=5) == Declared()


@pytest.mark.parametrize("rule", declared_rules().counts, ids=lambda rule: rule.name)
def test_every_count_has_its_example(rule: DeclaredRule) -> None:
    assert read_declared(rule.example) == Declared(7, "1205000.00")
    assert read_declared(rule.counter_example).project_count is None


@pytest.mark.parametrize("rule", declared_rules().large, ids=lambda rule: rule.name)
def test_every_threshold_has_its_example(rule: DeclaredRule) -> None:
    declared = "编报绩效目标的项目9个，资金3000万元，"
    assert read_declared(declared + rule.example) == Declared(9, "30000000.00", 2, "5000000.00")
    assert read_declared(declared + rule.counter_example).large_project_count is None


@given(
    st.text(
        alphabet="绩效目标项目编报的共涉及资金其中，。；（含）以上个项万元0123456789.十 \n评价",
        max_size=80,
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_declared(text)
    assert found.project_count is None or found.project_count >= 0
    if found.project_count is None:
        assert found == Declared()


@pytest.mark.parametrize(
    ("text", "count", "reason"),
    [
        (
            "四、绩效目标设置情况\n本部门编报项目7个，资金120万元。\n",
            7,
            "the heading names the goals",
        ),
        (
            "七、绩效目标\n完成培训项目7个，惠及居民。\n",
            None,
            "a project's own goals below their heading",
        ),
        ("七、绩效目标：完成培训项目7个，惠及居民。\n", None, "… and behind it"),
    ],
)
def test_a_projects_own_goals_declare_nothing(text: str, count: int | None, reason: str) -> None:
    layout = lay_out_text(text, is_label=lambda _: False, opens_table=lambda _: False)
    assert find_declared(layout).project_count == count, reason
