"""The body printed before a title or number."""

from __future__ import annotations

import pytest

from extraction.citations.flatten import flatten
from extraction.citations.issuers import find_issuer


@pytest.mark.parametrize(
    ("before", "issuer", "why"),
    [
        ("区财政局", "区财政局", "alone"),
        ("根据区财政局", "区财政局", "根据 is no part"),
        ("根据区财政局联合印发的", "区财政局", "nor is the verb"),
        ("区人大常委会2018年11月22日通过的", "区人大常委会", "nor is a date after it"),
        ("2018年11月区财政局发布的", "区财政局", "nor one before it"),
        ("；2.区财政局", "区财政局", "nor is a list number"),
        ("二、立项依据\n区财政局", "区财政局", "nor is a heading"),
        ("特急区财政局", "区财政局", "nor is an urgency"),
        ("、区财政局", "区财政局", "nor is a separator"),
        ("和区财政局", "区财政局", "nor is 和"),
        ("经区信息委", "区信息委", "nor is 经"),
        ("经信委", "经信委", "经 may open a name"),
        ("市教委、市财政局", "市教委、市财政局", "a list of bodies"),
        ("市教委和市财政局", "市教委和市财政局", "joined by 和"),
        ("加强宣传、市财政局", "市财政局", "a phrase before 、 is dropped"),
        ("省水利厅、农业厅等7部门印发的", "省水利厅、农业厅等7部门", "with their count"),
        ("中央、国家有关部委联合下发的", "中央、国家有关部委", "a group of bodies"),
        ("国家发展和改革委员会", "国家发展和改革委员会", "和 inside a name"),
        ("贵州省水利厅", "贵州省水利厅", "贵 in the name of a province"),
        ("本溪市水务局", "本溪市水务局", "本 in that of a city"),
        ("于都县财政局", "于都县财政局", "于 in that of a county"),
        ("和田地区财政局", "和田地区财政局", "和 at the start of one"),
        ("即墨区财政局", "即墨区财政局", "即 at the start of one"),
        ("省商务厅等13个厅局", "省商务厅等13个厅局", "a count of them"),
        ("贵局", None, "贵 as a pronoun"),
        ("本局", None, "本 as a pronoun"),
        ("上海市", None, "a place"),
        ("国家", None, "the state"),
        ("我局制定了", None, "a pronoun"),
        ("各部门", None, "everybody"),
        ("举办", None, "a verb that ends like a body"),
        ("召开", None, "a verb"),
        ("按我区实际情况的布局", None, "a phrase"),
        ("", None, "nothing"),
    ],
)
def test_find_issuer(before: str, issuer: str | None, why: str) -> None:
    flat = flatten(before)
    span = find_issuer(flat, len(flat.text), 0)
    assert (flat.text[slice(*span)] if span else None) == issuer, why


def test_nothing_before_the_floor_is_looked_at() -> None:
    flat = flatten("区财政局教育局")
    assert find_issuer(flat, 7, 4) == (4, 7)
