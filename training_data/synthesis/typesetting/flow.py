"""Blocks → pages: what stands where, on which pages each project is, and the pieces of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from training_data.synthesis.blocks import Block, Cell, Paragraph, Role, Space, Table
from training_data.synthesis.typesetting.faces import Face
from training_data.synthesis.typesetting.grids import TablePart, break_rows, cut, place
from training_data.synthesis.typesetting.lines import string_width, wrap
from training_data.synthesis.typesetting.marks import Mark, RuleMark, TextMark
from training_data.synthesis.typesetting.style import Style


@dataclass(frozen=True, slots=True)
class TextPiece:
    """The part of a paragraph on one page; ``ends`` is false where it goes on overleaf."""

    text: str
    role: Role
    ends: bool


@dataclass(frozen=True, slots=True)
class TablePiece:
    """The part of a table on one page: each row's cells as (column, columns, lines)."""

    rows: tuple[tuple[tuple[int, int, tuple[str, ...]], ...], ...]
    columns: int
    begins: bool


@dataclass(slots=True)
class Sheet:
    """One page: marks to draw, pieces for plain text, projects printed on it."""

    marks: list[Mark] = field(default_factory=list)
    pieces: list[TextPiece | TablePiece] = field(default_factory=list)
    projects: set[int] = field(default_factory=set)


def typeset(blocks: Sequence[Block], style: Style, *, clipped: bool = False) -> tuple[Sheet, ...]:
    """Set the blocks on pages.

    With ``clipped``, a page on which a paragraph goes on carries the last lines of the
    page before as hidden text over its first line.
    """
    flow = _Flow(style, clipped)
    for block in blocks:
        flow.add(block)
    return flow.finish()


class _Flow:
    def __init__(self, style: Style, clipped: bool) -> None:
        self.style = style
        self.clipped = clipped
        self.sheets = [Sheet()]
        left, top, right, bottom = style.margins
        self.left, self.top = left, top
        self.line_width = style.width - left - right
        self.end = style.height - bottom
        self.y = top

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def add(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self.paragraph(block)
        elif isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Space):
            if self.y > self.top:
                self.y += block.lines * self.style.body_size * self.style.leading
        elif self.sheet.marks or self.sheet.pieces:
            self.new_page()

    def new_page(self, *, going_on: bool = False) -> None:
        before = self.sheet
        self.sheets.append(Sheet())
        self.y = self.top
        if going_on and self.clipped:
            shift = self.end - self.top
            for mark in before.marks:
                if (
                    isinstance(mark, TextMark)
                    and not mark.hidden
                    and mark.y - shift > mark.size / 2
                ):
                    self.sheet.marks.append(replace(mark, y=mark.y - shift, hidden=True))

    def paragraph(self, block: Paragraph) -> None:
        style, role = self.style, block.role
        if role in ("toc", "note"):
            self.two_sided(block)
            return
        size, face, bold = self.look(role)
        indent = {"body": style.indent, "heading": style.heading_indent}.get(role, 0) * size
        lines = wrap(
            block.text,
            width=self.line_width,
            face=face,
            size=size,
            first_indent=indent,
            words=style.keep_words,
        )
        step = size * style.leading
        if role in ("title", "heading") and self.y + 2.2 * step > self.end and self.y > self.top:
            self.new_page()
        if role == "title" and self.y > self.top:
            self.y += 0.4 * step
        begin = 0
        for number, line in enumerate(lines):
            if self.y + step > self.end + 0.01:
                self.piece("".join(lines[begin:number]), role, block.project, ends=False)
                begin = number
                self.new_page(going_on=True)
            last = number == len(lines) - 1
            self.line(line, role, indent=indent if number == 0 else 0.0, last=last, bold=bold)
            self.y += step
            if block.project is not None:
                self.sheet.projects.add(block.project)
        self.piece("".join(lines[begin:]), role, block.project, ends=True)
        if role in ("title", "cover"):
            self.y += 0.5 * step

    def look(self, role: Role) -> tuple[float, Face, bool]:
        style = self.style
        if role == "cover":
            return style.cover_size, style.title_face, True
        if role == "title":
            return style.title_size, style.title_face, True
        if role == "heading":
            face = style.title_face if style.heading_bold else style.body_face
            return style.body_size, face, style.heading_bold
        return style.body_size, style.body_face, False

    def line(self, text: str, role: Role, *, indent: float, last: bool, bold: bool) -> None:
        style = self.style
        size, face, _ = self.look(role)
        width = string_width(text, face, size)
        x, space = self.left + indent, 0.0
        if role in ("cover", "title", "centre"):
            x = self.left + (self.line_width - width) / 2
        elif role == "right":
            x = self.left + self.line_width - width
        elif style.justify and not last and len(text) > 1:
            slack = (self.line_width - indent - width) / (len(text) - 1)
            space = slack if 0 < slack < size / 4 else 0.0
        self.mark(x, text, face, size, space=space, bold=bold)

    def mark(
        self,
        x: float,
        text: str,
        face: Face,
        size: float,
        *,
        space: float = 0.0,
        bold: bool = False,
    ) -> None:
        # The base line stands at about 0.88 em under the top of the em box.
        self.sheet.marks.append(TextMark(x, self.y + size * 1.08, text, face, size, space, bold))

    def two_sided(self, block: Paragraph) -> None:
        """Set the part before the tab left, the part after it right; a toc line has leaders."""
        style = self.style
        size = style.body_size if block.role == "toc" else style.table_size
        step = size * style.leading
        if self.y + step > self.end:
            self.new_page()
        left, _, right = block.text.partition("\t")
        width = string_width(right, style.body_face, size)
        text = left
        # Numbered lines of the contents stand under the parts 一、 二、 they belong to.
        inset = 2 * size if block.role == "toc" and left[:1].isdigit() else 0.0
        if block.role == "toc" and right:
            dot = "." if style.justify else "…"
            room = self.line_width - string_width(left, style.body_face, size) - width - inset - 4
            text += dot * int(room / string_width(dot, style.body_face, size))
        self.mark(self.left + inset, text, style.body_face, size)
        if right:
            self.mark(self.left + self.line_width - width, right, style.body_face, size)
        self.piece(text + (" " + right if right else ""), block.role, block.project, ends=True)
        self.y += step

    def piece(self, text: str, role: Role, project: int | None, *, ends: bool) -> None:
        if text:
            self.sheet.pieces.append(TextPiece(text, role, ends))
            if project is not None:
                self.sheet.projects.add(project)

    def table(self, table: Table) -> None:
        style = self.style
        placed = place(table, width=self.line_width, style=style)
        pages = break_rows(
            table, placed, style, room=self.end - self.y, page_room=self.end - self.top
        )
        begins = True
        for number, part in enumerate(cut(table, placed, pages, style)):
            if number:
                self.new_page()
            if not part.rows:
                continue
            self.table_part(table, part)
            self.sheet.pieces.append(_table_piece(table, part, begins))
            begins = False
            if table.project is not None:
                self.sheet.projects.add(table.project)
            self.y += part.height
        self.y += style.body_size * 0.6

    def table_part(self, table: Table, part: TablePart) -> None:
        style = self.style
        edges = [self.left]
        for share in table.widths:
            edges.append(edges[-1] + share * self.line_width)
        size, line = style.table_size, style.table_size * 1.3
        rules: dict[tuple[float, float, float, float], None] = {}
        for piece in part.cells:
            cell = piece.placed.cell
            x0, x1 = edges[piece.placed.column], edges[piece.placed.column + cell.columns]
            y0, y1 = self.y + piece.top, self.y + piece.bottom
            for rule in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
                rules[
                    (round(rule[0], 2), round(rule[1], 2), round(rule[2], 2), round(rule[3], 2))
                ] = None
            text_top = y0 + max((y1 - y0 - len(piece.lines) * line) / 2, style.cell_padding / 2)
            face = style.title_face if cell.bold else style.body_face
            for number, text in enumerate(piece.lines):
                width = string_width(text, face, size)
                x = _start(cell, x0 + style.cell_padding, x1 - style.cell_padding, width)
                y = text_top + number * line + size * 1.0
                self.sheet.marks.append(TextMark(x, y, text, face, size, bold=cell.bold))
        self.sheet.marks.extend(RuleMark(*rule) for rule in rules)

    def finish(self) -> tuple[Sheet, ...]:
        if len(self.sheets) > 1 and not self.sheet.marks:
            self.sheets.pop()
        self._furnish()
        return tuple(self.sheets)

    def _furnish(self) -> None:
        style, furniture = self.style, self.style.furniture
        pages = len(self.sheets) - furniture.skip
        size = 9.0
        for number, sheet in enumerate(self.sheets, start=1 - furniture.skip):
            if number < 1:
                continue
            if furniture.head:
                width = string_width(furniture.head, style.body_face, size)
                x = self.left + (self.line_width - width) / 2
                y = self.top / 2
                sheet.marks.insert(0, TextMark(x, y, furniture.head, style.body_face, size))
            if furniture.foot:
                text = furniture.foot.format(page=number, pages=pages)
                width = string_width(text, style.body_face, size)
                x = self._foot_x(width, number)
                y = style.height - style.margins[3] / 2
                sheet.marks.append(TextMark(x, y, text, style.body_face, size))

    def _foot_x(self, width: float, number: int) -> float:
        align = self.style.furniture.foot_align
        if align == "outer":
            align = "right" if number % 2 else "left"
        slack = self.line_width - width
        return self.left + {"left": 0.0, "center": slack / 2, "right": slack}[align]


def _start(cell: Cell, x0: float, x1: float, width: float) -> float:
    if cell.align == "left":
        return x0
    return x1 - width if cell.align == "right" else x0 + max((x1 - x0 - width) / 2, 0.0)


def _table_piece(table: Table, part: TablePart, begins: bool) -> TablePiece:
    rows: list[tuple[tuple[int, int, tuple[str, ...]], ...]] = []
    for row in part.rows:
        cells: list[tuple[int, int, tuple[str, ...]]] = []
        for piece in part.cells:
            item = piece.placed
            if item.row <= row.row < item.row + item.cell.rows:
                lines = piece.lines if piece.row == row.row else ()
                cells.append((item.column, item.cell.columns, lines))
        rows.append(tuple(sorted(cells)))
    return TablePiece(tuple(rows), len(table.widths), begins)
