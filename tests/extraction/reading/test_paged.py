"""Which reader reads which page."""

from __future__ import annotations

import pytest

from extraction.errors import BrokenDocument, DocumentError, EncryptedDocument, UsageError
from extraction.limits import Limits
from extraction.reading import Page, open_reader, pdfium, pdfminer
from extraction.reading.paged import UNMAPPED_SHARE, AutoReader
from tests.extraction.reading import reader_cases as cases
from tests.extraction.reading.pdfs import HELVETICA, SONG, Sheet, show, show_song, write_pdf

LIMITS = Limits()
# Glyphs that are named by number: PDFium knows no text for them, pdfminer.six keeps the
# base encoding's.
_NUMBERED = HELVETICA.replace("/Helvetica", "/ABCDEF+Made").replace(
    "/WinAnsiEncoding",
    "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [65 /g1 /g2] >>",
)
_CODES_ONLY = SONG.replace("/UniGB-UCS2-H", "/Identity-H").replace("(GB1)", "(Identity)")


def _pages(data: bytes) -> list[Page]:
    reader = open_reader(data, "auto")
    try:
        return list(reader.pages(LIMITS))
    finally:
        reader.close()


def test_pdfium_reads_what_it_can() -> None:
    (page,) = _pages(write_pdf(Sheet(show(50, 300, "Hello"))))
    assert page.reader == "pdfium"


def test_a_page_whose_glyphs_do_not_map_is_read_by_pdfminer() -> None:
    plain = Sheet(show(50, 300, "CD"))
    numbered = Sheet(show(50, 300, "AB"), fonts={"F": _NUMBERED})
    pages = _pages(write_pdf(plain, numbered, plain))
    assert [(page.number, page.reader) for page in pages] == [
        (1, "pdfium"),
        (2, "pdfminer"),
        (3, "pdfium"),
    ]
    assert pages[1].glyphs.text == "AB"
    assert pages[1].unmapped == 0


def test_a_page_stays_with_the_first_where_pdfminer_cannot_open_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(self: object, data: bytes) -> None:
        raise EncryptedDocument(found="a lock", expected="none", hint="none")

    monkeypatch.setattr(pdfminer.PdfminerReader, "__init__", refuse)
    (page,) = _pages(write_pdf(Sheet(show(50, 300, "AB"), fonts={"F": _NUMBERED})))
    assert (page.reader, page.unmapped) == ("pdfium", 2)


def test_a_page_that_neither_reader_maps_stays_with_the_first() -> None:
    (page,) = _pages(write_pdf(Sheet(show_song(50, 300, "\u0123\u0124"), fonts={"S": _CODES_ONLY})))
    assert (page.reader, page.unmapped) == ("pdfium", 2)


@pytest.mark.parametrize(
    ("mapped", "reader", "reason"),
    [
        (round(2 / UNMAPPED_SHARE) - 2, "pdfium", "at the threshold: a bullet or two"),
        (round(2 / UNMAPPED_SHARE) - 3, "pdfminer", "just above it"),
    ],
)
def test_the_share_that_turns_to_pdfminer(mapped: int, reader: str, reason: str) -> None:
    content = show(20, 300, "C" * mapped) + show(20, 200, "AB")
    (page,) = _pages(write_pdf(Sheet(content, fonts={"F": _NUMBERED})))
    assert page.reader == reader, reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (BrokenDocument, "a cross-reference table that only pdfminer.six mends"),
        (EncryptedDocument, "encryption that pdfminer.six opens with the empty password"),
    ],
)
def test_a_document_that_pdfium_cannot_open(
    monkeypatch: pytest.MonkeyPatch, error: type[DocumentError], reason: str
) -> None:
    def refuse(self: object, data: bytes) -> None:
        raise error(found="a PDF that PDFium refuses", expected="another", hint=reason)

    monkeypatch.setattr(pdfium.PdfiumReader, "__init__", refuse)
    reader = AutoReader(write_pdf(Sheet(show(50, 300, "a")), Sheet(show(50, 300, "b"))))
    assert reader.page_count() == 2
    assert [(page.reader, page.glyphs.text) for page in reader.pages(LIMITS)] == [
        ("pdfminer", "a"),
        ("pdfminer", "b"),
    ]
    reader.close()


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj << >> endobj"])
def test_what_no_reader_opens_is_broken(data: bytes) -> None:
    with pytest.raises(BrokenDocument) as caught:
        open_reader(data, "auto")
    assert caught.value.hint


def test_a_password_is_asked_for_at_once() -> None:
    with pytest.raises(EncryptedDocument):
        open_reader(cases.encrypted("secret"), "auto")


def test_the_reader_can_be_chosen() -> None:
    data = write_pdf(Sheet(show(50, 300, "Hello")))
    names = {}
    for choice in ("pdfium", "pdfminer"):
        reader = open_reader(data, choice)
        names[choice] = reader.page(1, LIMITS).reader
        reader.close()
    assert names == {"pdfium": "pdfium", "pdfminer": "pdfminer"}


def test_a_reader_that_does_not_exist() -> None:
    with pytest.raises(UsageError) as caught:
        open_reader(b"%PDF-", "poppler")  # type: ignore[arg-type]
    assert "poppler" in caught.value.found


def test_the_page_limit() -> None:
    data = write_pdf(*[Sheet(show(50, 300, "a"))] * 3)
    reader = open_reader(data, "auto")
    assert [page.number for page in reader.pages(Limits(max_pages=2))] == [1, 2]
    assert reader.page_count() == 3
    reader.close()
