"""Cases: split by work, the same for a seed, and truths that hold of the registry."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from extraction.registry import Work
from training_data.citations.cases import (
    CLEAN,
    WEIGHTS,
    LinkCase,
    cited,
    found_in,
    make_cases,
    split_works,
)
from training_data.citations.corruptions import MEASURED
from training_data.citations.truths import Registered
from training_data.citations.works import synthesise_works

_SEED, _SHARE = 3, 0.2


@cache
def _works() -> tuple[Work, ...]:
    return tuple(synthesise_works(4000, seed=21))


@cache
def _cases() -> tuple[LinkCase, ...]:
    return tuple(make_cases(_works(), seed=_SEED, held_out_share=_SHARE, per_work=2))


@cache
def _split() -> tuple[frozenset[str], frozenset[str]]:
    registered, held_out = split_works(_works(), seed=_SEED, held_out_share=_SHARE)
    return frozenset(work.id for work in registered), frozenset(work.id for work in held_out)


def test_the_same_seed_gives_the_same_cases() -> None:
    again = tuple(make_cases(_works(), seed=_SEED, held_out_share=_SHARE, per_work=2))
    assert again == _cases()


def test_works_are_split_once_for_all_their_citations() -> None:
    registered, held_out = _split()
    assert registered | held_out == {work.id for work in _works()}
    assert not registered & held_out
    assert 0.17 < len(held_out) / len(_works()) < 0.23


def test_a_works_side_does_not_hang_on_the_others() -> None:
    registered, _ = split_works(_works()[:100], seed=_SEED, held_out_share=_SHARE)
    assert {work.id for work in registered} == _split()[0] & {work.id for work in _works()[:100]}


@pytest.mark.parametrize("share", [-0.1, 1.0])
def test_no_share(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        split_works(_works(), seed=1, held_out_share=share)


def test_truths_are_of_the_registry() -> None:
    registered, held_out = _split()
    for case in _cases():
        truth = case.truth
        if truth.status == "linked":
            assert truth.work_id in registered
            assert truth.work_id == case.meant
            assert truth.version_id is None or truth.version_id.startswith(case.meant)
        else:
            assert truth.work_id is None
            assert truth.version_id is None
        assert set(truth.candidates) <= registered
        if truth.status in ("ambiguous", "conflict"):
            assert len(truth.candidates) >= 2
            assert case.meant in truth.candidates
        if case.meant in held_out:
            assert truth.status == "unknown"


def test_no_corruption_gives_another_registered_title() -> None:
    registered, _ = split_works(_works(), seed=_SEED, held_out_share=_SHARE)
    registry = Registered(registered)
    for case in _cases():
        if case.corruption in (CLEAN, "draft") or case.citation.title is None:
            continue
        titled = registry.titled(case.citation.title)
        assert not titled or case.meant in titled


def test_a_clean_unknown_is_not_another_works_print() -> None:
    registered, _ = split_works(_works(), seed=_SEED, held_out_share=_SHARE)
    registry = Registered(registered)
    unknown = [case for case in _cases() if case.truth.status == "unknown"]
    assert len(unknown) > 500
    for case in unknown:
        if case.corruption == CLEAN and case.citation.doc_number:
            assert not registry.numbered(case.citation.doc_number)


def test_all_prints_and_truths_occur() -> None:
    counts = Counter(case.corruption for case in _cases())
    assert set(counts) == set(WEIGHTS)
    assert 0.25 < counts[CLEAN] / len(_cases()) < 0.5
    statuses = Counter(case.truth.status for case in _cases())
    assert set(statuses) == {"linked", "unknown", "conflict", "ambiguous"}
    assert statuses["linked"] > len(_cases()) / 2


@pytest.mark.parametrize("name", MEASURED)
def test_one_corruption_alone(name: str) -> None:
    cases = list(make_cases(_works()[:800], seed=5, prints={name: 1}))
    assert len(cases) > 200
    assert {case.corruption for case in cases} == {name}


def test_an_unknown_corruption_is_refused() -> None:
    with pytest.raises(KeyError, match="no corruption rust"):
        next(make_cases(_works()[:10], seed=5, prints={"rust": 1}))


def test_drafts_are_never_linked() -> None:
    drafts = [case for case in _cases() if case.corruption == "draft"]
    assert drafts
    assert {case.truth.status for case in drafts} == {"unknown"}


def test_the_citing_body_is_most_often_of_the_works_place() -> None:
    places = {work.id: work.place for work in _works()}
    local = [case for case in _cases() if places[case.meant]]
    within = [
        case for case in local if case.place and case.place.startswith(places[case.meant] or "")
    ]
    assert 0.75 < len(within) / len(local) < 0.9
    assert any(case.place is None for case in local)


def test_what_the_finder_finds_is_what_is_cited() -> None:
    clean = [case for case in _cases() if case.corruption == CLEAN and case.citation.title][:300]
    same = 0
    for case in clean:
        expected, found = cited(case), found_in(case)
        same += len(found) == 1 and (found[0].title, found[0].doc_number, found[0].version) == (
            expected.title,
            expected.doc_number,
            expected.version,
        )
    assert same >= 0.97 * len(clean)
