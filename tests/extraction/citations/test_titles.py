"""Titles: canonical form, carriers, and which are regulations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.citations import normalise_title
from extraction.citations.doc_numbers import find_numbers
from extraction.citations.flatten import flatten
from extraction.citations.titles import is_regulation, marked_titles
from extraction.schema import SectionKind


@pytest.mark.parametrize(
    ("printed", "title", "why"),
    [
        ("《某区绿地办法》", "某区绿地办法", "without the outer marks"),
        ("某区 绿地\n办法", "某区绿地办法", "without blanks and line ends"),
        (
            "《关于印发<某区绿地办法>的通知》",
            "关于印发〈某区绿地办法〉的通知",
            "inner marks are 〈〉",
        ),
        ("关于印发《某区绿地办法》的通知", "关于印发〈某区绿地办法〉的通知", "no outer marks"),
        ("《〈某条例〉裁量基准》", "〈某条例〉裁量基准", "inner marks at its start"),
        ("〈甲条例〉和〈乙条例〉", "〈甲条例〉和〈乙条例〉", "two titles are not unwrapped"),
        ("《绿地办法(试行)》", "绿地办法(试行)", "brackets keep their width"),
        ("", "", "nothing"),
    ],
)
def test_normalise_title(printed: str, title: str, why: str) -> None:
    assert normalise_title(printed) == title, why


@given(st.text(alphabet="关于印发《》〈〉的通知办法 \n（试行）", max_size=40))
def test_a_normal_title_is_its_own(printed: str) -> None:
    once = normalise_title(printed)
    assert not any(character.isspace() for character in once)
    assert not set(once) & set("《》")
    assert normalise_title(once) == once


@pytest.mark.parametrize(
    ("sentence", "titles", "why"),
    [
        ("《甲办法》（以下简称《办法》）", ["甲办法"], "a short name that is defined is none"),
        ("根据本《通知》", [], "本《通知》 is the text itself"),
        ("文本《甲办法》", ["甲办法"], "本 as the end of a word is not"),
        (
            "关于印发《甲办法》、《乙办法》的通知",
            ["关于印发〈甲办法〉、〈乙办法〉的通知"],
            "one carrier",
        ),
        ("关于甲的通知、《乙办法》的通知", ["乙办法"], "a title before ends the carrier's head"),
        ("关于《甲办法》的有关规定", ["甲办法"], "有关规定 is no carrier"),
        ("《关于甲的批复（普水〔2021〕3号）》", ["关于甲的批复"], "the number is taken out"),
        ("《普水〔2021〕3号关于甲的批复》", ["关于甲的批复"], "at the start too"),
        (
            "《关于废止普水〔2021〕3号的通知》",
            ["关于废止普水〔2021〕3号的通知"],
            "in the middle it stays",
        ),
        ("《甲办法。》", ["甲办法"], "a full stop inside the marks is none of it"),
    ],
)
def test_marked_titles(sentence: str, titles: list[str], why: str) -> None:
    flat = flatten(sentence)
    assert [title.title for title in marked_titles(flat, find_numbers(flat))] == titles, why


@pytest.mark.parametrize(
    ("sentence", "section", "rule", "why"),
    [
        ("《绿地条例》", "plan", "marked_title", "a kind word is enough anywhere"),
        ("《养护合同》", "basis", None, "a contract never is"),
        ("《某条例》宣传活动", "plan", "marked_title", "a sure kind stands any activity"),
        ("《绿色行动》主题活动", "basis", None, "a doubtful kind does not"),
        ("《绿色行动》", "plan", "marked_title", "without the activity it does"),
        ("《某某分级》", "basis", "other_title", "no kind word, in a basis"),
        ("《某某分级》", "plan", None, "no kind word, elsewhere"),
        ("按照《某某分级》", "plan", "other_title", "no kind word, after 按照"),
        ("签订《某某方案》", "basis", None, "what is signed is a paper"),
        ("《某某情况报告》", "basis", None, "a report is a paper"),
        ("《关于某某情况的报告》", "basis", "marked_title", "a report with 关于 is a document"),
        ("《某某会计制度——科目和报表》", "plan", "marked_title", "the kind before a subtitle"),
        ("《养护工程——验收表》", "basis", None, "a subtitle without a kind before it"),
        ("《滩涂危险废物名录（2021年版）》", "basis", "other_title", "a state's list of things"),
        ("《派遣人员名录》", "basis", None, "a list of people"),
        ("《任务分解表》", "basis", "marked_title", "a task list is a document"),
        ("《某某标准（2020）》", "plan", "marked_title", "brackets do not hide the kind"),
        ("《~~#$*》", "basis", None, "no words, no title"),
    ],
)
def test_is_regulation(sentence: str, section: SectionKind, rule: str | None, why: str) -> None:
    flat = flatten(sentence)
    (title,) = marked_titles(flat, ())
    assert is_regulation(flat, title, section=section, numbered=False, article=False) == rule, why


def test_a_number_makes_a_report_a_document_but_no_contract() -> None:
    report, contract = flatten("《检查情况报告》"), flatten("《养护合同》")
    found = [
        is_regulation(
            flat, marked_titles(flat, ())[0], section="plan", numbered=True, article=False
        )
        for flat in (report, contract)
    ]
    assert found == ["numbered_title", None]
