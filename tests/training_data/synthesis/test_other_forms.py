"""Synthetic documents as Word files, workbooks and pages: read as well as the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from extraction import extract
from extraction.schema import to_json
from models import ToScore, evaluate
from training_data.synthesis import LAYOUTS, synthesise, write_examples
from training_data.synthesis.office import as_docx, as_xlsx
from training_data.synthesis.scanning import Scanner, draw_scanner, scan
from training_data.synthesis.web import as_html


def _gbk(blocks: object) -> bytes:
    return as_html(blocks, charset="gb2312")  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("write", "reader"), [(as_docx, "docx"), (as_xlsx, "xlsx"), (as_html, "html"), (_gbk, "html")]
)
def test_what_is_found(write: Callable[..., bytes], reader: str, layout: str) -> None:
    document = synthesise(4, layout=layout)
    found = extract(write(document.blocks))
    assert (found.source.reader, found.source.page_count) == (reader, None)
    predicted = to_json(found)
    assert isinstance(predicted, dict)
    gold = document.gold_json()
    assert isinstance(gold, dict)
    f1 = evaluate([ToScore(document.name, gold, predicted)]).overall("strict").f1
    assert f1 is not None
    assert f1 >= 0.98
    assert all(project.pages is None for project in found.projects)


def test_a_scan_is_the_same_each_time() -> None:
    document = synthesise(21, layout="forms_only")
    one = scan(document.pdf, Scanner(dots_per_inch=50), seed=3)
    assert one == scan(document.pdf, Scanner(dots_per_inch=50), seed=3)
    assert one != scan(document.pdf, Scanner(dots_per_inch=50), seed=4)
    assert draw_scanner(3) == draw_scanner(3)


def test_forms_are_written_with_their_gold(tmp_path: Path) -> None:
    paths = write_examples(
        tmp_path, seeds=[21], layouts=["forms_only"], noise=[], forms=["docx", "html"]
    )
    assert [path.name for path in paths] == ["forms_only_21.docx", "forms_only_21.html"]
    assert (tmp_path / "forms_only_21.gold.json").is_file()
    assert not list(tmp_path.glob("*.pdf"))
