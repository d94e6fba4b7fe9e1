"""Gold texts read as the pipeline reads a narrative, by models that never saw their issuer.

Sections are those of gold: what is measured here is how a section is read, not how it is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extraction.combining import NarrativeReading, Policy, read_narrative
from extraction.layout import Layout, Line
from extraction.learned import Mode, Passage, TokenLabel, TokenLabelName
from extraction.narrative import FoundSection
from extraction.narrative.body import join_lines
from models.tokens.calibration import Calibration
from models.tokens.task import HeldOut
from training_data.gold import GoldProject, GoldText
from training_data.gold.printing import printed
from training_data.gold.texts import LINE_END


@dataclass(frozen=True, slots=True)
class Labelled:
    """What a model said of passages, looked up by their text and place."""

    labels: Mapping[tuple[str, str | None, str], tuple[TokenLabel, ...]]
    version: str = "held-out"

    def find(self, passage: Passage) -> Sequence[TokenLabel]:
        """Return what was said; nothing of a passage that was not read."""
        return self.labels.get((passage.text, passage.section, passage.heading), ())


def labels_of(held_out: HeldOut, calibration: Calibration) -> Labelled:
    """Make a classifier of what was found in one document."""
    return Labelled(
        {
            (one.passage.text, one.passage.section, one.passage.heading): tuple(
                TokenLabel(
                    each.start,
                    each.end,
                    _name(each.label),
                    calibration.confidence(each.label, each.raw_confidence),
                )
                for each in found
            )
            for one, found in zip(held_out.document.examples, held_out.found, strict=True)
        }
    )


def read_given(
    text: GoldText,
    *,
    tokens: Labelled | None,
    mode: Mode,
    weights: Policy | None = None,
) -> tuple[NarrativeReading, ...]:
    """Read each project of ``text`` in the sections that gold gives."""
    whole = printed(text)
    layout = Layout(whole, ())
    at = len(text.title) + 1 if text.title else 0
    readings = []
    for project in text.projects:
        sections, at = _sections(whole, project, at)
        readings.append(
            read_narrative(
                layout, sections, fiscal_year=text.year, tokens=tokens, mode=mode, weights=weights
            )
        )
    return tuple(readings)


def _sections(whole: str, project: GoldProject, at: int) -> tuple[list[FoundSection], int]:
    """Return a project's sections at their places in ``whole``, and where the next one begins."""
    at += len(project.heading) + 1 if project.heading else 0
    found: list[FoundSection] = []
    for section in project.sections:
        heading = at
        at += len(section.heading) + 1 if section.heading else 0
        lines: list[tuple[Line, bool]] = []
        for paragraph in section.body.text.split("\n"):
            for number, line in enumerate(paragraph.split(LINE_END)):
                lines.append((Line(at, at + len(line), None, None, None), number == 0))
                at += len(line) + 1
        body = join_lines(whole, lines)
        found.append(
            FoundSection(
                kind=section.kind,
                heading=section.heading,
                heading_start=heading,
                heading_end=heading + len(section.heading),
                body_start=body.origins[0] if body.origins else at,
                body_end=body.origins[-1] + 1 if body.origins else at,
                page=None,
                text=body.text,
                origins=body.origins,
                lines=tuple(line for line, _ in lines),
            )
        )
    return found, at


def _name(label: str) -> TokenLabelName:
    from typing import get_args

    names: Iterable[TokenLabelName] = get_args(TokenLabelName)
    return next(name for name in names if name == label)
