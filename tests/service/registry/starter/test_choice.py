"""Which rows the starter registry takes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest

from service.registry.starter.choice import issuers_of, reason_to_leave_out
from service.registry.starter.source_rows import SourceRow, is_balanced
from tests.service.registry.starter.source import row


def _rules() -> list[dict[str, Any]]:
    text = files("service.registry.starter").joinpath("choice.toml").read_text("utf-8")
    rules: list[dict[str, Any]] = tomllib.loads(text)["left_out"]
    return rules


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: rule["name"])
def test_a_rule_finds_its_example_and_not_its_counter_example(rule: dict[str, Any]) -> None:
    assert re.search(rule["pattern"], rule["example"])
    assert not re.search(rule["pattern"], rule["counter_example"])


_ONCE: Mapping[str, int] = {}


@pytest.mark.parametrize(
    ("source_row", "reason"),
    [
        (row("关于加强绿地养护的通知", "财预〔2020〕7号", issuer="财政部"), None),
        (row("关于加强绿地养护的通知", "财预〔2020〕7号"), None),
        (row("关于加强绿地养护的通知", "云园〔2020〕7号"), "other_place"),
        (row("关于加强绿地养护的通知", "云园〔2020〕7号", issuer="云州市园林局"), "other_place"),
        (row("云州市绿地条例", level="地方性法规", region="云州"), "other_place"),
        (row("上海市绿地条例", level="地方性法规", region="上海"), None),
        (row("关于加强绿地养护的通知", issuer="财政部"), "no_number"),
        (row("中华人民共和国绿地法", level="法律"), None),
        (row("关于加强绿地养护的通知", "财预〔2020〕7号", evidence="excerpt"), "excerpt"),
        (row("关于加强绿地养护的通知", "财预〔2020〕7号", cited=1), "cited_once"),
        (row("关于加强绿地养护的通知", "财预〔2020〕7号", cited=2), None),
        (row("关于加强绿地养护的通知", "财预〔2020〕7号", date="2024-01-01"), "years_apart"),
        (row("关于加强绿地养护的通知", "财预〔2020〕7号", date="2021-01-04"), None),
        (
            row("关于某公司绿地项目核准的批复", "发改农经〔2020〕7号", issuer="国家发展改革委"),
            "single_approval",
        ),
        (
            row("关于某市绿地规划的批复", "发改农经〔2020〕7号", issuer="国家发展改革委"),
            "single_approval",
        ),
        (row("关于某市绿地规划的批复", "国函〔2020〕7号", issuer="国务院"), None),
        (row("关于绿地建设的请示", "财预〔2020〕7号", issuer="财政部"), "upward"),
        (row("关于促进绿地发展若干", "财预〔2020〕7号", issuer="财政部"), "cut_short"),
        (row("关于绿地（一期建设的通知", "财预〔2020〕7号", issuer="财政部"), "cut_short"),
        (row("关于绿地办法征求意见的函", "财预〔2020〕7号", issuer="财政部"), "asked_for_comment"),
        (row("财政部公告2020年第7号", "财政部公告〔2020〕第7号", issuer="财政部"), None),
    ],
)
def test_reasons(source_row: SourceRow, reason: str | None) -> None:
    assert reason_to_leave_out(source_row, _ONCE) == reason


def test_a_row_cited_once_is_taken_where_its_number_is_found_elsewhere_too() -> None:
    cited = row("关于加强绿地养护的通知", "财预〔2020〕7号", cited=1)
    assert reason_to_leave_out(cited, {"财预〔2020〕7号": 2}) is None


@pytest.mark.parametrize(
    ("printed", "issuers"),
    [
        ("财政部、国家税务总局", ("财政部", "国家税务总局")),
        ("财政部国家税务总局", ("财政部", "国家税务总局")),
        ("云州市园林局云州市财政局", ("云州市园林局云州市财政局",)),
        (None, ()),
    ],
)
def test_joint_issuers_are_cut_into_known_bodies(
    printed: str | None, issuers: tuple[str, ...]
) -> None:
    assert issuers_of(printed) == issuers


@pytest.mark.parametrize(
    ("title", "balanced"),
    [
        ("绿地办法（试行）", True),
        ("绿地办法（试行", False),
        ("绿地办法）（试行", False),
        ("〈甲（乙〉）", False),
    ],
)
def test_brackets_close_in_order(title: str, balanced: bool) -> None:
    assert is_balanced(title) is balanced
