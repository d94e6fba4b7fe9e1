"""Headings whose words are not known: by their last words, and by what is set alike."""

import pytest

from extraction.narrative.headings import read_heading
from extraction.narrative.likely_headings import (
    LikelyKind,
    likely_kind,
    likely_kinds,
    numbered_question,
    numbered_run_in,
    set_alike,
)
from extraction.narrative.numbering import read_numbering
from tests.extraction.narrative.layouts import sections_of


@pytest.mark.parametrize(
    ("words", "kind", "reason"),
    [
        ("出台背景与缘由", "overview", "the last word tells"),
        ("制度支撑", "basis", "another word for a basis"),
        ("牵头科室", "implementer", "a body's part"),
        ("申领程序", "plan", "a procedure"),
        ("养护时段", "period", "a time"),
        ("资金测算标准", "budget", "money, though it ends in a standard"),
        ("花多少钱", "budget", "a question"),
        ("预期产出", "goals", "what comes of it"),
        ("上年预算执行情况", None, "the running of the money is no section of the project"),
        ("绩效评价", None, "neither is its evaluation"),
        ("其他", None, "nothing is said"),
    ],
)
def test_the_last_words_make_a_kind_likely(words: str, kind: str | None, reason: str) -> None:
    assert likely_kind(words) == kind, reason


@pytest.mark.parametrize("kind", likely_kinds(), ids=lambda kind: str(kind.name))
def test_each_kind_has_an_example_and_a_counter_example(kind: LikelyKind) -> None:
    def said(line: str) -> str | None:
        return likely_kind(line[read_numbering(line).length :])

    assert said(kind.example) == kind.name
    assert said(kind.counter_example) != kind.name


def test_a_numbered_run_in_has_its_body_behind_the_sign() -> None:
    line = "3. 经办科室：某区某局综合科"
    heading = numbered_run_in(line)
    assert heading is not None
    assert line[heading.start : heading.end] == "3. 经办科室"
    assert line[heading.body :] == "某区某局综合科"
    assert numbered_run_in("3. 某局综合科负责：受理、审核") is None


@pytest.mark.parametrize(
    ("lines", "kinds", "reason"),
    [
        (
            "【缘由】河道淤积。\n【依据】《某市河道条例》\n【期限】2024年全年",
            "overview basis period",
            "words in brackets",
        ),
        (
            "概述。河道淤积。\n依据文件。《某市河道条例》\n预算安排。30万元。",
            "overview basis budget",
            "a full stop behind the words",
        ),
        (
            "概述——河道淤积。\n依据——《某市河道条例》\n费用——30万元。",
            "overview basis budget",
            "a dash",
        ),
        (
            "为什么做\n河道淤积多年。\n依据是什么\n《某市河道条例》\n谁来做\n某区水务局。\n怎么做\n招标。"
            "\n需要多少钱\n30万元。",
            "overview basis implementer plan budget",
            "questions alone on their lines",
        ),
        (
            "1．项目由来\n河道淤积。\n2．依据\n《某市河道条例》\n3．牵头科室\n某区水务局建管科\n4．资金测算\n30万元",
            "overview basis implementer budget",
            "numbers that count up to known words",
        ),
        (
            "一、项目概述\n清淤。\n二、立项依据\n《某市河道条例》\n三、实施方案\n步骤：招标。\n时间：三月。\n目标：水清。",
            "overview basis plan",
            "what is set alike inside numbered sections stays in them",
        ),
        (
            "项目概述  河道淤积。\n立项依据  《某市河道条例》\n实施周期  2024年全年",
            "overview basis period",
            "a gap behind the words",
        ),
        (
            "1.这个项目是做什么的？\n清淤。\n2.为什么要做，依据是什么？\n《某市河道条例》\n3.由谁负责实施？\n水务局。",
            "overview basis implementer",
            "numbered questions",
        ),
        ("【缘由】河道淤积。\n【依据】《某市河道条例》", "", "two kinds are not enough"),
    ],
)
def test_sections_of_likely_headings(lines: str, kinds: str, reason: str) -> None:
    _, sections = sections_of(lines)
    assert " ".join(section.kind for section in sections) == kinds, reason


def test_a_section_of_likely_words_says_that_it_is_guessed() -> None:
    _, sections = sections_of(
        "1．项目由来\n淤积。\n2．立项依据\n《某市河道条例》\n3．实施方案\n招标"
    )
    assert [section.guessed for section in sections] == [True, False, False]


def test_only_lines_alike_count_together() -> None:
    lines = [(0, "【缘由】淤积。"), (1, "依据。《某市河道条例》"), (2, "费用——30万元")]
    assert set_alike(lines) == {}
    assert read_heading("依据——《某市河道条例》") is None


@pytest.mark.parametrize(
    ("line", "kind", "reason"),
    [
        ("（三）由谁负责实施？", "implementer", "a numbered question"),
        ("2.为什么要设立，依据是什么？", "basis", "with a comma in it"),
        ("6.今年安排多少资金?", "budget", "a narrow question mark"),
        ("7.要达到什么效果？", "goals", "what is to come of it"),
        ("由谁负责实施？", None, "no number"),
        ("3.需要我做些别的吗？", None, "words of no kind"),
        ("3.由谁负责实施", None, "no question"),
    ],
)
def test_a_numbered_question(line: str, kind: str | None, reason: str) -> None:
    found = numbered_question(line)
    assert (found.kind if found else None) == kind, reason
