"""Our table cells against pdfplumber's on the samples' ruled pages."""

from __future__ import annotations

from collections import Counter

import pdfplumber
import pytest

from extraction.layout.page_print import PrintTable, print_page
from extraction.layout.settings import DEFAULT_SETTINGS
from extraction.limits import Limits
from extraction.reading import Page, open_reader
from extraction.reading.radicals import plain_characters
from tests.real.samples import FOLDER, PDFS, SCANNED

# Ruled pages and filled cells on them. Not one cell differs; a difference that comes to be
# known as right has to be counted here by document and page.
_COMPARED = {
    "jiangsu_shengwei_2019.pdf": (0, 0),
    "putuo_caizhengju_2025.pdf": (13, 670),
    "putuo_caizhengju_juesuan_2024.pdf": (16, 783),
    "putuo_shangwuwei_2025.pdf": (13, 799),
    "songjiang_zhengfawei_2025.pdf": (18, 542),
    SCANNED: (0, 0),
}


def _ours(page: Page) -> Counter[str]:
    return Counter(
        cell.text
        for block in print_page(page, DEFAULT_SETTINGS).blocks
        if isinstance(block, PrintTable)
        for cell in block.cells
        if cell.text
    )


def _theirs(page: pdfplumber.page.Page) -> Counter[str]:
    texts = (
        plain_characters("".join((cell or "").split()))
        for table in page.find_tables()
        for row in table.extract()
        for cell in row
    )
    return Counter(text for text in texts if text)


@pytest.mark.parametrize("name", PDFS)
def test_cells(name: str) -> None:
    reader = open_reader((FOLDER / name).read_bytes(), "pdfium")
    ruled = [page for page in reader.pages(Limits()) if len(page.rulings)]
    reader.close()
    cells = 0
    with pdfplumber.open(FOLDER / name) as document:
        for page in ruled:
            ours, theirs = _ours(page), _theirs(document.pages[page.number - 1])
            assert (ours - theirs, theirs - ours) == (Counter(), Counter()), page.number
            cells += ours.total()
    assert (len(ruled), cells) == _COMPARED[name]
