"""From bytes to a Disclosure."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extraction import Analysis, DocumentError, analyse, extract
from extraction.errors import (
    BrokenDocument,
    EmptyDocument,
    EncryptedDocument,
    NotADocument,
    UsageError,
)
from extraction.limits import Limits
from extraction.ocr_settings import OcrSettings
from extraction.schema import FORM_FIELDS, NARRATIVE_FIELDS
from tests.extraction.reading import reader_cases as cases
from tests.extraction.reading.pdfs import SONG, Sheet, Stream, show, show_song, write_pdf

TEXT = """某市某区水务局2025年部门预算

编报绩效目标的2025年度项目2个，涉及预算金额210万元。

河道养护经费情况说明
一、项目概述
养护区内河道。
二、立项依据
《某市河道管理条例》（某府发〔2021〕7号）。
三、实施主体
某区河道所
五、年度预算安排
2025年预算安排120万元。

财政项目支出绩效目标申报表
项目名称\t河道养护\t项目类别\t经常性项目
主管部门\t某区水务局\t实施单位\t某区河道所
项目资金（元）\t项目资金总额\t\t年度资金申请总额\t1,200,000.00
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t养护长度\t≥10(公里)

财政项目支出绩效目标申报表
项目名称\t绿化管养\t项目类别\t
主管部门\t某区水务局\t实施单位\t某区河道所
一级指标\t二级指标\t三级指标\t指标值
"""


def _analysis() -> Analysis:
    return analyse(TEXT.encode(), name="a.txt")


def test_the_document() -> None:
    found = _analysis().disclosure
    assert (found.schema_version, found.department, found.fiscal_year) == (
        "2",
        "某市某区水务局",
        2025,
    )
    assert (found.declared.project_count, found.declared.amount) == (2, "2100000.00")
    assert (found.problems, found.tables) == ((), ())
    # its one indicator is a quantity
    assert [(check.rule, check.project) for check in found.checks] == [("missing_indicators", 0)]
    assert found.source.name == "a.txt"
    assert found.source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (found.source.media_type, found.source.reader) == ("text/plain", "text")
    assert (found.source.page_count, found.source.text_length) == (None, len(TEXT))


def test_a_narrative_and_its_form_are_one_project_and_a_form_alone_is_another() -> None:
    first, second = _analysis().disclosure.projects
    assert (first.index, first.name, first.pages) == (0, "河道养护", None)
    assert [section.kind for section in first.sections] == [
        "overview",
        "basis",
        "implementer",
        "budget",
    ]
    values = {name: value.value for name, value in first.fields.items()}
    assert values == {
        "name": "河道养护",
        "category": "经常性项目",
        "supervising_department": "某区水务局",
        "implementing_unit": "某区河道所",
        "total_funding": None,
        "annual_request": "1200000.00",
        "narrative_budget": "1200000.00",
        "implementer": "某区河道所",
    }
    assert [each.level3 for each in first.indicators] == ["养护长度"]
    assert [(each.title, each.doc_number, each.section) for each in first.citations] == [
        ("某市河道管理条例", "某府发〔2021〕7号", "basis")
    ]
    assert (second.index, second.name, second.sections) == (1, "绿化管养", ())
    assert second.fields["category"].value is None


def test_fields_stand_in_the_contracts_order() -> None:
    order = [*FORM_FIELDS, *NARRATIVE_FIELDS]
    for project in _analysis().disclosure.projects:
        assert list(project.fields) == sorted(project.fields, key=order.index)


def test_offsets_point_into_the_documents_one_text() -> None:
    analysis = _analysis()
    text = analysis.layout.text
    assert text == TEXT
    for project in analysis.disclosure.projects:
        for value in project.fields.values():
            assert text[value.start : value.end] == value.text
        for citation in project.citations:
            assert text[citation.start : citation.end] == citation.text
        for section in project.sections:
            assert text[section.start : section.end].startswith(section.heading)


def test_extract_gives_what_analyse_gives() -> None:
    assert extract(TEXT.encode(), name="a.txt") == _analysis().disclosure


def test_a_document_without_projects_is_an_answer() -> None:
    found = extract("某区水务局2024年度部门决算\n本部门无项目。\n".encode())
    assert (found.projects, found.problems) == ((), ())
    assert (found.department, found.fiscal_year) == ("某区水务局", 2024)


_LINES = [
    "河道养护经费情况说明",
    "一、项目概述",
    "养护区内河道。",
    "二、立项依据",
    "《某市河道管理条例》",
]
_TABLE = [
    ["项目名称", "河道养护"],
    ["项目类别", "经常性项目"],
    ["主管部门", "某区水务局"],
    ["实施单位", "某区河道所"],
]


def _pdf() -> bytes:
    first = "".join(show_song(60, 750 - 30 * n, line) for n, line in enumerate(_LINES))
    second = ""
    for row in range(5):
        second += f"60 {700 - 30 * row} m 360 {700 - 30 * row} l S\n"
    for x in (60, 160, 360):
        second += f"{x} 580 m {x} 700 l S\n"
    for row, cells in enumerate(_TABLE):
        for x, cell in zip((64, 164), cells, strict=True):
            second += show_song(x, 680 - 30 * row, cell)
    box = (0, 0, 595, 842)
    return write_pdf(
        Sheet(first, media_box=box, fonts={"S": SONG}),
        Sheet(second, media_box=box, fonts={"S": SONG}),
    )


@pytest.mark.parametrize("reader", ["auto", "pdfium", "pdfminer"])
def test_a_pdf(reader: str) -> None:
    analysis = analyse(_pdf(), reader=reader)  # type: ignore[arg-type]
    found = analysis.disclosure
    assert found.problems == ()
    assert found.source.page_count == 2
    assert found.source.reader == ("pdfium" if reader == "auto" else reader)
    (project,) = found.projects
    assert (project.name, project.pages) == ("河道养护", (1, 2))
    assert [section.page for section in project.sections] == [1, 1]
    assert {name: value.value for name, value in project.fields.items()} == {
        "name": "河道养护",
        "category": "经常性项目",
        "supervising_department": "某区水务局",
        "implementing_unit": "某区河道所",
    }
    name = project.fields["name"]
    assert (name.page, name.box) == (2, (160, 142, 360, 172))
    assert [citation.page for citation in project.citations] == [1]
    text = analysis.layout.text
    assert all(text[v.start : v.end] == v.text for v in project.fields.values())


def test_pages_are_kept_for_drawing() -> None:
    first, second = analyse(_pdf()).pages
    assert (first.number, first.width, first.height) == (1, 595, 842)
    assert (len(first.rulings), len(second.rulings)) == (0, 8)


@pytest.mark.parametrize(
    ("content", "needs_ocr", "reason"),
    [
        ("q 300 0 0 400 0 0 cm /X Do Q", True, "a picture of the page"),
        ("q 300 0 0 400 0 0 cm /X Do Q" + show(100, 20, "12"), True, "with a page number over it"),
        ("q 60 0 0 60 0 0 cm /X Do Q", False, "a small seal on an empty page"),
        ("q 300 0 0 400 0 0 cm /X Do Q" + show(9, 300, "x" * 40), False, "text over a picture"),
        ("", False, "an empty page"),
    ],
)
def test_pages_that_need_ocr(content: str, needs_ocr: bool, reason: str) -> None:
    grey = Stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        " /BitsPerComponent 8",
        b"\x80",
    )
    data = write_pdf(Sheet(content, forms={"X": grey}))
    found = extract(data, ocr=OcrSettings(mode="off"))
    expected = [("needs_ocr", 1)] if needs_ocr else []
    assert [(each.code, each.page) for each in found.problems] == expected, reason


def test_a_pages_problems_are_the_documents() -> None:
    found = extract(cases.aslant())
    assert [(each.code, each.page) for each in found.problems] == [("text_aslant", 1)]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", EmptyDocument),
        (b"\xff\xd8\xff\xe0 a picture", NotADocument),
        (b"%PDF-1.4 and no more", BrokenDocument),
        (write_pdf(), BrokenDocument),
        (cases.encrypted("secret"), EncryptedDocument),
    ],
)
def test_what_cannot_be_read_is_one_typed_error(data: bytes, kind: type[DocumentError]) -> None:
    with pytest.raises(kind) as caught:
        extract(data)
    assert caught.value.hint


def test_a_path(tmp_path: Path) -> None:
    path = tmp_path / "预算.txt"
    path.write_text(TEXT, "utf-8")
    assert extract(path).source.name == "预算.txt"
    assert extract(str(path), name="b").source.name == "b"


@pytest.mark.parametrize("name", ["missing.pdf", "."])
def test_a_path_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        extract(tmp_path / name)
    assert caught.value.code == "no_such_file"


def test_a_media_type_that_the_bytes_do_not_have() -> None:
    assert extract(TEXT.encode(), media_type="text/plain").projects
    with pytest.raises(NotADocument):
        extract(TEXT.encode(), media_type="application/pdf")


@pytest.mark.parametrize("cut", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_pdf_that_is_cut_short(cut: float) -> None:
    whole = _pdf()
    try:
        pages = extract(whole[: int(cut * len(whole))]).source.page_count
    except DocumentError as error:
        pages, code = None, error.code
    assert pages or code == "broken"


def test_goals_may_stand_in_the_heading_alone() -> None:
    text = (
        "某市某区水务局2025年部门预算\n\n四、绩效目标设置情况\n\n"
        "2025年度，本部门共编报项目25个，涉及项目预算资金100万元。\n"
    )
    declared = extract(text.encode()).declared
    assert (declared.project_count, declared.amount) == (25, "1000000.00")


def test_an_error_page_that_is_called_a_pdf_is_said() -> None:
    page = b"<!DOCTYPE html><p>404 Not Found</p>"
    found = extract(page, name="a.PDF")
    assert [each.code for each in found.problems] == ["misnamed"]
    assert extract(page, name="a.html").problems == ()


@pytest.mark.parametrize(("most", "codes"), [(3, []), (2, ["too_many_glyphs"])])
def test_the_limit_on_glyphs_of_a_page_without_pages(most: int, codes: list[str]) -> None:
    page = "<p>甲</p><table><tr><td>乙<td>丙</table>".encode()
    analysis = analyse(page, limits=Limits(max_glyphs=most))
    assert [each.code for each in analysis.disclosure.problems] == codes
    assert analysis.layout.text == ("甲\n" if codes else "甲\n乙\t丙\n")
