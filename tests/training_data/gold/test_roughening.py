"""Disorder: labels go along, kind by kind."""

from __future__ import annotations

import random

import pytest

from training_data.gold import read_text, training_texts
from training_data.gold.printing import gold_of
from training_data.gold.roughening import KINDS, draw_kinds, roughen_text
from training_data.gold.texts import GoldText

TEXT = """\
% department: 海湾区园林局
% year: 2024
@project 行道树养护 | 项目一：行道树养护
@field implementer 海湾区市政人员管理所
@basis 一、立项依据
根据《{T1|海湾区行道树办法}》（{N1|海园发〔2021〕120号}）和《{T2|海湾区住建管理规定}》。
@implementer 二、实施主体
由{O|海湾区市政人员管理所}实施，{AY|120万元}。
"""


def _text() -> GoldText:
    return read_text(TEXT, name="demo")


def _labels(text: GoldText) -> list[tuple[str, str]]:
    return [
        (span.label, section.body.text[span.start : span.end])
        for project in text.projects
        for section in project.sections
        for span in section.body.spans
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_changes_something_and_keeps_every_label(kind: str) -> None:
    before = _labels(_text())
    changed = 0
    for seed in range(20):
        rough = roughen_text(_text(), (kind,), random.Random(seed))
        after = _labels(rough)
        assert [label for label, _ in after] == [label for label, _ in before]
        for (_, one), (_, other) in zip(before, after, strict=True):
            if kind in ("blanks", "broken"):
                assert "".join(other.split()) == one
            if kind in ("missing_marks", "html"):
                assert other == one
        changed += rough != _text()
    assert changed > 10


@pytest.mark.parametrize("kinds", [("recognised", "wrong_brackets"), ("number_habits",)])
def test_a_number_still_says_what_it_said(kinds: tuple[str, ...]) -> None:
    for seed in range(20):
        rough = roughen_text(_text(), kinds, random.Random(seed))
        projects = gold_of(rough)["projects"]
        assert projects[0]["citations"][0]["doc_number"] == "海园发〔2021〕120号"  # type: ignore[index]


def test_a_body_is_as_it_is_now_printed() -> None:
    printed = set()
    for seed in range(20):
        rough = roughen_text(_text(), ("recognised",), random.Random(seed))
        (body,) = [words for label, words in _labels(rough) if label == "O"]
        assert rough.projects[0].fields["implementer"] == body
        printed.add(body)
    assert len(printed) > 1


def test_all_shipped_texts_can_be_roughened() -> None:
    for text in training_texts():
        chance = random.Random(text.name)
        rough = roughen_text(text, draw_kinds(chance), chance)
        assert [label for label, _ in _labels(rough)] == [label for label, _ in _labels(text)]
