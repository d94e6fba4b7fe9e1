"""A form's rows → its performance indicators (绩效指标)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.forms.cell_text import CellText, clean_cell
from extraction.forms.families import (
    BesideColumn,
    IndicatorColumn,
    family,
    is_form_title,
    label_key,
)
from extraction.forms.pieces import FormCell, FormRow
from extraction.schema import DATE_FIELDS, MONEY_FIELDS, Indicator
from extraction.values import parse_indicator, parse_parts

# What a column of signs prints where the value is words.
_NO_SIGN = frozenset(("定性", "定性指标", "其他", "/", "-", "—", "无"))
# In earlier forms 成本指标 is a level-2 name of 产出指标, whose own cell is merged.
_EARLIER = frozenset((("成本指标", "产出指标"),))
_LEAST_BARE = 3  # cells of a row from a bare level-2 name on
Column = IndicatorColumn | BesideColumn
Extents = Mapping[Column, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Heads:
    """The row of heads: the extents of its columns, once for each half where a form prints the
    columns of several years side by side, and their order from left to right."""

    halves: tuple[Extents, ...]
    order: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One printed indicator before its levels are filled in; "" where a level is not printed.

    ``sign`` and ``unit`` are what columns of their own print; ``by_content`` tells that the row's
    columns could not be trusted, ``names_levels`` that the row is no indicator but names the
    levels of those below it.
    """

    level1: str
    level2: str
    level3: str
    value: CellText | None
    cell: FormCell
    page: int | None
    sign: str = ""
    unit: str = ""
    by_content: bool = False
    names_levels: bool = False


def read_indicators(text: str, rows: Sequence[FormRow]) -> tuple[Indicator, ...]:
    """Return the indicators below the form's indicator heading, in reading order.

    A level whose cell is merged or lost at a page end is that of the row before it, or the
    one its level-2 name belongs to.
    """
    entries: list[list[_Entry]] = [[]]
    heads: _Heads | None = None
    for row in rows:
        heading = _heading(row)
        if heading:
            heads = heading
            continue
        if heads is None:
            continue
        if _ends(row, heads.halves[0]):
            heads = None
            continue
        for half, entry in enumerate(_read_row(text, row, heads)):
            if half == len(entries):
                entries.append([])
            if entry is not None:
                entries[half].append(entry)
    return tuple(_indicator(entry) for half in entries for entry in _with_levels(half))


def _heading(row: FormRow) -> _Heads | None:
    """Return the columns that an indicator heading gives, or None for another row."""
    known = family()
    halves: list[dict[Column, tuple[int, int]]] = [{}]
    order: list[Column] = []
    for cell in row.cells:
        if cell.is_empty or cell.key in known.headers:
            continue
        column: Column = known.columns.get(cell.key) or known.beside.get(cell.key) or "aside"
        half = halves[-1]
        if column == "level2" and "level3" in half and "level2" in half:
            half = {"level1": half["level1"]} if "level1" in half else {}
            halves.append(half)
        order.append(column)
        half.setdefault(column, (cell.column, cell.column_end))
    first = halves[0]
    if len(first) < 2 or "level1" not in first or len(first) - len({"aside"} & set(first)) < 2:
        return None
    for half in halves:
        if "value" not in half and "term" in half:
            half["value"] = half.pop("term")
    if "value" not in order:
        order = ["value" if column == "term" else column for column in order]
    return _Heads(tuple(halves), tuple(order))


def _read_row(text: str, row: FormRow, heads: _Heads) -> list[_Entry | None]:
    if row.is_ruled:
        return [_by_columns(text, row, half, heads) for half in heads.halves]
    return [_by_content(text, row, heads)]


def _ends(row: FormRow, columns: Extents) -> bool:
    """Tell whether ``row`` belongs to another part of the form.

    An indicator may be called like a field (完成时间, 财政资金): what counts is that the label
    opens the row, and in text, whose columns shift, that it is no date's or amount's alone.
    """
    if any(is_form_title(cell.key) for cell in row.cells):
        return True
    labels = [cell for cell in row.cells if cell.key in family().fields]
    if row.is_ruled:
        return any(cell.column < columns["level1"][1] for cell in labels)
    return len(labels) > 1 or any(
        label.name not in DATE_FIELDS | MONEY_FIELDS
        for cell in labels
        for label in family().fields[cell.key]
    )


def _by_columns(text: str, row: FormRow, columns: Extents, heads: _Heads) -> _Entry | None:
    """Read a ruled row: each cell belongs to the heading it overlaps most."""
    found: dict[Column, FormCell] = {}
    for cell in row.cells:
        if cell.is_empty:
            continue
        best: Column | None = None
        most = 0
        for column, (start, end) in columns.items():
            shared = min(end, cell.column_end) - max(start, cell.column)
            if shared > most:
                best, most = column, shared
        if best is not None and best not in found:
            found[best] = cell
    if found and set(found) <= {"level1", "level2"} and "level3" in columns:
        return replace(_entry(text, found), names_levels=True)
    if not {"level3", "value"} & set(found):
        return _by_content(text, row, heads) if len(heads.halves) == 1 else None
    return _entry(text, found)


def _by_content(text: str, row: FormRow, heads: _Heads) -> _Entry | None:
    """Read a row whose columns cannot be trusted: level names are known, the rest comes last."""
    known = family()
    filled = [cell for cell in row.cells if not cell.is_empty]
    found: dict[Column, FormCell] = {}
    rest: list[FormCell] = []
    for place, cell in enumerate(filled):
        if cell.key in known.headers:
            continue
        # A short name (数量) may be an indicator's own.
        is_bare = known.level1_of.get(cell.key) == "" and len(filled) - place < _LEAST_BARE
        if (
            not rest
            and "level1" not in found
            and "level2" not in found
            and _is_level1(cell.key, len(filled))
        ):
            found["level1"] = cell
        elif not rest and "level2" not in found and _is_level2(cell.key) and not is_bare:
            found["level2"] = cell
        else:
            rest.append(cell)
    if not rest:
        return None
    tail = heads.order[heads.order.index("level3") :] if "level3" in heads.order else ()
    if len(tail) > 2 and 2 < len(rest) <= len(tail) and len(heads.halves) == 1:
        # Columns of their own for sign and unit: what follows the name stands in their order.
        for column, cell in zip(tail, rest, strict=False):
            found.setdefault(column, cell)
        return _by_name(_entry(text, found))
    if len(rest) == 1:
        found["level3"] = rest[0]
    else:
        found["level3"], found["value"] = rest[-2], rest[-1]
        if len(rest) > 2 and "level2" not in found:
            found["level2"] = rest[-3]
    return _by_name(_entry(text, found))


def _by_name(entry: _Entry) -> _Entry:
    return replace(entry, by_content=True)


def _is_level1(key: str, filled: int) -> bool:
    known = family()
    return key in known.level1 and (key not in known.level1_of or filled > 3)


def _is_level2(key: str) -> bool:
    return key in family().level1_of or (key.endswith("指标") and len(key) <= 12)


def _entry(text: str, found: Mapping[Column, FormCell]) -> _Entry:
    first = next(iter(found.values()))
    value = found.get("value")
    printed = clean_cell(text, value.cell.spans) if value else None
    page = (value or found.get("level3") or first).cell.page
    return _Entry(
        _name(text, found.get("level1")),
        _name(text, found.get("level2")),
        _name(text, found.get("level3")),
        printed,
        value or found.get("level3") or first,
        page,
        _name(text, found.get("operator")),
        _name(text, found.get("unit")),
    )


def _name(text: str, cell: FormCell | None) -> str:
    return clean_cell(text, cell.cell.spans).value if cell else ""


def _with_levels(entries: Sequence[_Entry]) -> list[_Entry]:
    """Give every entry its levels: its own, the one its level-2 name implies, or the last one."""
    known = family()
    filled: list[_Entry] = []
    level1 = level2 = ""
    for entry in entries:
        own1, own2 = entry.level1, entry.level2
        if entry.by_content and not own2 and (own1, level1) in _EARLIER:
            own1, own2 = "", own1
        if own2:
            implied = known.level1_of.get(label_key(own2), "")
            if own1:
                level1 = own1
            elif implied and implied != level1:
                level1 = implied
            level2 = own2
        elif own1 and own1 != level1:
            level1, level2 = own1, ""
        elif own1:
            level1 = own1
        if not entry.names_levels:
            filled.append(replace(entry, level1=level1, level2=level2))
    return _from_below(filled)


def _from_below(entries: list[_Entry]) -> list[_Entry]:
    """Fill levels that stand empty at the start of a group from the next entry that has one.

    The name of a merged cell is printed in its middle; where a page end cuts the cell, the
    name may stand on the second page only.
    """
    next1 = next2 = ""
    for place in range(len(entries) - 1, -1, -1):
        entry = entries[place]
        if not entry.level1 or not entry.level2:
            same = not entry.level1 or entry.level1 == next1
            entries[place] = replace(
                entry,
                level1=entry.level1 or next1,
                level2=entry.level2 or (next2 if same else ""),
            )
        next1, next2 = entries[place].level1, entries[place].level2
    return entries


def _indicator(entry: _Entry) -> Indicator:
    printed = entry.value.printed if entry.value else ""
    if entry.sign or entry.unit:
        sign = "" if entry.sign in _NO_SIGN else entry.sign
        parsed = parse_parts(sign, printed, entry.unit)
        is_words = parsed.operator is None and parsed.value == "".join(printed.split())
        if not is_words or parsed.unit:
            printed = f"{sign}{printed}{entry.unit}"
    else:
        parsed = parse_indicator(printed)
    return Indicator(
        entry.level1 or None,
        entry.level2 or None,
        entry.level3 or None,
        parsed.operator,
        parsed.value,
        parsed.unit,
        printed,
        entry.page,
        entry.cell.cell.box,
    )
