"""Who publishes a disclosure, and for which year: from its cover, titles and forms."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.forms import is_form_title
from extraction.layout.blocks import Layout, Paragraph, Table
from extraction.narrative.declared import read_declared

_FIRST_LINES = 12  # lines in which a cover has its say
_COVER_LINES = 8  # in which a body's name alone is the publisher's
_LONGEST_TITLE = 60  # characters
_NAME = re.compile(r"[\u4e00-\u9fff（）()]{5,30}")
_OPENS_PART = re.compile(r"第[一二三四五六七八九]|[一二三四五六七八九十]、|目录")
_CHINESE_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_YEAR = re.compile(r"20\d\d(?=年)")
_CITED = re.compile(r"(?<=.)[《〈«][^》〉»]*[》〉»]?")
_DATE = re.compile(r"\s*(20\d\d)\s*[-/.年]\s*\d{1,2}\D")
_LONGEST_DATE = 24  # characters of a cell that holds a date, or two months
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEARS = ("title", "form", "declared", "other")
_SEARCHED_LINES = 400  # lines in which a table's head may name the department


@dataclass(frozen=True, slots=True)
class _Label:
    pattern: re.Pattern[str]
    rank: int
    unit_budget_only: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    labels: tuple[_Label, ...]
    titles: tuple[re.Pattern[str], ...]
    parts: tuple[re.Pattern[str], ...]
    body_ends: tuple[str, ...]
    years: Mapping[str, re.Pattern[str]]
    cover_years: tuple[re.Pattern[str], ...]


def find_department(layout: Layout, supervising: Sequence[str | None]) -> str | None:
    """Return the body that publishes the disclosure, as printed.

    The cover's label comes first (of a unit budget the unit's), then the cover's title, then
    a table's head; where none says it, the 主管部门 on which all forms agree
    (``supervising``, one a form).
    """
    rules = _rules()
    lines = _lines(layout, _SEARCHED_LINES)
    cover = lines[:_FIRST_LINES]
    # A title may stand on two lines; what a number opens is none.
    pairs = [
        "".join(pair)
        for pair in itertools.pairwise(cover)
        if not any(_OPENS_PART.match(line) for line in pair)
    ]
    is_unit_budget = any("单位预算" in line or "单位决算" in line for line in cover)
    for searched in (cover, lines):
        labelled = _labelled(searched, rules, is_unit_budget)
        if labelled is not None:
            return labelled
        if searched is cover:
            titled = _titled([*cover, *pairs], rules.titles, rules) or _alone(cover, rules)
            if titled is not None:
                return titled
    titled = _titled(lines, (*rules.parts, *rules.titles[:1]), rules)
    if titled is not None:
        return titled
    named = {name for name in supervising if name}
    return named.pop() if len(named) == 1 else None


def find_fiscal_year(layout: Layout) -> int | None:
    """Return the year that the disclosure is for.

    The cover's title comes first, then the year that the forms carry beside their titles,
    then the year of the declaration of goals; where the forms disagree the most frequent
    year is taken, and of a tie the one that the declaration names, else the one in which the
    dates of the forms lie; where neither says it there is none.
    """
    rules = _rules()
    lines = _lines(layout, _SEARCHED_LINES)
    # A year in the title of a regulation is not the disclosure's.
    cover = [_CITED.sub("", line) for line in lines[: _FIRST_LINES // 2]]
    for line in (*cover, "".join(cover[:3])):
        found = rules.years["title"].search(line)
        if found and not set("，。；") & set(line):
            return int(found[1])
    for pattern in rules.cover_years:
        for line in cover:
            found = pattern.search(line) if len(line) <= _LONGEST_TITLE else None
            if found and not set("，。；") & set(line):
                return int(found[1])
    form_years = Counter(_form_years(layout, rules))
    most = max(form_years.values(), default=0)
    tied = {year for year, count in form_years.items() if count == most}
    if len(tied) == 1:
        return tied.pop()
    if tied:
        return _declared_year(layout, tied) or _year_of_dates(layout, tied)
    for pattern in rules.years.values():
        for line in lines:
            found = pattern.search(line)
            if found:
                return int(found[1])
    return None


def _declared_year(layout: Layout, years: Set[int]) -> int | None:
    """Return the one of ``years`` that the declaration of goals names."""
    for block in layout.blocks:
        if not isinstance(block, Paragraph) or "目标" not in layout.text[block.start : block.end]:
            continue
        if read_declared(layout.text, start=block.start, end=block.end).project_count is None:
            continue
        printed = _dated("".join(layout.text[block.start : block.end].split()))
        named = {int(year) for year in _YEAR.findall(printed)} & years
        if len(named) == 1:
            return named.pop()
    return None


def _year_of_dates(layout: Layout, years: Set[int]) -> int | None:
    """Return the one of ``years`` in which the dates of the forms lie, where all do."""
    named = {
        int(found[1])
        for block in layout.blocks
        if isinstance(block, Table)
        for cell in block.cells
        if cell.end - cell.start < _LONGEST_DATE
        and (found := _DATE.match(layout.text, cell.start, cell.end))
    } & years
    return named.pop() if len(named) == 1 else None


def _lines(layout: Layout, most: int) -> list[str]:
    """Return the first lines outside tables, without blanks."""
    lines: list[str] = []
    for block in layout.blocks:
        if isinstance(block, Paragraph):
            lines.extend(
                _dated("".join(layout.text[line.start : line.end].split())) for line in block.lines
            )
        if len(lines) >= most:
            break
    return lines[:most]


def _dated(line: str) -> str:
    """Write a year in Chinese digits in digits: 二〇二四年."""
    return (
        _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), line) if "二" in line else line
    )


def _labelled(lines: Sequence[str], rules: _Rules, is_unit_budget: bool) -> str | None:
    best: tuple[int, str] | None = None
    for line in lines:
        for label in rules.labels:
            if label.unit_budget_only and not is_unit_budget:
                continue
            found = label.pattern.match(line)
            if found and (best is None or label.rank < best[0]):
                best = (label.rank, found[1])
    return best[1] if best else None


def _alone(cover: Sequence[str], rules: _Rules) -> str | None:
    """Return the body whose name is a line of the cover beside 部门预算, in brackets or without."""
    if not any("预算" in line or "决算" in line for line in cover[:_COVER_LINES]):
        return None
    for line in cover[:_COVER_LINES]:
        name = line.strip("（）()")
        if _NAME.fullmatch(name) and name.endswith(rules.body_ends):
            return name
    return None


def _titled(cover: Sequence[str], patterns: Sequence[re.Pattern[str]], rules: _Rules) -> str | None:
    """Return the body that one of the lines names as a title does."""
    for line in cover:
        if len(line) > _LONGEST_TITLE:
            continue
        for pattern in patterns:
            found = pattern.fullmatch(line)
            if found and found["body"].endswith(rules.body_ends):
                return found["body"]
    return None


def _form_years(layout: Layout, rules: _Rules) -> list[int]:
    """Return the years printed in brackets beside or below the forms' titles."""
    years: list[int] = []
    pattern = rules.years["form"]
    for block in layout.blocks:
        if isinstance(block, Paragraph):
            line = layout.text[block.start : block.end]
            if len(line) < 60 and (year := _form_year(line, pattern)):
                years.append(year)
            continue
        for cell in block.cells:
            printed = cell.printed(layout.text)
            if 6 <= len(printed) < 200 and (year := _form_year(printed, pattern)):
                years.append(year)
    return years


def _form_year(printed: str, pattern: re.Pattern[str]) -> int | None:
    """Return the year that stands alone in brackets, or in brackets in a form's title."""
    if "(" not in printed and "（" not in printed:
        return None
    key = "".join(printed.split())
    found = pattern.fullmatch(key)
    if found is None and is_form_title(printed):
        found = pattern.search(key)
    return int(found[1]) if found else None


@cache
def _rules() -> _Rules:
    data = tomllib.loads(files(__package__).joinpath("cover.toml").read_text("utf-8"))
    labels = tuple(
        _Label(
            re.compile(
                rf"(?:{'|'.join(map(re.escape, rule['labels']))})(?:[（(][^）)]{{0,8}}[)）])?[:：]"
                r"(.{2,50}?)(?:[（(]?(?:公章|盖章)[)）]?)?(?:(?:金额)?单位[:：].*)?$"
            ),
            rule["rank"],
            rule["unit_budget_only"],
        )
        for rule in data["department_label"]
    )
    tail = data["tail"]["pattern"]
    return _Rules(
        labels,
        tuple(re.compile(rule["pattern"].replace("TAIL", tail)) for rule in data["title"]),
        tuple(re.compile(rule["pattern"]) for rule in data["part"]),
        tuple(data["body_ends"]),
        {kind: re.compile(data[f"{kind}_year"]) for kind in _YEARS},
        tuple(re.compile(pattern) for pattern in data["cover_year"]),
    )
