"""Parts a run of paragraphs where a project's name stands alone above its sections or its prose.

The rules of ``headings.toml`` know headings by their words. A bare name ("二、双拥共建活动") is a
heading only by what follows: the first heading of a project's sections, or prose that gives a
reason, money and a target, under a heading that calls it a project.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction.forms import is_form_title
from extraction.layout.blocks import Paragraph
from extraction.narrative import FoundSection, find_sections
from extraction.narrative.declared import read_declared
from extraction.narrative.headings import read_heading
from extraction.narrative.likely_headings import likely_kind
from extraction.narrative.numbering import read_numbering
from extraction.narrative.prose import is_told
from extraction.projects.headings import is_contents_line
from extraction.projects.learned_projects import project_name
from extraction.schema import SectionKind

_LONGEST = 46  # characters of a bare name
_MOST_LINES = 2
_LEAST_KINDS = 2  # of known words, one of them an overview or a basis …
_LEAST_LIKELY = 4  # … or kinds of likely words
_FIRST_KINDS: tuple[SectionKind, ...] = ("overview", "basis")
_STOPS = re.compile(r"[。；！？;!?：:，,%％…]|\d{3,}元|万元")
_CALLED = re.compile(
    r"[【〖\[]?(?:项目|专项)(?:名称)?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})?\s*[】〗\]：:、.．\s]\s*(?=\S{4})"
)
_FIRST_WORDS = re.compile(r"\s*[【〖]?(?P<words>[^】〗。：:—\s]{2,14})(?:[】〗。：:—\s？?]|$)")
_BRACKETED_BODY = re.compile(r"\s*[【〖][^】〗]{2,14}[】〗]\s*[^\s】〗]")
_ASKED = re.compile(r"\s*(?:Q\s*1|问\s*1?)\s*[：:]")
# 读者活动经费: a project that is called after its money.
_FUND = re.compile(
    r"(?!.*(?:预算|项目|年度|所需|安排|来源|测算|主要|其他|总|专项资金))[\u4e00-\u9fff“”]{4,12}"
    r"(?:经费|补助|补贴|资金|费)"
)
_PART = re.compile(r"\s*第\s*[一二三四五六七八九十]{1,3}\s*(部分|章|节|项|条|点)")
_HOLDING = frozenset((("部分", "章"), ("部分", "节"), ("章", "节"), ("部分", "项"), ("章", "条")))
# What prose of the budget itself, or of its evaluation, is headed with.
_NO_PROJECT = re.compile(r"绩效(?:评价|自评|管理)|三公|收支|决算|采购|国有|机关运行|预算管理|其他")
_OF_DEPARTMENT = re.compile(
    r"20\d\d年度?.*(?:说明|公开|情况|目标|报告|预算|决算|材料|文本|信息表?|项目)$"
)


@dataclass(frozen=True, slots=True)
class BarePart:
    """A run of paragraphs; ``heading`` is the project's name alone above them, if one opens it."""

    heading: Paragraph | None
    name: str | None
    paragraphs: tuple[Paragraph, ...]


def bare_parts(text: str, paragraphs: Sequence[Paragraph]) -> tuple[BarePart, ...]:
    """Part ``paragraphs`` at bare project headings; what stands before the first has none.

    A line counts where the next paragraph opens a project's sections and enough kinds of
    sections stand before the next such line.
    """
    places = [at for at in range(len(paragraphs) - 1) if _opens(text, paragraphs, at)]
    if not places:
        return (BarePart(None, None, tuple(paragraphs)),)
    parts: list[BarePart] = []
    run: list[Paragraph] = []
    heading: Paragraph | None = None
    bounds = itertools.pairwise([*places, len(paragraphs)])
    run.extend(paragraphs[: places[0]])
    for first, end in bounds:
        body = paragraphs[first + 1 : end]
        if _is_narrative(find_sections(text, body)):
            parts.append(_part(text, heading, run))
            heading, run = paragraphs[first], list(body)
        else:
            run.extend(paragraphs[first:end])
    parts.append(_part(text, heading, run))
    return tuple(part for part in parts if part.paragraphs)


def _part(text: str, heading: Paragraph | None, run: Sequence[Paragraph]) -> BarePart:
    name = None if heading is None else bare_name(text[heading.start : heading.end])
    return BarePart(heading, name, tuple(run))


def bare_name(printed: str) -> str | None:
    """Return the name that a bare heading gives; None where it is the department's title.

    >>> bare_name("（二）双拥共建活动")
    '双拥共建活动'
    >>> bare_name("某区数据局2025年项目情况公开") is None
    True
    """
    key = "".join(printed.split())
    if _OF_DEPARTMENT.search(key) and _CALLED.match(key) is None:
        return None
    return project_name(printed)


def _opens(text: str, paragraphs: Sequence[Paragraph], at: int) -> bool:
    paragraph, following = paragraphs[at], paragraphs[at + 1]
    if len(paragraph.lines) > _MOST_LINES or not 3 <= paragraph.end - paragraph.start <= _LONGEST:
        return False
    printed = text[paragraph.start : paragraph.end]
    if not _may_name(printed):
        return False
    line = following.lines[0]
    return _begins_sections(printed, text[line.start : line.end])


def _may_name(printed: str) -> bool:
    called = _CALLED.match(printed)
    words = printed[called.end() :] if called else printed
    if _STOPS.search(words[read_numbering(words).length :]):
        return False
    if is_form_title(printed) or is_contents_line(printed):
        return False
    if called is None and _BRACKETED_BODY.match(printed):
        return False
    heading = read_heading(printed)
    if heading is not None and heading.kind is not None and heading.shape in ("line", "inline"):
        return False
    return (
        called is not None
        or likely_kind(words[read_numbering(words).length :]) is None
        or len("".join(words.split())) > 12
        or _FUND.fullmatch("".join(words[read_numbering(words).length :].split())) is not None
    )


def _begins_sections(heading: str, line: str) -> bool:
    """Tell whether ``line`` is the first heading of sections that ``heading`` may hold."""
    above, below = read_numbering(heading), read_numbering(line)
    found = read_heading(line)
    if below.scheme == above.scheme and above.scheme != "none" and not _holds(heading, line):
        # "一、X" over "一、项目概述": only a count that begins anew is one inside the other.
        return below.ordinal == 1 and found is not None and found.kind in _FIRST_KINDS
    if below.scheme != "none":
        known = found is not None or likely_kind(line[below.length :][:14]) is not None
        return below.ordinal == 1 and known
    if _ASKED.match(line):
        return True
    if found is not None and found.kind in _FIRST_KINDS and found.shape in ("line", "inline"):
        return True
    words = _FIRST_WORDS.match(line)
    if words is None:
        return False
    return words["words"].endswith("内容") or _kind(words["words"]) in _FIRST_KINDS


def _holds(heading: str, line: str) -> bool:
    """Tell whether a chapter (第一章) stands above a section (第一节): both count in one scheme."""
    above, below = _PART.match(heading), _PART.match(line)
    return above is not None and below is not None and (above[1], below[1]) in _HOLDING


def _kind(words: str) -> SectionKind | None:
    known = read_heading(words)
    return (known.kind if known is not None else None) or likely_kind(words)


def _is_narrative(sections: Sequence[FoundSection]) -> bool:
    """Tell whether these are a project's sections, and not those of a budget's own prose."""
    every = {section.kind for section in sections} - {"other"}
    known = {section.kind for section in sections if not section.guessed} - {"other"}
    first = {*_FIRST_KINDS, "plan"}
    if len(known) >= _LEAST_KINDS and set(_FIRST_KINDS) & known and len(every) > _LEAST_KINDS:
        return True
    return len(every) >= _LEAST_LIKELY and bool(first & every)


def told_parts(
    text: str, paragraphs: Sequence[Paragraph], *, is_titled: bool
) -> tuple[BarePart, ...]:
    """Part ``paragraphs`` at names above projects that are told in prose; empty where none is.

    A name counts where it is called a project (项目一：X), or, under a title of projects
    (``is_titled``), where it stands alone and all of its paragraphs are prose that tells one.
    The declaration of goals tells of all projects, and is none.
    """
    places = [
        at
        for at in range(len(paragraphs) - 1)
        if _names_prose(text, paragraphs[at], is_titled=is_titled)
    ]
    parts = []
    for first, end in itertools.pairwise([*places, len(paragraphs)]):
        body = paragraphs[first + 1 : end]
        if body and is_told(text, body) and not _declares(text, body[0]):
            parts.append(_part(text, paragraphs[first], body))
    return tuple(parts)


def _declares(text: str, paragraph: Paragraph) -> bool:
    declared = read_declared(text, start=paragraph.start, end=paragraph.end)
    return declared.project_count is not None


def is_projects_title(line: str) -> bool:
    """Tell whether ``line`` is a department's title over its projects.

    >>> is_projects_title("某区数据局2025年项目支出情况说明")
    True
    >>> is_projects_title("某区数据局2025年部门决算公开")
    False
    """
    key = "".join(line.split())
    named = "项目" in key or "专项" in key
    return len(key) <= _LONGEST and named and _OF_DEPARTMENT.search(key) is not None


def _names_prose(text: str, paragraph: Paragraph, *, is_titled: bool) -> bool:
    if len(paragraph.lines) > _MOST_LINES or not 4 <= paragraph.end - paragraph.start <= _LONGEST:
        return False
    printed = text[paragraph.start : paragraph.end]
    if not _may_name(printed) or is_projects_title(printed) or _NO_PROJECT.search(printed):
        return False
    return is_titled or _CALLED.match(printed) is not None
