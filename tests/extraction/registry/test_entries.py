"""Works → entries: names, numbers and places taken apart, packed and unpacked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.registry import Alias, Carrier, Version, Work
from extraction.registry.entries import cores, entry_of, pack, unpack

_WORK = Work(
    "r1", "某园管理办法", "试验", "规范性文件", ("上海市园林局",), None,
    (Version("r1.1", "试验", "沪园〔2019〕03号", "2019年版", "2019-01-02"),
     Version("r1.2", "试验", "某无号文件", None, "2022", status="superseded")),
    (Carrier("关于印发〈某园管理办法〉的通知", "试验", "沪园发〔2019〕4号"),),
    (Alias("公园办法", "short_name", "试验"), Alias("某园管理方法", "spelling", "试验")),
)  # fmt: skip


def test_an_entry_has_every_name_and_what_it_is() -> None:
    assert [(name.kind, name.parts.core) for name in entry_of(_WORK).names] == [
        ("title", "某园管理办法"),
        ("short_name", "公园办法"),
        ("spelling", "某园管理方法"),
        ("carrier", "关于印发某园管理办法的通知"),
    ]


def test_cores_are_those_of_all_names_and_of_what_they_carry_each_once() -> None:
    assert cores(entry_of(_WORK)) == (
        "某园管理办法",
        "公园办法",
        "某园管理方法",
        "关于印发某园管理办法的通知",
    )
    notice = Work("r2", "关于印发〈甲园办法〉和〈乙园办法〉的通知", "试验")
    assert cores(entry_of(notice))[1:] == ("甲园办法", "乙园办法")


def test_numbers_are_keys_of_versions_and_carriers() -> None:
    entry = entry_of(_WORK)
    assert entry.numbers == ("沪园|2019|3", "沪园发|2019|4")
    assert [version.number for version in entry.versions] == ["沪园|2019|3", None]
    assert [version.edition for version in entry.versions] == ["2019版", None]


@pytest.mark.parametrize(
    ("work", "place", "reason"),
    [
        (_WORK, "上海市", "its issuer's"),
        (Work("r", "某园办法", "试验", place="上海市松江区"), "上海市松江区", "as registered"),
        (Work("r", "松江区某园办法", "试验", issuers=("财政部",)), "松江区", "its title's"),
        (Work("r", "中华人民共和国公园法", "试验", "法律", ("全国人大常委会",)), "", "national"),
        (Work("r", "某园办法", "试验"), "", "not known"),
    ],
)
def test_a_place(work: Work, place: str, reason: str) -> None:
    assert entry_of(work).place == place, reason


_TITLES = st.text("某市园林绿化办法（试行）《》关于印发的通知2019年版\x00", max_size=16)


@given(
    _TITLES,
    st.lists(_TITLES, max_size=3),
    st.lists(st.tuples(st.none() | st.text(max_size=9), st.none() | st.text(max_size=6)), max_size=3),
    st.lists(st.text(max_size=6), max_size=2),
)  # fmt: skip
def test_an_entry_comes_back(
    title: str, others: list[str], versions: list[tuple[str | None, str | None]], issuers: list[str]
) -> None:
    entry = entry_of(
        Work(
            "r1", title, "试验", issuers=tuple(issuers),
            versions=tuple(
                Version(f"r1.{n}", "试验", number, edition) for n, (number, edition) in enumerate(versions)
            ),
            aliases=tuple(Alias(other, "other_name", "试验") for other in others),
        )
    )  # fmt: skip
    packed = pack(entry)
    assert unpack(packed) == entry
    assert unpack(memoryview(packed)) == entry
