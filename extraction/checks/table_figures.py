"""Budget tables as figures: columns by what they hold, rows by code and name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from extraction.checks.figures import Figure, step_of
from extraction.checks.places import Places
from extraction.schema import BudgetTable, Evidence, TableHeader, TableKind, TableRow

_NUMBERING = re.compile(
    r"^(?:其中[:：])?(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d))"
)
_LEVEL1 = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")
_TOTAL_WORDS = re.compile(
    r"^(?:本年|当年)?(?:收入|支出)?(?:合计|总计|小计)$|^(?:收|支)(?:入|出)?总计$"
)
TOTAL_COLUMN = re.compile(r"^(?:本年|当年)?(?:收入|支出)?(?:合计|小计|总计)$")


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its figures by column."""

    row: TableRow
    figures: Mapping[int, Figure]

    @property
    def unread(self) -> frozenset[int]:
        """The columns in which something is printed that is no amount."""
        return frozenset(one.column for one in self.row.amounts if one.value is None)

    @property
    def level(self) -> int:
        """1 for a class (类), 2 for a section (款), 3 for an item (项), 0 without a code."""
        row = self.row
        return 3 if row.item_code else 2 if row.section_code else 1 if row.class_code else 0

    @property
    def bare_name(self) -> str:
        """The row's name without its numbering."""
        return _NUMBERING.sub("", self.row.name or "")

    @property
    def is_total(self) -> bool:
        return bool(_TOTAL_WORDS.match(self.bare_name))

    @property
    def is_numbered(self) -> bool:
        """Whether the name begins 一、 as the main lines of a balance do."""
        return bool(_LEVEL1.match(self.row.name or ""))

    @property
    def is_sub_numbered(self) -> bool:
        return bool(_NUMBERING.match(self.row.name or "")) and not self.is_numbered


class FiguredTable:
    """A budget table whose amounts are figures."""

    def __init__(self, table: BudgetTable, places: Places) -> None:
        self.table = table
        self.kind: TableKind = table.kind
        self.places = places

    @property
    def title(self) -> str:
        return self.table.title or ""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(Line(row, self._figures(row)) for row in self.table.rows)

    def _figures(self, row: TableRow) -> dict[int, Figure]:
        return {
            amount.column: Figure(
                Decimal(amount.value),
                step_of(amount.text, unit=self.table.unit),
                self.places.of_amount(amount),
            )
            for amount in row.amounts
            if amount.value is not None
        }

    @cached_property
    def leaves(self) -> tuple[int, ...]:
        """The columns that hold amounts."""
        return tuple(sorted({column for line in self.lines for column in line.figures}))

    def path(self, column: int) -> tuple[str, ...]:
        """Return the headings over a column, the outermost first."""
        return tuple(
            header.text
            for header in self.table.headers
            if header.first_column <= column <= header.last_column
        )

    def columns(self, pattern: str, *, within: str | None = None) -> list[int]:
        """Return the columns whose innermost heading matches, under one that matches ``within``."""
        found = []
        last = max((header.last_column for header in self.table.headers), default=-1)
        for column in range(last + 1):
            path = self.path(column)
            if not path or not re.search(pattern, path[-1]):
                continue
            if within is None or any(re.search(within, words) for words in path[:-1]):
                found.append(column)
        return found

    @cached_property
    def total_column(self) -> int | None:
        """The column 合计 of a table by codes."""
        found = [
            column for column in self.columns(TOTAL_COLUMN.pattern) if not self._is_inner(column)
        ]
        return found[0] if len(found) == 1 else None

    def _is_inner(self, column: int) -> bool:
        """Tell whether a total stands below a heading of its own (公务用车购置及运行费 小计)."""
        return self.path(column)[-1].startswith("小计")

    @cached_property
    def total_line(self) -> Line | None:
        """The one line 合计 of a table by codes."""
        found = [line for line in self.lines if line.is_total and not line.level]
        return found[0] if len(found) == 1 else None

    @cached_property
    def is_empty(self) -> bool:
        return not any(figure.yuan for line in self.lines for figure in line.figures.values())

    def side(self, side: str) -> list[Line]:
        return [line for line in self.lines if line.row.side == side]

    def whole(self) -> Evidence:
        """Return the place of the table's title or, without one, of its first row."""
        page = self.table.pages[0] if self.table.pages else None
        start = self.table.start
        text = self.places.text[start : self.table.end].split("\n", 1)[0]
        return Evidence(page, None, start, start + len(text), text)


def children(headers: Sequence[TableHeader], parent: TableHeader | None) -> list[TableHeader]:
    """Return the headings of the next level that stand below ``parent``."""
    level = 0 if parent is None else parent.level + 1
    return [
        header
        for header in headers
        if header.level == level
        and (
            parent is None
            or parent.first_column
            <= header.first_column
            <= header.last_column
            <= parent.last_column
        )
    ]


def column_sums(table: FiguredTable) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each column of a total and the columns that it sums, as the heading says.

    A total stands beside its parts below one heading (合计 | 基本支出 | 项目支出). A part that
    is itself divided counts by its own 小计, or by all its columns.
    """
    headers = table.table.headers
    parents: list[TableHeader | None] = [None, *headers]
    for parent in parents:
        below = children(headers, parent)
        totals = [one for one in below if TOTAL_COLUMN.match(one.text)]
        if len(totals) != 1:
            continue
        whole = totals[0]
        parts = [
            one
            for one in below
            if one.first_column > whole.last_column and not _is_other(one) and one is not whole
        ]
        if len(parts) < 2:
            continue
        for offset, column in enumerate(range(whole.first_column, whole.last_column + 1)):
            held = [_part_column(headers, part, offset, whole) for part in parts]
            if all(one is not None for one in held):
                yield column, tuple(column for one in held if one for column in one)


def _is_other(header: TableHeader) -> bool:
    """Tell whether a column is no part of the sum beside it."""
    return (
        header.text.startswith("其中")
        or bool(re.search("项目$|科目|编码|名称|备注|机关运行经费|单位$|说明", header.text))
        or not header.text
    )


def _part_column(
    headers: Sequence[TableHeader], part: TableHeader, offset: int, whole: TableHeader
) -> tuple[int, ...] | None:
    """Return the columns of a part that belong to one column of the whole."""
    below = children(headers, part)
    width = whole.last_column - whole.first_column + 1
    if not below or (width > 1 and len(below) == width):
        return (
            (part.first_column + offset,)
            if part.first_column + offset <= part.last_column
            else None
        )
    totals = [one for one in below if TOTAL_COLUMN.match(one.text)]
    if len(totals) == 1:
        return (totals[0].first_column + offset,)
    if totals or any(one.text.startswith("其中") for one in below):
        return None
    columns = tuple(one.first_column + offset for one in below)
    return columns if width == 1 else None
