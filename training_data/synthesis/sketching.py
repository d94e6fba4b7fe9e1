"""Read a sketch: an invented disclosure in a form that some department uses, with its gold beside
what it prints.

A file is UTF-8. A line is a paragraph as it prints, ``# `` before it a title, ``## `` a heading.
What the gold says stands between:

    % key: value      department, year, declared (count|amount|large count|threshold)
    @p name           a project begins; no name: it has none
    @s kind           a section begins with the next paragraph, its heading in [[…]]; @e ends it
    @f field value    a field of the project (null: printed empty)
    @c title|doc_number|issuer|article|version|kind    a citation of the section (or of the one
                      of that kind), empty where null
    @i level1|level2|level3|operator|value|unit|text    an indicator
    @t … @/t          a table, a row a line, cells parted by |; ^ belongs to the cell above,
                      < to the cell before, ¶ ends a line inside a cell
    §kind/heading/body    a cell that is a section; only its body prints
    @cols l1 l2 l3 value [operator unit]    columns of the rows of indicators, which begin with !
    @page             a page ends

In paragraphs and cells ``{field=value|printed}`` is a field; ``{field|printed}`` one whose value is
what is printed, without blanks.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import cast, get_args

from extraction.schema import Declared, Operator, SectionKind
from training_data.synthesis.blocks import Align, Block, Cell, PageBreak, Paragraph, Role, Table
from training_data.synthesis.gold import (
    GoldCitation,
    GoldDisclosure,
    GoldIndicator,
    GoldProject,
    GoldSection,
    in_contract_order,
)
from training_data.synthesis.make import SyntheticDocument
from training_data.synthesis.noise import noise_of
from training_data.synthesis.plain_text import plain_text
from training_data.synthesis.typesetting import Sheet, Style, paint, typeset

_FIELD = re.compile(r"\{(?P<name>[a-z_]+)(?:=(?P<value>[^{}|]*))?\|(?P<printed>[^{}]*)\}")
_HEADING = re.compile(r"\[\[(.*?)\]\]")
_VALUE = re.compile(r"([≥≤=><])?(\d+(?:\.\d+)?)(?:[（(](\D*?)[）)]|((?!月|年)\D{0,4}))")
_TOLD = re.compile(r"§(?P<kind>[a-z]+)/(?P<heading>[^/]*)/(?P<body>.*)")
_ROLES: tuple[tuple[str, Role], ...] = (("## ", "heading"), ("# ", "title"))


@dataclass(slots=True)
class _Project:
    name: str | None
    sections: list[GoldSection] = field(default_factory=list)
    fields: dict[str, str | None] = field(default_factory=dict)
    indicators: list[GoldIndicator] = field(default_factory=list)
    citations: list[GoldCitation] = field(default_factory=list)


@dataclass(slots=True)
class _Sketch:
    """A sketch as it is read."""

    about: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    projects: list[_Project] = field(default_factory=list)
    kind: SectionKind | None = None
    opens: bool = False
    columns: tuple[int, ...] = ()
    rows: list[str] | None = None
    # Projects that share a table with another one, by whose pages theirs are known.
    beside: dict[int, int] = field(default_factory=dict)

    def line(self, line: str) -> None:
        if self.rows is not None and line != "@/t":
            self.rows.append(line)
        elif line.startswith("% "):
            key, _, value = line[2:].partition(":")
            self.about[key.strip()] = value.strip()
        elif line.startswith("@"):
            self.directive(*line[1:].partition(" ")[::2])
        elif line.strip():
            self.paragraph(line)

    def directive(self, word: str, rest: str) -> None:
        if word == "p":
            self.projects.append(_Project(rest.strip() or None))
            self.kind = None
        elif word == "s":
            self.kind, self.opens = cast(SectionKind, rest), True
            assert rest in get_args(SectionKind), rest
        elif word == "e":
            self.kind, self.opens = None, False
        elif word == "f":
            name, _, value = rest.partition(" ")
            self.projects[-1].fields[name] = None if value == "null" else value
        elif word == "c":
            self.citation(rest)
        elif word == "i":
            parts = [part.strip() or None for part in rest.split("|")]
            level1, level2, level3, sign, number, unit, printed = parts
            self.projects[-1].indicators.append(
                GoldIndicator(
                    level1,
                    level2,
                    level3,
                    cast("Operator | None", sign),
                    number,
                    unit,
                    printed or "",
                )
            )
        elif word == "cols":
            self.columns = tuple(map(int, rest.split()))
        elif word == "t":
            self.rows = []
        elif word == "/t":
            self.blocks.append(self.table(self.rows or []))
            self.rows = None
        elif word == "page":
            self.blocks.append(PageBreak())
        else:
            raise ValueError(f"@{word}: no such line")

    def citation(self, rest: str) -> None:
        title, number, issuer, article, version, *where = [*rest.split("|"), "", "", "", "", ""][:6]
        kind = cast("SectionKind | None", where[0] or self.kind)
        assert kind is not None, rest
        self.projects[-1].citations.append(
            GoldCitation(
                title=title or None,
                doc_number=number or None,
                issuer=issuer or None,
                article=article or None,
                version=version or None,
                section=kind,
            )
        )

    @property
    def place(self) -> int | None:
        return len(self.projects) - 1 if self.projects else None

    def paragraph(self, line: str) -> None:
        role: Role = "body"
        for mark, named in _ROLES:
            if line.startswith(mark):
                line, role = line.removeprefix(mark), named
                break
        line = self.fields(line)
        if self.kind is not None:
            heading = _HEADING.search(line) if self.opens else None
            # The mark between a heading and its body on the same line belongs to neither.
            body = line[heading.end() :].lstrip("：:。—") if heading else line
            self.section(heading[1] if heading else "", body)
        line = _HEADING.sub(r"\1", line)
        shown = None if self.kind is None else self.place
        self.blocks.append(Paragraph(line, role, shown))

    def section(self, heading: str, body: str) -> None:
        assert self.kind is not None
        held = self.projects[-1].sections
        if self.opens:
            held.append(GoldSection(self.kind, heading, body.strip()))
            self.opens = False
        else:
            text = f"{held[-1].text}\n{body.strip()}".strip()
            held[-1] = replace(held[-1], text=text)

    def fields(self, printed: str) -> str:
        for found in _FIELD.finditer(printed):
            value = found["value"]
            if value is None:
                value = "".join(found["printed"].replace("¶", "").split()) or "null"
            self.projects[-1].fields.setdefault(found["name"], None if value == "null" else value)
        return _FIELD.sub(lambda found: found["printed"], printed)

    def table(self, rows: Sequence[str]) -> Table:
        grid: list[list[str]] = []
        first = self.place
        for row in rows:
            if row.startswith("@"):
                self.directive(*row[1:].partition(" ")[::2])
                continue
            cells = self.fields(row.removeprefix("!")).split("|")
            grid.append([self.told(cell.strip()) for cell in cells])
            if row.startswith("!"):
                self.indicator(grid)
        width = max(map(len, grid))
        grid = [row + ["<"] * (width - len(row)) for row in grid]
        lengths = [max(2.0, *(float(min(12, len(row[at]))) for row in grid)) for at in range(width)]
        share = sum(lengths)
        opened = range((-1 if first is None else first) + 1, len(self.projects))
        leads = first is None or rows[0].startswith("@p")
        shown = opened.start if opened and leads else first
        self.beside.update((index, shown) for index in opened if shown is not None)
        return Table(tuple(length / share for length in lengths), tuple(_rows(grid)), shown)

    def told(self, cell: str) -> str:
        """Take a section out of a cell that says which it is; return what prints."""
        found = _TOLD.fullmatch(cell)
        if not found:
            return cell
        self.kind = cast(SectionKind, found["kind"])
        assert self.kind in get_args(SectionKind), cell
        section = GoldSection(self.kind, found["heading"], found["body"].replace("¶", "\n"))
        self.projects[-1].sections.append(section)
        return found["body"]

    def indicator(self, grid: list[list[str]]) -> None:
        def at(column: int) -> str | None:
            for row in reversed(grid):
                cell = row[column] if column < len(row) else "<"
                if cell != "^":
                    return "".join(cell.replace("¶", "").split()) or None
            return None

        first, second, third, value = (at(column) for column in self.columns[:4])
        printed = value or ""
        found = _VALUE.fullmatch(printed)
        said: tuple[str | None, str | None, str | None] = (None, value, None)
        if len(self.columns) > 4:
            sign, unit = (at(column) for column in self.columns[4:6])
            sign = None if sign == "定性" else sign
            said = (sign, value, unit)
            printed = f"{sign or ''}{printed}{unit or ''}"
        elif found:
            said = (found[1], found[2], found[3] or found[4] or None)
        operator, number, unit = said
        self.projects[-1].indicators.append(
            GoldIndicator(
                first, second, third, cast("Operator | None", operator), number, unit, printed
            )
        )

    def gold(self) -> GoldDisclosure:
        printed = [*self.about.get("declared", "").split("|"), "", "", ""][:4]
        said = [None if part in ("", "-") else part for part in printed]
        declared = Declared(
            project_count=int(said[0]) if said[0] else None,
            amount=said[1],
            large_project_count=int(said[2]) if said[2] else None,
            large_project_threshold=said[3],
        )
        year = self.about.get("year")
        return GoldDisclosure(
            self.about.get("department") or None,
            int(year) if year else None,
            declared,
            tuple(
                GoldProject(
                    project.name,
                    None,
                    tuple(project.sections),
                    in_contract_order(project.fields),
                    tuple(project.indicators),
                    tuple(project.citations),
                )
                for project in self.projects
            ),
        )


def _rows(grid: Sequence[Sequence[str]]) -> Iterator[tuple[Cell, ...]]:
    for at, row in enumerate(grid):
        cells = []
        for column, printed in enumerate(row):
            if printed in ("^", "<"):
                continue
            over = 1
            while column + over < len(row) and row[column + over] == "<":
                over += 1
            down = 1
            while at + down < len(grid) and grid[at + down][column] == "^":
                down += 1
            align: Align = "left" if len(printed) > 20 else "center"
            cells.append(Cell(printed.replace("¶", "\n"), over, down, align))
        yield tuple(cells)


def sketch_names(*, held: bool = False) -> tuple[str, ...]:
    """Return the names of the sketches, in order; ``held`` are those kept for judging alone."""
    folder = files(__package__).joinpath("sketches", *(("held",) if held else ()))
    names = (one.name for one in folder.iterdir() if one.name.endswith(".txt"))
    return tuple(sorted(name.removesuffix(".txt") for name in names))


@dataclass(frozen=True, slots=True)
class ReadSketch:
    """What a sketch prints and what is to be found in it; ``beside`` are the projects that stand in
    the table of another one, with the index of that one."""

    blocks: tuple[Block, ...]
    gold: GoldDisclosure
    beside: Mapping[int, int]


def read_sketch(text: str) -> ReadSketch:
    """Read a sketch.

    Raises ``ValueError`` for a line that begins with @ and is none of the form.
    """
    sketch = _Sketch()
    for line in text.splitlines():
        sketch.line(line)
    return ReadSketch(tuple(sketch.blocks), sketch.gold(), sketch.beside)


def draw_sketch(name: str, *, held: bool = False, painted: bool = True) -> SyntheticDocument:
    """Make the document of a sketch; its name chooses the faces and the margins."""
    folder = files(__package__).joinpath("sketches", *(("held",) if held else ()))
    sketch = read_sketch(folder.joinpath(f"{name}.txt").read_text("utf-8"))
    chance = random.Random(name)
    style = Style(
        body_face=chance.choice(("serif", "sans", "song")),
        body_size=chance.choice((12.0, 14.0)),
        title_size=chance.choice((16.0, 18.0)),
        table_size=chance.choice((8.0, 9.0)),
    )
    sheets = typeset(sketch.blocks, style)
    return SyntheticDocument(
        name=name,
        pdf=paint(sheets, style, noise_of(()), seed=1) if painted else b"",
        text=plain_text(sheets, chance),
        gold=_with_pages(sketch, sheets),
        blocks=sketch.blocks,
    )


def _with_pages(sketch: ReadSketch, sheets: Sequence[Sheet]) -> GoldDisclosure:
    projects = []
    for index, project in enumerate(sketch.gold.projects):
        shown = {index, sketch.beside.get(index, index)}
        pages = [number for number, sheet in enumerate(sheets, 1) if shown & sheet.projects]
        projects.append(replace(project, pages=(pages[0], pages[-1])))
    return replace(sketch.gold, projects=tuple(projects))
