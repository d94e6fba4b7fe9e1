"""What stands on a page: strings and rules, in points from the page's top-left corner."""

from __future__ import annotations

from dataclasses import dataclass

from training_data.synthesis.typesetting.faces import Face


@dataclass(frozen=True, slots=True)
class TextMark:
    """A string on its base line. ``space`` is added after each character.

    A ``hidden`` mark is in the text layer but cut off by a clip.
    """

    x: float
    y: float
    text: str
    face: Face
    size: float
    space: float = 0.0
    bold: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A straight rule, horizontal or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float


Mark = TextMark | RuleMark
