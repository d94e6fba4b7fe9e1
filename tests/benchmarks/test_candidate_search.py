"""Every index answers by the same interface, and the figures are counted right."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks import candidate_search
from benchmarks.candidate_indexes import INDEXES, CandidateIndex
from benchmarks.candidate_search import Slip, report, search_all, slips_of
from benchmarks.postgres_cluster import postgres_programs
from extraction.registry import normal_title
from training_data.citations import synthesise_works

_TITLES = [normal_title(work.title) for work in synthesise_works(300, seed=12)]


@pytest.mark.parametrize("name", INDEXES)
def test_a_title_itself_and_with_a_lost_character_is_found(name: str) -> None:
    if "PostgreSQL" in name and postgres_programs() is None:
        pytest.skip("no PostgreSQL programs (initdb) are installed")
    index = INDEXES[name](_TITLES)
    try:
        for place in (3, 77, 299):
            title = _TITLES[place]
            for asked in (title, title[:6] + title[7:]):
                found = index.search(asked, 10)
                assert title in [_TITLES[each] for each in found]
                assert len(found) <= 10
    finally:
        index.close()


class _Fixed:
    disk_bytes = 7

    def __init__(self) -> None:
        self.closed = False

    def search(self, title: str, k: int) -> list[int]:
        assert title == "x"
        return [0, 1][:k]

    def close(self) -> None:
        self.closed = True


def test_recall_counts_the_title_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[_Fixed] = []

    def fixed(titles: Sequence[str]) -> CandidateIndex:
        assert len(titles) == 3
        made.append(_Fixed())
        return made[-1]

    monkeypatch.setattr(candidate_search, "INDEXES", {"fixed": fixed})
    slips = [Slip("x", "甲办法"), Slip("x", "乙办法"), Slip("x", "丙办法"), Slip("x", "甲办法")]
    found = search_all("fixed", ["甲办法", "乙办法", "丙办法"], slips)
    assert (found.recall, found.titles, found.disk_bytes) == (0.75, 3, 7)
    assert search_all("fixed", ["甲办法", "乙办法", "丙办法"], slips, k=1).recall == 0.5
    assert all(each.closed for each in made)
    assert "0.750" in report([found])[2]


def test_slips_change_words_and_are_the_same_for_a_seed() -> None:
    titles = [work.title for work in synthesise_works(300, seed=12)]
    slips = slips_of(titles, ["上海市"], 50, seed=3)
    assert slips == slips_of(titles, ["上海市"], 50, seed=3)
    assert len(slips) == 50
    assert all(slip.cited != slip.meant for slip in slips)
    assert {slip.meant for slip in slips} <= {normal_title(title) for title in titles}
