"""Take the pictures of docs/: ``python -m tests.service.review.pictures ADDRESS OUT``.

ADDRESS is that of the pages of a running ``yiju serve --demo``, such as
http://127.0.0.1:8000/review.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.service.review.chromium import Chromium, find_chromium

_PAGES = (
    ("registry", "/registry?q=预算法"),
    ("proposals", "/registry/proposals"),
    ("models", "/models"),
    ("reports", "/reports"),
    ("labels", "/labels"),
)


def take(address: str, out: Path) -> None:
    """Write a PNG of every page into ``out``."""
    program = find_chromium()
    if program is None:
        raise SystemExit("no Chromium is installed")
    chromium = Chromium(program)
    try:
        with chromium.visit(address) as visitor:
            page = visitor.page
            page.goto(f"{address}/")
            page.wait_for_selector("#rows tr:focus")
            _write(page, out / "queue.png")
            page.keyboard.press("Enter")
            page.wait_for_selector("#main[data-ready]")
            _settle(page)
            _write(page, out / "review.png")
            row = '.item.field[data-field="start_date"]'
            page.click(f"{row} .value")
            _settle(page)
            _write(page, out / "correcting.png")
            page.keyboard.press("Escape")
            page.click(f"{row} .label")
            page.keyboard.press("v")
            page.wait_for_selector("#plaintext p")
            _settle(page)
            _write(page, out / "text.png")
            page.keyboard.press("t")
            page.wait_for_selector(".steps")
            _write(page, out / "trail.png")
            for name, path in _PAGES:
                page.goto(f"{address}{path}")
                _settle(page)
                _write(page, out / f"{name}.png")
    finally:
        chromium.close()


def _settle(page: Page) -> None:
    """Wait for pictures and plots, which come after the page."""
    page.wait_for_timeout(2500)


def _write(page: Page, path: Path) -> None:
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    # a page has few colours: a third of the bytes, and nothing is seen of it
    image.quantize(220).save(path, "PNG", optimize=True)


if __name__ == "__main__":
    take(sys.argv[1], Path(sys.argv[2]))
