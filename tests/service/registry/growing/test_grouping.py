"""Which citations mean one regulation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.registry.growing.grouping import Cited, commonest, group, identity_of

SHARED_CODES = {"建房": ("住房城乡建设部", "云州市住建局"), "云水": ("云州市水务局",)}


def issuers_of(code: str) -> tuple[str, ...]:
    return SHARED_CODES.get(code, ())


def cited(
    title: str | None,
    number: str | None = None,
    issuer: str | None = None,
    place: str = "上海市松江区",
) -> Cited:
    return Cited(title, number, issuer, place)


def groups(*citations: Cited) -> list[tuple[int, ...]]:
    return sorted(each.members for each in group(citations, issuers_of=issuers_of))


TOGETHER = [
    (
        "one document that two districts cite, and nothing says whose it is",
        cited("关于进一步加强河道养护工作的意见"),
        cited("关于进一步加强河道养护工作的意见", place="上海市普陀区"),
    ),
    (
        "one district cites it with the number, another without",
        cited("关于进一步加强河道养护工作的意见", "沪水〔2020〕1号"),
        cited("关于进一步加强河道养护工作的意见", place="上海市普陀区"),
    ),
    (
        "one title under one number, though several bodies issue under the code",
        cited("房屋管理办法", "建房〔2020〕1号", place="云州市"),
        cited("房屋管理办法", "建房〔2020〕1号", place="上海市"),
    ),
    (
        "the number in two prints",
        cited("河道办法", "沪水〔2020〕1号"),
        cited("河道办法", "沪水[2020]第01号"),
    ),
    ("a number alone", cited("河道养护办法", "沪水〔2020〕1号"), cited(None, "沪水〔2020〕1号")),
    ("a rule and its notice", cited("河道养护办法"), cited("关于印发〈河道养护办法〉的通知")),
    ("on trial", cited("河道养护办法"), cited("河道养护办法（试行）")),
    ("本区 said in full", cited("本区河道养护办法"), cited("上海市松江区河道养护办法")),
    (
        "本市 said in full",
        cited("本市河道养护办法"),
        cited("上海市河道养护办法", place="上海市普陀区"),
    ),
    (
        "松江区 said in full",
        cited("松江区河道养护办法"),
        cited("上海市松江区河道养护办法", place=""),
    ),
    ("上海 for 上海市", cited("上海河道养护办法"), cited("上海市河道养护办法")),
    (
        "a dropped character",
        cited("关于加强公共绿地养护工作的意见"),
        cited("关于加强公共绿地养护作的意见"),
    ),
    (
        "the same title, once without the number",
        cited("河道养护工作的意见", "沪水〔2020〕1号"),
        cited("河道养护工作的意见"),
    ),
    (
        "a law, cited in two districts",
        cited("河道保护法"),
        cited("中华人民共和国河道保护法", place="上海市普陀区"),
    ),
    (
        "an issuer in two forms",
        cited("关于河道养护的通知", issuer="上海市水务局"),
        cited("关于河道养护的通知", issuer="市水务局"),
    ),
]
APART = [
    (
        "two numbers",
        cited("河道养护办法", "沪水〔2020〕1号"),
        cited("河道养护办法", "沪水〔2021〕1号"),
    ),
    (
        "a number with two unlike titles",
        cited("河道养护办法", "沪水〔2020〕1号"),
        cited("医院评审标准", "沪水〔2020〕1号"),
    ),
    ("two years", cited("2020年河道养护工作要点"), cited("2021年河道养护工作要点")),
    (
        "two batches",
        cited("关于公布第三批河道养护名录的通知"),
        cited("关于公布第四批河道养护名录的通知"),
    ),
    (
        "two kinds",
        cited("上海市松江区河道养护工作实施办法"),
        cited("上海市松江区河道养护工作实施意见"),
    ),
    (
        "two districts' own",
        cited("本区河道养护办法"),
        cited("本区河道养护办法", place="上海市普陀区"),
    ),
    (
        "what two districts wrote for themselves",
        cited("2025年河道养护工作要点"),
        cited("2025年河道养护工作要点", place="上海市普陀区"),
    ),
    (
        "the number alone of a code that two bodies share, in two cities",
        cited(None, "建房〔2020〕1号", place="云州市"),
        cited(None, "建房〔2020〕1号", place="上海市"),
    ),
    (
        "two matters under the number of a code that two bodies share",
        cited("房屋管理办法", "建房〔2020〕1号", place="云州市"),
        cited("物业招标投标细则", "建房〔2020〕1号", place="上海市"),
    ),
    (
        "the city's and the district's",
        cited("上海市河道养护办法"),
        cited("上海市松江区河道养护办法"),
    ),
    ("a draft", cited("河道养护办法"), cited("河道养护办法（征求意见稿）")),
    (
        "two issuers",
        cited("关于河道养护的通知", issuer="上海市水务局"),
        cited("关于河道养护的通知", issuer="上海市财政局"),
    ),
    (
        "a telling character",
        cited("关于加强市级公共绿地养护工作的意见"),
        cited("关于加强区级公共绿地养护工作的意见"),
    ),
]


@pytest.mark.parametrize(
    ("one", "other"), [row[1:] for row in TOGETHER], ids=[r[0] for r in TOGETHER]
)
def test_what_is_one_regulation_falls_together(one: Cited, other: Cited) -> None:
    assert groups(one, other) == [(0, 1)]


@pytest.mark.parametrize(
    ("one", "other"), [row[1:] for row in APART], ids=[row[0] for row in APART]
)
def test_what_may_be_another_stays_apart(one: Cited, other: Cited) -> None:
    assert groups(one, other) == [(0,), (1,)]


def test_a_title_that_has_two_numbers_goes_with_neither_without_one() -> None:
    title = "河道养护工作的意见"
    found = groups(cited(title, "沪水〔2020〕1号"), cited(title, "沪水〔2021〕1号"), cited(title))
    assert found == [(0,), (1,), (2,)]


@pytest.mark.parametrize("title", ["通知", "实施细则", "办法"])
def test_a_title_that_names_nothing_is_in_no_group(title: str) -> None:
    assert group([cited(title)], issuers_of=issuers_of) == ()
    assert identity_of(cited(title), issuers_of) is None


def test_a_title_that_names_nothing_with_a_number_is_that_number() -> None:
    assert groups(cited("通知", "沪水〔2020〕1号"), cited(None, "沪水〔2020〕1号")) == [(0, 1)]


@pytest.mark.parametrize(
    ("citation", "place"),
    [
        (cited("松江区河道养护办法"), "上海市松江区"),
        (cited("本市河道养护办法"), "上海市"),
        (cited("市水务局河道养护工作要点"), "上海市"),
        (cited("河道养护工作的意见", issuer="国务院办公厅"), None),
        (cited("河道养护工作的意见"), None),  # who cites it does not say whose it is
        (cited("河道养护工作要点"), "上海市松江区"),  # but who cites a plan of its own does
        (cited("河道养护工作的意见", "沪水〔2020〕1号"), None),  # a city's or a district's
        (cited("河道养护工作的意见", "云水〔2020〕1号"), "云州市"),  # by the code's issuer
        (cited("河道保护法"), None),
    ],
)
def test_the_place_is_what_is_said(citation: Cited, place: str | None) -> None:
    (found,) = group([citation], issuers_of=issuers_of)
    assert found.place == place


@given(st.permutations([citation for row in (*TOGETHER, *APART) for citation in row[1:]]))
def test_the_order_makes_no_difference(citations: list[Cited]) -> None:
    found = group(citations, issuers_of=issuers_of)
    named = {
        frozenset(each.identities): sorted(repr(citations[at]) for at in each.members)
        for each in found
    }
    first = [citation for row in (*TOGETHER, *APART) for citation in row[1:]]
    expected = {
        frozenset(each.identities): sorted(repr(first[at]) for at in each.members)
        for each in group(first, issuers_of=issuers_of)
    }
    assert named == expected
    assert sorted(at for each in found for at in each.members) == list(range(len(citations)))


def test_the_identity_of_a_member_is_among_its_group_s() -> None:
    citations = [citation for row in TOGETHER for citation in row[1:]]
    for each in group(citations, issuers_of=issuers_of):
        members = {identity_of(citations[at], issuers_of) for at in each.members}
        assert members == set(each.identities)


def test_the_commonest_text() -> None:
    assert commonest([]) is None
    assert commonest(["乙", "甲乙", "丙"]) == "甲乙"
    assert commonest(["乙", "丙"]) == "丙"
