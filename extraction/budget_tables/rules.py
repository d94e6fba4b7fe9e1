"""The words of ``tables.toml``: titles, kinds, notes, units, and what heads a column."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from extraction.schema import TableKind

_QUOTES = str.maketrans("", "", "“”\"'‘’「」《》〈〉")
_TAG = r"</?[a-zA-Z][a-zA-Z0-9:]*(?:[\s/][^<>]{0,300})?>|&nbsp;"
_MARKUP = re.compile(_TAG)
_OPENING = re.compile(rf"(?:\s|{_TAG})+")
_CLOSING = re.compile(rf"(?:\s|{_TAG})+$")
_LONGEST_TITLE = 60  # characters


@dataclass(frozen=True, slots=True)
class KindRule:
    """One kind of budget table and the words of its title."""

    kind: TableKind
    pattern: re.Pattern[str]
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class TableRules:
    """All of ``tables.toml``, compiled."""

    title: re.Pattern[str]
    title_words: tuple[str, ...]
    not_title: tuple[str, ...]
    kinds: tuple[KindRule, ...]
    note: re.Pattern[str]
    unit: re.Pattern[str]
    codes: tuple[str, ...]
    code_heads: frozenset[str]
    names: tuple[str, ...]


@cache
def table_rules() -> TableRules:
    """Load ``tables.toml`` once."""
    data = tomllib.loads(files(__package__).joinpath("tables.toml").read_text("utf-8"))
    return TableRules(
        title=re.compile(data["title"]),
        title_words=tuple(data["title_words"]),
        not_title=tuple(data["not_title"]),
        kinds=tuple(
            KindRule(
                cast(TableKind, row["kind"]),
                re.compile(row["pattern"]),
                row["example"],
                row["counter_example"],
            )
            for row in data["kind"]
        ),
        note=re.compile(data["note"]["pattern"]),
        unit=re.compile(data["unit"]["pattern"]),
        codes=tuple(data["heading"]["codes"]),
        code_heads=frozenset(data["heading"]["code_heads"]),
        names=tuple(data["heading"]["names"]),
    )


def without_blanks(printed: str) -> str:
    """Return a title or cell as one word, without tags that a web editor left in it."""
    if "<" in printed or "&" in printed:
        printed = _MARKUP.sub("", printed)
    return "".join(printed.split())


def bare_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a cell's words stand in ``text[start:end]``, without tags and blanks around."""
    opening = _OPENING.match(text, start, end)
    if opening is not None and opening.end() < end:
        start = opening.end()
    closing = _CLOSING.search(text, start, end)
    return start, closing.start() if closing is not None and closing.start() > start else end


def is_table_title(line: str) -> bool:
    """Tell whether a line without blanks is the title of a budget table."""
    rules = table_rules()
    if not 3 <= len(line) <= _LONGEST_TITLE or not rules.title.search(line):
        return False
    if any(word in line for word in rules.not_title):
        return False
    return any(word in line for word in rules.title_words)


def kind_of(title: str) -> TableKind:
    """Return the kind that a title names, ``other`` where it is none of the nine."""
    bare = title.translate(_QUOTES)
    for rule in table_rules().kinds:
        if rule.pattern.search(bare):
            return rule.kind
    return "other"
