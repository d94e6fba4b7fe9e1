"""How the names of two works stand to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.registry import Alias, Carrier, Work
from service.registry.reconciling.work_names import Relation, likeness_of, names_of, relation
from tests.service.registry.invented import work


def _with(title: str, *, alias: str = "", short: str = "", carrier: str = "") -> Work:
    made = work(title)
    if alias:
        made = replace(made, aliases=(*made.aliases, Alias(alias, "other_name", "甲")))
    if short:
        made = replace(made, aliases=(*made.aliases, Alias(short, "short_name", "甲")))
    return replace(made, carriers=(Carrier(carrier, "甲"),)) if carrier else made


@pytest.mark.parametrize(
    ("one", "other", "expected", "reason"),
    [
        (
            work("云州市绿地养护办法"),
            work("云州市绿地养护办法（试行）"),
            "equal",
            "the trial mark is no name",
        ),
        (
            work("云州市财政局关于加强养护的意见"),
            work("关于加强养护的意见"),
            "equal",
            "the issuer before 关于",
        ),
        (
            _with("绿地养护规定", alias="绿地养护办法"),
            work("绿地养护办法"),
            "equal",
            "another name",
        ),
        (
            _with("绿地养护规定", short="办法全称"),
            work("办法全称"),
            None,
            "a short name names many works",
        ),
        (
            _with("云州市绿地养护办法", carrier="关于印发〈云州市绿地养护办法〉的通知"),
            work("云州市园林局关于印发〈云州市绿地养护办法〉的通知"),
            "pair",
            "the rule and its notice",
        ),
        (
            work("关于印发〈绿地养护办法〉和〈绿地养护细则〉的通知"),
            work("绿地养护细则"),
            "shared",
            "one of two rules of a notice",
        ),
        (
            work("云州市绿地联网应用养护意见"),
            work("云州市绿地联网应养护意见"),
            "near",
            "a character dropped",
        ),
        (
            work("云州市绿地养护办法"),
            work("云州市绿地养护办法（征求意见稿）"),
            None,
            "a draft is never the final text",
        ),
        (work("云州市献血条例"), work("绿地养护巡查考评细则"), None, "unrelated"),
        (work("细则"), work("规则"), None, "too short to be near"),
    ],
)
def test_relation(one: Work, other: Work, expected: Relation | None, reason: str) -> None:
    assert relation(names_of(one), names_of(other)) == expected, reason
    assert relation(names_of(other), names_of(one)) == expected, "the other way round"


def test_likeness_is_1_for_one_text_and_0_for_others() -> None:
    assert likeness_of("云州市绿地养护办法", "云州市绿地养护办法") == 1
    assert likeness_of("云州市绿地养护", "献血奖励巡查考评") == 0
