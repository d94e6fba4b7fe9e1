"""DOCX → paragraphs and tables in reading order, as Word shows them.

Read are the document's body with its tables, content controls, text boxes and accepted
insertions, and the numbers of its lists. Left out are deleted text, hidden text (it is said),
running heads and comments.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extraction.limits import Limits
from extraction.reading.blanks import shown_text
from extraction.reading.flows import Flow, FlowBlock, FlowParagraph, LooseCell, place_cells
from extraction.reading.office.docx_numbers import ListNumbers, W, list_numbers
from extraction.reading.office.parts import Parts
from extraction.schema import Problem

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "word/document.xml"
# Not shown, or shown elsewhere.
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in (
        *("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tblPr", "tcPr", "trPr"),
        *("sectPr", "sdtPr", "sdtEndPr", "footnoteReference", "endnoteReference", "object"),
    )
) | {f"{_ALTERNATE}Fallback"}
_PICTURE_TAGS = frozenset(
    {
        "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
        "{urn:schemas-microsoft-com:vml}imagedata",
    }
)
_SCAN_LETTERS = 30  # a document with pictures and fewer characters is a scan


def read_docx(data: bytes, limits: Limits) -> Flow:
    """Read a DOCX file. Raises ``BrokenDocument``, ``EncryptedDocument``, ``LimitExceeded``."""
    with Parts(data, limits) as parts:
        main = parts.main_part(_MAIN)
        root = parts.tree(main)
        related = dict(parts.related(main).values())
        numbers = list_numbers(parts, related.get("numbering"), related.get("styles"))
    walk = _Walk(numbers)
    body = root.find(f"{W}body")
    blocks = tuple(walk.blocks(body)) if body is not None else ()
    problems: list[Problem] = []
    if walk.hidden:
        said = f"{walk.hidden} pieces of hidden text are left out"
        problems.append(Problem("hidden_content", said, None))
    letters = sum(len(one.text) for one in blocks if isinstance(one, FlowParagraph))
    if letters < _SCAN_LETTERS and not any(not isinstance(b, FlowParagraph) for b in blocks):
        pictures = sum(1 for one in root.iter() if one.tag in _PICTURE_TAGS)
        if pictures:
            said = f"the document is {pictures} pictures without text; save it as PDF to read them"
            problems.append(Problem("needs_ocr", said, None))
    return Flow(blocks, tuple(problems))


class _Walk:
    """Goes through a body once, in order; lists count along."""

    def __init__(self, numbers: ListNumbers) -> None:
        self._numbers = numbers
        self.hidden = 0

    def blocks(self, holder: etree._Element) -> Iterator[FlowBlock]:
        """Yield the blocks of a body, a cell or a text box."""
        for child in holder:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag not in _SKIPPED:
                # content controls, custom XML, accepted insertions: their content counts
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[FlowBlock]:
        number = self._numbers.number(paragraph)
        boxes: list[etree._Element] = []
        text = shown_text(number + "".join(self._text(paragraph, boxes)))
        if text:
            yield FlowParagraph(text)
        for box in boxes:
            yield from self.blocks(box)

    def _text(self, holder: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for child in holder:
            tag = child.tag
            if tag == f"{W}t":
                yield child.text or ""
            elif tag in (f"{W}br", f"{W}cr"):
                yield "\n" if child.get(f"{W}type") in (None, "textWrapping") else ""
            elif tag in (f"{W}tab", f"{W}ptab"):
                yield " "
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{W}r" and _is_hidden(child):
                self.hidden += 1
            elif tag not in _SKIPPED:
                yield from self._text(child, boxes)

    def _table(self, table: etree._Element) -> Iterator[FlowBlock]:
        rows: list[list[LooseCell]] = []
        for row in _children(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}hidden") is not None:
                self.hidden += 1
                continue
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            before = _whole(properties, "gridBefore") if properties is not None else 0
            cells: list[LooseCell] = []
            for cell in _children(row, f"{W}tc"):
                cells.append(self._cell(cell, skipped=before if not cells else 0))
            rows.append(cells)
        placed = place_cells(_merged(rows))
        if placed is not None:
            yield placed

    def _cell(self, cell: etree._Element, *, skipped: int) -> LooseCell:
        properties = cell.find(f"{W}tcPr")
        span, merge = 1, None
        if properties is not None:
            span = max(1, _whole(properties, "gridSpan"))
            merge = properties.find(f"{W}vMerge")
        text = shown_text("\n".join(_cell_lines(self.blocks(cell))))
        goes_on = merge is not None and merge.get(f"{W}val") in (None, "continue")
        return LooseCell(text, 0 if goes_on else 1, min(span, _MOST_COLUMNS), skipped)


_MOST_COLUMNS = 1000


def _merged(rows: list[list[LooseCell]]) -> list[list[LooseCell]]:
    """Turn cells that go on from above (``row_span`` 0) into spans of the cell above them."""
    columns = [_columns(row) for row in rows]
    # For each column, the (row, place) of the cell that a continuation would belong to.
    above: dict[int, tuple[int, int]] = {}
    spans: dict[tuple[int, int], int] = {}
    dropped: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            first = columns[number][place]
            start = above.get(first)
            if cell.row_span == 0 and start is not None and number - start[0] == spans[start]:
                spans[start] += 1
                dropped.add((number, place))
                continue
            spans[number, place] = 1
            for column in range(first, first + cell.column_span):
                above.pop(column, None)
            above[first] = (number, place)
    return [
        [
            LooseCell(cell.text, spans[number, place], cell.column_span, cell.skipped_columns)
            for place, cell in enumerate(row)
            if (number, place) not in dropped
        ]
        for number, row in enumerate(rows)
    ]


def _columns(row: list[LooseCell]) -> list[int]:
    columns, at = [], 0
    for cell in row:
        at += cell.skipped_columns
        columns.append(at)
        at += cell.column_span
    return columns


def _cell_lines(blocks: Iterator[FlowBlock]) -> Iterator[str]:
    """Yield the lines of a cell; a table inside it is read row by row."""
    for block in blocks:
        if isinstance(block, FlowParagraph):
            yield block.text
        else:
            for cell in block.cells:
                if cell.text:
                    yield cell.text


def _children(holder: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those inside content controls."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (f"{W}tr", f"{W}tc", f"{W}p"):
            yield from _children(child, tag)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in ("0", "false", "off")


def _whole(holder: etree._Element, name: str) -> int:
    found = holder.find(f"{W}{name}")
    try:
        return min(int((found.get(f"{W}val") or "0") if found is not None else 0), _MOST_COLUMNS)
    except ValueError:
        return 0
