"""The careful reader: PDF pages through pdfminer.six, at the level of its raw layout items.

Slower than PDFium by an order of magnitude; it is asked for pages whose glyphs PDFium cannot
map to text, and by users who want a second opinion.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO

import numpy as np
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTPage, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from extraction.errors import BrokenDocument, EncryptedDocument
from extraction.limits import Limits
from extraction.reading.glyph_rows import REPLACEMENT, GlyphRow, glyphs_from_rows
from extraction.reading.pages import Page, no_glyphs
from extraction.reading.rulings import Path, path_rulings
from extraction.reading.turning import Turning
from extraction.schema import Box, Problem

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # its warnings are for its developers


class PdfminerReader:
    """Read a PDF with pdfminer.six.

    Raises ``EncryptedDocument`` where a password is needed and ``BrokenDocument`` where
    pdfminer.six cannot find the pages; a page that fails alone becomes a problem.
    """

    name = "pdfminer"

    def __init__(self, data: bytes) -> None:
        try:
            document = PDFDocument(PDFParser(BytesIO(data)))
            self._pages = list(PDFPage.create_pages(document))
        except PDFPasswordIncorrect as error:
            raise EncryptedDocument(
                found="a PDF that opens only with a password",
                expected="a PDF that opens without one",
                hint="save it without a password and try again",
            ) from error
        # pdfminer.six raises whatever its parts raise on odd bytes: 15 kinds of exception
        # were counted over 3,324 odd files. This is the boundary that turns them into one.
        except Exception as error:
            raise BrokenDocument(
                found=f"a PDF that cannot be opened ({type(error).__name__})",
                expected="a whole PDF",
                hint="fetch the file again; it may be cut short or damaged",
            ) from error
        resources = PDFResourceManager()
        self._device = PDFPageAggregator(resources, laparams=None)
        self._interpreter = PDFPageInterpreter(resources, self._device)

    def page_count(self) -> int:
        return len(self._pages)

    def pages(self, limits: Limits) -> Iterator[Page]:
        for number in range(1, min(len(self._pages), limits.max_pages) + 1):
            yield self.page(number, limits)

    def page(self, number: int, limits: Limits) -> Page:
        try:
            page = self._pages[number - 1]
            page.mediabox = _shown_box(page)
            self._interpreter.process_page(page)
            shown = self._device.get_result()
        except Exception as error:  # the same boundary, for one page
            problem = Problem(
                "page_unreadable", f"the page cannot be read ({type(error).__name__})", number
            )
            empty = np.empty((0, 4), np.float32)
            return Page(number, 0.0, 0.0, no_glyphs(), empty, (), 0, self.name, (problem,))
        return _read_page(shown, number, limits)

    def close(self) -> None:
        self._device.close()


def _shown_box(page: PDFPage) -> tuple[float, float, float, float]:
    """Return the part of the page that is shown: its crop box inside its media box."""
    xa, ya, xb, yb = page.mediabox
    xc, yc, xd, yd = page.cropbox
    media = min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)
    crop = min(xc, xd), min(yc, yd), max(xc, xd), max(yc, yd)
    box = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    return box if box[0] < box[2] and box[1] < box[3] else media


def _read_page(shown: LTPage, number: int, limits: Limits) -> Page:
    # pdfminer.six applies the page's rotation and media box itself; what is left is to turn y
    # over.
    turning = Turning(shown.x0, shown.y0, shown.x1, shown.y1, 0)
    rows: list[GlyphRow] = []
    paths: list[Path] = []
    images: list[tuple[float, float, float, float]] = []
    problems: list[Problem] = []
    glyph_count = path_count = aslant = 0
    for item in _items(shown):
        if isinstance(item, LTChar):
            a, b, _c, _d, x, y = item.matrix
            if abs(b) > 0.05 * abs(a) or a <= 0:
                aslant += 1
                continue
            text = item.get_text()
            if text.startswith("(cid:") or not text:
                text = REPLACEMENT
            glyph_count += 1
            if glyph_count <= limits.max_page_glyphs:
                advance = item.adv * a
                rows.append(GlyphRow(text, x, x + advance, y, item.size, item.fontname))
        elif isinstance(item, LTImage):
            images.append((item.x0, item.y0, item.x1, item.y1))
        elif isinstance(item, LTCurve):
            path_count += 1
            if path_count > limits.max_page_objects:
                continue
            points = item.pts
            if isinstance(item, LTRect) and points:
                points = [*points, points[0]]
            paths.append(Path([list(points)], bool(item.fill), bool(item.stroke)))
    if aslant:
        problems.append(
            Problem("text_aslant", f"{aslant} glyphs do not run from left to right", number)
        )
    if glyph_count > limits.max_page_glyphs:
        rows = []
        problems.append(
            Problem(
                "too_many_glyphs",
                f"the page has {glyph_count} glyphs, read are at most {limits.max_page_glyphs}",
                number,
            )
        )
    if path_count > limits.max_page_objects:
        paths = []
        problems.append(
            Problem(
                "too_many_objects",
                f"the page has more than {limits.max_page_objects} drawn objects; "
                "its tables are not read",
                number,
            )
        )
    glyphs, unmapped = glyphs_from_rows(rows, turning)
    rulings = path_rulings(paths)
    if len(rulings):
        rulings = turning.boxes(rulings)
    return Page(
        number,
        turning.width,
        turning.height,
        glyphs,
        rulings.astype(np.float32),
        _shown_boxes(images, turning),
        unmapped,
        "pdfminer",
        tuple(problems),
    )


def _items(page: LTPage) -> Iterator[object]:
    stack: list[object] = [page]
    while stack:
        item = stack.pop()
        if isinstance(item, LTContainer):
            stack.extend(reversed(list(item)))
        else:
            yield item


def _shown_boxes(
    images: list[tuple[float, float, float, float]], turning: Turning
) -> tuple[Box, ...]:
    if not images:
        return ()
    boxes = turning.boxes(np.array(images, np.float64))
    return tuple((row[0], row[1], row[2], row[3]) for row in boxes.tolist())
