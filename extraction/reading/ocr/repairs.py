"""Mistakes that recognisers make by class: look-alikes, told apart by what stands around them.

The classes are data, in repairs.toml; each replaces some characters of what matches by
look-alikes, one for one, so that places and confidences stay what they are.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from extraction.reading.ocr.engine import LineReading


@dataclass(frozen=True, slots=True)
class Repair:
    """One class: inside a match of ``pattern``, ``wrong[i]`` becomes ``right[i]``."""

    name: str
    pattern: re.Pattern[str]
    table: dict[int, str]

    def mend(self, match: re.Match[str]) -> str:
        """Return the match with its look-alikes replaced."""
        return match[0].translate(self.table)


def repaired(reading: LineReading) -> LineReading:
    """Return ``reading`` with every class of mistake repaired."""
    text = repaired_text(reading.text)
    return reading if text == reading.text else replace(reading, text=text)


def repaired_text(text: str) -> str:
    """Return ``text`` repaired; its length stays the same.

    >>> repaired_text("预算1O0万元")
    '预算100万元'
    """
    for repair in _repairs():
        text = repair.pattern.sub(repair.mend, text)
    return text


@cache
def _repairs() -> tuple[Repair, ...]:
    rules = tomllib.loads(files(__package__).joinpath("repairs.toml").read_text("utf-8"))
    return tuple(
        Repair(
            rule["name"],
            re.compile(rule["pattern"]),
            {ord(wrong): right for wrong, right in zip(rule["wrong"], rule["right"], strict=True)},
        )
        for rule in rules["repair"]
    )
