"""What of a page its reader could not give: pictures of text, unmapped and lost glyphs."""

from __future__ import annotations

from extraction.reading.paged import UNMAPPED_SHARE
from extraction.reading.pages import Page
from extraction.schema import Problem

# A page with fewer glyphs than this under a picture that covers most of it is a scan with a
# stamp or a page number.
_SCAN_GLYPHS = 30
_SCAN_SHARE = 0.5


def unreadable_parts(page: Page) -> tuple[Problem, ...]:
    """Name what of the page's text cannot be read as text, with what would help."""
    problems: list[Problem] = []
    if _needs_ocr(page):
        message = "the page is a picture without text; it needs OCR"
        problems.append(Problem("needs_ocr", message, page.number))
    if page.unmapped > UNMAPPED_SHARE * max(1, len(page.glyphs)):
        message = f"{page.unmapped} glyphs stand for no character; the page needs OCR"
        problems.append(Problem("text_unmapped", message, page.number))
    if page.lost:
        message = (
            f"{page.lost} pieces of text in fonts that are not embedded could not be "
            "read; another reader may read them"
        )
        problems.append(Problem("text_lost", message, page.number))
    return tuple(problems)


def _needs_ocr(page: Page) -> bool:
    if len(page.glyphs) >= _SCAN_GLYPHS or not page.images:
        return False
    area = page.width * page.height
    largest = max((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in page.images)
    return largest >= _SCAN_SHARE * area
