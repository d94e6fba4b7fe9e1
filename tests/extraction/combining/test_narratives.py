"""Rules and the token classifier over the sections of a document."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extraction import analyse, extract
from extraction.combining.narratives import MOST_CHARACTERS
from extraction.learned import Learned, Mode, Passage, TokenLabel

_CITED = "根据《上海市河道管理条例》实施。"


class _Silent:
    """A classifier that finds nothing and remembers what it was asked."""

    version = "silent"

    def __init__(self) -> None:
        self.asked: list[int] = []

    def find(self, passage: Passage) -> Sequence[TokenLabel]:
        self.asked.append(len(passage.text))
        return ()


@pytest.mark.parametrize(
    ("size", "asked", "codes"),
    [
        pytest.param(MOST_CHARACTERS, 2, [], id="the longest that is read"),
        pytest.param(MOST_CHARACTERS + 1, 1, ["section_too_long"], id="one character more"),
    ],
)
def test_a_section_too_long_is_read_by_rules_alone(size: int, asked: int, codes: list[str]) -> None:
    silent = _Silent()
    body = _CITED.rjust(size, "水")
    text = f"河道养护经费情况说明\n一、项目概述\n养护河道。\n二、立项依据\n{body}\n"
    found = extract(text.encode(), learned=Learned(open_tokens=lambda: silent))
    assert [problem.code for problem in found.problems] == codes
    assert [each.title for each in found.projects[0].citations] == ["上海市河道管理条例"]
    assert len(silent.asked) == asked


@pytest.mark.parametrize("mode", ["rules", "model", "both"])
def test_what_rules_read_in_a_section_too_long_counts(mode: Mode) -> None:
    long = "444万元。" + "水" * MOST_CHARACTERS
    text = f"河道养护经费情况说明\n一、立项依据\n{_CITED}\n二、年度预算安排\n{long}\n"
    analysis = analyse(text.encode(), learned=Learned(open_tokens=_Silent, mode=mode))
    budget = analysis.disclosure.projects[0].fields["narrative_budget"]
    assert budget.value == "4440000.00"
    assert [each for each in analysis.disagreements if each.label == "AMOUNT_YEAR"] == []
