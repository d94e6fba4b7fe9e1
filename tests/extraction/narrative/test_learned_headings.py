"""A line that the classifier calls a heading: where it ends, and where its body starts."""

from __future__ import annotations

import pytest

from extraction.layout import lay_out_text
from extraction.layout.blocks import Paragraph
from extraction.learned import LineRole, LineRoleName
from extraction.narrative import find_sections
from extraction.narrative.learned_headings import learned_heading


@pytest.mark.parametrize(
    ("line", "heading", "body"),
    [
        ("（三）钱从哪里来", "（三）钱从哪里来", ""),  # alone on its line
        ("经办处室：区文旅局", "经办处室", "区文旅局"),  # behind a colon
        ("依据——《甲办法》", "依据", "《甲办法》"),  # behind a dash
        ("【文件支撑】根据《甲办法》", "【文件支撑】", "根据《甲办法》"),  # in brackets of its own
        ("【文件支撑】", "【文件支撑】", ""),
        ("Q1：这是什么项目？", "Q1：这是什么项目？", ""),
        ("起讫时间  2025年1月至12月", "起讫时间", "2025年1月至12月"),  # behind a gap
        ("二、立项依据：根据《甲办法》", "二、立项依据", "根据《甲办法》"),  # as the rules read it
    ],
)
def test_where_a_heading_ends(line: str, heading: str, body: str) -> None:
    found = learned_heading(line, "plan")
    assert found is not None
    assert (line[found.start : found.end], line[found.body :]) == (heading, body)
    assert found.kind == "plan"


@pytest.mark.parametrize(
    "line",
    [
        # A sentence has no end that a heading could have.
        "本项目由区文旅局组织各街镇开展，覆盖全区居民，全年不少于一百场次，持续提升服务水平",
        "在区内各街镇的广场和公园开展演出；提升服务；广泛宣传",
    ],
)
def test_a_sentence_is_no_heading_whatever_the_classifier_says(line: str) -> None:
    assert learned_heading(line, "plan") is None


_TEXT = "一、立项依据\n根据《甲办法》。\n钱从哪里来\n全年86万元。\n二、绩效目标\n满意度90%。"


def _sections(
    roles: dict[str, tuple[LineRoleName, float]], text: str = _TEXT
) -> list[tuple[str, str, str]]:
    layout = lay_out_text(text, is_label=lambda _: False, opens_table=lambda _: False)
    paragraphs = [block for block in layout.blocks if isinstance(block, Paragraph)]
    told = {
        line.start: LineRole(*roles.get(layout.text[line.start : line.end], ("body", 0.6)))
        for paragraph in paragraphs
        for line in paragraph.lines
    }
    found = find_sections(layout.text, paragraphs, roles=told if roles else None)
    return [(one.kind, one.heading, one.text) for one in found]


_RULES = [
    ("basis", "一、立项依据", "根据《甲办法》。\n钱从哪里来\n全年86万元。"),
    ("goals", "二、绩效目标", "满意度90%。"),
]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ({}, _RULES),  # nobody was asked
        ({"钱从哪里来": ("body", 0.9)}, _RULES),  # nothing to add
        ({"钱从哪里来": ("heading_budget", 0.4)}, _RULES),  # not sure enough even to add
        (  # silent rules: the classifier's word counts
            {"钱从哪里来": ("heading_budget", 0.6)},
            [
                ("basis", "一、立项依据", "根据《甲办法》。"),
                ("budget", "钱从哪里来", "全年86万元。"),
                ("goals", "二、绩效目标", "满意度90%。"),
            ],
        ),
        ({"二、绩效目标": ("heading_plan", 0.8)}, _RULES),  # not sure enough against a rule
        ({"二、绩效目标": ("heading_plan", 0.95)}, _RULES),  # known words are what they say
        ({"二、绩效目标": ("body", 0.95)}, _RULES),
    ],
)
def test_the_classifier_beside_the_rules(
    roles: dict[str, tuple[LineRoleName, float]], expected: list[tuple[str, str, str]]
) -> None:
    assert _sections(roles) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (("body", 0.8), [_RULES[0], ("goals", "二、产出与效果", "满意度90%。")]),  # not sure enough
        (("heading_plan", 0.95), [_RULES[0], ("plan", "二、产出与效果", "满意度90%。")]),
        (
            ("body", 0.95),
            [("basis", "一、立项依据", f"{_RULES[0][2]}\n二、产出与效果\n满意度90%。")],
        ),
    ],
)
def test_a_sure_classifier_outdoes_words_that_only_their_place_makes_a_heading(
    role: tuple[LineRoleName, float], expected: list[tuple[str, str, str]]
) -> None:
    text = _TEXT.replace("绩效目标", "产出与效果")
    assert _sections({"二、产出与效果": role}, text) == expected
