"""The table of settings: what is read, what is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from extraction.errors import UsageError
from service.reference import settings_page
from service.settings import SETTINGS, Settings, load_settings


def test_defaults_hold_where_nothing_is_set() -> None:
    assert load_settings({"PATH": "/bin", "YIJUX": "1"}) == Settings()


def test_every_setting_is_read_from_its_variable() -> None:
    wanted = {
        row.name: row.choices[-1]
        if row.choices
        else "a.db"
        if isinstance(row.default, str)
        else row.default + 1
        for row in SETTINGS
    }
    settings = load_settings({row.environment_name: str(wanted[row.name]) for row in SETTINGS})
    assert {row.name: getattr(settings, row.name) for row in SETTINGS} == wanted


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("YIJU_PARSE_TIMEOUT_SECONDS", "soon"),  # no number
        ("YIJU_PARSE_TIMEOUT_SECONDS", "nan"),  # compares with nothing
        ("YIJU_PARSE_TIMEOUT_SECONDS", "inf"),  # no limit at all
        ("YIJU_PARSE_TIMEOUT_SECONDS", "0.05"),  # just below the least
        ("YIJU_MAX_DOCUMENT_PAGES", "0"),
        ("YIJU_MAX_DOCUMENT_PAGES", "12.5"),  # a page is whole
        ("YIJU_MAX_DOCUMENT_PAGES", ""),
        ("YIJU_WORKER_COUNT", "-1"),
        ("YIJU_OCR", "yes"),  # not one of the choices
        ("YIJU_OCR", ""),
        ("YIJU_MODE", "models"),  # none of its choices
        ("YIJU_MODE", ""),
    ],
)
def test_values_out_of_range_are_refused_by_name(name: str, text: str) -> None:
    with pytest.raises(UsageError, match=name):
        load_settings({name: text})


@pytest.mark.parametrize(
    ("name", "text"), [("YIJU_PARSE_TIMEOUT_SECONDS", "0.1"), ("YIJU_WORKER_COUNT", "0")]
)
def test_the_least_value_is_taken(name: str, text: str) -> None:
    load_settings({name: text})


def test_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UsageError) as caught:
        load_settings({"YIJU_PARSE_TIMEOUT_SECOND": "5"})
    assert "YIJU_PARSE_TIMEOUT_SECOND" in caught.value.found
    assert "YIJU_PARSE_TIMEOUT_SECONDS" in caught.value.hint


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().worker_count = 3  # type: ignore[misc]


def test_every_setting_has_help_that_is_a_sentence() -> None:
    assert all(row.help.endswith(".") for row in SETTINGS)


def test_the_page_in_docs_is_this_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "settings.md"
    assert page.read_text(encoding="utf-8") == settings_page()
