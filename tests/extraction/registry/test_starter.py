"""The starter registry that ships holds what it says."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import get_args

import pytest

from extraction.citations import normalise_doc_number
from extraction.registry import IssuerCode, Work, number_key, read_codes, read_works
from extraction.registry.regulations import Level
from extraction.values.dates import parse_date

_FOLDER = files("extraction.registry").joinpath("starter")
_YEAR = re.compile(r"〔(\d{4})〕")


def _lines(name: str) -> list[str]:
    return _FOLDER.joinpath(name).read_text("utf-8").splitlines()


@cache
def _works() -> tuple[Work, ...]:
    return tuple(read_works(_lines("works.jsonl")))


@cache
def _codes() -> tuple[IssuerCode, ...]:
    return tuple(read_codes(_lines("issuer_codes.jsonl")))


def test_it_has_the_size_that_was_chosen() -> None:
    assert 3_000 <= len(_works()) <= 5_500
    assert sum(len(line.encode()) + 1 for line in _lines("works.jsonl")) < 3_000_000


def test_works_are_sorted_and_ids_are_unique() -> None:
    ids = [work.id for work in _works()]
    assert ids == sorted(set(ids))
    versions = [version.id for work in _works() for version in work.versions]
    assert len(versions) == len(set(versions))
    assert all(
        version.id == f"{work.id}.{at}"
        for work in _works()
        for at, version in enumerate(work.versions, 1)
    )


def test_every_record_names_its_source() -> None:
    for work in _works():
        assert work.source
        assert all(version.source for version in work.versions)
        assert all(carrier.source for carrier in work.carriers)
        assert all(alias.source for alias in work.aliases)
    assert all(issuer.source and issuer.name for code in _codes() for issuer in code.issuers)


def test_titles_are_whole_and_in_the_form_of_the_output() -> None:
    for work in _works():
        assert work.title == work.title.strip("《》 "), work.title
        assert work.title.count("〈") == work.title.count("〉"), work.title
        assert not re.search(r"[<>\s]", work.title), work.title
    assert {work.level for work in _works()} <= {None, *get_args(Level)}


@pytest.mark.parametrize("field", ["date_issued", "date_effective", "date_repealed"])
def test_dates_are_dates(field: str) -> None:
    for work in _works():
        for version in work.versions:
            day = getattr(version, field)
            assert day is None or parse_date(day) == day, work.title


def test_no_version_is_in_force_before_it_was_issued() -> None:
    for work in _works():
        for version in work.versions:
            issued, effective = version.date_issued, version.date_effective
            assert not issued or not effective or issued <= effective, work.title


def test_versions_stand_in_the_order_of_their_dates() -> None:
    for work in _works():
        dated = [version.date_issued for version in work.versions if version.date_issued]
        assert dated == sorted(dated), work.title
        assert all(version.status != "in_force" for version in work.versions[:-1]), work.title


def test_numbers_are_in_normal_form_and_agree_with_their_dates() -> None:
    for work in _works():
        for version in work.versions:
            number = version.doc_number
            if number is None:
                continue
            assert number_key(number), work.title
            assert normalise_doc_number(number) in (number, None), work.title
            year = _YEAR.search(number)
            if year and version.date_issued:
                assert version.date_issued.startswith(year[1]), (work.title, number)


def test_a_number_is_one_works_or_shared_by_a_notice_and_its_rule() -> None:
    counted = Counter(
        version.doc_number for work in _works() for version in work.versions if version.doc_number
    )
    assert {number for number, count in counted.items() if count > 1} == set()


def test_no_draft_is_in_force() -> None:
    for work in _works():
        if re.search("征求意见稿|送审稿", work.title):
            assert all(version.status != "in_force" for version in work.versions), work.title


def test_redirects_lead_from_ids_that_are_no_works_to_works() -> None:
    ids = {work.id for work in _works()}
    rows = [json.loads(line) for line in _lines("redirects.jsonl")]
    assert rows
    assert all(row["old"] not in ids and row["work"] in ids for row in rows)


def test_codes_are_sorted_and_have_issuers() -> None:
    codes = [code.code for code in _codes()]
    assert codes == sorted(set(codes))
    assert all(code.issuers for code in _codes())


def test_well_known_facts() -> None:
    by_title = {work.title: work for work in _works()}
    drugs = by_title["上海市禁毒条例"]
    assert [version.date_issued for version in drugs.versions] == ["2015-12-30", "2022-02-18"]
    assert drugs.versions[-1].status == "in_force"
    agents = by_title["专利代理条例"]
    assert [version.doc_number for version in agents.versions] == ["国务院令第76号", "国令第706号"]
    cameras = by_title["关于加强公共安全视频监控建设联网应用工作的若干意见"]
    assert cameras.versions[0].doc_number == "发改高技〔2015〕996号"
    by_code = {code.code: code for code in _codes()}
    assert by_code["发改高技"].issuers[0].name == "国家发展改革委"
    assert by_code["建房"].ambiguous
