"""What the pipeline names to be learned: small protocols that ``models`` implements.

Each step works without them, by rules alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from extraction.layout.blocks import Layout
from extraction.schema import SectionKind

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


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule or a dictionary found, as a hint: ``text[start:end]`` is a ``name``."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One section's body as the token classifier reads it.

    ``text`` is flat (see ``extraction.citations.flatten``): no blanks, no line ends, one width.
    ``section`` and ``heading`` say where it stands, ``hits`` what the rules see in it; they may
    overlap.
    """

    text: str
    section: SectionKind | None = None
    heading: str = ""
    hits: tuple[Hit, ...] = ()


class TokenLabels(Protocol):
    """A trained token classifier over narrative text."""

    @property
    def version(self) -> str:
        """The model's name, given as ``by`` of the values that it found."""
        ...

    def find(self, passage: Passage) -> Sequence[TokenLabel]:
        """Return the entities of the passage's text in order; none overlaps another."""
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


# rules: without the classifiers. model: what the classifiers see alone. both: as the policy of
# ``extraction.combining`` weighs them.
Mode = Literal["rules", "model", "both"]


@dataclass(frozen=True, slots=True)
class Learned:
    """The classifiers that the pipeline may ask; each is opened when first needed.

    ``None`` leaves a step to its rules.
    """

    open_tokens: Callable[[], TokenLabels] | None = None
    open_lines: Callable[[], LineRoles] | None = None
    mode: Mode = "both"
