"""The names of what can be corrected.

    document/department          a fact of the document
    page/3                       a page
    p0                           a project of the extraction, by its index
    p+17                         a project that event 17 split off
    p0/field/annual_request      a field
    p0/section/2                 the third section of the extraction's project
    p0/citation/+9               the citation that event 9 added
    event/17                     an event, for undo and redo

Names are of one extraction and never move: what is deleted keeps its name, what is added takes
its event's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

from extraction.errors import ReviewError
from extraction.schema import FORM_FIELDS, NARRATIVE_FIELDS

ItemKind = Literal["field", "section", "indicator", "citation"]
FACTS = (
    "department",
    "fiscal_year",
    "declared.project_count",
    "declared.amount",
    "declared.large_project_count",
    "declared.large_project_threshold",
)
FIELDS = (*FORM_FIELDS, *NARRATIVE_FIELDS)

_ID = r"\+?[0-9]{1,12}"
_ITEM = re.compile(rf"(p{_ID})/(section|indicator|citation)(?:/({_ID}))?")
_FIELD = re.compile(rf"(p{_ID})/field/([a-z_]+)")
_PROJECT = re.compile(rf"p{_ID}")
_PAGE = re.compile(r"page/([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Target:
    """A name taken apart. ``kind`` tells which of the others are there.

    ``item`` is the id inside the project: a field's name, an ordinal, or ``+`` and an event; None
    for the place where a new item goes to.
    """

    kind: Literal["fact", "page", "project", "field", "section", "indicator", "citation"]
    project: str | None = None
    item: str | None = None


def parse_target(text: str) -> Target:
    """Take a name apart. Raises `ReviewError` (``unknown_target``)."""
    if text.startswith("document/") and text.removeprefix("document/") in FACTS:
        return Target("fact", item=text.removeprefix("document/"))
    if _PROJECT.fullmatch(text):
        return Target("project", project=text)
    if (found := _FIELD.fullmatch(text)) and found[2] in FIELDS:
        return Target("field", found[1], found[2])
    if found := _ITEM.fullmatch(text):
        return Target(cast(ItemKind, found[2]), found[1], found[3])
    if found := _PAGE.fullmatch(text):
        return Target("page", item=found[1])
    raise unknown_target(text)


def unknown_target(text: str) -> ReviewError:
    """Return the error for a name that leads to nothing."""
    return ReviewError(
        found=f"{text[:80]!r}，文件里没有这一项",
        expected="文件里现有的一项",
        hint="文件可能已被别人改动：请刷新页面。",
        code="unknown_target",
    )
