"""How misses are shown."""

from __future__ import annotations

import pytest

from models.scores import Miss
from service.cli.score_report import miss_lines

LONG = "一" * 300


@pytest.mark.parametrize(
    ("expected", "found", "shown_expected", "shown_found"),
    [
        ("甲", None, "甲", "null"),
        (None, "乙", "null", "乙"),
        ("甲\n乙", "甲乙", "甲\\n乙", "甲乙"),  # one line each
        # a long text is cut to where it first differs
        (LONG + "甲", LONG + "乙", "…" + "一" * 20 + "甲", "…" + "一" * 20 + "乙"),
        ("甲" + LONG, "乙" + LONG, "甲" + "一" * 99 + "…", "乙" + "一" * 99 + "…"),
        (LONG + "甲", LONG, "…" + "一" * 20 + "甲", "…" + "一" * 20),
    ],
)
def test_values_are_shown_where_they_differ(
    expected: str | None, found: str | None, shown_expected: str, shown_found: str
) -> None:
    miss = Miss("a.pdf", None, None, "section.section_text", expected, found)
    assert list(miss_lines((miss,), level="strict")) == [
        "misses (strict): 1",
        "a.pdf: section.section_text",
        f"    expected: {shown_expected}",
        f"    found:    {shown_found}",
    ]
