"""Offsets of tools that count as JavaScript does: UTF-16 units, two for an astral character."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import Literal, TypeAlias

Offsets: TypeAlias = Literal["codepoint", "utf16"]


class Counting:
    """Turns character offsets of one text into a tool's offsets, and back."""

    __slots__ = ("_units",)

    def __init__(self, text: str, offsets: Offsets) -> None:
        astral = offsets == "utf16" and text > "" and max(text) > "\uffff"
        # units before each character and at the end; None where both counts are the same
        self._units = (
            list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))
            if astral
            else None
        )

    def outward(self, offset: int) -> int:
        """Return the tool's offset of a character offset inside the text."""
        return offset if self._units is None else self._units[offset]

    def inward(self, offset: int) -> int | None:
        """Return the character offset of a tool's offset; None inside a character.

        An offset outside the text stays outside it.
        """
        units = self._units
        if units is None or offset < 0:
            return offset
        if offset > units[-1]:
            return len(units) - 1 + offset - units[-1]
        place = bisect_left(units, offset)
        return place if units[place] == offset else None
