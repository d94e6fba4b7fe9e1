"""A form's rows → its fields: names, dates, two columns of money, goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extraction.forms.cell_text import CellText, clean_cell
from extraction.forms.families import FieldLabel, Side, family, is_form_title, label_key, label_unit
from extraction.forms.form_rows import FormCell, FormRow
from extraction.schema import DATE_FIELDS, FORM_FIELDS, MONEY_FIELDS, Value
from extraction.values import parse_amount, parse_date

# Shares right over the synthesised documents and the hand-checked samples (benchmarks/RESULTS.md).
_CONFIDENCE = 0.99
_CONFIDENCE_EMPTY = 0.97
_LONGEST_LABEL = 14  # characters


@dataclass(frozen=True, slots=True)
class _Found:
    """A label, its place, and the cell that holds its value (none where the form prints none)."""

    name: str
    label: FormCell
    value: FormCell | None
    last: FormCell | None = None


def read_form_fields(text: str, rows: Sequence[FormRow]) -> dict[str, Value]:
    """Return the fields that the form prints, in the contract's order.

    A label without a value gives a field whose value is ``None``; a label that the form
    does not have gives no field. Where a label stands twice, the first place counts.
    """
    unit = _money_unit(text, rows)
    anchors = _anchors(rows)
    found: dict[str, _Found] = {}
    for number, row in enumerate(rows):
        for hit in _row_hits(text, rows, number, row, anchors):
            held = found.get(hit.name)
            if held is None or (held.value is None and hit.value is not None):
                found[hit.name] = hit
    return {name: _value(text, found[name], unit) for name in FORM_FIELDS if name in found}


def _money_unit(text: str, rows: Sequence[FormRow]) -> str:
    """Return the unit that the form prints in brackets beside its money labels."""
    known = family()
    for row in rows:
        for cell in row.cells:
            # A label that a page end cuts leaves its unit in a cell of its own.
            if not cell.key or cell.key in known.headers or cell.key in known.fields:
                unit = label_unit(text[cell.cell.start : cell.cell.end])
                if unit:
                    return unit
    return "元"


def _anchors(rows: Sequence[FormRow]) -> dict[Side, FormCell]:
    """Return the labels that head the two money columns."""
    anchors: dict[Side, FormCell] = {}
    for row in rows:
        for cell in row.cells:
            for label in family().fields.get(cell.key, ()):
                if label.anchor is not None:
                    anchors.setdefault(label.anchor, cell)
    return anchors


def _row_hits(
    text: str,
    rows: Sequence[FormRow],
    number: int,
    row: FormRow,
    anchors: Mapping[Side, FormCell],
) -> list[_Found]:
    known = family()
    hits: list[_Found] = []
    seen: set[str] = set()
    for place, cell in enumerate(row.cells):
        labels = known.fields.get(cell.key)
        if labels is None:
            hit = _label_and_value_in_one(text, cell)
            if hit is not None:
                hits.append(hit)
            continue
        label = _chosen(labels, cell, anchors, seen)
        if label is None:
            continue
        seen.add(label.name)
        following = row.cells[place + 1] if place + 1 < len(row.cells) else None
        beside = following
        if following is not None and (_is_label(following) or _splits(text, following)):
            beside = None
        if label.below and (beside is None or beside.is_empty):
            below = _below(text, rows, number, cell)
            if below is not None:
                hits.append(_Found(label.name, cell, below[0], below[1]))
                continue
        if beside is not None and beside.is_empty and not row.is_ruled:
            beside = _next_filled(row, place + 2) or beside
        hits.append(_Found(label.name, cell, beside))
    return hits


def _is_label(cell: FormCell) -> bool:
    known = family()
    return cell.key in known.fields or cell.key in known.headers or cell.key in known.columns


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
) -> FieldLabel | None:
    """Return which of the fields that share this label is meant here.

    The money column decides; where it cannot be told, the first in a row belongs to the
    left column and the second to the right one.
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
    for wanted in sides:
        for label in labels:
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
        above = [
            cell for cell in heads.cells if any(each.below for each in known.get(cell.key, ()))
        ]
        if len(above) == len(filled) and len(above) > 1:
            return [filled[above.index(label)]] if label in above else []
    return [cell for cell in filled if _overlap(cell, label)]


def _overlap(cell: FormCell, label: FormCell) -> bool:
    return cell.column < label.column_end and label.column < cell.column_end


def _splits(text: str, cell: FormCell) -> bool:
    return not cell.is_empty and _label_and_value_in_one(text, cell) is not None


def _label_and_value_in_one(text: str, cell: FormCell) -> _Found | None:
    """Read "主管部门：某局" printed in one cell, or a label on a line above its value."""
    start, end = cell.cell.start, cell.cell.end
    printed = text[start:end]
    for mark, at in sorted((mark, printed.find(mark)) for mark in "：:\n"):
        if not 0 < at <= _LONGEST_LABEL or not printed[at + 1 :].strip():
            continue
        labels = family().fields.get(label_key(printed[:at]))
        if labels is None or len(labels) > 1 or (mark == "\n" and not labels[0].below):
            continue
        rest = replace(cell.cell, start=start + at + 1, pieces=())
        value = FormCell(rest, "", cell.column, cell.column_end)
        return _Found(labels[0].name, cell, value)
    return None


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
