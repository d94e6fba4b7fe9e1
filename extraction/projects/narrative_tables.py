"""Narratives printed in tables: a heading beside each section, or headings over a project a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.forms import label_key
from extraction.forms.families import family
from extraction.layout.blocks import Cell, Line, Table
from extraction.narrative import FoundSection
from extraction.narrative.body import join_lines
from extraction.narrative.headings import read_heading
from extraction.schema import SectionKind

_LONGEST_HEADING = 40  # characters of a heading's cell
_LEAST_KINDS = 3
# One of these stands in the heading of every overview or basis; most tables have none.
_QUICK = re.compile(
    r"概\s*[述况]|简\s*介|介\s*绍|背\s*景|描\s*述|综\s*述|情\s*况|依\s*据|理\s*由|必\s*要|立\s*项"
)
# Of a form only these rows are a narrative's: its other rows are its fields.
_OF_FORM: frozenset[SectionKind] = frozenset(("overview", "basis", "plan"))
_SUMS = frozenset(("合计", "总计", "小计"))


@dataclass(frozen=True, slots=True)
class TableNarrative:
    """One project told in a table: its name, its sections, and the cells it takes up."""

    name: str | None
    sections: tuple[FoundSection, ...]
    cells: tuple[Cell, ...]


def narratives_in(text: str, table: Table) -> tuple[TableNarrative, ...]:
    """Return the projects that ``table`` tells under headings of sections; empty where none are.

    Enough kinds of headings must stand in it, an overview or a basis among them, and no indicators.
    """
    if _QUICK.search(text, table.start, table.end) is None:
        return ()
    rows = _rows(table)
    listed = tuple(_listed(text, rows))
    if listed:
        return listed
    return tuple(one for one in _labelled(text, rows) if _is_told(one.sections))


def narrative_rows(text: str, table: Table, first: int, end: int) -> TableNarrative | None:
    """Return what a form's rows ``first`` to ``end`` tell beside its fields: 项目概况, 立项依据."""
    if _QUICK.search(text, table.start, table.end) is None:
        return None
    rows = [row for row in _rows(table) if first <= row[0].row < end]
    sections: list[FoundSection] = []
    cells: list[Cell] = []
    for row in rows:
        found = _section(text, row, of_form=True)
        if found is not None and found.kind in _OF_FORM:
            sections.append(found)
            cells += row
    return TableNarrative(None, tuple(sections), tuple(cells)) if sections else None


def _rows(table: Table) -> list[list[Cell]]:
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.end > cell.start:
            by_row.setdefault(cell.row, []).append(cell)
    return [sorted(by_row[row], key=lambda cell: cell.column) for row in sorted(by_row)]


def _is_told(sections: Sequence[FoundSection]) -> bool:
    kinds = {section.kind for section in sections} - {"other"}
    return len(kinds) >= _LEAST_KINDS and bool({"overview", "basis"} & kinds)


def _labelled(text: str, rows: Sequence[Sequence[Cell]]) -> Iterator[TableNarrative]:
    """Read a heading beside each section; a project's name, or another overview, opens the next."""
    name: str | None = None
    sections: list[FoundSection] = []
    cells: list[Cell] = []
    for row in rows:
        named = _name(text, row)
        found = None if named else _section(text, row, of_form=False)
        again = found is not None and found.kind == "overview" and _has(sections, "overview")
        if (named or again) and sections:
            yield TableNarrative(name, tuple(sections), tuple(cells))
            name, sections, cells = None, [], []
        name = named or name
        if found is not None:
            sections.append(found)
        cells += row
    if sections:
        yield TableNarrative(name, tuple(sections), tuple(cells))


def _has(sections: Sequence[FoundSection], kind: SectionKind) -> bool:
    return any(section.kind == kind for section in sections)


def _name(text: str, row: Sequence[Cell]) -> str | None:
    if len(row) < 2 or not _names(_key(text, row[0])):
        return None
    return "".join(text[row[1].start : row[1].end].split())


def _names(key: str) -> bool:
    return any(label.name == "name" for label in family().fields.get(key, ()))


def _key(text: str, cell: Cell) -> str:
    printed = cell.printed(text)
    return label_key(printed) if len(printed) <= 60 else ""


def _section(text: str, row: Sequence[Cell], *, of_form: bool) -> FoundSection | None:
    """Read a row as a heading with its section beside it, after what only groups rows."""
    for at, cell in enumerate(row[:-1]):
        key = _key(text, cell)
        if of_form and (key in family().fields or key in family().columns):
            return None
        kind = _heading_kind(text, cell)
        if kind is not None and not (of_form and key in family().headers):
            return _found(text, kind, cell, row[at + 1 :], heading_start=cell.start)
    return None


def _heading_kind(text: str, cell: Cell) -> SectionKind | None:
    if cell.end - cell.start > _LONGEST_HEADING:
        return None
    printed = "".join(cell.printed(text).split())
    heading = read_heading(printed)
    if heading is None or heading.kind is None or heading.shape != "line":
        return None
    return heading.kind


def _found(
    text: str, kind: SectionKind, heading: Cell, body: Sequence[Cell], *, heading_start: int
) -> FoundSection:
    pieces = [
        (line, at == 0)
        for cell in body
        for start, end in cell.spans
        for at, line in enumerate(_lines(text, start, end, cell))
    ]
    joined = join_lines(text, pieces)
    start = joined.origins[0] if joined.origins else heading.end
    return FoundSection(
        kind=kind,
        heading="".join(text[heading.start : heading.end].splitlines()),
        heading_start=heading_start if heading_start >= 0 else start,
        heading_end=heading.end if heading_start >= 0 else start,
        body_start=start,
        body_end=joined.origins[-1] + 1 if joined.origins else start,
        page=body[0].page if body else heading.page,
        text=joined.text,
        origins=joined.origins,
        lines=tuple(line for line, _ in pieces),
    )


def _lines(text: str, start: int, end: int, cell: Cell) -> list[Line]:
    lines = []
    at = start
    for raw in text[start:end].split("\n"):
        if raw.strip():
            lines.append(Line(at, at + len(raw), cell.page, cell.box))
        at += len(raw) + 1
    return lines


def _listed(text: str, rows: Sequence[Sequence[Cell]]) -> Iterator[TableNarrative]:
    """Read a row of headings, a project's name among them, and one project in each row below."""
    for place, row in enumerate(rows[:4]):
        kinds = {cell.column: (cell, kind) for cell in row if (kind := _heading_kind(text, cell))}
        names = [cell for cell in row if _names(_key(text, cell))]
        if not names or len({kind for _, kind in kinds.values()}) < _LEAST_KINDS:
            continue
        if not {"overview", "basis"} & {kind for _, kind in kinds.values()}:
            return
        for below in rows[place + 1 :]:
            told = _listed_one(text, below, names[0], kinds)
            if told is not None:
                yield told
        return


def _listed_one(
    text: str, row: Sequence[Cell], name: Cell, kinds: dict[int, tuple[Cell, SectionKind]]
) -> TableNarrative | None:
    named: str | None = None
    sections = []
    for cell in row:
        if cell.column == name.column:
            named = "".join(cell.printed(text).split())
        elif cell.column in kinds:
            heading, kind = kinds[cell.column]
            sections.append(_found(text, kind, heading, [cell], heading_start=-1))
    if named is None or named in _SUMS or _names(label_key(named)) or not sections:
        return None
    return TableNarrative(named, tuple(sections), tuple(row))
