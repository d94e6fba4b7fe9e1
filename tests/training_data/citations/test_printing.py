"""Clean prints: every way occurs, and each goes back to the work by its normal forms."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from extraction.citations import find_citations, normalise_doc_number, normalise_title
from extraction.registry import Alias, Carrier, Version, Work
from training_data.citations.printing import PrintedCitation, bare_title, print_citation
from training_data.citations.truths import names_of, plain
from training_data.citations.works import synthesise_works

_VERSION = Version("r1.1", "synthetic", "沪泾水规〔2021〕6号", "2021版")
_NOTICE = Carrier("关于印发〈东泾区河道保洁办法〉的通知", "synthetic", "沪泾水规〔2021〕6号")
_RULE = Work(
    "r1",
    "东泾区河道保洁办法",
    "synthetic",
    "规范性文件",
    ("东泾区水务局",),
    versions=(_VERSION,),
    carriers=(_NOTICE,),
)
_LAW = Work(
    "r2",
    "中华人民共和国灯塔管理法",
    "synthetic",
    "法律",
    ("全国人民代表大会常务委员会",),
    versions=(Version("r2.1", "synthetic"),),
    aliases=(Alias("灯塔管理法", "short_name", "synthetic"),),
)


def _prints(work: Work) -> tuple[PrintedCitation, ...]:
    rng = random.Random(1)
    return tuple(print_citation(work, work.versions[-1], rng=rng) for _ in range(400))


@pytest.mark.parametrize(
    ("work", "title"),
    [
        (_RULE, "东泾区河道保洁办法"),
        (_RULE, "东泾区河道保洁办法（2021版）"),
        (_RULE, "关于印发〈东泾区河道保洁办法〉的通知"),
        (_RULE, "关于印发《东泾区河道保洁办法》的通知"),
        (_RULE, "关于印发<东泾区河道保洁办法>的通知"),
        (_RULE, "东泾区水务局关于印发〈东泾区河道保洁办法〉的通知"),
        (_RULE, None),
        (_LAW, "中华人民共和国灯塔管理法"),
        (_LAW, "灯塔管理法"),
    ],
)
def test_every_name_is_printed(work: Work, title: str | None) -> None:
    assert title in {printed.title for printed in _prints(work)}


def test_every_combination_of_parts_is_printed() -> None:
    kinds = Counter(printed.kind for printed in _prints(_RULE))
    assert set(kinds) == {"title", "number", "title_number", "issuer_title", "issuer_number", "all"}
    assert kinds["title"] + kinds["title_number"] > len(_prints(_RULE)) / 2


def test_parts_are_as_the_kind_says() -> None:
    for printed in (*_prints(_RULE), *_prints(_LAW)):
        named = printed.kind in ("issuer_title", "issuer_number", "all")
        numbered = "number" in printed.kind or printed.kind == "all"
        assert (printed.issuer is not None) == named
        assert (printed.doc_number is not None) == numbered
        assert (printed.title is None) == (printed.kind in ("number", "issuer_number"))
        assert printed.prefix in (printed.title or "")


def test_a_law_without_number_is_never_printed_with_one() -> None:
    assert {printed.kind for printed in _prints(_LAW)} == {"title", "issuer_title"}


def test_clean_prints_go_back_to_their_work() -> None:
    rng = random.Random(4)
    for work in synthesise_works(2000, seed=8):
        for version in work.versions:
            printed = print_citation(work, version, rng=rng)
            if printed.title is not None:
                assert plain(normalise_title(printed.title)) in names_of(work)
            if printed.doc_number is not None:
                assert normalise_doc_number(printed.doc_number) == version.doc_number


def test_the_finder_reads_clean_prints() -> None:
    rng = random.Random(4)
    wrong = 0
    for work in synthesise_works(300, seed=8):
        printed = print_citation(work, work.versions[-1], rng=rng)
        text = f"根据{printed.text}，安排经费。"
        found = find_citations(text, start=0, end=len(text), section="basis")
        wrong += len(found) != 1 or (found[0].title is None) != (printed.title is None)
    assert wrong < 9


def test_the_issuer_is_taken_off_a_title() -> None:
    work = Work("r3", "某局关于规范灯塔的通知", "synthetic", issuers=("某局",))
    assert bare_title(work) == "关于规范灯塔的通知"
    assert bare_title(_LAW) == _LAW.title
