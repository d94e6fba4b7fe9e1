"""The parts that a whole budget has to explain, and which of them are missing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.budget_tables import is_table_title
from extraction.checks.facts import Facts, Finding
from extraction.checks.table_figures import FiguredTable
from extraction.checks.table_notes import ENOUGH_TABLES, main_kinds
from extraction.checks.told import Told

# A sentence that states something: an amount, a count, or that there is none.
_STATES = re.compile(
    r"(?:[0-9][0-9,.]*|[xXＸ×]{2,})(?:百万|[千万亿])?[元个项辆台套]"
    r"|无(?!线|障|偿|害|人)|没有|未安排|不涉及|详见"
)
_CONTENTS = re.compile(r"^目\s*录$")
_TERMS = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}[、.．])?名词解释$"
)
_TITLE = re.compile(r"^[^。，；：,;:]{4,40}$")
_TERM = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])")


@dataclass(frozen=True, slots=True)
class PartRule:
    """One row of ``explanations.toml``."""

    name: str
    words: tuple[str, ...]
    is_heading: bool
    of_offices: bool
    example: str
    counter_example: str

    def shown_by(self, words: str) -> bool:
        """Tell whether a paragraph shows that the part is there."""
        if not any(word in words for word in self.words):
            return False
        if self.is_heading:
            return bool(_TERMS.match(words))
        return bool(_STATES.search(words)) and not is_table_title(words)


@cache
def part_rules() -> tuple[PartRule, ...]:
    """Load ``explanations.toml`` once."""
    data = tomllib.loads(files(__package__).joinpath("explanations.toml").read_text("utf-8"))
    return tuple(
        PartRule(
            row["name"],
            tuple(row["words"]),
            row.get("is_heading", False),
            row.get("of_offices", False),
            row["example"],
            row["counter_example"],
        )
        for row in data["part"]
    )


def missing_explanations(facts: Facts, tables: Sequence[FiguredTable]) -> Iterator[Finding]:
    """A budget that shows its tables lacks an explanation that stands beside them.

    Not looked at: final accounts, and documents that explain nothing at all, whose
    explanations are published elsewhere.
    """
    if facts.is_account or len(main_kinds(tables)) < ENOUGH_TABLES:
        return
    body = list(_body(facts))
    missing = [
        rule.name
        for rule in part_rules()
        if not (rule.of_offices and facts.is_of_unit)
        and not any(rule.shown_by(one.words) for one in body)
    ]  # fmt: skip
    if missing and len(missing) * 2 <= len(part_rules()):
        yield Finding(
            "missing_explanations", None, {"missing": "、".join(missing)}, (tables[0].whole(),)
        )


def _body(facts: Facts) -> Iterator[Told]:
    """Yield the paragraphs outside the contents and, but for their title, the terms."""
    contents: int | None = None
    in_terms = False
    for one in facts.told:
        if one.start >= facts.projects_start:
            return
        if _CONTENTS.match(one.words):
            contents = one.page
        if contents is not None and one.page == contents:
            continue
        if _TERMS.match(one.words):
            in_terms = True
            yield one
        elif in_terms and _TITLE.match(one.words) and not _TERM.match(one.words):
            in_terms = False
        if not in_terms:
            yield one
