"""Regulations found by what a person types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.registry import Alias, Carrier, RuleRanker
from service.registry.searching import Hit, search
from service.store import Store
from service.store.works import insert_works
from tests.service.registry.disclosed import linker_over
from tests.service.registry.invented import work

RIVERS = replace(
    work("云州市河道养护办法", "云水〔2020〕1号", key="raaaaaaaaaaaa"),
    aliases=(Alias("云州市水面清洁规定", "other_name", "甲表"),),
    carriers=(Carrier("关于印发河道文件的函", "甲表", "云府办〔2020〕9号"),),
)
LAMPS = work("云州市路灯养护实施细则", "云灯〔2021〕2号", key="rbbbbbbbbbbbb")
WORKS = (RIVERS, LAMPS, work("云州市档案条例", key="rcccccccccccc"))


def found(store: Store, text: str, *, limit: int = 10) -> list[Hit]:
    with store.read() as connection:
        return search(connection, linker_over(*WORKS), RuleRanker(), text, limit=limit)


@pytest.fixture(autouse=True)
def filled(store: Store) -> None:
    with store.write() as connection:
        insert_works(connection, WORKS)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("raaaaaaaaaaaa", "登记号一致"),
        ("云水[2020] 第1号", "文号一致"),
        ("云府办〔2020〕9号", "文号一致"),  # its carrier's
        ("云州市河道养护办法", "标题一致"),
        ("云州市水面清洁规定", "标题一致"),
        ("依据《云州市河道养护办法》（云水〔2020〕1号）第四条", "文号一致，标题一致"),
        ("云州市河道养办法", "标题缺“护”字"),
        ("河道养护", "标题含“河道养护”"),
        ("水面清洁", "标题含“水面清洁”"),
        ("印发河道", "标题含“印发河道”"),
    ],
)
def test_the_likeliest_stands_first(store: Store, text: str, why: str) -> None:
    first = found(store, text)[0]
    assert first.work == RIVERS
    assert first.why.startswith(why)
    assert 0.0 <= first.score <= 1.0


def test_a_part_of_several_titles_names_them_all(store: Store) -> None:
    assert {hit.work.id for hit in found(store, "养护")} == {RIVERS.id, LAMPS.id}
    assert len(found(store, "养护", limit=1)) == 1


def test_several_citations_are_all_looked_for(store: Store) -> None:
    hits = found(store, "《云州市河道养护办法》和《云州市档案条例》")
    assert {hit.work.title for hit in hits} == {"云州市河道养护办法", "云州市档案条例"}


@pytest.mark.parametrize("text", ["", "  ", "没有这个", "%", "_", "\0", "《》"])
def test_nothing_is_found_for_what_is_in_no_title(store: Store, text: str) -> None:
    assert found(store, text) == []
