"""HTML → paragraphs and tables in reading order, as a browser shows them.

Scripts, styles and what is not displayed are left out; nothing is fetched. A table that only
arranges the page (it holds other tables) is not one of the document's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extraction.errors import BrokenDocument
from extraction.limits import Limits
from extraction.reading.blanks import shown_text
from extraction.reading.flows import Flow, FlowBlock, FlowParagraph, LooseCell, place_cells
from extraction.reading.web.encoding import html_text
from extraction.schema import Problem

_OPENING = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|h[1-3]|center|script|style|link"
    r"|article|section)(?![\w-])"
)
# Texts keep some of these from the page that they were copied from: alone they tell nothing.
_REMNANT = re.compile(r"<(p|span|font)(?![\w-])")
_UNSHOWN = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "title", "select", "option", "svg"),
        *("iframe", "object", "embed", "audio", "video", "canvas", "map", "datalist", "math"),
    )
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "details", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"),
        *("ul", "button", "label"),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
_MOST_COLUMNS, _MOST_ROWS = 1000, 65_534  # as browsers bound them


def looks_like_html(data: bytes) -> bool:
    """Tell by its start whether a document is an HTML page."""
    head = html_text(data[:2048]).lstrip("\ufeff \t\r\n\x0c").lower()
    while head.startswith("<!--"):
        end = head.find("-->")
        if end < 0:
            return True
        head = head[end + 3 :].lstrip()
    if head.startswith("<?xml"):
        return "<html" in head
    if _OPENING.match(head):
        return True
    opened = _REMNANT.match(head)
    return opened is not None and f"</{opened[1]}>" in head and "\t" not in head


def read_html(data: bytes, limits: Limits) -> Flow:
    """Read an HTML page. Raises ``BrokenDocument`` where there is nothing to parse."""
    text = html_text(data).replace("\x00", "")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError, AssertionError) as error:
        raise _broken() from error
    if root is None:
        raise _broken()
    walk = _Walk(limits.max_table_cells)
    walk.read(root)
    problems = []
    if walk.hidden:
        said = f"{walk.hidden} parts of the page that are not displayed are left out"
        problems.append(Problem("hidden_content", said, None))
    if walk.cut:
        said = (
            f"the page has more than {limits.max_table_cells} table cells; the tables after "
            "them are not read"
        )
        problems.append(Problem("too_many_cells", said, None))
    return Flow(tuple(walk.blocks), tuple(problems))


def _broken() -> BrokenDocument:
    return BrokenDocument(
        found="an HTML page without any element",
        expected="a page that a browser shows",
        hint="fetch the page again, or print it to a PDF",
    )


@dataclass(slots=True)
class _OpenCell:
    row_span: int
    column_span: int
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _OpenTable:
    """A table that is being read; ``arranges`` where its cells hold other tables."""

    arranges: bool
    rows: list[list[LooseCell]] = field(default_factory=list)
    cell: _OpenCell | None = None


class _Walk:
    """Goes through the elements once, without recursion: pages nest as deep as they like."""

    def __init__(self, most_cells: int) -> None:
        self.blocks: list[FlowBlock] = []
        self.hidden = 0
        self.cut = False
        self._room = most_cells
        self._line: list[str] = []
        self._tables: list[_OpenTable] = []
        self._kept_blanks = 0

    def read(self, root: etree._Element) -> None:
        """Read all that stands below ``root``."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in _UNSHOWN or self._is_hidden(element):
                    walk.skip_subtree()
                    continue
                self._open(element, tag)
                self._say(element.text)
            else:
                if tag not in _UNSHOWN and not _not_displayed(element):
                    self._close(tag)
                self._say(element.tail)
        self._end_line()

    def _is_hidden(self, element: etree._Element) -> bool:
        if not _not_displayed(element):
            return False
        if "".join(element.itertext()).strip():
            self.hidden += 1
        return True

    def _say(self, text: str | None) -> None:
        if text:
            self._line.append(text if self._kept_blanks else _BLANKS.sub(" ", text))

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag == "br":
            self._line.append("\n")
            return
        if tag in _BLOCKS:
            self._end_line()
        if tag == "pre":
            self._kept_blanks += 1
        elif tag == "table":
            self._tables.append(_OpenTable(arranges=_arranges(element)))
        elif self._tables and not self._tables[-1].arranges:
            table = self._tables[-1]
            if tag == "tr":
                table.rows.append([])
            elif tag in ("td", "th"):
                if not table.rows:
                    table.rows.append([])
                table.cell = _OpenCell(
                    _span(element.get("rowspan"), _MOST_ROWS, whole=_MOST_ROWS),
                    _span(element.get("colspan"), _MOST_COLUMNS, whole=1),
                )

    def _close(self, tag: str) -> None:
        if tag not in _BLOCKS:
            return
        self._end_line()
        if tag == "pre":
            self._kept_blanks -= 1
        elif tag in ("td", "th") and self._tables:
            self._end_cell(self._tables[-1])
        elif tag == "table" and self._tables:
            self._end_table()

    def _end_line(self) -> None:
        text = shown_text("".join(self._line))
        self._line = []
        if not text:
            return
        cell = next(
            (one.cell for one in reversed(self._tables) if not one.arranges and one.cell), None
        )
        if cell is not None:
            cell.lines.append(text)
        else:
            self.blocks.append(FlowParagraph(text))

    def _end_cell(self, table: _OpenTable) -> None:
        cell, table.cell = table.cell, None
        if cell is None:
            return
        self._room -= cell.column_span
        if self._room < 0:
            self.cut = True
            return
        text = "\n".join(cell.lines)
        table.rows[-1].append(LooseCell(text, cell.row_span, cell.column_span))

    def _end_table(self) -> None:
        table = self._tables.pop()
        if table.arranges:
            return
        self._end_cell(table)
        outer = next(
            (one.cell for one in reversed(self._tables) if not one.arranges and one.cell), None
        )
        if outer is not None:
            outer.lines += [cell.text for row in table.rows for cell in row if cell.text]
            return
        placed = place_cells(table.rows)
        if placed is None:
            return
        if len(placed.cells) == 1:
            self.blocks.append(FlowParagraph(placed.cells[0].text))
        else:
            self.blocks.append(placed)


def _not_displayed(element: etree._Element) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (
        style is not None and _HIDDEN.search(style) is not None
    )


def _arranges(table: etree._Element) -> bool:
    """Tell whether a table holds other tables and no row of data of its own.

    A row of data has text in at least two cells that hold no table.
    """
    if next(table.iterdescendants("table"), None) is None:
        return False
    for row in table.iterdescendants("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        filled = sum(
            1
            for cell in row
            if cell.tag in ("td", "th")
            and next(cell.iterdescendants("table"), None) is None
            and "".join(cell.itertext()).strip()
        )
        if filled >= 2:
            return False
    return True


def _span(text: str | None, most: int, *, whole: int) -> int:
    """Return a span; 0 means to the end of the table (``whole``)."""
    try:
        span = int(text or "1")
    except ValueError:
        return 1
    return whole if span == 0 else min(max(1, span), most)
