"""The usual kinds of errors: another word in a paragraph, a form, an indicator or a table."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from training_data.synthesis.blocks import Cell, Paragraph, Table
from training_data.synthesis.errors.printed import (
    Blocks,
    Injector,
    Spoiled,
    cells_of,
    draw_factor,
    draw_one,
    labelled_cells,
    paragraphs_with,
    printed_number,
    projects_with,
    reprint,
    set_cell,
    spoiled_number,
)


def change_text(
    pattern: str, change: Callable[[str, random.Random], str], *, against_form: str | None = None
) -> Injector:
    """Change what the group ``x`` of a pattern holds, in one paragraph.

    ``against_form``: only in a project whose form fills the cell of this label, so that
    something in the document contradicts the change.
    """

    def inject(blocks: Blocks, chance: random.Random) -> Spoiled | None:
        found = paragraphs_with(blocks, pattern)
        if against_form is not None:
            formed = projects_with(blocks, against_form)
            found = [one for one in found if one[1].project in formed]
        drawn = draw_one(found, chance)
        if drawn is None:
            return None
        place, block, match = drawn
        words = change(match["x"], chance)
        if words == match["x"]:
            return None
        return Spoiled(reprint(blocks, place, block, match.span("x"), words), (words,))

    return inject


def change_form(label: str, change: Callable[[str, random.Random], str]) -> Injector:
    """Change a value of a form."""

    def inject(blocks: Blocks, chance: random.Random) -> Spoiled | None:
        drawn = draw_one(labelled_cells(blocks, label), chance)
        if drawn is None:
            return None
        place, row, at, cell = drawn
        words = change(cell.text, chance)
        if words == cell.text:
            return None
        return Spoiled(set_cell(blocks, place, row, at, words), (words,))

    return inject


def change_indicator(
    level1: str, pattern: str, change: Callable[[str, random.Random], str], *, name: str = ""
) -> Injector:
    """Change an indicator's value: one of a level-1 group, matching ``pattern``."""

    def inject(blocks: Blocks, chance: random.Random) -> Spoiled | None:
        found = [
            (place, row, cell)
            for place, row, cell in indicator_rows(blocks, level1)
            if re.search(pattern, cell.text) and re.search(name, indicator_name(blocks, place, row))
        ]
        drawn = draw_one(found, chance)
        if drawn is None:
            return None
        place, row, cell = drawn
        words = change(cell.text, chance)
        table = blocks[place]
        assert isinstance(table, Table)
        changed = set_cell(blocks, place, row, len(table.rows[row]) - 1, words)
        return Spoiled(changed, (words,)) if words != cell.text else None

    return inject


def indicator_rows(blocks: Blocks, level1: str) -> list[tuple[int, int, Cell]]:
    found, current, start = [], "", None
    for place, row, at, cell in cells_of(blocks, forms=True):
        table = blocks[place]
        assert isinstance(table, Table)
        if cell.text == "一级指标":
            start = (place, row)
        if start is None or place != start[0] or row <= start[1]:
            continue
        if cell.text in ("成本指标", "产出指标", "效益指标", "满意度指标"):
            current = cell.text
        if at == len(table.rows[row]) - 1 and current == level1:
            found.append((place, row, cell))
    return found


def indicator_name(blocks: Blocks, place: int, row: int) -> str:
    table = blocks[place]
    assert isinstance(table, Table)
    return table.rows[row][-2].text


def number_times(printed: str, chance: random.Random) -> str:
    return spoiled_number(printed, draw_factor(chance))


def number_times_by_units(printed: str, chance: random.Random) -> str:
    """Multiply a number so that it changes by more than one of its unit, or leave it.

    A sum printed without decimals may be cut off after its last digit: less contradicts nothing.
    """
    other = number_times(printed, chance)
    for words in (other, spoiled_number(printed, Decimal(10))):
        if abs(printed_number(words) - printed_number(printed)) > 1:
            return words
    return printed


def times(factor: str) -> Callable[[str, random.Random], str]:
    return lambda printed, _chance: spoiled_number(printed, Decimal(factor))


def always(words: str) -> Callable[[str, random.Random], str]:
    return lambda _printed, _chance: words


def swapped(old: str, new: str) -> Callable[[str, random.Random], str]:
    return lambda printed, _chance: re.sub(old, new, printed, count=1)


def plus(number: int) -> Callable[[str, random.Random], str]:
    return lambda printed, _chance: str(int(printed) + number)


def titled_table(blocks: Blocks, words: str) -> tuple[int, int] | None:
    """Return the places of a budget table's title and of the table."""
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or block.role != "title":
            continue
        if not re.search(words, block.text):
            continue
        for later in range(place + 1, min(place + 4, len(blocks))):
            if isinstance(blocks[later], Table):
                return place, later
    return None


def titled_rows(blocks: Blocks, title: str, row: str) -> tuple[int, Table, list[int]] | None:
    """Return the place of a titled budget table, the table, and its rows that match ``row``."""
    found = titled_table(blocks, title)
    if found is None:
        return None
    table = blocks[found[1]]
    assert isinstance(table, Table)
    fitting = [
        at
        for at, cells in enumerate(table.rows)
        if re.search(row, "|".join(cell.text for cell in cells))
    ]
    return found[1], table, fitting


def table_cell(
    title: str, row: str, column: int, change: Callable[[str, random.Random], str]
) -> Injector:
    """Change a filled cell ``column`` (from the right) of a row whose first cells match ``row``."""
    return table_cells(title, row, (column,), change)


def table_cells(
    title: str, row: str, columns: Sequence[int], change: Callable[[str, random.Random], str]
) -> Injector:
    def inject(blocks: Blocks, chance: random.Random) -> Spoiled | None:
        found = titled_rows(blocks, title, row)
        if found is None:
            return None
        place, table, fitting = found
        filled = [
            at
            for at in fitting
            if all(
                len(table.rows[at]) >= column and table.rows[at][-column].text for column in columns
            )
        ]
        drawn = draw_one(filled, chance)
        if drawn is None:
            return None
        marks = []
        for column in columns:
            at = len(table.rows[drawn]) - column
            words = change(table.rows[drawn][at].text, chance)
            blocks = set_cell(blocks, place, drawn, at, words)
            marks.append(words)
        return Spoiled(blocks, tuple(marks))

    return inject


def fixed_times(printed: str, _chance: random.Random) -> str:
    return spoiled_number(printed, Decimal("1.13"))
