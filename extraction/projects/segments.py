"""Cut a layout into the narratives and forms of its projects."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.forms import (
    FormPiece,
    is_form_title,
    label_key,
    leading_label,
    line_unit,
    listed_forms,
)
from extraction.forms.families import family
from extraction.layout.blocks import Cell, Layout, Paragraph, Table
from extraction.narrative import FoundSection, find_sections
from extraction.narrative.headings import read_heading
from extraction.narrative.learned_headings import Roles
from extraction.narrative.numbering import read_numbering
from extraction.narrative.prose import is_told, prose_sections
from extraction.projects.bare_headings import bare_parts, is_projects_title, told_parts
from extraction.projects.headings import (
    is_budget_part,
    is_contents_heading,
    is_contents_line,
    is_numbered_part,
    is_part_heading,
    is_title_rest,
    narrative_heading,
)
from extraction.projects.learned_projects import (
    OpenLines,
    holds_sections,
    is_project_heading,
    leaves_room,
    may_hold,
    project_name,
    roles_of,
)
from extraction.projects.narrative_tables import (
    TableNarrative,
    narrative_rows,
    narratives_in,
)
from extraction.schema import SectionKind

_TITLE_ROWS = 3  # rows that a title, a year and a unit take above the name
_LONGEST_LABEL = 200  # characters, with HTML leftovers
_LONGEST_HEAD = 60  # characters of a line over a form; its unit holds until longer text follows
_LEAST_LABELS = 4  # of one form …
_LEAST_LABEL_ROWS = 3  # … and their rows: the heads of a budget table stand in one or two


@dataclass(frozen=True, slots=True)
class NarrativeSegment:
    """A project's narrative: the heading's name, its sections, and where it stands."""

    name: str | None
    sections: tuple[FoundSection, ...]
    start: int
    end: int
    pages: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class FormSegment:
    """A project's form: the rows it is made of, where it stands, and the unit of money over it."""

    pieces: tuple[FormPiece, ...]
    start: int
    end: int
    pages: tuple[int, int] | None
    unit: str | None = None


Segment = NarrativeSegment | FormSegment


@dataclass(slots=True)
class _Open:
    """A narrative that is being read."""

    name: str | None
    paragraphs: list[Paragraph]
    start: int
    is_headed: bool
    heading: Paragraph | None = None
    # Of the last part (第二部分 …) that is one of its sections.
    part: int | None = None


def find_segments(layout: Layout, *, open_lines: OpenLines | None = None) -> tuple[Segment, ...]:
    """Return the narratives and forms of ``layout``, in reading order.

    A narrative is kept where at least one section with a known heading stands in it, or,
    without a heading of its own, where a project's overview or basis does. ``open_lines`` opens
    the classifier of lines, which is asked where the rules leave room.
    """
    segments: list[Segment] = []
    current: _Open | None = None
    in_contents = False
    unit: str | None = None
    above = ""
    for block in layout.blocks:
        before, above = above, ""
        if isinstance(block, Table):
            in_contents = False
            forms = [replace(form, unit=unit) for form in _forms(layout.text, block)]
            told = () if forms else narratives_in(layout.text, block)
            if forms or told:
                _close(layout, segments, current, open_lines)
                segments += _table_segments(layout.text, block, forms, told, segments)
                current = None
            elif (
                current is None
                and segments
                and isinstance(segments[-1], FormSegment)
                and _is_form_rest(layout.text, block)
            ):
                segments[-1] = _longer(segments[-1], block)
            continue
        line = above = layout.text[block.start : block.end]
        unit = line_unit(line) or (unit if len(line) <= _LONGEST_HEAD else None)
        if is_contents_heading(line):
            in_contents = True
            continue
        if is_contents_line(line):
            continue
        heading = narrative_heading(line) if len(block.lines) <= 3 else None
        if heading is not None and is_title_rest(before, line):
            heading = replace(heading, name=None)
        if in_contents and _leaves_contents(block):
            in_contents = False
        if heading is not None and not in_contents:
            _close(layout, segments, current, open_lines)
            current = _Open(heading.name, [], block.start, True, block)
        elif is_form_title(line) or (
            is_part_heading(line) and not _is_section(line) and not _goes_on(current, line)
        ):
            _close(layout, segments, current, open_lines)
            current = None
            if is_numbered_part(line):  # it may name a project
                current = _Open(None, [block], block.start, False)
        else:
            if current is None:
                current = _Open(None, [], block.start, False)
            current.paragraphs.append(block)
            if is_part_heading(line) and is_numbered_part(line):
                current.part = read_numbering(line).ordinal
    _close(layout, segments, current, open_lines)
    return tuple(segments)


def _table_segments(
    text: str,
    table: Table,
    forms: Sequence[FormSegment],
    told: Sequence[TableNarrative],
    before: Sequence[Segment],
) -> Iterator[Segment]:
    """Yield what a table holds: the projects it tells, or its forms.

    What a form tells of its project beside its fields stands before it, where no narrative does.
    """
    for one in told:
        yield _told_in_table(table, one)
    for number, form in enumerate(forms):
        follows = number == 0 and before and isinstance(before[-1], NarrativeSegment)
        piece = form.pieces[0]
        beside = None
        if not follows and piece.heads is None:
            beside = narrative_rows(text, table, piece.first_row, piece.end_row)
        if beside is not None:
            yield _told_in_table(table, beside)
        yield form


def _told_in_table(table: Table, told: TableNarrative) -> NarrativeSegment:
    start, end = min(cell.start for cell in told.cells), max(cell.end for cell in told.cells)
    return NarrativeSegment(told.name, told.sections, start, end, _cell_pages(table, told.cells))


def _is_section(line: str) -> bool:
    """Tell whether a numbered part is a section of a project: 第三部分 立项必要性."""
    heading = read_heading(line)
    return heading is not None and heading.kind is not None and heading.shape == "line"


def _goes_on(current: _Open | None, line: str) -> bool:
    """Tell whether a part counts on from a section of the project: 第四部分 投入经济性."""
    if current is None or current.part is None or not is_numbered_part(line):
        return False
    return read_numbering(line).ordinal == current.part + 1 and not is_budget_part(line)


def _leaves_contents(block: Paragraph) -> bool:
    """Tell whether a table of contents has ended: a full line of text, or the next page."""
    return len(block.lines) > 1 or block.end - block.start > 60


def _close(
    layout: Layout,
    segments: list[Segment],
    current: _Open | None,
    open_lines: OpenLines | None,
) -> None:
    if current is None or not current.paragraphs:
        return
    found: list[Segment] = []
    for part in _bare(layout, current):
        _read(layout, found, part, open_lines)
    # One section says less than prose: its heading may be the name of a project told in it.
    if all(len(_kinds_in(segment)) <= 1 for segment in found):
        found = list(_told(layout, current)) or found
    segments += found


def _kinds_in(segment: Segment) -> set[SectionKind]:
    if isinstance(segment, FormSegment):
        return set()
    return {section.kind for section in segment.sections} - {"other"}


def _told(layout: Layout, current: _Open) -> Iterator[NarrativeSegment]:
    """Yield the projects told in prose, where no sections were found at all."""
    text = layout.text
    above = current.heading or current.paragraphs[0]
    title = text[above.start : above.end]
    for part in told_parts(text, current.paragraphs, is_titled=is_projects_title(title)):
        if part.heading is not None:
            yield _prose(layout, part.name, part.heading.start, part.paragraphs)
            current.name = None
            current.is_headed = False
    if current.is_headed and current.name and is_told(text, current.paragraphs):
        yield _prose(layout, current.name, current.start, current.paragraphs)


def _prose(
    layout: Layout, name: str | None, start: int, paragraphs: Sequence[Paragraph]
) -> NarrativeSegment:
    sections = prose_sections(layout.text, paragraphs)
    end = sections[-1].body_end
    return NarrativeSegment(name, sections, start, end, _pages(layout, start, end))


def _bare(layout: Layout, current: _Open) -> Iterator[_Open]:
    """Yield the runs that project names standing alone part ``current`` into."""
    for part in bare_parts(layout.text, current.paragraphs):
        if part.heading is None:
            yield replace(current, paragraphs=list(part.paragraphs))
        else:
            yield _Open(part.name, list(part.paragraphs), part.heading.start, True, part.heading)


def _read(
    layout: Layout, segments: list[Segment], current: _Open, open_lines: OpenLines | None
) -> None:
    sections = find_sections(layout.text, current.paragraphs)
    asked = open_lines is not None and (
        leaves_room(sections) if current.is_headed else may_hold(layout, current.paragraphs)
    )
    if open_lines is None or not asked:
        segments += _narratives(layout, current, sections)
        return
    above = [current.heading] if current.heading is not None else []
    roles = roles_of(layout, [*above, *current.paragraphs], open_lines())
    for part in _parts(layout, current, roles):
        segments += _narratives(
            layout, part, find_sections(layout.text, part.paragraphs, roles=roles)
        )


def _parts(layout: Layout, current: _Open, roles: Roles) -> list[_Open]:
    """Part paragraphs where the classifier is sure of another project's heading.

    What has no sections of two kinds below it stays with what stands before it.
    """
    parts = [replace(current, paragraphs=[])]
    starts = [
        at
        for at, paragraph in enumerate(current.paragraphs)
        if is_project_heading(paragraph, roles)
    ]
    for first, end in itertools.pairwise([0, *starts, len(current.paragraphs)]):
        run = current.paragraphs[first:end]
        if first in starts and holds_sections(run[1:], roles):
            name = project_name(layout.text[run[0].start : run[0].end])
            parts.append(_Open(name, run[1:], run[0].start, True))
        else:
            parts[-1].paragraphs.extend(run)
    return [part for part in parts if part.paragraphs]


def _narratives(
    layout: Layout, current: _Open, sections: Sequence[FoundSection]
) -> Iterator[NarrativeSegment]:
    """Yield the narratives that a run of paragraphs holds."""
    for number, group in enumerate(_groups(sections)):
        is_headed = current.is_headed and number == 0
        kinds = {section.kind for section in group} - {"other"}
        if is_headed and not kinds:
            continue
        if not is_headed and not ({"overview", "basis"} & kinds and len(kinds) > 1):
            continue
        start = current.start if is_headed else group[0].heading_start
        end = group[-1].body_end
        name = current.name if is_headed else _title_above(layout, current.paragraphs, start)
        yield NarrativeSegment(name, tuple(group), start, end, _pages(layout, start, end))


def _groups(sections: Sequence[FoundSection]) -> Iterator[list[FoundSection]]:
    """Part the sections where another overview begins: each is a project of its own."""
    group: list[FoundSection] = []
    for section in sections:
        kinds = {held.kind for held in group}
        if section.kind == "overview" and "overview" in kinds and len(kinds) > 1:
            yield group
            group = []
        group.append(section)
    if group:
        yield group


def _title_above(layout: Layout, paragraphs: Sequence[Paragraph], start: int) -> str | None:
    """Return the heading that stands alone above an overview without 经费情况说明, if any."""
    above = [paragraph for paragraph in paragraphs if paragraph.end <= start]
    if not above:
        return None
    heading = narrative_heading(layout.text[above[-1].start : above[-1].end])
    return heading.name if heading else None


def _pages(layout: Layout, start: int, end: int) -> tuple[int, int] | None:
    first, last = layout.page_of(start), layout.page_of(max(start, end - 1))
    return (first, last) if first is not None and last is not None else None


def _forms(text: str, table: Table) -> Iterator[FormSegment]:
    """Yield the forms of ``table``; a table that goes on over pages may hold several."""
    listed = listed_forms(text, table)
    if listed:
        yield from (_segment(piece) for piece in listed)
        return
    known = family()
    titles: set[int] = set()
    names: set[int] = set()
    fields: set[int] = set()
    labels: list[int] = []
    for cell in table.cells:
        printed = cell.printed(text)[: _LONGEST_LABEL + 1]
        led = leading_label(printed) if printed else None
        if led is None and not 0 < len(printed) <= _LONGEST_LABEL:
            continue
        key = led[0] if led else label_key(printed)
        if is_form_title(printed):
            titles.add(cell.row)
        elif key in known.fields:
            fields.add(cell.row)
            labels.append(cell.row)
            if any(label.name == "name" for label in known.fields[key]):
                names.add(cell.row)
        elif key in known.columns or key in known.headers:
            labels.append(cell.row)
    starts = sorted(titles | {_first_field_row(name, fields, titles) for name in names})
    gaps = zip([-_TITLE_ROWS - 1, *starts], starts, strict=False)
    openings = [row for before, row in gaps if row - before > _TITLE_ROWS]
    if openings and openings[0] <= _TITLE_ROWS:
        openings[0] = 0
    for first, end in itertools.pairwise([*openings, table.row_count]):
        own = [row for row in labels if first <= row < end]
        if len(own) >= _LEAST_LABELS and len(set(own)) >= _LEAST_LABEL_ROWS:
            yield _segment(FormPiece(table, first, end))


def _first_field_row(name: int, fields: set[int], titles: set[int]) -> int:
    """Return the first of the rows with labels that stand together above the project's name."""
    row = name
    while row - 1 in fields and row - 1 not in titles:
        row -= 1
    return row


def _segment(piece: FormPiece) -> FormSegment:
    cells = [cell for cell in piece.table.cells if piece.first_row <= cell.row < piece.end_row]
    start, stop = min(cell.start for cell in cells), max(cell.end for cell in cells)
    return FormSegment((piece,), start, stop, _cell_pages(piece.table, cells))


def _cell_pages(table: Table, cells: Sequence[Cell]) -> tuple[int, int] | None:
    pages = [cell.page for cell in cells if cell.page is not None]
    if not pages:
        return None
    last = max(pages)
    if table.pages is not None and cells[-1].row + 1 == table.row_count:
        last = max(last, table.pages[1])
    return min(pages), last


def _is_form_rest(text: str, table: Table) -> bool:
    """Tell whether a table of its own goes on with the form before it."""
    known = family()
    hits = 0
    for cell in table.cells[:60]:
        printed = cell.printed(text)
        key = label_key(printed) if len(printed) < 40 else ""
        hits += key in known.level1 or key in known.level1_of or key in known.columns
        hits += key in known.fields
    return hits > 0


def _longer(form: FormSegment, table: Table) -> FormSegment:
    piece = FormPiece(table, 0, table.row_count)
    pages = form.pages
    if pages is not None and table.pages is not None:
        pages = (pages[0], max(pages[1], table.pages[1]))
    return FormSegment((*form.pieces, piece), form.start, max(form.end, table.end), pages)
