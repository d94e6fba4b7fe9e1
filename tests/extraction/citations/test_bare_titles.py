"""Titles without marks: where they are safe and where they are none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extraction.citations.bare_titles import (
    based_titles,
    item_titles,
    labelled_titles,
    numbered_bare_titles,
    quoted_titles,
)
from extraction.citations.doc_numbers import find_numbers
from extraction.citations.flatten import flatten
from extraction.citations.places import Places
from extraction.citations.titles import Title


def _titles(found: Iterator[Title]) -> list[str | None]:
    return [title.title for title in found]


@pytest.mark.parametrize(
    ("text", "titles", "why"),
    [
        ("某区绿地办法（松绿〔2020〕1号）", ["某区绿地办法"], "before a bracket"),
        (
            "某区绿地办法（试行）（松绿〔2020〕1号）",
            ["某区绿地办法（试行）"],
            "with a bracket of its own",
        ),
        ("根据某区绿地办法（文号：松绿〔2020〕1号）", ["某区绿地办法"], "a label in the bracket"),
        ("某区绿地办法 松绿〔2020〕1号", [], "without a bracket a title needs 关于"),
        ("关于绿地的通知 松绿〔2020〕1号", ["关于绿地的通知"], "which this one has"),
        ("松绿〔2020〕1号文关于绿地的通知", ["关于绿地的通知"], "after the number"),
        ("某局公告〔2020〕第1号（某绿地办法）", ["某绿地办法"], "in brackets after it"),
        (
            "转发区财政局关于绿地的通知（松绿〔2020〕1号）",
            ["转发区财政局关于绿地的通知"],
            "forwarded",
        ),
        ("对绿地改造进行了批复（松绿〔2020〕1号）", [], "a sentence"),
        ("按照区政府有关规定（松绿〔2020〕1号）", [], "a phrase that names none"),
        ("区发改委批复（松绿〔2020〕1号）", [], "a body and a kind, and nothing it is about"),
        ("区发改委绿地管理办法（松绿〔2020〕1号）", ["区发改委绿地管理办法"], "what it is about"),
        ("）以及某区绿地办法（松绿〔2020〕1号）", ["某区绿地办法"], "after the bracket of another"),
        ("）和区发改委批复（松绿〔2020〕1号）", [], "a body's paper after the bracket of another"),
        (
            "甲办法、关于绿地、林地的通知（松绿〔2020〕1号）",
            ["关于绿地、林地的通知"],
            "、 inside 关于",
        ),
    ],
)
def test_beside_a_number(text: str, titles: list[str], why: str) -> None:
    flat = flatten(text)
    assert _titles(numbered_bare_titles(flat, find_numbers(flat), Places())) == titles, why


@pytest.mark.parametrize(
    ("text", "titles", "why"),
    [
        ("文件依据：某区工作要点", ["某区工作要点"], "one"),
        ("文件依据：甲区绿地办法、乙区树木条例等文件", ["甲区绿地办法", "乙区树木条例"], "a list"),
        ("政策依据：关于绿地、林地的通知", ["关于绿地、林地的通知"], "a 、 inside a title"),
        (
            "文件依据：某区工作要点\n2.工作职能：编制绿地规划",
            ["某区工作要点"],
            "up to the next label",
        ),
        ("文件依据：某区工作要点。编制绿地规划", ["某区工作要点"], "up to the full stop"),
        ("文件依据：部门工作要求", [], "no kind of document"),
        ("文件依据：上级有关规定", [], "names none"),
        ("测算依据：某区收费标准", [], "another label"),
    ],
)
def test_after_a_label(text: str, titles: list[str], why: str) -> None:
    assert _titles(labelled_titles(flatten(text), Places())) == titles, why


@pytest.mark.parametrize(
    ("text", "titles", "why"),
    [
        ("1、松溪区绿地办法", ["松溪区绿地办法"], "an item"),
        ("1.松溪区绿地规划\n实施方案", ["松溪区绿地规划实施方案"], "a kind word at the line end"),
        ("松溪区绿地规划\n松溪区树木条例", ["松溪区绿地规划", "松溪区树木条例"], "a title a line"),
        (
            "1.松溪区绿地\n管理办法\n2.关于林地的通知",
            ["松溪区绿地管理办法", "关于林地的通知"],
            "wrapped",
        ),
        ("二、立项依据\n松溪区绿地办法", ["松溪区绿地办法"], "the line after the heading"),
        ("1、松溪区绿地办法，开展养护", [], "the beginning of a sentence"),
        ("1、编制松溪区绿地规划", [], "work to do"),
        ("1、调整本区绿地补贴标准", [], "work to do, with a kind word at its end"),
        ("1、关于林地可研报告批复和开工问题", [], "a sentence about papers"),
        ("1、关于林地可研报告的批复", ["关于林地可研报告的批复"], "的 makes a paper of it"),
        ("1、市级财政补助标准", [], "a level, no body"),
        ("1、根据松溪区常务会议决定", [], "no document"),
        ("1、根据松溪区绿地管理办法", ["松溪区绿地管理办法"], "根据 and a sure kind"),
    ],
)
def test_whole_items(text: str, titles: list[str], why: str) -> None:
    assert _titles(item_titles(flatten(text), Places())) == titles, why


@pytest.mark.parametrize(
    ("text", "titles", "why"),
    [
        ("根据市教委关于做好资助工作的通知，", ["关于做好资助工作的通知"], "关于…的通知"),
        ("根据市教委关于资助的管理规定，", [], "规定 as a phrase"),
        ("根据中华人民共和国预算法的规定", ["中华人民共和国预算法"], "a law by its full name"),
        ("依据松溪区献血条例，", ["松溪区献血条例"], "a local rule"),
        ("依据各社区自治条例，", [], "no place"),
        ("推进“十四五”规划", [], "a plan that is only named"),
    ],
)
def test_in_a_sentence(text: str, titles: list[str], why: str) -> None:
    assert _titles(based_titles(flatten(text), Places())) == titles, why


def test_in_quotation_marks() -> None:
    flat = flatten("按“关于绿地建设的意见”推进“十四五”规划")
    assert _titles(quoted_titles(flat, Places())) == ["关于绿地建设的意见"]


def test_places_that_are_taken_give_nothing() -> None:
    flat = flatten("文件依据：松溪区绿地办法")
    assert _titles(labelled_titles(flat, Places([(5, len(flat.text))]))) == []
