"""Words that a finished text does not have: left of a template, printed twice, without a sign."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extraction.checks.facts import Facts, Finding
from extraction.checks.told import Told, quote

_AROUND = 6  # characters shown on both sides


@dataclass(frozen=True, slots=True)
class WordingRule:
    """One row of ``wording.toml``."""

    rule: str
    everywhere: bool
    pattern: re.Pattern[str]
    not_pattern: re.Pattern[str] | None
    unbroken: bool
    example: str
    counter_example: str

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of what is wrong in a paragraph without blanks."""
        for found in self.pattern.finditer(words):
            if self.not_pattern is None or not self.not_pattern.search(found[0]):
                yield found.span("x") if "x" in found.groupdict() else found.span()


@cache
def wording_rules() -> tuple[WordingRule, ...]:
    """Load ``wording.toml`` once."""
    data = tomllib.loads(files(__package__).joinpath("wording.toml").read_text("utf-8"))
    return tuple(
        WordingRule(
            row["rule"],
            row["within"] == "all",
            re.compile(row["pattern"]),
            re.compile(row["not_pattern"]) if "not_pattern" in row else None,
            row.get("unbroken", False),
            row["example"],
            row["counter_example"],
        )
        for row in data["wording"]
    )


def wordings(facts: Facts) -> Iterator[Finding]:
    """Find what a template left, marks and words printed twice, shares without their sign."""
    for told in facts.told:
        in_explanations = told.start < facts.projects_start
        for rule in wording_rules():
            if rule.everywhere or in_explanations:
                for span in rule.find(told.words):
                    finding = _finding(facts, rule.rule, told, span)
                    printed = finding.evidence[0].text
                    if not rule.unbroken or len(printed.split()) == 1:
                        yield finding


def _finding(facts: Facts, rule: str, told: Told, span: tuple[int, int]) -> Finding:
    words = told.words
    around = words[max(0, span[0] - _AROUND) : span[1] + _AROUND]
    place = quote(facts.places, told, span)
    return Finding(rule, None, {"text": words[span[0] : span[1]], "around": around}, (place,))
