"""The words are whole, distinct and what the rest of the project can read."""

from __future__ import annotations

from extraction.citations import normalise_doc_number
from training_data.citations.bodies import bodies_of, national_bodies, places
from training_data.citations.vocabulary import words


def test_every_code_makes_a_number_that_is_read() -> None:
    bodies = [*national_bodies(), *(body for place in places() for body in bodies_of(place)[:3])]
    wrong = {
        code
        for body in bodies
        for code in body.codes
        if normalise_doc_number(f"{code}〔2020〕5号") != f"{code}〔2020〕5号"
    }
    assert not wrong


def test_every_field_has_bodies_and_objects() -> None:
    fields = set(words().objects)
    for bodies in (words().local, words().national):
        assert {body.domain for body in bodies} - {"all"} <= fields
        assert "all" in {body.domain for body in bodies}
    assert sum(map(len, words().objects.values())) >= 400
    for objects in words().objects.values():
        assert len(set(objects)) == len(objects)


def test_lists_are_long_enough_for_a_million_titles() -> None:
    kinds = words().kinds
    assert len(set(kinds.aspects)) >= 60
    assert len({*kinds.rules, *kinds.plans, *kinds.letters, *kinds.yearly}) >= 40


def test_confusions_are_of_other_characters_and_go_both_ways() -> None:
    like = words().confusions.characters
    for character, others in like.items():
        assert character not in others
        assert all(character in like[other] for other in others)


def test_words_of_level_and_drift_are_distinct() -> None:
    for group in (*words().confusions.levels, *words().confusions.drift):
        assert len(set(group)) == len(group) >= 2
