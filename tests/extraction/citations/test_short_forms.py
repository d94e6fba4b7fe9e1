"""Mentions that only repeat a document under its short name."""

from __future__ import annotations

import pytest

from extraction.citations.doc_numbers import find_numbers
from extraction.citations.flatten import flatten
from extraction.citations.mentions import find_mentions, find_titles
from extraction.citations.short_forms import without_short_names


@pytest.mark.parametrize(
    ("text", "kept", "why"),
    [
        ("《绿地办法》（以下简称《甲办法》），《甲办法》", ["绿地办法"], "defined before"),
        ("《甲办法》，《绿地办法》（以下简称《甲办法》）", ["甲办法", "绿地办法"], "defined later"),
        ("《绿地办法》（以下称“《甲办法》”），《甲办法》", ["绿地办法"], "以下称, quoted"),
        ("《通知》和《业务处理办法》", [], "names that say no matter"),
        ("《通知》（松绿〔2020〕1号）", ["通知"], "with a number it is a citation"),
        ("《贷款管理办法》", ["贷款管理办法"], "a matter makes a title"),
    ],
)
def test_short_names_lose_their_rule(text: str, kept: list[str], why: str) -> None:
    flat = flatten(text)
    numbers = find_numbers(flat)
    mentions = find_mentions(flat, find_titles(flat, numbers, None), numbers, None)
    found = without_short_names(flat.text, mentions)
    assert len(found) == len(mentions)
    assert [mention.title.title for mention in found if mention.rule] == kept, why
