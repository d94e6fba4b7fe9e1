"""What a document prints, before it is set: found, and changed in one place."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from training_data.synthesis.blocks import Block, Cell, Paragraph, Table

Blocks = tuple[Block, ...]
# Labels of forms, as patterns: what a project asks for its year, and what it costs in whole.
ANNUAL_REQUEST = "年度资金申请总额：?"
TOTAL_FUNDING = "项目资金总额：?"
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A document with one error. ``marks`` are the words printed in the wrong place.

    Without marks the error is that something is missing.
    """

    blocks: Blocks
    marks: tuple[str, ...]


Injector = Callable[[Blocks, random.Random], Spoiled | None]


def spoiled_number(printed: str, factor: Decimal) -> str:
    """Return a printed amount with its number multiplied, in the same form."""

    def other(found: re.Match[str]) -> str:
        decimals = len(found[0].partition(".")[2])
        number = Decimal(found[0].replace(",", "")) * factor
        comma = "," if "," in found[0] else ""
        return f"{number:{comma}.{decimals}f}"

    return _NUMBER.sub(other, printed, count=1)


def printed_number(printed: str) -> Decimal:
    """Return the first number of a printed amount, whatever its unit."""
    found = _NUMBER.search(printed)
    assert found is not None, "an amount is asked for"
    return Decimal(found[0].replace(",", ""))


def with_block(blocks: Blocks, place: int, block: Block) -> Blocks:
    return (*blocks[:place], block, *blocks[place + 1 :])


def paragraphs_with(blocks: Blocks, pattern: str) -> list[tuple[int, Paragraph, re.Match[str]]]:
    """Return the paragraphs in which the pattern is found, with their places."""
    found = []
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and (match := re.search(pattern, block.text)):
            found.append((place, block, match))
    return found


def reprint(
    blocks: Blocks, place: int, block: Paragraph, span: tuple[int, int], words: str
) -> Blocks:
    text = block.text[: span[0]] + words + block.text[span[1] :]
    return with_block(blocks, place, replace(block, text=text))


def cells_of(blocks: Blocks, *, forms: bool) -> list[tuple[int, int, int, Cell]]:
    """Return the cells of all forms, or of all budget tables: (block, row, cell in it, cell)."""
    return [
        (place, row, at, cell)
        for place, block in enumerate(blocks)
        if isinstance(block, Table) and (block.project is not None) == forms
        for row, cells in enumerate(block.rows)
        for at, cell in enumerate(cells)
    ]


def set_cell(blocks: Blocks, place: int, row: int, at: int, words: str) -> Blocks:
    table = blocks[place]
    assert isinstance(table, Table)
    cells = list(table.rows[row])
    cells[at] = replace(cells[at], text=words)
    rows = (*table.rows[:row], tuple(cells), *table.rows[row + 1 :])
    return with_block(blocks, place, replace(table, rows=rows))


def labelled_cells(blocks: Blocks, label: str) -> list[tuple[int, int, int, Cell]]:
    """Return the filled cells of forms that stand right of a label."""
    found = []
    for place, row, at, cell in cells_of(blocks, forms=True):
        table = blocks[place]
        assert isinstance(table, Table)
        if re.fullmatch(label, cell.text) and at + 1 < len(table.rows[row]):
            value = table.rows[row][at + 1]
            if value.text:
                found.append((place, row, at + 1, value))
    return found


def projects_with(blocks: Blocks, label: str) -> frozenset[int]:
    """Return the projects whose forms fill the cell right of a label."""
    tables = {place: blocks[place] for place, _, _, _ in labelled_cells(blocks, label)}
    return frozenset(
        table.project
        for table in tables.values()
        if isinstance(table, Table) and table.project is not None
    )


T = TypeVar("T")


def draw_one(found: Sequence[T], chance: random.Random) -> T | None:
    return chance.choice(found) if found else None


def draw_factor(chance: random.Random) -> Decimal:
    return Decimal(chance.choice(("1.27", "0.71", "1.9", "0.4")))
