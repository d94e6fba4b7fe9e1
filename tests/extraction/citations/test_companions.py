"""The second instrument of 《X》及其实施细则."""

from __future__ import annotations

import pytest

from extraction.citations import Companion, find_cited


def _companions(text: str) -> list[Companion | None]:
    cited = find_cited(text, start=0, end=len(text), section="basis")
    return [each.companion for each in cited]


@pytest.mark.parametrize(
    ("text", "title", "words", "article", "why"),
    [
        ("《某法》及其实施条例", "某法实施条例", "实施条例", None, "a law and its regulation"),
        (
            "《某法》及实施条例第五条",
            "某法实施条例",
            "实施条例",
            "第五条",
            "其 left out, an article",
        ),
        ("《某条例》和实施细则", "某条例实施细则", "实施细则", None, "和"),
        ("《某法》以及其实施办法", "某法实施办法", "实施办法", None, "以及"),
        (
            "《绿地办法（试行）》（松绿〔2020〕1号）第三条及其实施细则",
            "绿地办法实施细则",
            "实施细则",
            None,
            "behind number and article; 试行 is the first one's",
        ),
        ("《某法》及其配套文件", None, "配套文件", None, "no name can be built"),
        ("《关于绿地的通知》及其实施细则", None, "实施细则", None, "nor behind a notice"),
        (
            "《某法》及其\n实施\n条例",
            "某法实施条例",
            "实施\n条例",
            None,
            "over line ends, as printed",
        ),
    ],
)
def test_second_instrument(
    text: str, title: str | None, words: str, article: str | None, why: str
) -> None:
    (companion,) = _companions(text)
    assert companion is not None, why
    assert (companion.title, companion.text, companion.article) == (title, words, article), why
    assert text[companion.start : companion.end] == words


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("《某法》及其他规定", "其他"),
        ("《某法》及其有关规定", "any rules"),
        ("《某法》和实施方案", "和 without 其 before a plan of one's own"),
        ("《某法》的实施条例", "的"),
        ("按松绿〔2020〕1号及其实施细则", "a number without a title"),
    ],
)
def test_no_second_instrument(text: str, why: str) -> None:
    assert _companions(text) == [None], why


def test_it_belongs_to_the_title_that_it_follows() -> None:
    assert [
        companion.title if companion else None
        for companion in _companions("《甲法》、《乙法》及其实施条例、《丙法实施条例》")
    ] == [None, "乙法实施条例", None]
