"""What the rules find in a few paragraphs of a budget."""

from __future__ import annotations

from extraction import extract
from extraction.schema import Check

HEAD = "上海市普安区2025年区级部门预算\n预算主管部门：上海市普安区水务局\n"


def checks_of(*paragraphs: str, rule: str, head: str = HEAD) -> list[Check]:
    """Return the findings of one rule in a text of these paragraphs."""
    text = head + "\n".join(paragraphs) + "\n"
    return [check for check in extract(text.encode()).checks if check.rule == rule]


def texts_of(checks: list[Check]) -> list[str]:
    return ["".join(check.evidence[0].text.split()) for check in checks]
