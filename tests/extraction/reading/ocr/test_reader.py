"""Pages that are pictures are read by OCR, and only those."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from extraction import Analysis, analyse
from extraction.errors import ModelError, UsageError
from extraction.ocr_settings import OcrSettings, is_ocr_installed
from extraction.reading.ocr import engine
from tests.apart import analyse_apart
from training_data.synthesis import synthesise
from training_data.synthesis.scanning import Scanner, scan

pytestmark = pytest.mark.skipif(not is_ocr_installed(), reason="needs the extra ocr")

#: One page, one form.
SEED, LAYOUT = 21, "forms_only"


@cache
def scanned() -> Analysis:
    document = synthesise(SEED, layout=LAYOUT)
    return analyse_apart(scan(document.pdf, Scanner(), seed=1))


def test_a_scanned_form_gives_what_the_printed_one_gives() -> None:
    printed = analyse(synthesise(SEED, layout=LAYOUT).pdf).disclosure
    found = scanned().disclosure
    assert found.source.reader == "pdfium+ocr"
    assert [each.code for each in found.problems] == ["read_by_ocr"]
    assert [p.name for p in found.projects] == [p.name for p in printed.projects]
    for one, other in zip(found.projects, printed.projects, strict=True):
        assert {n: v.value for n, v in one.fields.items()} == {
            n: v.value for n, v in other.fields.items()
        }
        assert [i.text for i in one.indicators] == [i.text for i in other.indicators]


def test_values_are_as_sure_as_their_characters() -> None:
    analysis = scanned()
    layout = analysis.layout
    assert layout.confidence is not None
    assert len(layout.confidence) == len(layout.text)
    for project in analysis.disclosure.projects:
        for value in project.fields.values():
            assert layout.text[value.start : value.end] == value.text
            assert value.confidence <= layout.legibility(value.start, value.end)


def test_a_page_with_text_is_not_drawn() -> None:
    found = analyse(synthesise(SEED, layout=LAYOUT).pdf)
    assert found.disclosure.source.reader == "pdfium"
    assert found.layout.confidence is None


def test_a_choice_that_there_is_not() -> None:
    with pytest.raises(UsageError, match="auto, off or force"):
        OcrSettings(mode="always")  # type: ignore[arg-type]


def test_force_without_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    # what a machine without the extra has: no package of that name
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    document = scan(synthesise(SEED, layout=LAYOUT).pdf, Scanner(dots_per_inch=50), seed=1)
    engine.open_engine.cache_clear()
    with pytest.raises(UsageError) as caught:
        analyse(document, ocr=OcrSettings(mode="force"))
    assert caught.value.code == "ocr_not_installed"
    found = analyse(document).disclosure
    assert {each.code for each in found.problems} == {"needs_ocr"}


def test_a_package_without_its_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # a package of the name, found before the real one, with no models in it
    (tmp_path / "rapidocr" / "models").mkdir(parents=True)
    (tmp_path / "rapidocr" / "__init__.py").write_text("")
    monkeypatch.delitem(sys.modules, "rapidocr", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    engine.open_engine.cache_clear()
    with pytest.raises(ModelError) as caught:
        engine.open_engine(1)
    assert caught.value.code == "ocr_model_missing"
