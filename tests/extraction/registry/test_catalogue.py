"""The registry in memory: by number, by core, by likeness; packed and unpacked."""

from __future__ import annotations

from extraction.registry import Catalogue, Version, Work
from extraction.registry.title_keys import core_of
from tests.extraction.registry.small_registry import WORKS, catalogue


def test_every_work_is_found_by_its_id_number_and_name() -> None:
    found = catalogue()
    assert len(found) == len(WORKS)
    for row, work in enumerate(WORKS):
        assert found.row_of(work.id) == row
        entry = found.entry(row)
        assert (entry.id, entry.title, entry.issuers) == (work.id, work.title, work.issuers)
        assert all(row in found.by_number(number) for number in entry.numbers)
        assert row in found.by_core(core_of(work.title))


def test_what_is_not_there_is_not_found() -> None:
    found = catalogue()
    assert found.row_of("nobody") is None
    assert found.by_number("沪松府|2018|43") == []
    assert found.by_core("某市从未有过的办法") == []


def test_names_that_look_alike() -> None:
    found = catalogue()
    alike = found.alike("关于加强河道视频监控联网应用工作若干意见", 3)
    assert found.entry(alike[0]).id == "notice" or "notice" in {found.entry(r).id for r in alike}


def test_iterating_gives_every_entry_in_order() -> None:
    assert [entry.id for entry in catalogue()] == [work.id for work in WORKS]


def test_an_empty_registry_finds_nothing() -> None:
    empty = Catalogue(())
    assert len(empty) == 0
    assert empty.by_number("a|1|1") == []
    assert empty.by_core("某办法") == []
    assert empty.alike("某市献血办法", 5) == []


def test_entries_beyond_the_kept_ones_are_unpacked_again() -> None:
    works = [
        Work(
            f"w{n}",
            f"某市第{n}号水库管理办法",
            "invented",
            versions=(Version(f"w{n}.1", "invented"),),
        )
        for n in range(20_050)
    ]
    found = Catalogue(works)
    assert [found.entry(row).id for row in range(len(works))][-1] == "w20049"
    assert found.entry(0).title == "某市第0号水库管理办法"
