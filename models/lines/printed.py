"""Printed lines with their roles, and layouts made of them as the readers would make them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.layout import Block, Cell, Layout, Line, Paragraph, Table, lay_out_text
from extraction.learned import LineRoleName
from extraction.schema import Box

_HEADINGS = ("title", "project_heading")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed paragraph, or with ``tabular`` a table's row with tabs between its cells."""

    text: str
    role: LineRoleName
    tabular: bool = False


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """What one document prints. ``issuer`` keeps its documents in one fold.

    ``written`` marks documents with headings as they were printed, on which scores are taken;
    the others only teach.
    """

    name: str
    issuer: str
    lines: tuple[PrintedLine, ...]
    written: bool = False


@dataclass(frozen=True, slots=True)
class LabelledLayout:
    """A layout and the role of each line of its paragraphs, in reading order."""

    document: PrintedDocument
    layout: Layout
    roles: tuple[LineRoleName, ...]


def as_text(document: PrintedDocument) -> LabelledLayout:
    """Lay a document out as plain text, each paragraph a line."""
    starts: dict[int, LineRoleName] = {}
    parts: list[str] = []
    at = 0
    for line in document.lines:
        printed = line.text if line.tabular else line.text.replace("\t", "  ")
        starts[at + len(printed) - len(printed.lstrip())] = line.role
        parts.append(printed)
        at += len(printed) + 1
    layout = lay_out_text("\n".join(parts), is_label=_nothing, opens_table=_nothing)
    return LabelledLayout(document, layout, tuple(starts[line.start] for line in lines_of(layout)))


def as_pages(document: PrintedDocument, chance: random.Random) -> LabelledLayout:
    """Lay a document out on pages: lines broken at a width, with boxes, sizes and indents."""
    return _Setter(document, chance).set()


def lines_of(layout: Layout) -> Iterator[Line]:
    """Yield the lines of the layout's paragraphs in reading order."""
    for block in layout.blocks:
        if isinstance(block, Paragraph):
            yield from block.lines


def _nothing(_: str) -> bool:
    return False


class _Setter:
    def __init__(self, document: PrintedDocument, chance: random.Random) -> None:
        self.document, self.chance = document, chance
        self.size = chance.choice((10.5, 11.0, 12.0, 14.0, 16.0))
        self.width = chance.randint(24, 46)
        self.leading = self.size * chance.choice((1.4, 1.5, 1.8))
        self.rows = chance.randint(22, 42)
        self.heading_size = self.size * chance.choice((1.0, 1.0, 1.0, 1.15))
        self.heading_indent = chance.choice((0, 2, 2))
        self.gap = chance.choice((0.0, 0.0, 0.5))
        self.apart = chance.random() < 0.12  # every line a paragraph of its own
        self.foot = chance.random() < 0.2  # page numbers that the layout has not seen
        self.parts: list[str] = []
        self.at = 0
        self.page, self.row, self.top = 1, 0, 60.0
        self.roles: list[LineRoleName] = []
        self.blocks: list[Block] = []
        self.starts: list[tuple[int, int]] = [(0, 1)]

    def set(self) -> LabelledLayout:
        for line in self.document.lines:
            if line.tabular:
                self._tabular(line)
            else:
                self._paragraph(line)
        layout = Layout("".join(self.parts), tuple(self.blocks), (), self.page, tuple(self.starts))
        return LabelledLayout(self.document, layout, tuple(self.roles))

    def _write(self, text: str) -> tuple[int, int]:
        start = self.at
        self.parts.append(text + "\n")
        self.at += len(text) + 1
        return start, start + len(text)

    def _tabular(self, line: PrintedLine) -> None:
        start, end = self._write(line.text)
        last = self.blocks[-1] if self.blocks else None
        cell = Cell(0, 0, 1, 1, start, end, self.page)
        if not isinstance(last, Table):
            self.blocks.append(Table(1, 1, (cell,), start, end, (self.page, self.page)))
        self.top += self.leading

    def _line(self, text: str, role: LineRoleName, indent: float, size: float) -> Line:
        if self.row >= self.rows:
            self._turn()
        start, end = self._write(text)
        left = 70.0 + indent
        box: Box = (left, self.top, left + size * len(text), self.top + size)
        self.row += 1
        self.top += self.leading
        self.roles.append(role)
        return Line(start, end, self.page, box, size)

    def _turn(self) -> None:
        if self.foot:
            self.row = 0
            number = self.chance.choice(("{}", "- {} -", "第{}页", "— {} —")).format(self.page)
            line = self._line(number, "page_number", self.size * self.width / 2, 9.0)
            self.blocks.append(Paragraph((line,)))
        self.page, self.row, self.top = self.page + 1, 0, 60.0
        self.starts.append((self.at, self.page))

    def _paragraph(self, line: PrintedLine) -> None:
        is_title = line.role in _HEADINGS
        is_heading = line.role.startswith("heading_") and len(line.text) < self.width
        size = self.size
        indent = 2.0
        if is_title:
            size *= self.chance.choice((1.0, 1.25, 1.4))
        elif is_heading:
            size, indent = self.heading_size, self.heading_indent
            self.top += self.gap * self.leading
        text = " ".join(line.text.split("\t"))
        if is_title and len(text) < self.width:
            indent = (self.width * self.size - len(text) * size) / 2 / self.size
        elif line.role in ("contents", "form_row", "table_row", "page_number"):
            indent = 0.0
        if self.row >= self.rows:
            self._turn()
        lines: list[Line] = []
        rest, role = text, line.role
        first = max(4, self.width - int(indent))
        pieces = [rest[:first]]
        pieces += [rest[at : at + self.width] for at in range(first, len(rest), self.width)]
        for number, piece in enumerate(pieces):
            if number and role.startswith("heading_"):
                role = "body"  # a body that began on the heading's line goes on
            if self.row >= self.rows and lines and self.foot:
                self.blocks.append(Paragraph(tuple(lines)))
                lines = []
            lines.append(self._line(piece, role, 0.0 if number else indent * self.size, size))
        if self.apart:
            self.blocks += [Paragraph((one,)) for one in lines]
        elif lines:
            self.blocks.append(Paragraph(tuple(lines)))


def roles_fit(found: LabelledLayout) -> bool:
    """Tell whether there is one role for each line."""
    return len(found.roles) == sum(1 for _ in lines_of(found.layout))


def joined(lines: Sequence[PrintedLine]) -> str:
    """Return the lines as one text, for hashes."""
    return "\n".join(f"{line.role}\t{line.text}" for line in lines)
