"""Within one budget table: columns, levels and totals that must add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extraction.checks.facts import Finding
from extraction.checks.figures import Figure, adds_up, evidence_of, total, yuan_words
from extraction.checks.table_figures import FiguredTable, Line, column_sums


def row_sums(table: FiguredTable) -> Iterator[Finding]:
    """In a line, the total is not the sum of the columns beside it."""
    for whole_column, part_columns in column_sums(table):
        for line in table.lines:
            if line.unread & {whole_column, *part_columns}:
                continue
            whole = line.figures.get(whole_column)
            parts = [line.figures[column] for column in part_columns if column in line.figures]
            if whole is None and not parts:
                continue
            # A line that fills no part gives only its total (补助下级支出).
            if whole is None or not parts:
                if whole is not None and whole.yuan and _others_filled(table, part_columns):
                    yield _sum_finding("table_row_sum", table, _name(line), whole, parts)
                continue
            if not adds_up(whole, parts):
                yield _sum_finding("table_row_sum", table, _name(line), whole, parts)


def _others_filled(table: FiguredTable, columns: Sequence[int]) -> bool:
    """Tell whether the parts are used at all in this table."""
    filled = sum(any(column in line.figures for column in columns) for line in table.lines)
    return filled * 2 > len(table.lines)


def _name(line: Line) -> str:
    row = line.row
    code = "".join(one for one in (row.class_code, row.section_code, row.item_code) if one)
    return f"{code}{row.name or ''}" or "该行"


def _sum_finding(
    rule: str, table: FiguredTable, name: str, whole: Figure, parts: Sequence[Figure]
) -> Finding:
    return Finding(
        rule,
        None,
        {
            "title": table.title,
            "name": name,
            "whole": yuan_words(whole.yuan),
            "sum": yuan_words(total(parts)),
        },
        evidence_of((whole, *parts)),
    )


def level_sums(table: FiguredTable) -> Iterator[Finding]:
    """A class (类) is not the sum of its sections (款), or a section of its items (项)."""
    for column in table.leaves:
        for group in _groups(table):
            for at, line in enumerate(group):
                below = _below(group, at)
                if not below or any(column in one.unread for one in (line, *below)):
                    continue
                parts = [one.figures[column] for one in below if column in one.figures]
                whole = line.figures.get(column)
                if whole is None and not parts:
                    continue
                if whole is None:
                    whole = _blank(line)
                if whole is None or adds_up(whole, parts):
                    continue
                yield _sum_finding("table_level_sum", table, _name(line), whole, parts)


def _blank(line: Line) -> Figure | None:
    """Return the blank of a line whose other columns are filled, as a figure of 0."""
    first = next(iter(line.figures.values()), None)
    return None if first is None else Figure(Decimal(0), first.step, first.evidence)


def _groups(table: FiguredTable) -> list[list[Line]]:
    """Return the coded lines of each class in order; two-sided tables have them side by side."""
    groups: dict[str, list[Line]] = {}
    for line in table.lines:
        if line.level and line.row.class_code:
            groups.setdefault(line.row.class_code, []).append(line)
    return [group for group in groups.values() if _is_nested(group)]


def _is_nested(group: Sequence[Line]) -> bool:
    """Tell whether a class is printed once and before its parts, each code once."""
    codes = [(line.row.class_code, line.row.section_code, line.row.item_code) for line in group]
    return group[0].level == 1 and len(set(codes)) == len(codes)


def _below(group: Sequence[Line], at: int) -> list[Line]:
    """Return the lines of the next level that belong to ``group[at]``."""
    line = group[at]
    if line.level == 1:
        sections = [one for one in group if one.level == 2]
        return sections or [one for one in group if one.level == 3]
    if line.level == 2:
        return [
            one for one in group if one.level == 3 and one.row.section_code == line.row.section_code
        ]
    return []


def total_sums(table: FiguredTable) -> Iterator[Finding]:
    """The line 合计 is not the sum of the classes."""
    line = table.total_line
    classes = [one for one in table.lines if one.level == 1]
    if line is None or not classes:
        return
    for column in table.leaves:
        parts = [one.figures[column] for one in classes if column in one.figures]
        whole = line.figures.get(column)
        if whole is None or any(column in one.unread for one in classes):
            # 人员经费合计 and the like leave columns out
            continue
        if not adds_up(whole, parts):
            yield _sum_finding("table_total", table, line.row.name or "合计", whole, parts)


def balance_sums(table: FiguredTable) -> Iterator[Finding]:
    """In a balance, a side's lines do not add up to its total, or the sides differ."""
    if table.kind not in ("balance", "appropriation_balance"):
        return
    ends: list[Figure] = []
    for side in ("income", "expenditure"):
        lines = table.side(side)
        column = _main_column(lines)
        if column is None:
            return
        yield from _side_sums(table, lines, column)
        totals = [line for line in lines if line.is_total and column in line.figures]
        if totals:
            ends.append(totals[-1].figures[column])
    if len(ends) == 2 and ends[0].yuan != ends[1].yuan:
        yield Finding(
            "table_balance",
            None,
            {
                "title": table.title,
                "income": yuan_words(ends[0].yuan),
                "expenditure": yuan_words(ends[1].yuan),
            },
            evidence_of(ends),
        )


def _main_column(lines: Sequence[Line]) -> int | None:
    """Return the first column of a side: its only one, or its 合计."""
    columns = sorted({column for line in lines for column in line.figures})
    return columns[0] if columns else None


def _side_sums(table: FiguredTable, lines: Sequence[Line], column: int) -> Iterator[Finding]:
    at = next((place for place, line in enumerate(lines) if line.is_total), None)
    if at is None or column not in lines[at].figures:
        return
    above = lines[:at]
    whole = lines[at].figures[column]
    main = [line for line in above if line.is_numbered]
    loose = [
        line
        for line in above
        if not line.is_numbered and not line.is_sub_numbered and column in line.figures
    ]
    if any(column in line.unread for line in above):
        return
    if not main or any("其中" in (line.row.name or "") for line in loose):
        return
    parts = [line.figures[column] for line in (*main, *loose) if column in line.figures]
    if not adds_up(whole, parts):
        yield _sum_finding("table_total", table, lines[at].row.name or "总计", whole, parts)
    for place, line in enumerate(above):
        below = _sub_lines(above, place)
        held = [one.figures[column] for one in below if column in one.figures]
        stated = line.figures.get(column)
        if line.is_numbered and held and stated is not None and not adds_up(stated, held):
            yield _sum_finding("table_level_sum", table, line.row.name or "", stated, held)
    yield from _second_total(table, lines, at, column)


def _sub_lines(lines: Sequence[Line], at: int) -> list[Line]:
    below: list[Line] = []
    for line in lines[at + 1 :]:
        if not line.is_sub_numbered or (line.row.name or "").startswith("其中"):
            break
        below.append(line)
    return below


def _second_total(
    table: FiguredTable, lines: Sequence[Line], at: int, column: int
) -> Iterator[Finding]:
    """Check 总计 = 本年合计 and the carry-overs between the two."""
    later = [place for place in range(at + 1, len(lines)) if lines[place].is_total]
    if len(later) != 1 or column not in lines[later[0]].figures:
        return
    between = [line for line in lines[at + 1 : later[0]] if column in line.figures]
    loose = [line for line in between if not line.is_numbered and not line.is_sub_numbered]
    if any("其中" in (line.row.name or "") for line in between):
        return
    whole = lines[later[0]].figures[column]
    parts = [lines[at].figures[column], *(line.figures[column] for line in loose)]
    if not adds_up(whole, parts):
        yield _sum_finding("table_total", table, lines[later[0]].row.name or "总计", whole, parts)
