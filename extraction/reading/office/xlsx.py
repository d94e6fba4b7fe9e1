"""XLSX → tables and paragraphs, sheet by sheet, as the workbook shows them.

Read are the stored values in the form that each cell's format shows; no formula is computed.
Hidden sheets, rows and columns are left out, and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from extraction.limits import Limits
from extraction.reading.blanks import shown_text
from extraction.reading.flows import Flow, FlowBlock, FlowCell, FlowParagraph, FlowTable
from extraction.reading.office.number_formats import BUILT_IN, shown_number
from extraction.reading.office.parts import Parts
from extraction.schema import Problem

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_PROSE_ROWS = 3  # rows of one cell each, one after the other, are prose and no form's title


class _Place(NamedTuple):
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a sheet shows: texts by place (from 0), and merged areas by their first place."""

    texts: Mapping[_Place, str]
    spans: Mapping[_Place, tuple[int, int]]
    hidden_lines: int
    uncomputed: int


def read_xlsx(data: bytes, limits: Limits) -> Flow:
    """Read an XLSX file. Raises ``BrokenDocument``, ``EncryptedDocument``, ``LimitExceeded``."""
    blocks: list[FlowBlock] = []
    problems: list[Problem] = []
    with Parts(data, limits) as parts:
        main = parts.main_part(_MAIN)
        book = parts.tree(main)
        related = parts.related(main)
        kinds = dict(related.values())
        properties = book.find(f"{_S}workbookPr")
        look = _Look(
            _strings(parts, kinds.get("sharedStrings")),
            _formats(parts, kinds.get("styles")),
            properties is not None and properties.get("date1904") in ("1", "true"),
        )
        hidden: list[str] = []
        cells = 0
        for sheet in book.iter(f"{_S}sheet"):
            part = related.get(sheet.get(_RELATION_ID) or "", ("", ""))[1]
            name = sheet.get("name") or part
            if sheet.get("state") in ("hidden", "veryHidden"):
                hidden.append(name)
                continue
            if not part or not parts.has(part) or "worksheets" not in part:
                continue
            read = _sheet(parts.tree(part), look)
            cells += len(read.texts)
            if cells > limits.max_table_cells:
                said = (
                    f"the workbook has more than {limits.max_table_cells} filled cells; "
                    f"the sheet {name} and those after it are not read"
                )
                problems.append(Problem("too_many_cells", said, None))
                break
            blocks += _sheet_blocks(read)
            problems += _left_out(name, read)
        if hidden:
            said = f"{len(hidden)} hidden sheets are left out: {', '.join(hidden[:5])}"
            problems.append(Problem("hidden_content", said, None))
    return Flow(tuple(blocks), tuple(problems))


def _left_out(name: str, sheet: _Sheet) -> list[Problem]:
    problems = []
    if sheet.hidden_lines:
        said = f"{sheet.hidden_lines} hidden rows or columns of the sheet {name} are left out"
        problems.append(Problem("hidden_content", said, None))
    if sheet.uncomputed:
        said = (
            f"{sheet.uncomputed} formulas of the sheet {name} have no stored result; open the "
            "workbook in an office program and save it"
        )
        problems.append(Problem("not_computed", said, None))
    return problems


@dataclass(frozen=True, slots=True)
class _Look:
    """What cells refer to: shared texts, the format of each style, the calendar."""

    strings: Sequence[str]
    formats: Sequence[str]
    from_1904: bool


def _strings(parts: Parts, part: str | None) -> list[str]:
    if part is None or not parts.has(part):
        return []
    return [_rich_text(item) for item in parts.tree(part).iter(f"{_S}si")]


def _rich_text(holder: etree._Element) -> str:
    """Return the text of a cell, without the readings (phonetics) that stand beside it."""
    pieces = []
    for child in holder:
        if child.tag == f"{_S}t":
            pieces.append(child.text or "")
        elif child.tag == f"{_S}r":
            pieces += [piece.text or "" for piece in child.iter(f"{_S}t")]
    return shown_text("".join(pieces))


def _formats(parts: Parts, part: str | None) -> list[str]:
    if part is None or not parts.has(part):
        return []
    root = parts.tree(part)
    own = {
        _whole(one.get("numFmtId"), 0): one.get("formatCode") or "General"
        for one in root.iter(f"{_S}numFmt")
    }
    styles = root.find(f"{_S}cellXfs")
    if styles is None:
        return []
    numbers = [_whole(style.get("numFmtId"), 0) for style in styles]
    return [own.get(number, BUILT_IN.get(number, "General")) for number in numbers]


def _whole(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def _sheet(root: etree._Element, look: _Look) -> _Sheet:
    hidden_columns: set[int] = set()
    for column in root.iter(f"{_S}col"):
        if column.get("hidden") in ("1", "true"):
            first = _whole(column.get("min"), 1) - 1
            last = min(_whole(column.get("max"), first + 1), _LAST_COLUMN)
            hidden_columns.update(range(first, last))
    texts: dict[_Place, str] = {}
    hidden_rows: set[int] = set()
    used_columns: set[int] = set()
    uncomputed = 0
    number = -1
    for row in root.iter(f"{_S}row"):
        number = _whole(row.get("r"), number + 2) - 1
        is_hidden = row.get("hidden") in ("1", "true")
        column = -1
        for cell in row.iter(f"{_S}c"):
            column = _column(cell.get("r"), column + 1)
            text = _cell_text(cell, look)
            if not text:
                uncomputed += cell.find(f"{_S}f") is not None and not cell.findtext(f"{_S}v")
                continue
            if is_hidden:
                hidden_rows.add(number)
            elif column in hidden_columns:
                used_columns.add(column)
            elif 0 <= number < _LAST_ROW and column < _LAST_COLUMN:
                texts[_Place(number, column)] = text
    hidden_all = {
        _whole(row.get("r"), 0) - 1
        for row in root.iter(f"{_S}row")
        if row.get("hidden") in ("1", "true")
    }
    spans = _spans(root, texts, hidden_columns, hidden_all)
    return _Sheet(texts, spans, len(hidden_rows) + len(used_columns), uncomputed)


def _column(reference: str | None, otherwise: int) -> int:
    match = _REFERENCE.fullmatch(reference or "")
    if match is None:
        return otherwise
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _cell_text(cell: etree._Element, look: _Look) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        inline = cell.find(f"{_S}is")
        return _rich_text(inline) if inline is not None else ""
    value = cell.findtext(f"{_S}v")
    if value is None:
        return ""
    if kind == "s":
        place = _whole(value, -1)
        return look.strings[place] if 0 <= place < len(look.strings) else ""
    if kind == "b":
        return "TRUE" if value.strip() == "1" else "FALSE"
    if kind in ("str", "e", "d"):
        return shown_text(value)
    style = _whole(cell.get("s"), 0)
    pattern = look.formats[style] if 0 <= style < len(look.formats) else "General"
    return shown_number(value.strip(), pattern, from_1904=look.from_1904)


def _spans(
    root: etree._Element,
    texts: Mapping[_Place, str],
    hidden_columns: set[int],
    hidden_rows: set[int],
) -> dict[_Place, tuple[int, int]]:
    """Return (rows, columns) of each merged area that touches what the sheet shows."""
    if not texts:
        return {}
    last = _Place(max(at.row for at in texts), max(at.column for at in texts))
    spans: dict[_Place, tuple[int, int]] = {}
    for merged in root.iter(f"{_S}mergeCell"):
        corners = [_REFERENCE.fullmatch(one) for one in (merged.get("ref") or "").split(":")]
        if len(corners) != 2 or corners[0] is None or corners[1] is None:
            continue
        top, bottom = int(corners[0][2]) - 1, min(int(corners[1][2]) - 1, last.row)
        left, right = _column(corners[0][0], 0), min(_column(corners[1][0], 0), last.column)
        if bottom < top or right < left:
            continue
        shown = _Place(
            sum(row not in hidden_rows for row in range(top, bottom + 1)),
            sum(column not in hidden_columns for column in range(left, right + 1)),
        )
        spans[_Place(top, left)] = (max(1, shown.row), max(1, shown.column))
    return spans


def _sheet_blocks(sheet: _Sheet) -> Iterator[FlowBlock]:
    """Yield the sheet's tables; empty rows part them, and prose is parted from tables."""
    by_row: dict[int, list[_Place]] = {}
    for place in sorted(sheet.texts):
        by_row.setdefault(place.row, []).append(place)
    for rows in _runs(sorted(by_row), by_row, sheet):
        if all(len(by_row[row]) == 1 for row in rows) and (
            len(rows) >= _PROSE_ROWS or len(by_row) == len(rows)
        ):
            for row in rows:
                yield FlowParagraph(sheet.texts[by_row[row][0]])
        else:
            yield _table(rows, by_row, sheet)


def _runs(
    rows: Sequence[int], by_row: Mapping[int, list[_Place]], sheet: _Sheet
) -> Iterator[list[int]]:
    """Cut the rows at gaps, and between long runs of single cells and the tables beside them."""
    run: list[int] = []
    reach = -1
    for row in rows:
        if run and row > reach + 1:
            yield from _prose_apart(run, by_row)
            run = []
        run.append(row)
        reach = max(reach, row, *(row + sheet.spans.get(at, (1, 1))[0] - 1 for at in by_row[row]))
    if run:
        yield from _prose_apart(run, by_row)


def _prose_apart(rows: list[int], by_row: Mapping[int, list[_Place]]) -> Iterator[list[int]]:
    part: list[int] = []
    singles: list[int] = []
    for row in rows:
        if len(by_row[row]) == 1:
            singles.append(row)
            continue
        if len(singles) >= _PROSE_ROWS:
            if part:
                yield part
            yield singles
            part = []
        else:
            part += singles
        singles = []
        part.append(row)
    if len(singles) >= _PROSE_ROWS and part:
        yield part
        part = []
    if part + singles:
        yield part + singles


def _table(rows: list[int], by_row: Mapping[int, list[_Place]], sheet: _Sheet) -> FlowTable:
    """Return the table of some rows, its columns those in which a cell begins."""
    columns = sorted({place.column for row in rows for place in by_row[row]})
    covered: set[_Place] = set()
    cells: list[FlowCell] = []
    row_numbers = {row: at for at, row in enumerate(rows)}
    for at, row in enumerate(rows):
        for column_at, column in enumerate(columns):
            place = _Place(row, column)
            if (at, column_at) in covered:
                continue
            high, wide = sheet.spans.get(place, (1, 1))
            down = max(1, sum(row <= one < row + high for one in row_numbers))
            over = max(1, sum(column <= one < column + wide for one in columns))
            covered.update(_Place(at + r, column_at + c) for r in range(down) for c in range(over))
            cells.append(FlowCell(at, column_at, down, over, sheet.texts.get(place, "")))
    return FlowTable(len(rows), len(columns), tuple(cells))
