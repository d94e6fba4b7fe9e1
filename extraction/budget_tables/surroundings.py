"""What stands around a table: its title, its unit, and the note below it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from extraction.budget_tables.rules import is_table_title, table_rules, without_blanks
from extraction.layout import Block, Layout, Paragraph, Table

_LINES_BEFORE = 6  # title, maker and unit of a table are at most so many lines
_BLOCKS_AFTER = 2


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A table's title, unit and note as printed without blanks; ``None`` where there is none."""

    title: str | None
    unit: str | None
    note: str | None


def look_around(layout: Layout, at: int) -> Surroundings:
    """Read what belongs to the table that is ``layout.blocks[at]``."""
    title = unit = None
    for line in _lines_before(layout, at):
        if unit is None:
            found = table_rules().unit.search(line)
            unit = found["unit"] if found else None
        if is_table_title(line):
            title = line
            break
    if title is not None and unit is None:
        unit = _unit_in_head(layout, at)
    return Surroundings(title, unit, _note(layout, at))


def _unit_in_head(layout: Layout, at: int) -> str | None:
    """Return the unit in a running head: a line that stands over every table looks like one."""
    block = layout.blocks[at]
    page = block.pages[0] if isinstance(block, Table) and block.pages else None
    for line in layout.furniture:
        if page is not None and line.page == page:
            words = without_blanks(layout.text[line.start : line.end])
            if found := table_rules().unit.search(words):
                return found["unit"]
    return None


def _lines_before(layout: Layout, at: int) -> list[str]:
    """Return the lines between the table before and this one, the nearest first."""
    lines: list[str] = []
    place = at - 1
    while place >= 0 and len(lines) < _LINES_BEFORE:
        block = layout.blocks[place]
        if not isinstance(block, Paragraph):
            break
        lines += [
            without_blanks(layout.text[line.start : line.end]) for line in reversed(block.lines)
        ]
        place -= 1
    # A title that is set in two lines.
    pairs = [f"{above}{line}" for line, above in itertools.pairwise(lines)]
    both = [word for line, pair in zip(lines, [*pairs, ""], strict=False) for word in (line, pair)]
    return [word for word in both if word]


def _note(layout: Layout, at: int) -> str | None:
    for block in _after(layout, at):
        words = without_blanks(layout.text[block.start : block.end])
        if is_table_title(words):
            return None
        if table_rules().note.search(words) and len(words) < 200:
            return words
    return None


def _after(layout: Layout, at: int) -> list[Paragraph]:
    found: list[Paragraph] = []
    following: tuple[Block, ...] = layout.blocks[at + 1 : at + 1 + _BLOCKS_AFTER]
    for block in following:
        if not isinstance(block, Paragraph):
            break
        found.append(block)
    return found
