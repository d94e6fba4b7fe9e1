"""Tell what kind of document some bytes are, by their content and not by their name."""

from __future__ import annotations

from typing import Literal

from extraction.errors import BrokenDocument, EmptyDocument, NotADocument
from extraction.schema import Problem

MediaType = Literal[
    "application/pdf",
    "text/plain",
    "text/html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]
DOCX: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_PDF_WITHIN = 1024  # bytes; readers accept a PDF whose header comes this late
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1"
_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF document"),
)


def media_type_of(data: bytes) -> MediaType:
    """Return the media type of ``data``.

    Raises ``EmptyDocument`` for no bytes (or nothing but blanks), ``NotADocument`` for bytes
    of another kind, saying what they look like, and ``BrokenDocument`` for an Office file that
    cannot be opened.
    """
    if not data.strip(b"\x00\t\n\r\x0b\x0c "):
        raise EmptyDocument(
            found="a file without content" if data else "an empty file (0 bytes)",
            expected="a document with a budget disclosure",
            hint="fetch the file again; the download may have failed",
        )
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "application/pdf"
    for magic, kind in _KNOWN:
        if data.startswith(magic):
            raise _not_a_document(kind)
    if data.startswith(_ZIP):
        return _office_type(data)
    if data.startswith(_OLE):
        raise NotADocument(
            found="an Office file of the old kind (.doc, .xls, .wps, .et), or a locked new one",
            expected=_EXPECTED,
            hint="open it in an office program and save it as .docx, .xlsx or PDF, without a "
            "password",
            code="old_office_file",
        )
    # Loaded here: what reads Office files and pages is no part of reading a PDF.
    from extraction.reading.web import looks_like_html

    if looks_like_html(data):
        return "text/html"
    if data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise _not_a_document("an XML file")
    if decode_text(data) is None:
        raise _not_a_document("bytes of no known kind")
    return "text/plain"


_EXPECTED = "a PDF, a DOCX, XLSX or HTML file, or plain text"


def misnamed(name: str, media_type: MediaType) -> tuple[Problem, ...]:
    """Say where a page is called a PDF: what was to be fetched is often not what came."""
    if media_type != "text/html" or not name.lower().endswith(".pdf"):
        return ()
    said = f"{name} is an HTML page; the site may have sent an error page instead of the PDF"
    return (Problem("misnamed", said, None),)


def _office_type(data: bytes) -> MediaType:
    from extraction.reading.office import office_kind

    kind = office_kind(data)
    if kind is None:
        raise BrokenDocument(
            found="a ZIP archive or an Office file that cannot be opened",
            expected="a whole file",
            hint="fetch the file again; it may be cut short or damaged",
        )
    if kind == "other":
        raise _not_a_document("a ZIP archive, or an Office file that is no document or workbook")
    return DOCX if kind == "docx" else XLSX


def _not_a_document(kind: str) -> NotADocument:
    return NotADocument(
        found=kind,
        expected=_EXPECTED,
        hint="save or convert the document as PDF and try again",
    )


def decode_text(data: bytes) -> str | None:
    """Return ``data`` as text (UTF-8, UTF-16 with a mark, or GB 18030), or None.

    Text has no control characters other than blanks, line and page ends.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(text.count(chr(code)) for code in range(32) if code not in _TEXT_CONTROLS)
        private = text.count("\x7f")
        if controls + private == 0 or (controls + private) * 1000 < len(text):
            return text
    return None


_TEXT_CONTROLS = frozenset({9, 10, 11, 12, 13})
