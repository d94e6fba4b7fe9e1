"""Recognise the lines that open and end a project's narrative."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.narrative.numbering import read_numbering


@dataclass(frozen=True, slots=True)
class NarrativeHeading:
    """A narrative's heading: the project's name, or None where the heading gives none."""

    name: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class _Rules:
    narrative: tuple[tuple[str, re.Pattern[str]], ...]
    never: re.Pattern[str]
    unnamed: frozenset[str]
    body_name: re.Pattern[str]
    part: re.Pattern[str]
    leader: re.Pattern[str]
    contents: str


_LONGEST = 90  # characters; a heading is one line or two, never a paragraph
_BUDGET_PART = re.compile(
    r"名词|解释|部门|单位(?:概况|预算|决算|收支)|预算|决算|收支|附[件表]|表$|说明$|概况$|项目名称"
)
_QUICK = re.compile(r"说\s*明|项\s*目\s*名\s*称")
_QUICK_PART = re.compile(
    r"第|表\s*$|名\s*词\s*解\s*释|说\s*明\s*$|机\s*构\s*设\s*置|主\s*要\s*职\s*能"
)


def narrative_heading(line: str) -> NarrativeHeading | None:
    """Return what ``line`` says as the heading of a project's narrative, or None.

    >>> narrative_heading("河道养护专项（政策资金）经费情况说明").name
    '河道养护专项（政策资金）'
    >>> narrative_heading("项目经费情况说明").name is None
    True
    >>> narrative_heading("“三公”经费情况说明") is None
    True
    """
    if len(line) > 2 * _LONGEST or not _QUICK.search(line):
        return None
    key = "".join(line.split())
    rules = _rules()
    if len(key) > _LONGEST or rules.never.search(key):
        return None
    for rule, pattern in rules.narrative:
        found = pattern.fullmatch(key)
        if found:
            name = found["name"].strip("“”\"'《》:：")
            is_unnamed = name in rules.unnamed or rules.body_name.fullmatch(name)
            return NarrativeHeading(None if is_unnamed else name, rule)
    return None


def is_title_rest(before: str, line: str) -> bool:
    """Tell whether ``line`` only ends the document's title, which ``before`` began.

    >>> is_title_rest("某市某区水务局2025年项", "目经费情况说明")
    True
    >>> is_title_rest("某市某区水务局2025年", "河道养护经费情况说明")
    False
    """
    if not before or len(before) > _LONGEST:
        return False
    whole = narrative_heading(before + line)
    return whole is not None and whole.name is None


def is_part_heading(line: str) -> bool:
    """Tell whether ``line`` opens another part of the disclosure."""
    if len(line) > _LONGEST or not _QUICK_PART.search(line):
        return False
    return _rules().part.fullmatch("".join(line.split())) is not None


def is_numbered_part(line: str) -> bool:
    """Tell whether ``line`` opens a part by a number: 第二部分 …."""
    return read_numbering(line).scheme == "ordinal"


def is_budget_part(line: str) -> bool:
    """Tell whether a part's heading is one of the budget's own: 第六部分 名词解释."""
    return _BUDGET_PART.search("".join(line.split())) is not None


def is_contents_line(line: str) -> bool:
    """Tell whether ``line`` is an entry of a table of contents, by its leader."""
    return _rules().leader.search("".join(line.split())) is not None


def is_contents_heading(line: str) -> bool:
    """Tell whether ``line`` is the heading of a table of contents."""
    return len(line) < 12 and "".join(line.split()) == _rules().contents


@cache
def _rules() -> _Rules:
    data = tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))
    return _Rules(
        tuple((rule["name"], re.compile(rule["pattern"])) for rule in data["narrative"]),
        re.compile("|".join(map(re.escape, data["never"]))),
        frozenset(data["unnamed"]),
        re.compile(data["body_name"]),
        re.compile("|".join(f"(?:{rule['pattern']})" for rule in data["part"])),
        re.compile(data["contents"]["leader"]),
        data["contents"]["heading"],
    )
