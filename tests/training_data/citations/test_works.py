"""Synthetic registries: the same for a seed, whole records, diverse, with hard families."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from functools import cache
from itertools import islice

import pytest

from extraction.citations import normalise_doc_number, normalise_title
from extraction.registry import Work
from training_data.citations.bodies import place_named, places, short_names
from training_data.citations.titles import five_years
from training_data.citations.works import FIRST_YEAR, LAST_YEAR, synthesise_works


@cache
def _works() -> tuple[Work, ...]:
    return tuple(synthesise_works(5000, seed=11))


def test_the_same_seed_gives_the_same_works() -> None:
    assert list(synthesise_works(300, seed=5)) == list(synthesise_works(300, seed=5))
    assert list(synthesise_works(300, seed=5)) != list(synthesise_works(300, seed=6))


def test_a_larger_registry_begins_with_the_smaller() -> None:
    assert list(synthesise_works(50, seed=5)) == list(islice(synthesise_works(5000, seed=5), 50))


def test_none_comes_twice() -> None:
    works = _works()
    assert len(works) == 5000
    assert len({work.id for work in works}) == 5000
    assert len({(work.title, work.issuers[0]) for work in works}) == 5000


def test_a_body_gives_no_number_twice() -> None:
    carried: dict[tuple[str, str], set[str]] = defaultdict(set)
    for work in _works():
        notice = work.carriers[0].title if work.carriers else work.title
        for version in work.versions:
            if version.doc_number:
                carried[work.issuers[0], version.doc_number].add(notice)
    # Two works share a number only where one notice carries both.
    assert {len(notices) for notices in carried.values()} == {1}


def test_records_are_whole() -> None:
    for work in _works():
        assert work.level
        assert work.issuers
        assert work.place is None or place_named(work.place)
        assert [v.id for v in work.versions] == [
            f"{work.id}.{n}" for n in range(1, len(work.versions) + 1)
        ]
        dates = [version.date_issued or "" for version in work.versions]
        assert dates == sorted(dates)
        assert all(FIRST_YEAR <= int(date[:4]) <= LAST_YEAR for date in dates)
        assert all(version.status == "superseded" for version in work.versions[:-1])
        assert all(version.date_repealed for version in work.versions[:-1])


def test_numbers_say_issuer_and_year() -> None:
    for work in _works():
        for version in work.versions:
            number, date = version.doc_number, version.date_issued
            if number and "〔" in number:
                assert date
                assert number.split("〔")[1][:4] == date[:4]
            if number and work.place and "〔" in number and "令" not in number:
                place = place_named(work.place)
                assert place
                assert number.startswith((place.letters, work.issuers[0])), work


def test_titles_and_numbers_are_in_canonical_form() -> None:
    for work in _works():
        assert normalise_title(work.title) == work.title
        for version in work.versions:
            if version.doc_number:
                assert normalise_doc_number(version.doc_number) == version.doc_number


@pytest.mark.parametrize(
    "level",
    ["法律", "行政法规", "部门规章", "地方性法规", "地方政府规章", "规范性文件", "党政联合文件"],
)
def test_all_levels_occur(level: str) -> None:
    assert any(work.level == level for work in _works())


def test_families_hard_to_tell_apart_occur() -> None:
    works = _works()
    places_of: dict[str, set[str | None]] = defaultdict(set)
    for work in works:
        places_of[work.title].add(work.place)
    titles = set(places_of)
    assert sum(len(found) > 1 for found in places_of.values()) > 50, "one title in many places"
    assert any(title.replace("2019", "2020") in titles for title in titles if "2019" in title)
    assert any(f"{title}（试行）" in titles for title in titles)
    assert any(f"{title}实施细则" in titles or f"〈{title}〉实施细则" in titles for title in titles)
    assert any(
        title.replace("管理办法", "管理暂行办法") in titles
        for title in titles
        if "管理办法" in title
    )
    assert any(f"关于转发〈{title}〉的通知" in titles for title in titles)
    assert any(len({v.doc_number for v in work.versions}) > 2 for work in works)
    assert any(version.edition for work in works for version in work.versions)
    assert any(len(work.issuers) > 1 for work in works)
    assert sum(bool(work.carriers) for work in works) > 1000
    issuers: dict[str, set[str]] = defaultdict(set)
    for work in works:
        for version in work.versions:
            if version.doc_number:
                issuers[version.doc_number.split("〔")[0]].add(work.issuers[0])
    assert sum(len(found) > 1 for found in issuers.values()) > 5, "one code, two bodies"


def test_titles_do_not_degenerate() -> None:
    works = _works()
    grams = Counter(work.title[at : at + 3] for work in works for at in range(len(work.title) - 2))
    assert len(grams) > 12_000
    assert grams.most_common(1)[0][1] < len(works) / 2
    assert len({work.place for work in works}) > 500


@pytest.mark.soak
def test_a_million_works_are_distinct_and_soon_made() -> None:
    start = time.process_time()
    ids = {work.id for work in synthesise_works(1_000_000, seed=1)}
    assert len(ids) == 1_000_000
    assert time.process_time() - start < 120


def test_places_have_names_of_their_own() -> None:
    assert len({place.name for place in places()}) == len(places())
    assert len(places()) > 2000


@pytest.mark.parametrize(
    ("issuer", "place", "short"),
    [
        ("上海市松江区人民政府", "上海市松江区", "区政府"),
        ("上海市松江区人民政府", "上海市松江区", "松江区人民政府"),
        ("中共上海市委政法委员会", "上海", "上海市委政法委"),
        ("江苏省人民政府办公厅", "江苏", "江苏省政府办公厅"),
    ],
)
def test_short_names(issuer: str, place: str, short: str) -> None:
    assert short in short_names(issuer, place)


def test_a_province_has_no_bureau_of_finance() -> None:
    assert "江苏省财政局" not in short_names("江苏省财政厅", "江苏")


def test_central_bodies_and_unknown_places_have_no_short_names() -> None:
    assert short_names("财政部", None) == ()
    assert short_names("某处", "某地") == ()


@pytest.mark.parametrize(
    ("year", "plan"),
    [(2005, "十五"), (2006, "十一五"), (2015, "十二五"), (2021, "十四五"), (2026, "十五五")],
)
def test_five_year_plans(year: int, plan: str) -> None:
    assert five_years(year) == plan
