"""A project told in paragraphs without headings → sections by what each paragraph begins with."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extraction.layout.blocks import Paragraph
from extraction.narrative.body import join_lines
from extraction.narrative.sections import FoundSection
from extraction.schema import SectionKind

# The first that fits a paragraph's beginning; one that none fits tells the plan, the first of all
# the overview.
_CLUES: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    (
        "basis",
        re.compile(
            r"(?:本|该)?(?:项目|经费)?(?:主要)?(?:立项|设立)?(?:根据|依据|按照|依照)(?=[^。]{0,60}《)"
        ),
    ),
    ("period", re.compile(r".{0,8}(?:实施|项目|服务|建设|执行)(?:周期|期限|时间)(?:为|是|自|：)")),
    (
        "implementer",
        re.compile(
            r".{0,6}(?:由[^，。]{3,25}(?:负责|组织)(?:组织)?实施|(?:实施|责任|承担)(?:主体|单位|部门)(?:为|是))"
        ),
    ),
    (
        "budget",
        re.compile(r"[^，。]{0,16}(?:预算|经费|资金|费用)[^，。]{0,12}\d[\d.,，]*(?:万|亿)?元"),
    ),
    ("goals", re.compile(r"(?:预期|绩效目标|项目目标|年度目标|通过项目(?:的)?实施)")),
)
_MONEY = re.compile(r"\d(?:[\d.,]*)\s*(?:万|亿)?元")
_REASON = re.compile(r"《|根据|依据|按照")
_LEAST = 60  # characters of a project told in prose


def is_told(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether these paragraphs tell a project: money, a reason, and enough words.

    A heading that calls it a project must stand above; the prose of a budget has these too.
    """
    spans = [(one.start, one.end) for one in paragraphs]
    if sum(end - start for start, end in spans) < _LEAST:
        return False
    return all(
        any(clue.search(text, start, end) for start, end in spans) for clue in (_MONEY, _REASON)
    )


def prose_sections(text: str, paragraphs: Sequence[Paragraph]) -> tuple[FoundSection, ...]:
    """Return sections without headings, one for each run of paragraphs of one kind.

    A single paragraph is the overview whatever it begins with.
    """
    kinds = [_kind(text, one, first=at == 0) for at, one in enumerate(paragraphs)]
    found = []
    for _, run in itertools.groupby(zip(kinds, paragraphs, strict=True), key=lambda pair: pair[0]):
        pairs = list(run)
        found.append(_section(text, pairs[0][0], [one for _, one in pairs]))
    return tuple(found)


def _kind(text: str, paragraph: Paragraph, *, first: bool) -> SectionKind:
    if first:
        return "overview"
    for kind, clue in _CLUES:
        if clue.match(text, paragraph.start, paragraph.end):
            return kind
    return "plan"


def _section(text: str, kind: SectionKind, paragraphs: Sequence[Paragraph]) -> FoundSection:
    pieces = [(line, at == 0) for one in paragraphs for at, line in enumerate(one.lines)]
    body = join_lines(text, pieces)
    start = paragraphs[0].start
    return FoundSection(
        kind=kind,
        heading="",
        heading_start=start,
        heading_end=start,
        body_start=body.origins[0] if body.origins else start,
        body_end=body.origins[-1] + 1 if body.origins else start,
        page=pieces[0][0].page,
        text=body.text,
        origins=body.origins,
        lines=tuple(line for line, _ in pieces),
        guessed=True,
    )
