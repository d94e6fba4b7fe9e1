"""What the pipeline names to be learned: small protocols that ``models`` implements.

Each step works without them, by rules alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from extraction.layout.blocks import Layout

TokenLabelName = Literal[
    "TITLE",
    "DOC_NUMBER",
    "ISSUER",
    "ARTICLE",
    "VERSION",
    "AMOUNT_YEAR",
    "AMOUNT_TOTAL",
    "AMOUNT_ITEM",
    "DATE",
    "PERIOD",
    "ORG",
]
TOKEN_LABELS: tuple[TokenLabelName, ...] = get_args(TokenLabelName)
LineRoleName = Literal[
    "title",
    "project_heading",
    "heading_overview",
    "heading_basis",
    "heading_implementer",
    "heading_plan",
    "heading_period",
    "heading_budget",
    "heading_goals",
    "heading_other",
    "body",
    "form_row",
    "table_row",
    "contents",
    "page_number",
    "running_head",
]
LINE_ROLES: tuple[LineRoleName, ...] = get_args(LineRoleName)


@dataclass(frozen=True, slots=True)
class TokenLabel:
    """An entity in narrative text: ``text[start:end]``, with a calibrated confidence, 0 to 1.

    TITLE is without the outer 《》 and its edition bracket, DOC_NUMBER and VERSION without the
    brackets around them; PERIOD is a whole printed range, DATE a date that stands alone, ORG the
    body that carries the project out.
    """

    start: int
    end: int
    label: TokenLabelName
    confidence: float


class TokenLabels(Protocol):
    """A trained token classifier over narrative text."""

    @property
    def version(self) -> str:
        """The model's name, given as ``by`` of the values that it found."""
        ...

    def find(self, text: str, *, pieces: Iterable[tuple[int, int]]) -> Sequence[TokenLabel]:
        """Return the entities of ``text`` in order, none over the end of a piece.

        ``pieces`` are the half-open spans to read as one sequence each.
        """
        ...


@dataclass(frozen=True, slots=True)
class LineRole:
    """What a printed line is in its document, with a calibrated confidence, 0 to 1."""

    role: LineRoleName
    confidence: float


class LineRoles(Protocol):
    """A trained classifier of lines."""

    @property
    def version(self) -> str:
        """The model's name."""
        ...

    def roles(self, layout: Layout) -> Sequence[LineRole]:
        """Return a role for each line of the layout's paragraphs, in reading order."""
        ...
