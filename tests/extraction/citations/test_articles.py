"""Articles right after a title or number."""

from __future__ import annotations

import pytest

from extraction.citations.articles import find_article, is_article


@pytest.mark.parametrize(
    ("text", "article", "why"),
    [
        ("第四条规定", "第四条", "one article"),
        ("第12条", "第12条", "Arabic"),
        ("第八条第一款", "第八条第一款", "a paragraph"),
        ("第六条第（二）项", "第六条第（二）项", "an item in brackets"),
        ("第六条第一款第（二）、（三）项", "第六条第一款第（二）、（三）项", "two items"),
        ("第四条、第五条和第九条", "第四条、第五条和第九条", "several in a row"),
        ("第四条至第六条", "第四条至第六条", "a range"),
        ("第十二、十三条", "第十二、十三条", "several under one 第"),
        ("第二章第六条", "第二章第六条", "with its chapter"),
        ("第一百二十条之一", "第一百二十条之一", "inserted"),
        ("中第六条", "第六条", "中 is skipped"),
        ("的第六条", "第六条", "的 is skipped"),
        ("第六次会议", None, "a count"),
        ("六条", None, "no 第"),
        ("，第六条", None, "not right after"),
    ],
)
def test_find_article(text: str, article: str | None, why: str) -> None:
    span = find_article(text, 0)
    assert (text[slice(*span)] if span else None) == article, why


def test_is_article_wants_nothing_else() -> None:
    assert is_article("第四条")
    assert not is_article("第四条规定")
    assert not is_article("")
