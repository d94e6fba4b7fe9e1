"""Short names: what they stand for, from where on, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.citations import find_citations
from extraction.registry.short_names import short_name_uses, short_names
from extraction.schema import Citation

_PIECES = st.sampled_from(
    [
        *"《》（）()“”、，。 \n",
        "《甲办法》",
        "《乙公告》",
        "（以下简称《办法》）",
        "（以下统称“两个办法”）",
        "，以下简称《办法》，",
        "以下分别简称《甲》《乙》",
        "（松绿〔2020〕1号，以下简称《通知》）",
        "松绿〔2021〕2号",
        "第四条",
        "本《办法》",
        "和",
        "简称",
        "以下称",
    ]
)


def _cited(text: str) -> tuple[Citation, ...]:
    return find_citations(text, start=0, end=len(text), section="plan")


def _in_words(text: str) -> list[tuple[str, list[str | None]]]:
    citations = _cited(text)
    return [
        (each.name, [citations[at].title or citations[at].doc_number for at in each.citations])
        for each in short_names(text, citations)
    ]


@pytest.mark.parametrize(
    ("text", "names", "why"),
    [
        ("《绿地办法》（以下简称《办法》）", [("办法", ["绿地办法"])], "right after the title"),
        (
            "《绿地办法》（松绿〔2020〕1号，以下简称《办法》）第三条",
            [("办法", ["绿地办法"])],
            "in the bracket of the number, an article after it",
        ),
        (
            "《绿地办法》(松绿[2020]1号)(以下简称“办法”)",
            [("办法", ["绿地办法"])],
            "after the bracket of the number, in half width and quotation marks",
        ),
        (
            "《绿地办法》（松绿〔2020〕1号文印发，以下简称《办法》）",
            [("办法", ["绿地办法"])],
            "文印发 between",
        ),
        (
            "《绿地办法（试行）》（见附件，以下简称《办法》）",
            [("办法", ["绿地办法（试行）"])],
            "见附件",
        ),
        ("《绿地办法》，以下简称《办法》，", [("办法", ["绿地办法"])], "without a bracket"),
        ("《绿地条例》（以下简称条例）", [("条例", ["绿地条例"])], "without marks"),
        ("《绿地条例》（以下称《条例》）", [("条例", ["绿地条例"])], "以下称"),
        ("《绿地条例》（下称《条例》）", [("条例", ["绿地条例"])], "下称"),
        ("《绿地条例》（简称《条例》）", [("条例", ["绿地条例"])], "简称 alone, in its bracket"),
        ("《绿地\n办法》（以下\n简称《办\n法》）", [("办法", ["绿地办法"])], "broken over lines"),
        (
            "按某局〔2005〕第26号公告（以下简称《公告》）",
            [("公告", ["某局公告〔2005〕第26号"])],
            "a number without a title",
        ),
        (
            "《甲公告》（某局公告2020年第1号）和《乙公告》（某局公告2020年第2号）（以下统称《公告》）",
            [("公告", ["甲公告", "乙公告"])],
            "统称: one name for two documents",
        ),
        (
            "《甲办法》和《乙细则》（以下简称《细则》）",
            [("细则", ["乙细则"])],
            "简称 names the last alone",
        ),
        (
            "《甲办法》和《乙细则》（以下分别简称《办法》《细则》）",
            [("办法", ["甲办法"]), ("细则", ["乙细则"])],
            "分别: each its own",
        ),
        (
            "《乙细则》（以下分别简称《办法》《细则》）",
            [],
            "two names for one citation: nothing is guessed",
        ),
        (
            "《甲办法》（以下简称《办法》）。《乙办法》（以下简称《办法》）",
            [("办法", ["甲办法"]), ("办法", ["乙办法"])],
            "defined twice",
        ),
        (
            "《甲办法》（松绿〔2020〕1号、松绿〔2021〕2号，以下简称《办法》）",
            [("办法", ["甲办法", "甲办法"])],
            "a title with two numbers is two citations",
        ),
        ("借款人（以下简称借款人）", [], "a party"),
        ("《绿地办法》规定的机构（以下简称机构）", [], "a body that a citation only mentions"),
        ("《绿地办法》。市公积金中心（以下简称中心）", [], "a sentence later"),
        ("以下简称《办法》的绿地办法", [], "no citation before it"),
        ("《绿地办法》（人称办法）", [], "称 alone defines nothing"),
    ],
)
def test_what_a_short_name_stands_for(
    text: str, names: list[tuple[str, list[str]]], why: str
) -> None:
    assert _in_words(text) == names, why


def test_start_is_that_of_the_definition() -> None:
    text = "依据《绿地办法》（松绿〔2020〕1号，以下简称《办法》）"
    (name,) = short_names(text, _cited(text))
    assert text[name.start :].startswith("以下简称")


@pytest.mark.parametrize(
    ("text", "uses", "why"),
    [
        (
            "《绿地办法》（以下简称《办法》），《办法》第三条",
            [("《办法》第三条", "第三条")],
            "with its article",
        ),
        ("《绿地通知》（以下简称《通知》），本《通知》", [("本《通知》", None)], "本"),
        ("《绿地条例》（以下简称“条例”），“条例”第五条", [("“条例”第五条", "第五条")], "quoted"),
        ("《办法》在先。《绿地办法》（以下简称《办法》）", [], "before the definition it is none"),
        (
            "《绿地办法》（以下简称《办法》），《关于落实〈办法〉的意见》",
            [],
            "inside a longer title",
        ),
        ("《绿地办法》，按《办法》执行", [], "never defined"),
    ],
)
def test_where_a_short_name_is_used(
    text: str, uses: list[tuple[str, str | None]], why: str
) -> None:
    names = short_names(text, _cited(text))
    found = short_name_uses(text, names)
    assert [(text[use.start : use.end], use.article) for use in found] == uses, why


def test_a_use_means_the_last_definition_before_it() -> None:
    text = (
        "《甲办法》（以下简称《办法》），《办法》第一条。"
        "《乙办法》（以下简称《办法》），《办法》第二条"
    )
    citations = _cited(text)
    found = short_name_uses(text, short_names(text, citations))
    assert [[citations[at].title for at in use.citations] for use in found] == [
        ["甲办法"],
        ["乙办法"],
    ]


@given(st.lists(_PIECES, max_size=16).map("".join))
def test_every_name_keeps_its_promises(text: str) -> None:
    citations = _cited(text)
    names = short_names(text, citations)
    for name in names:
        assert name.name
        assert not set(name.name) & set("《》“”")
        assert name.citations == tuple(sorted(set(name.citations)))
        assert all(citations[at].start < name.start for at in name.citations)
    for use in short_name_uses(text, names):
        assert use.name in "".join(text[use.start : use.end].split())
        assert any(each.start < use.start and each.name == use.name for each in names)
