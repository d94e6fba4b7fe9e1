"""Works found by id, number and name."""

from __future__ import annotations

from dataclasses import replace

from extraction.registry import Alias, Carrier
from service.registry.reconciling.shelf import Shelf
from tests.service.registry.invented import work

_RULE = replace(
    work("云州市绿地养护办法", "云园〔2018〕3号"),
    aliases=(Alias("云州市绿地管护办法", "other_name", "甲"), Alias("办法", "short_name", "甲")),
    carriers=(Carrier("关于印发〈云州市绿地养护办法〉的通知", "甲", "云府〔2018〕9号"),),
)


def test_a_work_is_found_by_all_that_it_is_known_by() -> None:
    shelf = Shelf([_RULE, work("云州市献血条例")])
    for offered in (
        work("另一标题的文件", key=_RULE.id),
        work("另一标题的文件", "云园[2018]03号"),
        work("另一标题的文件", "云府〔2018〕9号"),
        work("云州市绿地养护办法（试行）"),
        work("云州市绿地管护办法"),
        work("云州市园林局关于印发〈云州市绿地养护办法〉的通知"),
    ):
        assert shelf.like(offered) == [_RULE]
    assert shelf.like(work("办法")) == [], "a short name names no work"


def test_a_work_that_grew_is_found_by_its_new_number_and_once() -> None:
    shelf = Shelf([_RULE])
    grown = replace(_RULE, versions=work("云州市绿地养护办法", "云园〔2022〕1号").versions)
    shelf.put(grown)
    assert shelf.like(work("云州市绿地养护办法", "云园〔2022〕1号")) == [grown]
    assert len(shelf) == 1
    assert shelf.get(_RULE.id) == grown
