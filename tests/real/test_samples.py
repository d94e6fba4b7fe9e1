"""The whole pipeline against the hand-checked answers."""

from __future__ import annotations

import pytest

from extraction import analyse
from extraction.ocr_settings import OcrSettings
from extraction.schema import Indicator, Value, to_json
from models import ToScore, evaluate
from tests.real.samples import DOCUMENTS, FOLDER, SCANNED, analysed, gold_of

if not FOLDER.is_dir():
    pytest.skip("needs the sample documents in ../shared/samples", allow_module_level=True)

_WITH_TEXT = [name for name in DOCUMENTS if name != SCANNED]


def test_the_samples_are_there() -> None:
    assert len(_WITH_TEXT) >= 6
    assert SCANNED in DOCUMENTS


@pytest.mark.parametrize("name", _WITH_TEXT)
def test_every_value_is_the_hand_checked_one(name: str) -> None:
    predicted = to_json(analysed(name).disclosure)
    assert isinstance(predicted, dict)
    scores = evaluate([ToScore(name, gold_of(name), predicted)])
    assert scores.documents
    assert scores.strict_misses == ()


@pytest.mark.parametrize("name", _WITH_TEXT)
def test_nothing_is_left_unread(name: str) -> None:
    found = analysed(name).disclosure
    assert found.problems == ()
    assert found.source.reader == ("text" if name.endswith(".txt") else "pdfium")


def test_text_and_pdf_of_one_document_agree_project_by_project() -> None:
    stem = "songjiang_zhengfawei_2025"
    from_text, from_pdf = (analysed(stem + ending).disclosure for ending in (".txt", ".pdf"))
    assert (from_text.department, from_text.fiscal_year) == (
        from_pdf.department,
        from_pdf.fiscal_year,
    )
    assert from_text.declared == from_pdf.declared
    assert len(from_text.projects) == len(from_pdf.projects)
    for one, other in zip(from_text.projects, from_pdf.projects, strict=True):
        assert one.name == other.name
        assert {n: v.value for n, v in one.fields.items()} == {
            n: v.value for n, v in other.fields.items()
        }
        assert [(s.kind, _bare(s.heading), _bare(s.text)) for s in one.sections] == [
            (s.kind, _bare(s.heading), _bare(s.text)) for s in other.sections
        ]
        assert [
            (i.level1, i.level2, i.level3, i.operator, i.value, i.unit, _bare(i.text))
            for i in one.indicators
        ] == [
            (i.level1, i.level2, i.level3, i.operator, i.value, i.unit, _bare(i.text))
            for i in other.indicators
        ]
        assert [
            (c.title, c.doc_number, c.issuer, c.article, c.version, c.section)
            for c in one.citations
        ] == [
            (c.title, c.doc_number, c.issuer, c.article, c.version, c.section)
            for c in other.citations
        ]


def _bare(text: str) -> str:
    return "".join(text.split())


def test_a_scan_needs_ocr_on_every_page() -> None:
    found = analyse(FOLDER / SCANNED, ocr=OcrSettings(mode="off")).disclosure
    count = found.source.page_count
    assert count == 6
    assert [(each.code, each.page) for each in found.problems] == [
        ("needs_ocr", page) for page in range(1, count + 1)
    ]
    assert found.projects == ()


def test_a_scan_is_read_by_ocr() -> None:
    analysis = analysed(SCANNED)
    found = analysis.disclosure
    assert found.source.reader == "pdfium+ocr"
    assert [each.code for each in found.problems] == ["read_by_ocr"]
    assert [page.reader for page in analysis.pages] == ["pdfium+ocr"] * 6
    predicted = to_json(found)
    assert isinstance(predicted, dict)
    f1 = evaluate([ToScore(SCANNED, gold_of(SCANNED), predicted)]).overall("strict").f1
    assert f1 is not None
    assert f1 >= 0.99


@pytest.mark.parametrize("name", DOCUMENTS)
def test_offsets_point_at_what_was_found(name: str) -> None:
    analysis = analysed(name)
    text = analysis.layout.text
    assert analysis.disclosure.source.text_length == len(text)
    for project in analysis.disclosure.projects:
        for value in project.fields.values():
            assert text[value.start : value.end] == value.text
        for citation in project.citations:
            assert text[citation.start : citation.end] == citation.text
        for section in project.sections:
            printed = _bare(text[section.start : section.end])
            assert printed == _bare(section.heading) + _bare(section.text)


@pytest.mark.parametrize("name", _WITH_TEXT)
def test_values_stand_on_a_page_of_their_project_and_in_their_box(name: str) -> None:
    analysis = analysed(name)
    if analysis.disclosure.source.page_count is None:
        assert all(project.pages is None for project in analysis.disclosure.projects)
        return
    sizes = {page.number: (page.width, page.height) for page in analysis.pages}
    for project in analysis.disclosure.projects:
        assert project.pages is not None
        first, last = project.pages
        placed: list[Value | Indicator] = [*project.fields.values(), *project.indicators]
        for value in placed:
            assert value.page is not None
            assert first <= value.page <= last
            if value.box is not None:
                x0, top, x1, bottom = value.box
                width, height = sizes[value.page]
                assert 0 <= x0 < x1 <= width
                assert 0 <= top < bottom <= height
        for section in project.sections:
            assert section.page is not None
            assert first <= section.page <= last
