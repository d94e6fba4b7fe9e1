"""Where the trained classifier of lines is asked about projects, and what its headings name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from extraction.layout.blocks import Layout, Paragraph
from extraction.learned import LineRoles
from extraction.narrative import FoundSection
from extraction.narrative.learned_headings import LEAST, SURE, Roles, told
from extraction.narrative.numbering import read_numbering

OpenLines = Callable[[], LineRoles]

_WHOLE = 6  # kinds of sections in a narrative that leaves nothing to ask
_COUNTED = 4  # kinds, where the sections' numbers have no gap
_LEAST_KINDS = 2
_LONGEST = 60  # characters of a project's heading
# What a narrative says and the prose of a budget does not: a target that can be measured …
_TARGET = re.compile(r"不低于|不少于|≥|满意度|满意率|率达|达到")
# … beside money and a reason.
_MONEY = re.compile(r"\d(?:\.\d+)?\s*(?:万|亿)?元")
_REASON = re.compile(r"根据|依据|按照|《|为了|为进一步")
_NUMBERED_PROJECT = re.compile(
    r"[【〖\[]?(?:项目|专项)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})?\s*(?:[：:、.．】〗\]]|\s)\s*"
    r"|[壹贰叁肆伍陆柒捌玖拾]\s*[、.．\s]\s*"
)
_TAIL = re.compile(
    r"(?:的)?(?:项目)?(?:经费|支出|预算|资金|实施|基本|绩效)?(?:情况)?(?:的)?"
    r"(?:说明|介绍|简介|情况|自评综述|概况)$"
)
_BRACKETS = "【】〖〗[]"


def leaves_room(sections: Sequence[FoundSection]) -> bool:
    """Tell whether the sections that the rules found in a narrative may be too few or wrong."""
    kinds = {section.kind for section in sections} - {"other"}
    if len(kinds) >= _WHOLE:
        return False
    if len(kinds) < _COUNTED or any(section.kind == "other" for section in sections):
        return True
    numbers = [read_numbering(section.heading) for section in sections]
    counts = [one.ordinal for one in numbers]
    alike = len({one.scheme for one in numbers}) == 1 and counts[0] == 1
    return not alike or any(
        one is None or two is None or two != one + 1 for one, two in pairwise(counts)
    )


def may_hold(layout: Layout, paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether text without a heading that the rules know may be a project's narrative."""
    text = layout.text
    return all(
        any(clue.search(text, one.start, one.end) is not None for one in paragraphs)
        for clue in (_TARGET, _MONEY, _REASON)
    )


def roles_of(layout: Layout, paragraphs: Sequence[Paragraph], lines: LineRoles) -> Roles:
    """Ask the classifier about these paragraphs alone; return its answers by each line's start."""
    part = Layout(layout.text, tuple(paragraphs), (), layout.page_count, layout.page_starts)
    starts = [line.start for paragraph in paragraphs for line in paragraph.lines]
    return dict(zip(starts, lines.roles(part), strict=True))


def is_project_heading(paragraph: Paragraph, roles: Roles) -> bool:
    """Tell whether the classifier is sure that a project's heading stands here."""
    role = roles[paragraph.start]
    short = paragraph.end - paragraph.start <= _LONGEST
    return short and role.role == "project_heading" and role.confidence >= SURE


def holds_sections(paragraphs: Sequence[Paragraph], roles: Roles) -> bool:
    """Tell whether the classifier sees sections of two kinds in these paragraphs."""
    kinds = {
        said.kind
        for paragraph in paragraphs
        for line in paragraph.lines
        if (said := told(roles[line.start])) is not None and said.confidence >= LEAST
    }
    return len(kinds - {None, "other"}) >= _LEAST_KINDS


def project_name(heading: str) -> str | None:
    """Return the project's name in a heading of any words, without numbers and 说明.

    >>> project_name("项目一：区级政务云资源租用")
    '区级政务云资源租用'
    """
    words = heading.strip()
    words = words[read_numbering(words).length :].strip()
    numbered = _NUMBERED_PROJECT.match(words)
    if numbered:
        words = words[numbered.end() :]
    words = words.strip(_BRACKETS + "：: \u3000")
    tail = _TAIL.search(words)
    if tail and tail.start() >= 2:
        words = words[: tail.start()]
    return "".join(words.split()) or None
