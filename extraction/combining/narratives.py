"""A project's narrative → its fields and citations, by rules and by the token classifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extraction.citations import Parts, find_instruments
from extraction.combining.citations import combine_parts
from extraction.combining.disagreements import Disagreement
from extraction.combining.fields import FIELD_LABELS, Labelled, combine_fields
from extraction.combining.passages import passage_of
from extraction.combining.policy import Policy, policy
from extraction.layout import Layout
from extraction.learned import Mode, TokenLabels
from extraction.narrative import FoundSection, read_fields
from extraction.schema import Citation, Problem, Value

# Of one section. The longest that people write have a few thousand; the classifier takes
# far more time and memory for each character than the rules do.
MOST_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class NarrativeReading:
    """What one narrative says, where its readers differ, and what the classifier did not read."""

    fields: dict[str, Value]
    citations: tuple[Citation, ...]
    disagreements: tuple[Disagreement, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_narrative(
    layout: Layout,
    sections: Sequence[FoundSection],
    *,
    fiscal_year: int | None,
    tokens: TokenLabels | None = None,
    mode: Mode = "both",
    weights: Policy | None = None,
) -> NarrativeReading:
    """Read the fields and citations of one narrative's ``sections``.

    Without ``tokens`` the rules alone count, as they do in a section that is too long.
    ``weights`` are those that ship where none are given.
    """
    text = layout.text
    if tokens is None or mode == "rules":
        citations = tuple(
            replace(each, page=layout.page_of(each.start))
            for section in sections
            for each in find_instruments(
                text, start=section.body_start, end=section.body_end, section=section.kind
            )
        )
        return NarrativeReading(read_fields(text, sections, fiscal_year=fiscal_year), citations)
    weights = weights or policy()
    reader = _Reader(tokens, fiscal_year, mode, weights)
    too_long = tuple(each for each in sections if each.body_end - each.body_start > MOST_CHARACTERS)
    cited: list[Citation] = []
    for section in sections:
        reader.section = section
        found = find_instruments(
            text,
            start=section.body_start,
            end=section.body_end,
            section=section.kind,
            revise=None if section in too_long else reader.revise,
        )
        cited += (replace(each, page=layout.page_of(each.start)) for each in found)
    ruled = read_fields(text, sections, fiscal_year=fiscal_year)
    alone = {field: value for field, value in ruled.items() if _lies_in(value, too_long)}
    ruled = {field: value for field, value in ruled.items() if field not in alone}
    if mode == "model":
        ruled = {field: value for field, value in ruled.items() if field not in FIELD_LABELS}
    fields, differ = combine_fields(
        text, ruled, reader.labelled, model=tokens.version, policy=weights
    )
    fields.update(alone)
    problems = tuple(_too_long(layout, each) for each in too_long)
    return NarrativeReading(fields, tuple(cited), (*reader.differ, *differ), problems)


def _lies_in(value: Value, sections: Sequence[FoundSection]) -> bool:
    return any(each.body_start <= value.start < each.body_end for each in sections)


def _too_long(layout: Layout, section: FoundSection) -> Problem:
    said = (
        f"a section has {section.body_end - section.body_start} characters; rules alone read it, "
        f"since the classifier reads at most {MOST_CHARACTERS}"
    )
    return Problem("section_too_long", said, layout.page_of(section.body_start))


class _Reader:
    """Asks the classifier once about each section, and keeps what it says."""

    def __init__(
        self, tokens: TokenLabels, fiscal_year: int | None, mode: Mode, weights: Policy
    ) -> None:
        self.labelled: list[Labelled] = []
        self.differ: list[Disagreement] = []
        self.section: FoundSection | None = None
        self._tokens, self._fiscal_year, self._mode = tokens, fiscal_year, mode
        self._weights = weights

    def revise(self, parts: Parts) -> Parts:
        """Weigh the parts of the section that is being read."""
        section = self.section
        if section is None:
            return parts
        passage = passage_of(
            parts, section=section.kind, heading=section.heading, fiscal_year=self._fiscal_year
        )
        labels = tuple(self._tokens.find(passage))
        self.labelled.append(Labelled(section, parts.flat, labels))
        ruled = parts if self._mode == "both" else Parts(parts.flat, (), ())
        combined, differ = combine_parts(
            ruled, labels, model=self._tokens.version, policy=self._weights
        )
        self.differ += differ
        return combined
