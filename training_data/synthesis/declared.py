"""The paragraph in which a department declares its projects (绩效目标设置情况)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from extraction.schema import Declared
from training_data.synthesis.amounts import Printing, canonical


@dataclass(frozen=True, slots=True)
class Declaration:
    """The printed paragraph and what it declares."""

    text: str
    declared: Declared


_PLAIN = (
    "根据全面实施预算绩效管理的有关规定，{year}年我部门组织编报了项目绩效目标，"
    "编报绩效目标的项目{count}个，涉及项目预算资金{amount}{large}。",
    "{year}年，本部门共编报绩效目标的项目{count}个，涉及项目预算资金{amount}{large}。",
    "{year}年本单位实行绩效目标管理的项目{count}个，涉及预算金额{amount}{large}。",
    "{year}年度，{department}编报绩效目标的项目共 {count} 个，涉及项目预算资金 {amount}{large}。",
    "本部门{year}年度实现绩效目标管理全覆盖，共有{count}个项目编报绩效目标，涉及财政资金{amount}{large}。",
)
_LARGE = (
    "，其中预算金额{threshold}（含）以上的项目有{large_count}个",
    "，其中：预算金额{threshold}以上的项目{large_count}个",
)


def declare(
    amounts: list[Decimal],
    *,
    year: int,
    department: str,
    chance: random.Random,
    sound: bool = False,
) -> Declaration:
    """Declare these projects, or, now and then and never ``sound``, more than are shown."""
    if chance.random() < 0.3 and not sound:
        amounts = [
            *amounts,
            *(Decimal(chance.randint(5, 800) * 10000) for _ in range(chance.randint(1, 6))),
        ]
    total = sum(amounts, Decimal(0)).quantize(Decimal(100))
    show = Printing("万元", 2, commas=chance.random() < 0.3)
    large, large_count, threshold = "", None, None
    if chance.random() < 0.4:
        limit = Decimal(chance.choice((100, 300, 500, 1000))) * 10000
        large_count, threshold = sum(1 for one in amounts if one >= limit), canonical(limit)
        large = chance.choice(_LARGE).format(
            threshold=Printing("万元", 0, False)(limit), large_count=large_count
        )
    text = chance.choice(_PLAIN).format(
        year=year, count=len(amounts), amount=show(total), large=large, department=department
    )
    return Declaration(
        text,
        Declared(
            project_count=len(amounts),
            amount=canonical(total),
            large_project_count=large_count,
            large_project_threshold=threshold,
        ),
    )
