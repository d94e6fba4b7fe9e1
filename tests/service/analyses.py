"""A hand-made analysis of a two-page document, and the pages to draw it on."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from extraction.layout.blocks import Cell, Layout, Line, Paragraph, Table
from extraction.pipeline import Analysis, PageView
from extraction.schema import (
    SCHEMA_VERSION,
    Citation,
    Declared,
    Disclosure,
    Indicator,
    Project,
    Section,
    Source,
    Value,
)

WIDTH, HEIGHT = 300, 200

#       0         1          2
#       0123456 789012345678 901234 567890
TEXT = "二、立项依据\n依据《水法》ab\n项目名称\n河道养护\n页脚"
TITLE = (TEXT.index("《"), TEXT.index("》") + 1)

HEADING = Line(0, 6, page=1, box=(20.0, 20.0, 140.0, 40.0))
BODY = Line(7, 15, page=1, box=(20.0, 50.0, 160.0, 70.0))
LABEL = Cell(0, 0, 1, 1, 16, 20, page=1, box=(20.0, 100.0, 100.0, 130.0))
NAME = Cell(0, 1, 1, 1, 21, 25, page=1, box=(100.0, 100.0, 200.0, 130.0))
FOOT = Line(26, 28, page=2, box=(140.0, 180.0, 160.0, 190.0))
RULING = (20.0, 100.0, 200.0, 100.0)


def analysis(*, with_pages: bool = True) -> Analysis:
    """Return a narrative of two lines and a table of two cells on page 1, a foot on page 2."""
    table = Table(1, 2, (LABEL, NAME), 16, 25, pages=(1, 1))
    layout = Layout(
        text=TEXT,
        blocks=(Paragraph((HEADING,)), Paragraph((BODY,)), table),
        furniture=(FOOT,),
        page_count=2,
        page_starts=((0, 1), (26, 2)),
    )
    citation = Citation(
        "水法", None, None, None, None, "《水法》", "basis", 1, *TITLE, "rule", "marked_title", 0.9
    )
    project = Project(
        index=0,
        name="河道养护",
        pages=(1, 1),
        sections=(Section("basis", "二、立项依据", "依据《水法》ab", 1, 0, 15),),
        fields={
            # a form's value has its cell's box, a narrative's only offsets
            "name": Value("河道养护", "河道养护", 1, NAME.box, 21, 25, "form", "f", 1.0),
            "implementer": Value("ab", "ab", 1, None, 13, 15, "rule", "r", 0.8),
        },
        indicators=(
            Indicator(
                None, None, "长度", "≥", "1", "公里", "≥1(公里)", 1, (5.0, 140.0, 50.0, 160.0)
            ),
        ),
        citations=(citation,),
    )
    disclosure = Disclosure(
        schema_version=SCHEMA_VERSION,
        source=Source("a.pdf", "0" * 64, "application/pdf", 2, "pdfium", len(TEXT)),
        department=None,
        fiscal_year=None,
        declared=Declared(),
        projects=(project,),
        checks=(),
        problems=(),
    )
    views = (PageView(1, WIDTH, HEIGHT, (RULING,)), PageView(2, WIDTH, HEIGHT, ()))
    return Analysis(disclosure, layout, views if with_pages else ())


def write_pdf(path: Path, *, pages: int = 2) -> Path:
    """Write a PDF of empty pages of the analysis's size."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(WIDTH, HEIGHT)
    document.save(path)
    document.close()
    return path
