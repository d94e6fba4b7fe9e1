"""The reader over PDFium."""

from __future__ import annotations

import pytest

from extraction.errors import BrokenDocument, EncryptedDocument
from extraction.limits import Limits
from extraction.reading.pdfium import PdfiumReader
from tests.extraction.reading import reader_cases as cases
from tests.extraction.reading.pdfs import (
    HELVETICA,
    SONG,
    Sheet,
    show,
    show_song,
    to_unicode,
    write_pdf,
)


@pytest.mark.parametrize("case", cases.TEXTS, ids=lambda case: case.reason)
def test_glyphs(case: cases.TextCase) -> None:
    cases.check_text(cases.page_of(PdfiumReader(case.data)), case)


@pytest.mark.parametrize("case", cases.RULINGS, ids=lambda case: case.reason)
def test_rulings(case: cases.RulingCase) -> None:
    cases.check_rulings(cases.page_of(PdfiumReader(write_pdf(Sheet(case.content)))), case)


def test_rulings_inside_a_form_with_a_matrix() -> None:
    page = cases.page_of(PdfiumReader(cases.form_with_rulings()))
    cases.check_rulings(page, cases.RULINGS[1])


@pytest.mark.parametrize(
    ("rotation", "expected"),
    [
        (0, (10, 90, 110, 90)),
        (90, (180, 10, 180, 110)),
        (180, (170, 180, 270, 180)),
        (270, (90, 170, 90, 270)),
    ],
)
def test_rulings_of_turned_pages(rotation: int, expected: tuple[float, ...]) -> None:
    sheet = Sheet(
        "10 200 m 110 200 l S",
        rotation=rotation,
        media_box=(-50, -50, 900, 900),
        crop_box=(0, 20, 280, 290),
    )
    page = cases.page_of(PdfiumReader(write_pdf(sheet)))
    assert tuple(page.rulings[0].tolist()) == pytest.approx(expected)


def test_a_picture_without_text() -> None:
    page = cases.page_of(PdfiumReader(cases.with_image()))
    assert page.images == ((20, 50, 220, 300),)
    assert (len(page.glyphs), len(page.rulings), page.problems) == (0, 0, ())


def test_the_page_tree_gives_box_and_rotation_to_its_pages() -> None:
    page = cases.page_of(PdfiumReader(cases.inherited_boxes()))
    assert (page.width, page.height) == (400, 300)
    assert (page.glyphs.text, page.glyphs.x0[0], page.glyphs.baseline[0]) == ("Hi", 50, 200)


def test_a_crop_box_beyond_the_media_box_shows_no_more() -> None:
    sheet = Sheet(show(50, 300, "Hi"), crop_box=(-100, 50, 500, 350))
    page = cases.page_of(PdfiumReader(write_pdf(sheet)))
    assert (page.width, page.height) == (300, 300)
    assert (page.glyphs.x0[0], page.glyphs.baseline[0]) == (50, 50)


def test_text_aslant_is_left_out_and_said() -> None:
    page = cases.page_of(PdfiumReader(cases.aslant()))
    assert page.glyphs.text == "Hi"
    assert [(p.code, p.page) for p in page.problems] == [("text_aslant", 1)]
    assert "5 glyphs" in page.problems[0].message


def test_glyph_numbers_without_text_are_no_letters() -> None:
    page = cases.page_of(PdfiumReader(cases.without_encoding()))
    assert sorted(page.glyphs.text) == sorted("���12")
    assert page.unmapped == 3


def test_fonts_by_name() -> None:
    content = show(50, 300, "a") + show(50, 200, "b").replace("/F", "/T")
    fonts = {"F": HELVETICA, "T": cases.TAGGED}
    glyphs = cases.page_of(PdfiumReader(write_pdf(Sheet(content, fonts=fonts)))).glyphs
    names = {text: glyphs.fonts[font] for text, font in zip(glyphs.text, glyphs.font, strict=True)}
    assert names == {"a": "Helvetica", "b": "Made"}


def test_an_empty_password_opens() -> None:
    assert cases.page_of(PdfiumReader(cases.encrypted(""))).glyphs.text == "Hello"


def test_a_password_is_asked_for() -> None:
    with pytest.raises(EncryptedDocument):
        PdfiumReader(cases.encrypted("secret"))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4 and no more of it"])
def test_bytes_that_only_claim_to_be_a_pdf(data: bytes) -> None:
    with pytest.raises(BrokenDocument) as caught:
        PdfiumReader(data)
    assert caught.value.code == "broken"


def test_pages_come_in_order_up_to_the_limit() -> None:
    reader = PdfiumReader(write_pdf(*(Sheet(show(50, 300, text)) for text in "abc")))
    assert reader.page_count() == 3
    assert [(p.number, p.glyphs.text) for p in reader.pages(Limits())] == [
        (1, "a"),
        (2, "b"),
        (3, "c"),
    ]
    assert [p.number for p in reader.pages(Limits(max_pages=2))] == [1, 2]
    reader.close()


@pytest.mark.parametrize(
    ("limit", "text", "codes"), [(5, "Hello", []), (4, "", ["too_many_glyphs"])]
)
def test_the_limit_on_a_pages_glyphs(limit: int, text: str, codes: list[str]) -> None:
    reader = PdfiumReader(write_pdf(Sheet(show(50, 300, "Hello"))))
    page = reader.page(1, Limits(max_page_glyphs=limit))
    assert page.glyphs.text == text
    assert [problem.code for problem in page.problems] == codes


@pytest.mark.parametrize(("limit", "rulings", "codes"), [(3, 3, []), (2, 0, ["too_many_objects"])])
def test_the_limit_on_a_pages_drawings(limit: int, rulings: int, codes: list[str]) -> None:
    lines = "".join(f"20 {y} m 120 {y} l S\n" for y in (100, 200, 300))
    page = PdfiumReader(write_pdf(Sheet(lines))).page(1, Limits(max_page_objects=limit))
    assert len(page.rulings) == rulings
    assert [problem.code for problem in page.problems] == codes


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        (("元",), "a piece of one character is nothing wide in a font without ink"),
        (("项目", "元", "次"), "one character each beside a longer piece"),
        (("项目", "项目"), "two pieces alike"),
        (("元", "元", "元"), "three alike, of one character each"),
    ],
)
def test_pieces_in_a_font_that_is_not_there_are_read(pieces: tuple[str, ...], reason: str) -> None:
    places = [(40 + 80 * at, 300 - 40 * at) for at in range(len(pieces))]
    content = "".join(show_song(*place, text) for place, text in zip(places, pieces, strict=True))
    page = cases.page_of(PdfiumReader(write_pdf(Sheet(content, fonts={"S": SONG}))))
    assert page.glyphs.text == "".join(pieces), reason
    assert page.lost == 0
    firsts = page.glyphs.x0.tolist()
    assert [firsts[page.glyphs.text.index(pieces[0])], firsts[-1]] == pytest.approx(
        [places[0][0], places[-1][0] + 12 * (len(pieces[-1]) - 1)]
    )


@pytest.mark.parametrize(
    ("limit", "text", "lost", "codes"),
    [
        (3, "", 0, ["too_many_glyphs"]),  # the page as it is has more
        (4, "项目经费", 1, []),  # the page with its lost piece has more
        (9, "项目经费元", 0, []),
    ],
)
def test_the_limit_on_glyphs_holds_where_pieces_are_lost(
    limit: int, text: str, lost: int, codes: list[str]
) -> None:
    content = show_song(40, 300, "项目经费") + show_song(40, 200, "元")
    reader = PdfiumReader(write_pdf(Sheet(content, fonts={"S": SONG})))
    page = reader.page(1, Limits(max_page_glyphs=limit))
    assert (page.glyphs.text, page.lost) == (text, lost)
    assert [problem.code for problem in page.problems] == codes


_PAIR, _FIRST_HALF, _SECOND_HALF = 0xD840DC00, 0xD840, 0xDC00  # of 𠀀 in UTF-16


@pytest.mark.parametrize(
    ("points", "text", "unmapped"),
    [
        pytest.param([_PAIR, 0x9879], "𠀀项", 0, id="a character beyond the first plane"),
        pytest.param([_FIRST_HALF, 0x9879], "�项", 1, id="its first half alone"),
        pytest.param([_SECOND_HALF, 0x9879], "�项", 1, id="its second half alone"),
        pytest.param([_FIRST_HALF, _SECOND_HALF], "𠀀", 0, id="its halves in two glyphs"),
    ],
)
def test_surrogates(points: list[int], text: str, unmapped: int) -> None:
    codes = {65 + at: point for at, point in enumerate(points)}
    font = HELVETICA.replace(">>", "/ToUnicode {map} >>")
    sheet = Sheet(show(50, 300, "AB"), fonts={"F": font})
    page = cases.page_of(PdfiumReader(write_pdf(sheet, streams={"map": to_unicode(codes)})))
    assert (page.glyphs.text, page.unmapped) == (text, unmapped)
