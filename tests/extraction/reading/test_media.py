"""What kind of document some bytes are."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extraction.errors import BrokenDocument, EmptyDocument, NotADocument
from extraction.reading import decode_text, media_type_of
from tests.extraction.reading.office.archives import archive, sheet, word
from tests.extraction.reading.pdfs import Sheet, show, write_pdf

_OFFICE = "application/vnd.openxmlformats-officedocument"
_LINE = "项目名称：河道养护\t金额（元）\n"


def _jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "reason"),
    [
        (write_pdf(Sheet(show(10, 10, "a"))), "application/pdf", "a whole PDF"),
        (b"%PDF-1.4 cut", "application/pdf", "the claim is enough; the reader says if it holds"),
        (b"\x00" * 1000 + b"%PDF-1.4\n", "application/pdf", "a header behind other bytes"),
        (_LINE.encode(), "text/plain", "UTF-8"),
        (b"\xef\xbb\xbf" + _LINE.encode(), "text/plain", "UTF-8 with a mark"),
        (_LINE.encode("gb18030"), "text/plain", "GB 18030"),
        (_LINE.encode("gbk"), "text/plain", "GBK is a part of GB 18030"),
        (_LINE.encode("utf-16"), "text/plain", "UTF-16 with a mark"),
        (b"\xfe\xff" + _LINE.encode("utf-16-be"), "text/plain", "the other byte order"),
        (b"a", "text/plain", "one letter"),
        (b"\n <!DOCTYPE html><p>a</p>", "text/html", "a page"),
        (_LINE.encode() + b"<table>", "text/plain", "tags inside a text"),
        (word(""), f"{_OFFICE}.wordprocessingml.document", "a Word file"),
        (sheet(""), f"{_OFFICE}.spreadsheetml.sheet", "a workbook"),
        (b"one page\x0canother", "text/plain", "page ends are text"),
    ],
)
def test_read(data: bytes, media_type: str, reason: str) -> None:
    assert media_type_of(data) == media_type, reason


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\x00" * 50, b"\x0c\n"])
def test_bytes_without_content(data: bytes) -> None:
    with pytest.raises(EmptyDocument) as caught:
        media_type_of(data)
    assert caught.value.code == "empty"


def test_an_office_file_cut_short() -> None:
    with pytest.raises(BrokenDocument):
        media_type_of(word("")[:200])


def test_old_office_files_have_a_code_of_their_own() -> None:
    with pytest.raises(NotADocument) as caught:
        media_type_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert caught.value.code == "old_office_file"
    assert ".docx" in caught.value.hint


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (_jpeg(), "JPEG", "whatever the file is called"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG", "a picture"),
        (b"II*\x00\x08\x00", "TIFF", "a scan"),
        (archive({"ppt/slides.xml": ""}), "Office", "slides"),
        (b"PK\x05\x06" + bytes(18), "ZIP", "an archive of nothing"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind", "DOC and XLS"),
        (b"\x1f\x8b\x08\x00", "gzip", "an archive"),
        (b"{\\rtf1\\ansi a}", "RTF", "readable bytes, but no plain text"),
        (b'<?xml version="1.0"?><a/>', "XML", "readable bytes, but no plain text"),
        (bytes(range(256)) * 9, "no known kind", "control characters are no text"),
        (b"\xff\xfe\x00", "no known kind", "half a character of UTF-16"),
    ],
)
def test_refused_with_what_it_looks_like(data: bytes, kind: str, reason: str) -> None:
    with pytest.raises(NotADocument) as caught:
        media_type_of(data)
    assert kind in caught.value.found, reason
    assert caught.value.hint


def test_an_encoding_mark_is_no_character_of_the_text() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert decode_text(_LINE.encode(encoding)) == _LINE


@pytest.mark.parametrize(
    ("controls", "is_text", "reason"),
    [(1, True, "one stray byte in a long text"), (30, False, "one character in fifty")],
)
def test_stray_control_characters(controls: int, is_text: bool, reason: str) -> None:
    text = "河" * 1500 + "\x01" * controls
    assert (decode_text(text.encode()) is not None) == is_text, reason


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff")))
def test_utf8_text_comes_back(text: str) -> None:
    assert decode_text(text.encode()) == text
