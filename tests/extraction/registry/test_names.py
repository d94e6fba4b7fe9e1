"""The words of ``names.toml``: every entry's own examples, and that none is dead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import TypedDict

import pytest

import extraction.registry as package
from extraction.registry.doc_number_keys import number_parts
from extraction.registry.issuers import same_body
from extraction.registry.names import names, not_after
from extraction.registry.places import place_of, says_here
from extraction.registry.title_keys import title_parts


class _Lexicon(TypedDict):
    name: str
    note: str
    words: list[str]
    example: str
    counter_example: str


class _Body(TypedDict):
    note: str
    names: list[str]
    example: str
    counter_example: str


class _Short(TypedDict):
    note: str
    long: list[str]
    short: str
    example: list[str]
    counter_example: list[str]


class _Data(TypedDict):
    lexicon: list[_Lexicon]
    body: list[_Body]
    short: list[_Short]


def _data() -> _Data:
    text = files(package).joinpath("names.toml").read_text("utf-8")
    data: _Data = tomllib.loads(text)  # type: ignore[assignment]
    return data


_HOLDS: dict[str, Callable[[str], bool]] = {
    "kinds": lambda text: bool(title_parts(text).kind),
    "trials": lambda text: title_parts(text).trial,
    "drafts": lambda text: title_parts(text).draft,
    "editions": lambda text: title_parts(text).edition is not None,
    "carrying": lambda text: bool(title_parts(text).carried),
    "forwarded": lambda text: bool(title_parts(text).carried),
    "body_ends": lambda text: bool(title_parts(text).issuer),
    "no_bodies": lambda text: not title_parts(text).issuer,
    "treaties": lambda text: not title_parts(text).issuer,
    "here": says_here,
    "no_places": lambda text: not place_of(text),
    "drifting": lambda text: re.search(names().lexicons["drifting"], text) is not None,
    "second_bodies": lambda text: same_body(text, "财政部"),
}


@pytest.mark.parametrize("row", _data()["lexicon"], ids=lambda row: row["name"])
def test_a_lexicon_holds_its_example_and_not_its_counter_example(row: _Lexicon) -> None:
    holds = _HOLDS[row["name"]]
    assert holds(row["example"])
    assert not holds(row["counter_example"])


@pytest.mark.parametrize("row", _data()["body"], ids=lambda row: row["names"][0])
def test_a_body_is_known_in_its_example_and_not_in_its_counter_example(row: _Body) -> None:
    def known(number: str) -> bool:
        parts = number_parts(number)
        orders = [f"{row['names'][0]}{kind}" for kind in ("令", "公告")]
        return parts is not None and any(order in parts.code for order in orders)

    assert known(row["example"])
    assert not known(row["counter_example"])


@pytest.mark.parametrize("row", _data()["short"], ids=lambda row: row["short"])
def test_a_short_word_is_the_long_one(row: _Short) -> None:
    assert any(word in row["example"][0] for word in row["long"])
    assert same_body(*row["example"])
    assert not same_body(*row["counter_example"])


def test_every_lexicon_is_used() -> None:
    folder = files(package)
    source = "".join(
        path.read_text("utf-8") for path in folder.iterdir() if path.name.endswith(".py")
    )
    unused = [
        row["name"]
        for row in _data()["lexicon"]
        if f'lexicons["{row["name"]}"]' not in source and f"lexicons['{row['name']}']" not in source
    ]
    assert unused == []


def test_no_word_stands_twice() -> None:
    data = _data()
    for row in data["lexicon"]:
        assert len(set(row["words"])) == len(row["words"]), row["name"]
    printed = [name for row in data["body"] for name in row["names"]]
    assert len(set(printed)) == len(printed)
    long = [word for row in data["short"] for word in row["long"]]
    assert len(set(long)) == len(long)


def test_longer_words_are_tried_first() -> None:
    kinds = names().lexicons["kinds"].split("|")
    assert [len(kind) for kind in kinds] == sorted(map(len, kinds), reverse=True)
    assert [len(word) for word in names().shorts] == sorted(map(len, names().shorts), reverse=True)


def test_not_after_takes_words_of_any_width() -> None:
    pattern = re.compile("区" + not_after(["小区", "开发区"]))
    assert pattern.search("松江区")
    assert not pattern.search("住宅小区")
    assert not pattern.search("某开发区")
