"""Changes against the year before, and whether the text says why."""

from __future__ import annotations

import pytest

from tests.extraction.checks.told_by import checks_of, texts_of


@pytest.mark.parametrize(
    ("paragraphs", "found", "reason"),
    [
        (
            ("公务接待费1.00万元，比2024年预算减少0.20万元。",),
            ["比2024年预算减少0.20万元"],
            "nothing says why",
        ),
        (
            ("公务接待费1.00万元，比2024年预算减少0.20万元，主要原因是压减接待。",),
            [],
            "in the sentence",
        ),
        (
            ("公务接待费1.00万元，比2024年预算减少0.20万元，主要原因是。",),
            ["主要原因是。"],
            "nothing behind the word",
        ),
        (
            ("收入预算9万元，比2024年预算增加1万元。", "收入增加的主要原因是人员增加。"),
            [],
            "once, in the next paragraph",
        ),
        (
            (
                "收入预算9万元，比2024年预算增加1万元。",
                "二、机关运行经费情况说明",
                "比2024年预算增加2万元，原因是人员增加。",
            ),
            ["比2024年预算增加1万元"],
            "the reason of the next part is another's",
        ),
        (("全年实现税收120亿元，比上年增加10亿元。",), [], "no money of the budget"),
        (("公务接待费1.00万元，比2024年预算减少0万元。",), [], "no change"),
        (("公务接待费1.00万元，与2024年预算持平。",), [], "no change"),
        (("基金预算0万元，主要原因：", "人员变化。"), [], "a reason that begins on the next page"),
        (
            ("年初预算10万元，支出决算8万元。决算数小于预算数。",),
            ["决算数小于预算数"],
            "against the plan",
        ),
        (
            ("年初预算10万元，支出决算8万元。决算数小于预算数的主要原因：人员减少。",),
            [],
            "against the plan, with its reason",
        ),
    ],
)
def test_a_change(paragraphs: tuple[str, ...], found: list[str], reason: str) -> None:
    assert texts_of(checks_of(*paragraphs, rule="change_without_reason")) == found, reason
