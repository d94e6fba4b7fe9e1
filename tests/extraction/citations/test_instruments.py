"""《X》及其实施细则 is two instruments; other words behind a title are none."""

from __future__ import annotations

import pytest

from extraction.citations import find_citations, find_instruments


@pytest.mark.parametrize(
    ("text", "titles", "reason"),
    [
        ("根据《中华人民共和国档案法》及其实施条例", ["中华人民共和国档案法", "中华人民共和国档案法实施条例"],
         "a law and its regulation"),
        ("按照《某市绿地管理办法》和实施细则第三条", ["某市绿地管理办法", "某市绿地管理办法实施细则"],
         "a rule and its details"),
        ("根据《某市绿地管理办法》及其配套文件", ["某市绿地管理办法"], "no one instrument"),
        ("根据《关于加强绿地养护的通知》及实施细则", ["关于加强绿地养护的通知"],
         "a notice has no rule of that name"),
        ("根据《某市绿地管理办法实施细则》", ["某市绿地管理办法实施细则"], "one title"),
    ],
)  # fmt: skip
def test_the_second_instrument(text: str, titles: list[str], reason: str) -> None:
    found = find_instruments(text, start=0, end=len(text), section="basis")
    assert [citation.title for citation in found] == titles, reason
    assert all(text[each.start : each.end] == each.text for each in found)


def test_it_has_its_own_article_and_says_who_found_it() -> None:
    text = "按照《某市绿地管理办法》及其实施细则第三条，安排经费。"
    first, second = find_instruments(text, start=0, end=len(text), section="basis")
    assert (first.article, second.article) == (None, "第三条")
    assert (second.by, second.text) == ("companion", "实施细则")


def test_without_one_it_is_what_find_citations_finds() -> None:
    text = "根据《某市绿地管理办法》（某府规〔2021〕3号）和某府发〔2020〕5号文件。"
    end = len(text)
    assert find_instruments(text, start=0, end=end, section=None) == find_citations(
        text, start=0, end=end, section=None
    )
