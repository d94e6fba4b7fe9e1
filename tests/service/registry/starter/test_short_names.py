"""Short titles of the starter registry: each means one work that is there."""

from __future__ import annotations

from collections import Counter

from extraction.registry import Alias, Work, shipped_works
from extraction.registry.entries import cores, entry_of
from extraction.registry.title_keys import title_parts
from service.registry.starter.short_names import common_short_names, with_short_names

_LAW = "中华人民共和国保守国家秘密法"


def _texts(work: Work) -> list[tuple[str, str]]:
    return [(alias.text, alias.kind) for alias in work.aliases]


def test_a_work_gets_its_short_titles_after_its_other_names() -> None:
    work = Work("w", _LAW, "试验", aliases=(Alias("国家秘密法", "other_name", "试验"),))
    found = with_short_names(work)
    assert _texts(found) == [("国家秘密法", "other_name"), ("保密法", "short_name")]
    assert found.aliases[-1].source == "common short title"


def test_a_name_that_is_there_is_not_given_again() -> None:
    work = Work("w", _LAW, "试验", aliases=(Alias("保密法", "other_name", "试验"),))
    assert with_short_names(work) == work


def test_other_works_get_none() -> None:
    for work in (Work("w", "绿地养护条例", "试验"), Work("w", _LAW, "试验", place="上海")):
        assert with_short_names(work) == work


def test_each_short_title_is_of_one_shipped_work_alone() -> None:
    texts = Counter(alias.text for each in common_short_names().values() for alias in each)
    assert 10 <= len(texts) <= 30
    assert set(texts.values()) == {1}
    meant: dict[str, set[str]] = {text: set() for text in texts}
    by_core = {title_parts(text).core: text for text in texts}
    for work in shipped_works():
        for core in cores(entry_of(work)):
            if core in by_core:
                meant[by_core[core]].add(work.title)
    assert meant == {
        alias.text: {title} for title, each in common_short_names().items() for alias in each
    }
