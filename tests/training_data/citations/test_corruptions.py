"""Each corruption harms what it is named for, and nothing else."""

from __future__ import annotations

import random

import pytest

from extraction.citations import normalise_doc_number
from extraction.registry import normal_title, number_key
from training_data.citations.corruptions import CORRUPTIONS, MEASURED, other_number
from training_data.citations.printing import PrintedCitation, print_citation
from training_data.citations.works import synthesise_works

_RULE = PrintedCitation(
    "关于印发〈东泾区河道保洁管理办法（试行）〉的通知",
    "沪泾水规〔2021〕16号",
    "区水务局",
    "all",
    "carrier",
    "东泾区",
)
_PLAIN = PrintedCitation(
    "东泾区河道管理办法", "沪泾水规〔2021〕16号", None, "title_number", "title", "东泾区"
)
_NUMBER = PrintedCitation(None, "沪泾水规〔2021〕16号", None, "number")


def _all(name: str, citation: PrintedCitation) -> set[PrintedCitation]:
    rng = random.Random(7)
    drawn = (CORRUPTIONS[name](citation, rng) for _ in range(200))
    return {printed for printed in drawn if printed is not None}


def _titles(name: str, citation: PrintedCitation = _RULE) -> set[str | None]:
    return {printed.title for printed in _all(name, citation)}


def _numbers(name: str, citation: PrintedCitation = _RULE) -> set[str | None]:
    return {printed.doc_number for printed in _all(name, citation)}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("bracket", "关于印发东泾区河道保洁管理办法（试行）的通知"),
        ("bracket", "关于印发〈东泾区河道保洁管理办法(试行)〉的通知"),
        ("bracket", "关于印发“东泾区河道保洁管理办法（试行）”的通知"),
        ("dropped_character", "关于印发〈东泾区河保洁管理办法（试行）〉的通知"),
        ("missing_prefix", "关于印发〈河道保洁管理办法（试行）〉的通知"),
        ("missing_prefix", "关于印发〈本区河道保洁管理办法（试行）〉的通知"),
        ("wrong_level_word", "关于印发〈东泾区河道保洁管理规定（试行）〉的通知"),
        ("wrong_character", "关于印发〈东泾区河道保洁管里办法（试行）〉的通知"),
        ("word_drift", "关于印发〈东泾区河道保洁监督管理办法（试行）〉的通知"),
        ("dropped_about", "印发〈东泾区河道保洁管理办法（试行）〉的通知"),
        ("dropped_trial", "关于印发〈东泾区河道保洁管理办法〉的通知"),
        ("draft", "关于印发〈东泾区河道保洁管理办法（试行）〉的通知（征求意见稿）"),
    ],
)
def test_title_is_harmed(name: str, title: str) -> None:
    assert title in _titles(name)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("bracket", "沪泾水规[2021]16号"),
        ("bracket", "沪泾水规〔2021]16号"),
        ("bracket", "沪泾水规（2021〕16号"),
        ("number_error", "沪泾水规〔2022〕16号"),
        ("number_error", "沪泾水规〔2021〕61号"),
        ("other_code", "泾沪水规〔2021〕16号"),
    ],
)
def test_number_is_harmed(name: str, number: str) -> None:
    assert number in _numbers(name)


def test_added_trial_needs_a_title_without_brackets() -> None:
    assert _titles("added_trial", _PLAIN) == {"东泾区河道管理办法（试行）"}
    assert not _titles("added_trial")


@pytest.mark.parametrize(
    "name", sorted(set(CORRUPTIONS) - {"bracket", "blank", "number_error", "other_code"})
)
def test_a_number_alone_has_no_title_to_harm(name: str) -> None:
    assert not _all(name, _NUMBER)


@pytest.mark.parametrize("name", ["added_trial", "dropped_trial"])
def test_trial_is_changed_only_where_a_number_says_what_is_meant(name: str) -> None:
    alone = PrintedCitation("东泾区河道管理办法（试行）", None, None, "title")
    assert not _all(name, alone)


def test_a_draft_has_no_number() -> None:
    assert _numbers("draft") == {None}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_what_is_harmed_is_changed_and_the_issuer_stays(name: str) -> None:
    for citation in (_RULE, _PLAIN, _NUMBER):
        for printed in _all(name, citation):
            assert printed != citation
            assert printed.issuer == citation.issuer


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_the_same_draw_gives_the_same_print(name: str) -> None:
    harm = CORRUPTIONS[name]
    assert harm(_RULE, random.Random(3)) == harm(_RULE, random.Random(3))


def test_brackets_and_blanks_leave_the_words() -> None:
    rng = random.Random(2)
    for work in synthesise_works(1500, seed=4):
        clean = print_citation(work, work.versions[-1], rng=rng)
        for name in ("bracket", "blank"):
            printed = CORRUPTIONS[name](clean, rng)
            if printed is None:
                continue
            if clean.title:
                assert normal_title(printed.title or "") == normal_title(clean.title)
            if clean.doc_number:
                assert printed.doc_number
                assert number_key(printed.doc_number) == number_key(clean.doc_number)
                assert normalise_doc_number(printed.doc_number) == clean.doc_number


def test_title_of_one_with_the_number_of_another() -> None:
    other = PrintedCitation(None, "某府规〔2020〕3号", None, "number")
    printed = other_number(_PLAIN, other)
    assert printed
    assert (printed.title, printed.doc_number) == (_PLAIN.title, "某府规〔2020〕3号")
    assert other_number(_NUMBER, other) is None
    assert other_number(_PLAIN, _NUMBER) is None, "its own number"


def test_the_five_measured_ones_are_there() -> None:
    assert set(MEASURED) == {
        "bracket", "blank", "dropped_character", "missing_prefix", "wrong_level_word"
    }  # fmt: skip
