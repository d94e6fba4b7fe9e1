"""Budget table against budget table: the same figure must be the same in both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extraction.checks.facts import Finding
from extraction.checks.figures import Figure, agree, evidence_of, exceeds, yuan_words
from extraction.checks.table_figures import FiguredTable, Line
from extraction.schema import TableKind

_BASIC = r"^基本支出$"
_PROJECT = r"^项目支出$"
_Named = tuple[str, str, Figure]


class TableSet:
    """The tables of one document by their kind; a kind that is there twice counts as unknown."""

    def __init__(self, tables: Sequence[FiguredTable]) -> None:
        self.tables = tuple(tables)
        kinds = [table.kind for table in tables]
        self._by_kind = {table.kind: table for table in tables if kinds.count(table.kind) == 1}

    def get(self, kind: TableKind) -> FiguredTable | None:
        return self._by_kind.get(kind)

    def end(self, kind: TableKind, side: str) -> _Named | None:
        """Return the last total of a side of a balance."""
        table = self.get(kind)
        if table is None:
            return None
        lines = [line for line in table.side(side) if line.is_total and line.figures]
        if not lines:
            return None
        column = min(lines[-1].figures)
        return table.title, lines[-1].row.name or "", lines[-1].figures[column]

    def year_total(self, side: str) -> _Named | None:
        """Return the first total of a side of the general balance (本年收入合计)."""
        table = self.get("balance")
        lines = (
            [line for line in table.side(side) if line.is_total and line.figures] if table else []
        )
        if table is None or not lines:
            return None
        return table.title, lines[0].row.name or "", lines[0].figures[min(lines[0].figures)]

    def total(self, kind: TableKind, column: str | None = None) -> _Named | None:
        """Return a figure of the line 合计: of the column 合计, or of the one named."""
        table = self.get(kind)
        if table is None or table.total_line is None:
            return None
        if column is None:
            place = table.total_column
        else:
            found = table.columns(column)
            place = found[0] if len(found) == 1 else None
        figure = table.total_line.figures.get(place) if place is not None else None
        if figure is None:
            return None
        assert place is not None
        return table.title, f"合计（{table.path(place)[-1]}）", figure


def table_pairs(tables: TableSet) -> Iterator[Finding]:
    """One figure is printed in two tables, and not the same."""
    for one, other in _pairs(tables):
        if not agree(one[2], other[2]):
            yield _finding(one, other)
    yield from _classes(tables)
    yield from _items(tables)
    yield from _appropriation_parts(tables)


def _finding(one: _Named, other: _Named, *, rule: str = "table_against_table") -> Finding:
    return Finding(
        rule,
        None,
        {
            "one": f"《{one[0]}》{one[1]}",
            "one_amount": yuan_words(one[2].yuan),
            "other": f"《{other[0]}》{other[1]}",
            "other_amount": yuan_words(other[2].yuan),
        },
        evidence_of((one[2], other[2])),
    )


def _pairs(tables: TableSet) -> Iterator[tuple[_Named, _Named]]:
    candidates = (
        (tables.year_total("income"), tables.total("income")),
        (tables.year_total("expenditure"), tables.total("expenditure")),
        (tables.total("general_expenditure", _BASIC), tables.total("basic_expenditure")),
    )
    for one, other in candidates:
        if one is not None and other is not None:
            yield one, other


def _classes(tables: TableSet) -> Iterator[Finding]:
    """Compare the classes of the balances with those of the tables by codes."""
    for balance_kind, coded_kind in (
        ("balance", "expenditure"),
        ("appropriation_balance", "general_expenditure"),
    ):
        balance = tables.get(balance_kind)  # type: ignore[arg-type]
        coded = tables.get(coded_kind)  # type: ignore[arg-type]
        if balance is None or coded is None or coded.total_column is None:
            continue
        classes = {
            _key(line.bare_name): line for line in coded.lines if line.level == 1 and line.row.name
        }
        for line in balance.side("expenditure"):
            other = classes.get(_key(line.bare_name))
            if other is None or not line.figures:
                continue
            mine = _class_figure(balance, line, coded_kind)
            theirs = other.figures.get(coded.total_column)
            if mine is not None and theirs is not None and not agree(mine, theirs):
                yield _finding(
                    (balance.title, line.row.name or "", mine),
                    (coded.title, other.row.name or "", theirs),
                )


def _class_figure(balance: FiguredTable, line: Line, coded_kind: str) -> Figure | None:
    if coded_kind == "expenditure":
        return line.figures[min(line.figures)]
    general = balance.columns("一般公共预算")
    return line.figures.get(general[0]) if len(general) == 1 else None


def _key(name: str) -> str:
    return re.sub(r"[（(].*?[）)]|支出$|\s", "", name)


def _items(tables: TableSet) -> Iterator[Finding]:
    """Compare line by line where all expenditure comes from the general public budget."""
    whole, general = tables.get("expenditure"), tables.get("general_expenditure")
    ends = (tables.total("expenditure"), tables.total("general_expenditure"))
    if whole is None or general is None or ends[0] is None or ends[1] is None:
        return
    if not agree(ends[0][2], ends[1][2]) or whole.total_column is None:
        return
    # A code that is printed twice does not say which line is meant.
    times = Counter(_code(line) for line in (*whole.lines, *general.lines) if line.level)
    codes = {_code(line): line for line in whole.lines if line.level and times[_code(line)] == 2}
    for pattern in (None, _BASIC, _PROJECT):
        mine, theirs = _column(general, pattern), _column(whole, pattern)
        if mine is None or theirs is None:
            continue
        for line in general.lines:
            other = codes.get(_code(line)) if line.level else None
            if line.is_total and not line.level:
                other = whole.total_line
            if other is None:
                continue
            one, two = line.figures.get(mine), other.figures.get(theirs)
            if one is not None and two is not None and not agree(one, two):
                yield _finding(
                    (general.title, f"{line.row.name}（{general.path(mine)[-1]}）", one),
                    (whole.title, f"{other.row.name}（{whole.path(theirs)[-1]}）", two),
                )


def _code(line: Line) -> tuple[str | None, str | None, str | None]:
    return line.row.class_code, line.row.section_code, line.row.item_code


def _column(table: FiguredTable, pattern: str | None) -> int | None:
    if pattern is None:
        return table.total_column
    found = table.columns(pattern)
    return found[0] if len(found) == 1 else None


def _appropriation_parts(tables: TableSet) -> Iterator[Finding]:
    """Compare the totals of the appropriations' balance with the tables of its parts."""
    balance = tables.get("appropriation_balance")
    if balance is None:
        return
    ends = [line for line in balance.side("expenditure") if line.is_total and line.figures]
    if not ends:
        return
    for words, kind in (
        ("一般公共预算", "general_expenditure"),
        ("政府性基金", "fund_expenditure"),
        ("国有资本经营", "capital_expenditure"),
    ):
        columns = balance.columns(words)
        other = tables.total(kind)  # type: ignore[arg-type]
        if len(columns) != 1 or other is None:
            continue
        # The year's total, before what is carried over.
        mine = ends[0].figures.get(columns[0])
        if mine is not None and not agree(mine, other[2]):
            yield _finding(
                (balance.title, f"{ends[0].row.name}（{balance.path(columns[0])[-1]}）", mine),
                other,
            )


def official_below_basic(tables: TableSet) -> Iterator[Finding]:
    """Basic expenditure holds more of an official expense than the table of these allows."""
    official, basic = tables.get("official_expenses"), tables.get("basic_expenditure")
    if official is None or basic is None or len(official.lines) != 1 or "决算" in official.title:
        return
    for words in ("公务接待费", "因公出国"):
        columns = [
            column for column in official.leaves if words in "".join(official.path(column)[-1:])
        ]
        lines = [
            line for line in basic.lines if line.level and (line.row.name or "").startswith(words)
        ]
        if len(columns) != 1 or len(lines) != 1 or not lines[0].figures:
            continue
        spent = lines[0].figures[min(lines[0].figures)]
        allowed = official.lines[0].figures[columns[0]] if official.lines[0].figures else None
        if allowed is not None and exceeds(spent, allowed):
            yield _finding(
                (basic.title, lines[0].row.name or "", spent),
                (official.title, words, allowed),
                rule="official_below_basic",
            )
