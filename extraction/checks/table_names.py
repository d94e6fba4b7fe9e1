"""Codes of the classification (类款项) and the names beside them, over all tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from extraction.checks.facts import Finding
from extraction.checks.table_figures import FiguredTable, Line
from extraction.schema import Evidence, TableKind

# Tables by function; those of 基本支出 have codes of the economic classification.
_BY_FUNCTION: frozenset[TableKind] = frozenset(
    {"income", "expenditure", "general_expenditure", "fund_expenditure", "capital_expenditure"}
)
_ALIKE = 0.5  # names that are less alike are another line's, read beside the wrong code


def code_names(tables: Sequence[FiguredTable]) -> Iterator[Finding]:
    """One code has two names in the tables of one document."""
    first: dict[str, tuple[FiguredTable, Line]] = {}
    seen: set[str] = set()
    for table in tables:
        if table.kind not in _BY_FUNCTION:
            continue
        for line in table.lines:
            code, name = _code(line), _key(line.row.name or "")
            if not code or not name or not line.figures:
                continue
            if code not in first:
                first[code] = (table, line)
                continue
            other_table, other = first[code]
            known = _key(other.row.name or "")
            # What a page end cuts off one name is no other name.
            if name in known or known in name or code in seen:
                continue
            if SequenceMatcher(None, name, known).ratio() < _ALIKE:
                continue
            seen.add(code)
            yield Finding(
                "code_names",
                None,
                {"code": code, "one": other.row.name, "other": line.row.name},
                (_place(other_table, other), _place(table, line)),
            )


def _code(line: Line) -> str:
    row = line.row
    return "".join(one for one in (row.class_code, row.section_code, row.item_code) if one)


def _key(name: str) -> str:
    return re.sub(r"[\s“”\"（）()]", "", name)


def _place(table: FiguredTable, line: Line) -> Evidence:
    """Return where a line's name is printed: it stands before the line's first amount."""
    figure = line.figures[min(line.figures)]
    name = line.row.name or ""
    start = table.places.text.rfind(name[:6], table.table.start, figure.evidence.start)
    if start < 0:
        return figure.evidence
    end = min(start + len(name), figure.evidence.start)
    return table.places.at(start, end)
