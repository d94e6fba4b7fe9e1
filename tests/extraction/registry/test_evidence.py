"""A citation against one entry: what agrees, what differs, what is not said."""

from __future__ import annotations

from typing import Any

import pytest

from extraction.registry.entries import Entry, entry_of
from extraction.registry.evidence import Evidence, compare, prepare
from tests.extraction.registry.small_registry import WORKS

ENTRIES: dict[str, Entry] = {work.id: entry_of(work) for work in WORKS}


def _compare(
    entry: str,
    title: str | None,
    number: str | None = None,
    issuer: str | None = None,
    place: str = "",
    edition: str | None = None,
    codes: tuple[str, ...] = (),
) -> Evidence:
    cited = prepare(title=title, doc_number=number, issuer=issuer, edition=edition, place=place)
    return compare(cited, ENTRIES[entry], issuers_of_code=codes)


@pytest.mark.parametrize(
    ("entry", "number", "relation", "reason"),
    [
        ("notice", "发改高技[2015]第096号", "same", "printed otherwise"),
        ("notice", "发改高技〔2015〕97号", "near", "another serial"),
        ("notice", "发改高技〔2016〕96号", "near", "another year"),
        ("notice", "发改环资〔2015〕96号", "same_count", "another code"),
        ("notice", "沪水务〔2019〕7号", "differs", "another number altogether"),
        ("notice", None, "absent", "none cited"),
        ("law", "主席令第81号", "absent", "none registered"),
        ("carried", "沪松府〔2018〕42号", "same", "version and carrier share it"),
    ],
)
def test_numbers(entry: str, number: str | None, relation: str, reason: str) -> None:
    assert _compare(entry, None, number).number == relation, reason


@pytest.mark.parametrize(
    ("entry", "title", "place", "relation", "reason"),
    [
        ("law", "中华人民共和国湿地养护法", "", "same", "the title"),
        ("law", "湿地养护法", "", "core", "without 中华人民共和国"),
        ("trial", "河道保洁考核办法", "", "core", "without 试行"),
        ("city", "湿地养护条例", "上海市松江区", "local", "with the body's own place put in"),
        ("city", "湿地养护条例", "", "near", "no place is known to be put in"),
        ("carried", "关于印发《松江区水闸信息化项目管理办法》的通知", "", "same", "its carrier"),
        ("two-names", "河长巡查规程", "", "same", "an alias"),
        ("city", "上海市夜间巡护奖励办法", "", "near", "another work"),
        ("city", None, "", "absent", "no title"),
    ],
)
def test_titles(entry: str, title: str | None, place: str, relation: str, reason: str) -> None:
    found = _compare(entry, title, place=place)
    assert found.title == relation, reason
    assert (found.likeness == 1.0) == (relation not in ("near", "absent"))


@pytest.mark.parametrize(
    ("entry", "title", "facts", "reason"),
    [
        ("notice", "关于加强河道视频监控建设联网应工作的若干意见", {"edits": 1, "lost": True, "added": False},
         "one character lost"),
        ("notice", "关于进一步加强河道视频监控建设联网应用工作的若干意见", {"edits": 3, "added": True, "lost": False},
         "a word too many"),
        ("city", "上海市湿地养护办法", {"kind": True, "kind_too": False}, "the kind word alone"),
        ("city", "上海市湿地管理办法", {"kind": False, "kind_too": True}, "the kind word and another"),
        ("rule", "上海市夜间巡护奖励办法2019", {"numerals": True}, "a year too many"),
        ("trial", "河道保洁考核办法", {"trial": True, "draft": False}, "not on trial"),
        ("trial", "河道保洁考核办法（征求意见稿）", {"draft": True}, "a draft"),
        ("city", "湿地养护条例", {"place_alone": True}, "lacks the place and nothing else"),
    ],
)  # fmt: skip
def test_what_differs(entry: str, title: str, facts: dict[str, Any], reason: str) -> None:
    found = _compare(entry, title)
    assert {name: getattr(found, name) for name in facts} == facts, reason


@pytest.mark.parametrize(
    ("entry", "issuer", "relation", "reason"),
    [
        ("trial", "市水务局", "same", "the city's name left out"),
        ("trial", "上海市财政局", "differs", "another body"),
        ("two-names", "上海市财政局", "unknown", "no issuer registered"),
        ("trial", None, "unknown", "none printed"),
    ],
)
def test_issuers(entry: str, issuer: str | None, relation: str, reason: str) -> None:
    assert _compare(entry, None, "沪水务〔2019〕7号", issuer).issuer == relation, reason


def test_the_code_of_a_number_that_is_not_registered() -> None:
    ours = _compare("notice", "某意见", "发改环资〔2020〕1号", codes=("国家发展改革委",))
    theirs = _compare("notice", "某意见", "建房〔2020〕1号", codes=("住房城乡建设部",))
    nobody = _compare("notice", "某意见", "某办〔2020〕1号")
    assert (ours.code, theirs.code, nobody.code) == ("same", "differs", "unknown")


@pytest.mark.parametrize(
    ("entry", "title", "place", "relation", "reason"),
    [
        ("city", "上海市湿地养护条例", "", "same", "both name it"),
        ("city", "北京市湿地养护条例", "", "differs", "another city"),
        (
            "city",
            "中华人民共和国湿地养护条例",
            "上海市",
            "differs",
            "a national title, a city's entry",
        ),
        ("law", "上海市湿地养护法", "", "differs", "a city's title, a national entry"),
        ("law", "湿地养护法", "上海市", "none", "national, and no place named"),
        ("city", "湿地养护规定", "上海市松江区", "here", "the body lies in the entry's place"),
        ("city", "湿地养护规定", "江苏省", "elsewhere", "the body is of another province"),
        ("city", "湿地养护规定", "", "unplaced", "the body's place is not known"),
    ],
)
def test_places(entry: str, title: str, place: str, relation: str, reason: str) -> None:
    assert _compare(entry, title, place=place).place == relation, reason


@pytest.mark.parametrize(
    ("edition", "differs", "reason"),
    [
        (None, False, "none cited"),
        ("试行", False, "a trial is no edition"),
        ("2017年修订", False, "the year of a version"),
        ("2012版", True, "no version of that year"),
    ],
)
def test_editions(edition: str | None, differs: bool, reason: str) -> None:
    assert _compare("old-and-new", "应收水费登记办法", edition=edition).edition is differs, reason
