"""Which notice carries a rule."""

from __future__ import annotations

import pytest

from service.registry.reconciling.carried import carried_title


@pytest.mark.parametrize(
    ("title", "rule", "reason"),
    [
        (
            "云州市财政局关于印发〈云州市献血奖励办法〉的通知",
            "云州市献血奖励办法",
            "the plain case",
        ),
        (
            "关于印发〈云州市献血奖励办法〉（试行）的通知",
            "云州市献血奖励办法（试行）",
            "trial mark outside",
        ),
        ("关于印发〈云州市献血奖励办法（试行）〉通知", "云州市献血奖励办法（试行）", "的 left out"),
        (
            "云州市政府办公室印发〈关于加强绿地养护的意见〉的通知",
            "关于加强绿地养护的意见",
            "印发 without 关于",
        ),
        ("关于印发云州市绿地养护专项规划的通知", "云州市绿地养护专项规划", "no inner marks"),
        (
            "关于印发修订后〈云州市绿地养护若干规定〉的通知",
            "云州市绿地养护若干规定",
            "a new wording",
        ),
        (
            "关于发布〈《云州市绿地条例》行政处罚裁量基准〉的通知",
            "〈云州市绿地条例〉行政处罚裁量基准",
            "marks inside move one level up",
        ),
        (
            "关于公布云州市收费目录（2021年版）的通知",
            "云州市收费目录（2021年版）",
            "an edition at the end",
        ),
    ],
)
def test_a_notice_that_issues_one_rule_carries_it(title: str, rule: str, reason: str) -> None:
    assert carried_title(title) == rule, reason


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("关于印发〈云州市绿地养护办法〉和〈云州市绿地养护细则〉的通知", "two rules"),
        ("关于印发云州市绿地养护办法和养护细则的通知", "two rules without marks"),
        ("关于做好贯彻落实〈云州市绿地养护办法〉的通知", "it carries the rule out"),
        ("关于印发贯彻〈云州市绿地条例〉实施意见的通知", "the inner title is another rule's"),
        ("关于转发〈云州市绿地养护办法〉的通知", "it passes another body's document on"),
        ("云州市人民政府批转市园林局〈绿地养护工作意见〉的通知", "批转 is an act of its own"),
        ("关于修改〈云州市绿地养护办法〉的决定", "it amends"),
        ("关于废止〈云州市绿地养护办法〉的通知", "it repeals"),
        ("关于延长〈云州市绿地养护办法〉有效期的通知", "it extends"),
        ("关于印发〈细则〉的通知", "too short to be known by"),
        ("云州市绿地养护办法", "no notice"),
        ("关于公布第七批名录单位的通知", "it publishes a list"),
    ],
)
def test_any_other_document_is_one_of_its_own(title: str, reason: str) -> None:
    assert carried_title(title) is None, reason
