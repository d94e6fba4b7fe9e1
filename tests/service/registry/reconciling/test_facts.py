"""When two printed facts are one."""

from __future__ import annotations

import pytest

from service.registry.reconciling.facts import same_date, same_issuers, same_number, same_place


@pytest.mark.parametrize(
    ("one", "other", "same", "reason"),
    [
        (["国务院"], ["中华人民共和国国务院"], True, "two names of one body"),
        (["住房城乡建设部"], ["住房和城乡建设部"], True, "two spellings"),
        (
            ["云州市财政局"],
            ["云州市财政局", "云州市水务局"],
            True,
            "a joint issue named by its lead",
        ),
        (["云州市人民代表大会常务委员会"], ["云州市人大常委会"], True, "shortened as in speech"),
        (["云州市人民政府"], ["云州市政府"], True, "a government, shortened"),
        (["云州市人民政府"], ["云州市人民政府办公室"], False, "a body and its office"),
        ([], ["云州市财政局"], True, "nothing said"),
        (["云州市财政局"], ["云州市水务局"], False, "two bodies"),
        (["甲局", "乙局"], ["乙局", "丙局"], False, "two joint issues"),
        (["甲局", "乙局"], ["甲局乙局"], True, "a joint issue printed as one name"),
    ],
)
def test_issuers(one: list[str], other: list[str], same: bool, reason: str) -> None:
    assert same_issuers(one, other) is same, reason
    assert same_issuers(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same", "reason"),
    [
        ("上海", "上海市", True, "with and without 市"),
        ("上海", "上海市松江区", False, "a city and its district"),
        (None, "上海", True, "not known"),
        ("广西壮族自治区", "广西", True, "a region's long name"),
    ],
)
def test_places(one: str | None, other: str | None, same: bool, reason: str) -> None:
    assert same_place(one, other) is same, reason


@pytest.mark.parametrize(
    ("one", "other", "same", "reason"),
    [
        ("2022", "2022-02-18", True, "as exact as they are"),
        ("2022-02-18", "2022-02-18", True, "equal"),
        ("2022-02-18", "2022-02-19", False, "two days"),
        (None, "2022", True, "not known"),
    ],
)
def test_dates(one: str | None, other: str | None, same: bool, reason: str) -> None:
    assert same_date(one, other) is same, reason


@pytest.mark.parametrize(
    ("one", "other", "same", "reason"),
    [
        ("云财预〔2020〕10号", "云财预[2020]010号", True, "brackets and zeros"),
        ("国令第706号", "国务院令第706号", True, "two names of the body"),
        (
            "云州市财政局令〔2007〕第2号",
            "云州市财政局云州市水务局令〔2007〕第2号",
            True,
            "the lead alone",
        ),
        (
            "云州市水务局令〔2007〕第2号",
            "云州市财政局云州市水务局令〔2007〕第2号",
            False,
            "not the lead",
        ),
        ("云财预〔2020〕10号", "云财预〔2021〕10号", False, "another year"),
        ("云财〔2020〕1号", "云财预〔2020〕1号", False, "codes are not orders"),
    ],
)
def test_numbers(one: str, other: str, same: bool, reason: str) -> None:
    assert same_number(one, other) is same, reason
    assert same_number(other, one) is same
