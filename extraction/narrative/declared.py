"""The declared summary of goals (绩效目标设置情况 / 编报) → counts and amounts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.layout import Layout, Paragraph
from extraction.narrative.headings import read_heading
from extraction.schema import Declared
from extraction.values import Amount, find_amounts, parse_decimal, parse_numeral, to_half_width

# The longest declaration known is under 300 characters; behind that stands something else.
_REACH = 300
_HEADING_LENGTH = 40  # characters; a longer paragraph says something itself
# What the heading of a declaration says beside 绩效目标, and that of one project's goals does not.
_OF_ALL = re.compile("情况|设置|编报|管理|申报")
_EVALUATION = re.compile("[。；，](?=[^。；，]{0,20}(?:绩效评价|自评|跟踪|监控|评级))")
_COUNT = r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,5}|[零〇一二三四五六七八九十百两]{1,5})"
_MONEY = r"(?P<m>[\d.,]{1,20}(?:亿|[百千]?万)?元?)"


@dataclass(frozen=True, slots=True)
class DeclaredRule:
    """One wording of the declaration (``declared.toml``)."""

    name: str
    pattern: re.Pattern[str]
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class DeclaredRules:
    """All of ``declared.toml``, compiled."""

    counts: tuple[DeclaredRule, ...]
    large: tuple[DeclaredRule, ...]
    not_counted: re.Pattern[str]


def find_declared(layout: Layout) -> Declared:
    """Return a document's declaration of goals: the paragraph that says most of it."""
    best = Declared()
    most = 0
    heading: Paragraph | None = None
    for block in layout.blocks:
        if not isinstance(block, Paragraph):
            heading = None
            continue
        # 绩效目标 may stand in the heading alone ("四、绩效目标设置情况").
        near = min(block.end, block.start + _HEADING_LENGTH)
        named = layout.text.find("目标", block.start, near) >= 0
        own = _own_goals(layout.text, block) if named else 0
        start = heading.start if heading is not None else block.start + own
        is_heading = block.end - block.start < _HEADING_LENGTH
        names_goals = layout.text.find("目标", block.start, block.end) >= 0
        heading = block if names_goals and is_heading and not own else None
        if layout.text.find("目标", start, block.end) < 0:
            continue
        declared = read_declared(layout.text, start=start, end=block.end)
        said = sum(
            value is not None
            for value in (
                declared.project_count,
                declared.amount,
                declared.large_project_count,
                declared.large_project_threshold,
            )
        )
        if said > most and declared.project_count is not None:
            best, most = declared, said
    return best


def _own_goals(text: str, block: Paragraph) -> int:
    """Return how much of a paragraph is the heading of a project's own goals, 0 for another."""
    line = block.lines[0]
    found = read_heading(text[line.start : line.end])
    if found is None or found.kind != "goals" or found.shape not in ("line", "inline"):
        return 0
    words = text[line.start + found.start : line.start + found.end]
    return 0 if _OF_ALL.search(words) else found.body


def read_declared(text: str, *, start: int = 0, end: int | None = None) -> Declared:
    """Read how many projects ``text[start:end]`` declares goals for, and how much money.

    What it does not say is ``None``; counts of evaluations (绩效评价, 自评, 跟踪) are not
    the declaration. Money is yuan with two places.
    """
    end = len(text) if end is None else end
    plain = to_half_width("".join(text[start:end].split()))
    found = _count(plain)
    if found is None:
        return Declared()
    count, at, after = found
    stop = min(_stop(plain, after), after + _REACH)
    large = _large(plain, after, stop)
    return Declared(
        project_count=count,
        amount=_amount(plain, at, after, stop),
        large_project_count=large[0] if large else None,
        large_project_threshold=large[1] if large else None,
    )


def _count(plain: str) -> tuple[int, int, int] | None:
    """Return the count, where its sentence starts and where the count ends."""
    rules = declared_rules()
    for rule in rules.counts:
        at = 0
        while found := rule.pattern.search(plain, at):
            at = found.start() + 1
            if rules.not_counted.search(_words_around(plain, found)):
                continue
            number = _number(found["n"])
            if number is not None:
                sentence = max(plain.rfind(mark, 0, found.start()) for mark in "。；") + 1
                return number, sentence, found.end()
    return None


def _words_around(plain: str, found: re.Match[str]) -> str:
    """Return a match's words and the few before it: 整体支出绩效目标1个 is no project."""
    before = plain[max(0, found.start() - 6) : found.start()]
    return re.split("[，,、：:；。（(）)]", before)[-1] + found[0]


def _number(printed: str) -> int | None:
    decimal = parse_decimal(printed)
    return int(decimal) if decimal is not None else parse_numeral(printed)


def _stop(plain: str, after: int) -> int:
    """Return where the declaration ends: at a clause that speaks of evaluations, or far on."""
    found = _EVALUATION.search(plain, after)
    return found.start() if found else len(plain)


def _amount(plain: str, at: int, after: int, stop: int) -> str | None:
    """Return the first amount behind the count, else one before it in its sentence."""
    for amount in find_amounts(plain, start=after, end=stop):
        if _is_threshold(plain, amount):
            continue
        which = plain.rfind("其中", after, amount.start)
        # "其中：" opens the parts; their first is not the whole.
        if which >= 0:
            break
        return amount.yuan
    before = [a for a in find_amounts(plain, start=at, end=after) if not _is_threshold(plain, a)]
    return before[0].yuan if before else None


def _is_threshold(plain: str, amount: Amount) -> bool:
    return bool(
        re.match(r"(?:[（(]含[^）)]*[）)]|及)*以[上下]", plain[amount.end : amount.end + 12])
    )


def _large(plain: str, after: int, stop: int) -> tuple[int, str] | None:
    for rule in declared_rules().large:
        for found in rule.pattern.finditer(plain, after, stop):
            count = _number(found["n"])
            amounts = find_amounts(plain, start=found.start("m"), end=found.end("m"))
            if count is not None and len(amounts) == 1:
                return count, amounts[0].yuan
    return None


@cache
def declared_rules() -> DeclaredRules:
    """Load ``declared.toml`` once."""
    data = tomllib.loads(files(__package__).joinpath("declared.toml").read_text("utf-8"))
    kinds = {
        kind: tuple(
            DeclaredRule(
                name=row["name"],
                pattern=re.compile(row["pattern"].replace("N", _COUNT).replace("M", _MONEY)),
                example=row["example"],
                counter_example=row["counter_example"],
            )
            for row in data[kind]
        )
        for kind in ("count", "large")
    }
    return DeclaredRules(
        counts=kinds["count"],
        large=kinds["large"],
        not_counted=re.compile("|".join(data["not_counted"])),
    )
