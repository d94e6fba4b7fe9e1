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
    if is_picture(page):
        message = (
            "the page is a picture without text and was not read by OCR: install the extra "
            "ocr (pip install 'yiju[ocr]'), or switch OCR on (YIJU_OCR=auto)"
        )
        problems.append(Problem("needs_ocr", message, page.number))
    if is_unmapped(page):
        message = f"{page.unmapped} glyphs stand for no character; the page needs OCR"
        problems.append(Problem("text_unmapped", message, page.number))
    if page.lost:
        message = (
            f"{page.lost} pieces of text in fonts that are not embedded could not be "
            "read; another reader may read them"
        )
        problems.append(Problem("text_lost", message, page.number))
    return tuple(problems)


def is_unmapped(page: Page) -> bool:
    """Tell whether too many of the page's glyphs stand for no character."""
    return page.unmapped > UNMAPPED_SHARE * max(1, len(page.glyphs))


def is_picture(page: Page) -> bool:
    """Tell whether the page is a scan: pictures over most of it, and hardly any text.

    Some scanners write a page as many strips.
    """
    if len(page.glyphs) >= _SCAN_GLYPHS or not page.images:
        return False
    covered = sum(
        max(0.0, min(x1, page.width) - max(x0, 0.0)) * max(0.0, min(y1, page.height) - max(y0, 0.0))
        for x0, y0, x1, y1 in page.images
    )
    return covered >= _SCAN_SHARE * page.width * page.height
