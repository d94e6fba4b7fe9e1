"""What a department declares of its projects, against those it shows."""

from __future__ import annotations

import pytest

from tests.extraction.checks.told_by import checks_of


def _project(name: str, amount: str) -> str:
    return (
        f"{name}经费情况说明\n一、项目概况\n开展{name}。\n二、立项依据\n《某市水务管理办法》。\n"
        f"三、实施主体\n水务管理所\n四、实施方案\n委托第三方实施。\n五、实施周期\n2025年全年\n"
        f"六、年度预算安排\n2025年预算{amount}。"
    )


@pytest.mark.parametrize(
    ("declared", "amounts", "found", "reason"),
    [
        (2, ("100.50万元", "90.00万元"), True, "one is large, two are declared"),
        (1, ("100.50万元", "90.00万元"), False, "one is"),
        (0, ("100.50万元", "90.00万元"), True, "none is declared"),
        (1, ("100万元", "200.00万元"), False, "99.6万元 may print as 100万元"),
        (2, ("100万元", "200.00万元"), False, "or 100.4万元"),
        (3, ("100万元", "200.00万元"), True, "but there are no three"),
        (0, ("100万元", "200.00万元"), True, "and one is certain"),
    ],
)
def test_large_projects(declared: int, amounts: tuple[str, str], found: bool, reason: str) -> None:
    words = (
        "2025年，本部门共编报绩效目标的项目2个，涉及项目预算资金300.50万元，"
        f"其中：预算金额100万元以上的项目{declared}个。"
    )
    projects = [
        _project(*one) for one in zip(("河道养护", "泵站维修"), amounts, strict=True)
    ]  # fmt: skip
    checks = checks_of(words, *projects, rule="declared_large_count")
    assert bool(checks) is found, reason
