"""A form's rows → its fields: names, dates, two columns of money, goals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.forms.cell_text import CellText, clean_cell
from extraction.forms.families import (
    FieldLabel,
    Side,
    family,
    is_form_title,
    label_key,
    label_unit,
    line_unit,
)
from extraction.forms.form_period import read_form_period
from extraction.forms.pieces import FormCell, FormRow
from extraction.schema import DATE_FIELDS, FORM_FIELDS, MONEY_FIELDS, Value
from extraction.values import parse_amount, parse_date

# Shares right over the synthesised documents and the hand-checked samples (benchmarks/RESULTS.md).
_CONFIDENCE = 0.99
_CONFIDENCE_EMPTY = 0.97
_MONEY_HEAD = re.compile(r"[^\d，。；]{0,8}(?:资金|金额|预算|经费)[^\d，。；]{0,6}")
_LONGEST_LABEL = 14  # characters


@dataclass(frozen=True, slots=True)
class _Found:
    """A label, its place, and the cell that holds its value (none where the form prints none)."""

    name: str
    label: FormCell
    value: FormCell | None
    last: FormCell | None = None


def read_form_fields(
    text: str, rows: Sequence[FormRow], *, unit_above: str | None = None
) -> dict[str, Value]:
    """Return the fields that the form prints, in the contract's order.

    ``unit_above`` is the unit of money printed over the form, which counts where it prints none.

    A label without a value gives a field whose value is ``None``; a label that the form
    does not have gives no field. Where a label stands twice, the first place counts.
    """
    unit = _money_unit(text, rows) or unit_above or "元"
    anchors = _anchors(text, rows)
    found: dict[str, _Found] = {}
    for number, row in enumerate(rows):
        for hit in _row_hits(text, rows, number, row, anchors, held=frozenset(found)):
            held = found.get(hit.name)
            if held is None or (_is_blank(held) and not _is_blank(hit)):
                found[hit.name] = hit
    values = {name: _value(text, hit, unit) for name, hit in found.items()}
    if not values.keys() & {"start_date", "end_date"}:
        values |= read_form_period(text, rows)
    return {name: values[name] for name in FORM_FIELDS if name in values}


def _is_blank(hit: _Found) -> bool:
    """Tell whether a label has no value cell; one that groups others below has an empty one."""
    if hit.value is None:
        return True
    below = any(label.below for label in family().fields.get(hit.label.key, ()))
    return below and hit.value.is_empty


def _money_unit(text: str, rows: Sequence[FormRow]) -> str | None:
    """Return the unit that the form prints in brackets beside its money labels."""
    known = family()
    for row in rows:
        for cell in row.cells:
            printed = cell.cell.printed(text)
            # A label that a page end cuts leaves its unit in a cell of its own.
            if cell.key and cell.key not in known.headers and cell.key not in known.fields:
                led = leading_label(printed)
                unit = label_unit(printed[: led[1]]) if led else line_unit(printed)
                if unit is None and _MONEY_HEAD.fullmatch(cell.key):
                    unit = label_unit(printed)
            else:
                unit = label_unit(printed)
            if unit:
                return unit
    return None


def _anchors(text: str, rows: Sequence[FormRow]) -> dict[Side, FormCell]:
    """Return the labels that head the two money columns."""
    anchors: dict[Side, FormCell] = {}
    for row in rows:
        for cell in row.cells:
            labels = family().fields.get(cell.key)
            if labels is None and not cell.is_empty:
                led = leading_label(cell.cell.printed(text))
                labels = family().fields[led[0]] if led else None
            for label in labels or ():
                if label.anchor is not None:
                    anchors.setdefault(label.anchor, cell)
    return anchors


def _row_hits(
    text: str,
    rows: Sequence[FormRow],
    number: int,
    row: FormRow,
    anchors: Mapping[Side, FormCell],
    *,
    held: frozenset[str],
) -> list[_Found]:
    known = family()
    hits: list[_Found] = []
    seen: set[str] = set()
    for place, cell in enumerate(row.cells):
        labels = known.fields.get(cell.key)
        if labels is None:
            hit = _label_and_value_in_one(text, cell, anchors, seen)
            if hit is not None:
                seen.add(hit.name)
                hits.append(hit)
            continue
        label = _chosen(labels, cell, anchors, seen, held)
        if label is None:
            continue
        following = row.cells[place + 1] if place + 1 < len(row.cells) else None
        beside = following
        if following is not None and (_is_label(following) or _splits(text, following)):
            beside = None
        if label.below and (beside is None or beside.is_empty):
            below = _below(text, rows, number, cell)
            if below is not None:
                # "总体目标 | 中期目标 | 年度目标": the first only groups the others.
                if below[0] is not None and not below[0].is_empty:
                    seen.add(label.name)
                hits.append(_Found(label.name, cell, below[0], below[1]))
                continue
        seen.add(label.name)
        if beside is not None and beside.is_empty and not row.is_ruled:
            beside = _next_filled(row, place + 2) or beside
        hits.append(_Found(label.name, cell, beside))
    return hits


def _is_label(cell: FormCell) -> bool:
    known = family()
    return (
        cell.key in known.fields
        or cell.key in known.headers
        or cell.key in known.columns
        or cell.key in known.periods
    )


def _next_filled(row: FormRow, place: int) -> FormCell | None:
    """Return the first filled cell before the next label: merged cells leave empty ones."""
    for cell in row.cells[place:]:
        if _is_label(cell):
            return None
        if not cell.is_empty:
            return cell
    return None


def _chosen(
    labels: Sequence[FieldLabel],
    cell: FormCell,
    anchors: Mapping[Side, FormCell],
    seen: set[str],
    held: frozenset[str] = frozenset(),
) -> FieldLabel | None:
    """Return which of the fields that share this label is meant here.

    The money column decides; where it cannot be told, the first in a row belongs to the
    left column and the second to the right one, and what another row gave (``held``) is not
    meant again.
    """
    if len(labels) == 1:
        only = labels[0]
        return only if only.name not in seen else None
    side = _side(cell, anchors)
    ordered: Sequence[Side] = ("total", "annual")
    left, right = anchors.get("total"), anchors.get("annual")
    if left is not None and right is not None and right.column < left.column:
        ordered = ("annual", "total")
    sides: Sequence[Side] = ordered if side is None else (side,)
    fresh = [label for label in labels if label.name not in held] if side is None else []
    for wanted in sides:
        for label in fresh or labels:
            if label.side == wanted and label.name not in seen:
                return label
    if side == "total":  # the left label of a row that lost its cell was counted already
        return next((label for label in labels if label.name not in seen), None)
    return None


def _side(cell: FormCell, anchors: Mapping[Side, FormCell]) -> Side | None:
    total, annual = anchors.get("total"), anchors.get("annual")
    if total is None and annual is None:
        return None
    if total is None:
        return "annual"
    if annual is None:
        return "total"
    if total.column == annual.column:
        # The two blocks stand one below the other; the nearer anchor above decides.
        return "annual" if cell.cell.row >= annual.cell.row > total.cell.row else "total"
    if not cell.is_placed:
        return None
    right: Side = "annual" if annual.column > total.column else "total"
    left: Side = "total" if right == "annual" else "annual"
    return right if cell.column >= anchors[right].column else left


def _below(
    text: str, rows: Sequence[FormRow], number: int, label: FormCell
) -> tuple[FormCell | None, FormCell | None] | None:
    """Return the first and last value cell under ``label``; None where the next row has labels.

    Where the cells below are printed empty, the first of them stands for both; both are
    ``None`` where a row is there and no cell of it stands below.
    """
    first: FormCell | None = None
    last: FormCell | None = None
    empty: FormCell | None = None
    any_row = False
    for row in rows[number + 1 :]:
        if any(
            _is_label(cell) or is_form_title(cell.key) or _splits(text, cell) for cell in row.cells
        ):
            break
        any_row = True
        for cell in _cells_under(rows[number], row, label):
            first = first or cell
            last = cell
        below = (cell for cell in row.cells if cell.is_empty and _overlap(cell, label))
        empty = empty or next(below, None)
    if not any_row:
        return None
    return (first, last) if first is not None else (empty, empty)


def _cells_under(heads: FormRow, row: FormRow, label: FormCell) -> list[FormCell]:
    """Return the filled cells of ``row`` that stand under ``label``.

    In a row of plain text whose filled cells are as many as the labels above that take
    their value from below, the first belongs to the first, whatever tabs are lost.
    """
    filled = [cell for cell in row.cells if not cell.is_empty]
    if not row.is_ruled:
        known = family().fields
        # One for each field: a label over those of its parts only groups them.
        by_field = {
            each.name: cell
            for cell in heads.cells
            for each in known.get(cell.key, ())
            if each.below
        }
        above = list(by_field.values())
        if len(above) == len(filled) and len(above) > 1:
            return [filled[above.index(label)]] if label in above else []
    return [cell for cell in filled if _overlap(cell, label)]


def _overlap(cell: FormCell, label: FormCell) -> bool:
    return cell.column < label.column_end and label.column < cell.column_end


def _splits(text: str, cell: FormCell) -> bool:
    return not cell.is_empty and leading_label(cell.cell.printed(text)) is not None


def leading_label(printed: str) -> tuple[str, int] | None:
    """Return the key of the label that begins a cell with its value behind it, and where that is.

    >>> leading_label("主管部门：某区水务局")
    ('主管部门', 5)
    """
    head = printed[: _LONGEST_LABEL + 1]
    if "：" not in head and ":" not in head and "\n" not in head:
        return None
    for mark, at in sorted((mark, printed.find(mark)) for mark in "：:\n"):
        if not 0 < at <= _LONGEST_LABEL or not printed[at + 1 :].strip():
            continue
        key = label_key(printed[:at])
        labels = family().fields.get(key)
        if labels is None or (mark == "\n" and not labels[0].below):
            continue
        return key, at + 1
    return None


def _label_and_value_in_one(
    text: str, cell: FormCell, anchors: Mapping[Side, FormCell], seen: set[str]
) -> _Found | None:
    """Read "主管部门：某局" printed in one cell, or a label on a line above its value."""
    start, end = cell.cell.start, cell.cell.end
    found = leading_label(text[start:end])
    if found is None:
        return None
    labels = family().fields[found[0]]
    # Which of two fields is meant only a money column tells.
    label = None if len(labels) > 1 and not anchors else _chosen(labels, cell, anchors, seen)
    if label is None:
        return None
    rest = replace(cell.cell, start=start + found[1], pieces=())
    return _Found(label.name, cell, FormCell(rest, "", cell.column, cell.column_end))


def _value(text: str, found: _Found, unit: str) -> Value:
    source = found.value or found.label
    cell = source.cell
    spans = cell.spans
    if found.last is not None and found.last is not found.value:
        spans = (*spans, *found.last.cell.spans)
    content = (
        clean_cell(text, spans) if found.value is not None else CellText(cell.end, cell.end, "", "")
    )
    value = _normalised(found.name, content.value, unit)
    return Value(
        value,
        text[content.start : content.end],
        cell.page,
        cell.box,
        content.start,
        content.end,
        "form",
        f"form.{found.name}",
        _CONFIDENCE if value is not None else _CONFIDENCE_EMPTY,
    )


def _normalised(name: str, value: str, unit: str) -> str | None:
    if not value:
        return None
    if name in MONEY_FIELDS:
        return parse_amount(value, default_unit=unit)
    if name in DATE_FIELDS:
        return parse_date(value)
    return value
