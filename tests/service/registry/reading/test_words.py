"""The words of headings, statuses and levels."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from service.registry.reading.words import heading_field, is_nothing, level_of, status_of


def _rows(name: str, key: str) -> list[dict[str, Any]]:
    data = tomllib.loads(files("service.registry.reading").joinpath(name).read_text("utf-8"))
    rows: list[dict[str, Any]] = data[key]
    return rows


@pytest.mark.parametrize("row", _rows("headings.toml", "heading"), ids=lambda row: row["field"])
def test_a_heading_reads_its_example_and_not_its_counter_example(row: dict[str, Any]) -> None:
    assert heading_field(row["example"]) == row["field"]
    assert heading_field(row["counter_example"]) != row["field"]


@pytest.mark.parametrize("row", _rows("vocabulary.toml", "status"), ids=lambda row: row["name"])
def test_a_status_reads_its_example_and_not_its_counter_example(row: dict[str, Any]) -> None:
    assert status_of(row["example"]) == row["name"]
    assert status_of(row["counter_example"]) != row["name"]


@pytest.mark.parametrize("row", _rows("vocabulary.toml", "level"), ids=lambda row: row["name"])
def test_a_level_reads_its_example_and_not_its_counter_example(row: dict[str, Any]) -> None:
    name = None if row["name"] == "unknown" else row["name"]
    assert level_of(row["example"]) == (name,)
    assert level_of(row["counter_example"]) != (name,)


def test_no_word_stands_for_two_things() -> None:
    for name, key in (
        ("headings.toml", "heading"),
        ("vocabulary.toml", "status"),
        ("vocabulary.toml", "level"),
    ):
        listed = [word.lower() for row in _rows(name, key) for word in row["words"]]
        assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("printed", "field", "reason"),
    [
        (" 发文字号： ", "doc_number", "blanks and a colon"),
        ("法规名称（全称）", "title", "a remark in brackets"),
        ("TITLE", "title", "capitals"),
        ("时 效 性", "status", "spaced characters"),
        ("＊标题", "title", "the star of a required column"),
        ("（空）", None, "brackets alone are no heading"),
        ("项目名称", None, "a project's name is no regulation's title"),
    ],
)
def test_headings_as_people_write_them(printed: str, field: str | None, reason: str) -> None:
    assert heading_field(printed) == field, reason


@pytest.mark.parametrize("printed", ["", "  ", "—", "无", "NULL", "N/A", "暂无"])
def test_a_placeholder_is_nothing(printed: str) -> None:
    assert is_nothing(printed)


def test_a_name_that_begins_like_a_placeholder_is_something() -> None:
    assert not is_nothing("无锡市人民政府")
