"""Tell what kind of document some bytes are, by their content and not by their name."""

from __future__ import annotations

from typing import Literal

from extraction.errors import EmptyDocument, NotADocument

MediaType = Literal["application/pdf", "text/plain"]

_PDF_WITHIN = 1024  # bytes; readers accept a PDF whose header comes this late
_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"{\\rtf", "an RTF document"),
)


def media_type_of(data: bytes) -> MediaType:
    """Return the media type of ``data``.

    Raises ``EmptyDocument`` for no bytes (or nothing but blanks) and ``NotADocument`` for
    bytes that are neither a PDF nor text, saying what they look like.
    """
    if not data.strip(b"\x00\t\n\r\x0b\x0c "):
        raise EmptyDocument(
            found="a file without content" if data else "an empty file (0 bytes)",
            expected="a PDF or a text file with a budget disclosure",
            hint="fetch the file again; the download may have failed",
        )
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "application/pdf"
    for magic, kind in _KNOWN:
        if data.startswith(magic):
            raise _not_a_document(kind)
    head = data[:256].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")):
        raise _not_a_document("an HTML or XML page")
    if decode_text(data) is None:
        raise _not_a_document("bytes that are neither a PDF nor text")
    return "text/plain"


def _not_a_document(kind: str) -> NotADocument:
    return NotADocument(
        found=kind,
        expected="a PDF or a plain-text file",
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
