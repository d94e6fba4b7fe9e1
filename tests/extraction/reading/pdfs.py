"""Tiny PDFs, written object by object, so that every number in them is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Rectangle = tuple[float, float, float, float]

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
# A Chinese face that is not embedded, with two-byte codes that are Unicode itself.
SONG = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
    " /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> /DW 1000"
    " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6"
    " /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120"
    " /CapHeight 880 /StemV 93 >> >>] >>"
)


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream object: the entries of its dictionary, and its bytes."""

    entries: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: what is drawn on it, and the boxes and the rotation it is shown with."""

    content: str
    media_box: Rectangle = (0, 0, 300, 400)
    crop_box: Rectangle | None = None
    rotation: int = 0
    fonts: Mapping[str, str] = field(default_factory=lambda: {"F": HELVETICA})
    forms: Mapping[str, Stream] = field(default_factory=dict)


class _Objects:
    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def add(self, body: str | Stream) -> int:
        if isinstance(body, Stream):
            head = f"<< {body.entries} /Length {len(body.data)} >>\nstream\n"
            self.bodies.append(head.encode() + body.data + b"\nendstream")
        else:
            self.bodies.append(body.encode())
        return len(self.bodies)


def write_pdf(*sheets: Sheet, streams: Mapping[str, Stream] | None = None) -> bytes:
    """Return a PDF of ``sheets``; ``{name}`` in a font stands for a reference to a stream."""
    objects = _Objects()
    catalog = objects.add("<< /Type /Catalog /Pages 2 0 R >>")
    pages = objects.add("")
    references = {name: f"{objects.add(stream)} 0 R" for name, stream in (streams or {}).items()}
    kids = [_add_sheet(objects, sheet, pages, references) for sheet in sheets]
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects.bodies[pages - 1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    return _written(objects.bodies, catalog)


def _add_sheet(objects: _Objects, sheet: Sheet, parent: int, references: Mapping[str, str]) -> int:
    content = objects.add(Stream("", sheet.content.encode("latin-1")))
    fonts = ""
    for name, font in sheet.fonts.items():
        for stream, reference in references.items():
            font = font.replace(f"{{{stream}}}", reference)
        fonts += f"/{name} {objects.add(font)} 0 R "
    forms = "".join(f"/{name} {objects.add(form)} 0 R " for name, form in sheet.forms.items())
    crop = f"/CropBox {_array(sheet.crop_box)}" if sheet.crop_box else ""
    return objects.add(
        f"<< /Type /Page /Parent {parent} 0 R /MediaBox {_array(sheet.media_box)} {crop}"
        f" /Rotate {sheet.rotation} /Contents {content} 0 R"
        f" /Resources << /Font << {fonts}>> /XObject << {forms}>> >> >>"
    )


def _array(numbers: Rectangle) -> str:
    return "[" + " ".join(f"{number:g}" for number in numbers) + "]"


def _written(bodies: list[bytes], catalog: int) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<< /Size {len(bodies) + 1} /Root {catalog} 0 R >>\nstartxref\n{len(out)}\n"
    return out + head.encode() + tail.encode() + b"%%EOF\n"


def show(x: float, y: float, text: str, *, size: float = 12, matrix: str = "1 0 0 1") -> str:
    """Return the operators that print ``text`` in Helvetica at (x, y) of user space."""
    return f"BT /F {size:g} Tf {matrix} {x:g} {y:g} Tm ({text}) Tj ET\n"


def show_song(x: float, y: float, text: str, *, size: float = 12, name: str = "S") -> str:
    """Return the operators that print Chinese ``text`` at (x, y) of user space."""
    codes = text.encode("utf-16-be").hex()
    return f"BT /{name} {size:g} Tf 1 0 0 1 {x:g} {y:g} Tm <{codes}> Tj ET\n"


def to_unicode(pairs: Mapping[int, int], *, width: int = 1) -> Stream:
    """Return a ToUnicode map from codes of ``width`` bytes to code points."""
    digits = 2 * width
    rows = "\n".join(f"<{code:0{digits}X}> <{point:04X}>" for code, point in pairs.items())
    top = "F" * digits
    return Stream(
        "",
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CMapName /Made def /CMapType 2 def\n"
            f"1 begincodespacerange <{'0' * digits}> <{top}> endcodespacerange\n"
            f"{len(pairs)} beginbfchar\n{rows}\nendbfchar\nendcmap end end\n"
        ).encode(),
    )
