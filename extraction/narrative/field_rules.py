"""``fields.toml``, compiled: which rule gives which field, and how sure it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from extraction.narrative.numbering import read_numbering


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A rule's name (``Value.by``), the field it gives, and its confidence."""

    name: str
    field: str
    confidence: float
    example: str
    value: str
    counter_example: str


# Below this many values a rule keeps the confidence that was judged.
_LEAST = 10


@cache
def field_rules() -> dict[str, FieldRule]:
    """Load the rules of ``fields.toml`` once, by name.

    ``confidence`` is (right + 1) / (found + 2) of ``precision.toml`` where the rule was met often
    enough there, else the one judged in ``fields.toml``.
    """
    text = files(__package__).joinpath("precision.toml").read_text("utf-8")
    measured = {row["name"]: row for row in tomllib.loads(text)["rule"]}
    rules = {row["name"]: FieldRule(**row) for row in _data()["rule"]}
    for name, row in measured.items():
        if name in rules and row["found"] >= _LEAST:
            sure = round((row["right"] + 1) / (row["found"] + 2), 3)
            rules[name] = replace(rules[name], confidence=sure)
    return rules


def labelled_spans(text: str, *, label: str) -> Iterator[tuple[int, int]]:
    """Find what stands behind a label of ``fields.toml`` in a section's text.

    A span reaches to the end of its paragraph or to the next full stop; a label that ends
    its paragraph names the next one.
    """
    for found in _labels()[label].finditer(text):
        start = found.end()
        stops = [at for mark in "。；;\n" if (at := text.find(mark, start)) >= 0]
        end = min(stops, default=len(text))
        if not text[start:end].strip() and end < len(text) and text[end] == "\n":
            # "（1）实施周期" alone on its line: the next line is its body.
            start, end = end + 1, text.find("\n", end + 1)
            end = len(text) if end < 0 else end
            if read_numbering(text[start:end]).scheme != "none":
                continue
        if start < end:
            yield start, end


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("fields.toml").read_text("utf-8"))


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    return {name: _label_pattern(words) for name, words in _data()["labels"].items()}


def _label_pattern(words: Iterable[str]) -> re.Pattern[str]:
    any_word = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{any_word})(?:\s*[：:]|[为是]|\s*(?=\n))")
