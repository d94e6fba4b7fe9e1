"""What any PDF reader has to see on pages whose every number is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extraction.limits import Limits
from extraction.reading import Page, PageReader
from tests.extraction.reading.pdfs import (
    HELVETICA,
    SONG,
    Rectangle,
    Sheet,
    Stream,
    show,
    show_song,
    to_unicode,
    write_pdf,
)

LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class TextCase:
    """A page and its glyphs: text, x of the first, end of the last, baseline, size."""

    reason: str
    data: bytes
    text: str
    x0: float = 0
    x1: float = 0
    baseline: float = 0
    size: float = 0


# Text runs from left to right on the shown page, whatever the rotation.
_UPRIGHT = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}
_PRIVATE = HELVETICA.replace(">>", "/ToUnicode {map} >>")

# The font's name with the tag of a subset.
TAGGED = (
    "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Made /Encoding /WinAnsiEncoding"
    " /FirstChar 97 /LastChar 98 /Widths [500 500] /FontDescriptor"
    " << /Type /FontDescriptor /FontName /ABCDEF+Made /Flags 32 /FontBBox [0 -200 900 900]"
    " /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 900 /StemV 80 >> >>"
)


def _turned(rotation: int, x: float, y: float) -> bytes:
    content = show(x, y, "Hi", matrix=_UPRIGHT[rotation])
    return write_pdf(
        Sheet(
            content, rotation=rotation, media_box=(-10, -20, 300, 400), crop_box=(10, 20, 290, 380)
        )
    )


def _mapped(content: str, points: Sequence[int]) -> bytes:
    codes = {65 + number: point for number, point in enumerate(points)}
    sheet = Sheet(content, fonts={"F": _PRIVATE})
    return write_pdf(sheet, streams={"map": to_unicode(codes)})


TEXTS = [
    TextCase("one word", write_pdf(Sheet(show(50, 300, "Hello"))), "Hello", 50, 77.34, 100, 12),
    TextCase(
        "blanks are no glyphs", write_pdf(Sheet(show(50, 300, "a b"))), "ab", 50, 66.68, 100, 12
    ),
    TextCase(
        "Chinese, full-width marks take a whole em",
        write_pdf(Sheet(show_song(50, 300, "项目，"), fonts={"S": SONG})),
        "项目，",
        50,
        86,
        100,
        12,
    ),
    TextCase(
        "the size is that of the page, not of the font operator",
        write_pdf(Sheet(show(50, 300, "Hello", size=1, matrix="12 0 0 12"))),
        "Hello",
        50,
        77.34,
        100,
        12,
    ),
    TextCase(
        "a matrix around the text",
        write_pdf(Sheet(f"q 2 0 0 2 10 20 cm {show(20, 100, 'Hello', size=6)} Q")),
        "Hello",
        50,
        77.34,
        180,
        12,
    ),
    TextCase(
        "a form XObject with a matrix",
        write_pdf(
            Sheet(
                "q 1 0 0 1 40 0 cm /X Do Q",
                forms={
                    "X": Stream(
                        "/Type /XObject /Subtype /Form /BBox [0 0 300 400] /Matrix [1 0 0 1 10 100]"
                        f" /Resources << /Font << /F {HELVETICA} >> >>",
                        show(0, 200, "Hello").encode(),
                    )
                },
            )
        ),
        "Hello",
        50,
        77.34,
        100,
        12,
    ),
    TextCase("not turned, a crop box", _turned(0, 150, 200), "Hi", 140, 151.33, 180, 12),
    TextCase("turned by 90", _turned(90, 150, 200), "Hi", 180, 191.33, 140, 12),
    TextCase("turned by 180", _turned(180, 150, 200), "Hi", 140, 151.33, 180, 12),
    TextCase("turned by 270", _turned(270, 150, 200), "Hi", 180, 191.33, 140, 12),
    TextCase("text mapped to radicals", _mapped(show(50, 300, "A"), [0x2F6C]), "目"),
    TextCase("text mapped to private use", _mapped(show(50, 300, "AB"), [0xE041, 0xF123]), "��"),
    TextCase("text mapped to the replacement", _mapped(show(50, 300, "A"), [0xFFFD]), "�"),
    TextCase("an empty page", write_pdf(Sheet("")), ""),
]

_SQUARE = [(20, 150, 120, 150), (20, 200, 120, 200), (20, 150, 20, 200), (120, 150, 120, 200)]
_GREY = Stream(
    "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
    b"\x00\x80\xff\x40",
)


@dataclass(frozen=True, slots=True)
class RulingCase:
    """A page of 300 by 400 points and the rulings on it, ``x0, top, x1, bottom``."""

    reason: str
    content: str
    rulings: Sequence[Rectangle]


RULINGS = [
    RulingCase("a line", "20 200 m 120 200 l S", [(20, 200, 120, 200)]),
    RulingCase("a stroked rectangle has four sides", "20 200 100 50 re S", _SQUARE),
    RulingCase("closed by its operator", "20 200 m 120 200 l 120 250 l 20 250 l s", _SQUARE),
    RulingCase("filled and stroked", "20 200 100 50 re B", _SQUARE),
    RulingCase("an area is no ruling", "20 200 100 50 re f", []),
    RulingCase("a thin area is one", "20 200 100 0.5 re f", [(20, 199.5, 120, 200)]),
    RulingCase("a clip is not drawn", "20 200 100 50 re W n 20 200 m 120 200 l W* n", []),
    RulingCase("a clip that is also drawn is", "20 200 100 50 re W S", _SQUARE),
    RulingCase(
        "several lines in one path",
        "20 200 m 120 200 l 20 250 m 120 250 l S",
        [(20, 150, 120, 150), (20, 200, 120, 200)],
    ),
    RulingCase("a matrix", "q .5 0 0 .5 10 100 cm 20 200 200 100 re S Q", _SQUARE),
    RulingCase("a diagonal", "20 200 m 120 300 l S", []),
]


def page_of(reader: PageReader) -> Page:
    """Return the first page and free the reader."""
    try:
        return reader.page(1, LIMITS)
    finally:
        reader.close()


def check_text(page: Page, case: TextCase) -> None:
    """Hold the page's glyphs to the case."""
    assert page.glyphs.text == case.text
    assert page.unmapped == case.text.count("�")
    if case.size:
        measured = (
            page.glyphs.x0[0],
            page.glyphs.x1[-1],
            page.glyphs.baseline[0],
            page.glyphs.size[0],
        )
        assert measured == pytest.approx((case.x0, case.x1, case.baseline, case.size), abs=0.02)
        assert len(set(page.glyphs.baseline.tolist())) == 1


def check_rulings(page: Page, case: RulingCase) -> None:
    """Hold the page's rulings to the case, in any order."""
    found = sorted(tuple(round(number, 2) for number in row) for row in page.rulings.tolist())
    assert found == sorted(case.rulings)


def form_with_rulings() -> bytes:
    """Return a page whose square is drawn in a form inside a form, each with a matrix."""
    inner = Stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 900 900] /Matrix [1 0 0 1 0 100]",
        b"0 0 50 25 re S",
    )
    return write_pdf(Sheet("q 2 0 0 2 20 0 cm /X Do Q", forms={"X": inner}))


def with_image() -> bytes:
    """Return a page with a picture at (20, 100), 200 wide and 250 high, and no text."""
    return write_pdf(Sheet("q 200 0 0 250 20 100 cm /X Do Q", forms={"X": _GREY}))


def inherited_boxes() -> bytes:
    """Return a PDF whose page box and rotation stand at the page tree's root."""
    own = write_pdf(Sheet(show(200, 50, "Hi", matrix=_UPRIGHT[90])))
    without = own.replace(b"/MediaBox [0 0 300 400]", b" " * 23).replace(b"/Rotate 0", b" " * 9)
    return without.replace(b"/Type /Pages", b"/Type /Pages /MediaBox [0 0 300 400] /Rotate 90")


def aslant() -> bytes:
    """Return a page with an upright word and a stamp across it."""
    return write_pdf(Sheet(show(50, 300, "Hi") + show(90, 90, "DRAFT", matrix=".7 .7 -.7 .7")))


def without_encoding() -> bytes:
    """Return a page whose font has two-byte glyph numbers and no way back to text."""
    font = SONG.replace("/UniGB-UCS2-H", "/Identity-H").replace("(GB1)", "(Identity)")
    codes = show_song(50, 300, "\u0123\u0124\u0125")
    return write_pdf(Sheet(codes + show(50, 200, "12"), fonts={"S": font, "F": HELVETICA}))


def encrypted(user_password: str) -> bytes:
    """Return a page with one word, encrypted."""
    out = BytesIO()
    lock = StandardEncryption(user_password, ownerPassword="owner", strength=128)
    canvas = Canvas(out, pagesize=(300, 400), encrypt=lock)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(50, 300, "Hello")
    canvas.save()
    return out.getvalue()
