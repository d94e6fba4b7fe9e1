"""CJK faces as composite fonts: OpenType outlines in, a TrueType subset per document out.

ReportLab embeds TrueType outlines only, in subsets of 256 glyphs with one-byte codes.
Published disclosures carry one Type 0 font a face with two-byte Identity-H codes, and so
do these: a font object with the few methods that ReportLab's canvas asks of a dynamic
font, whose glyphs are converted from the CFF outlines when they are first printed.
"""

# ruff: noqa: ARG002, N802, N815 - the names and arguments are those that ReportLab asks for

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from types import SimpleNamespace
from typing import Literal
from weakref import WeakKeyDictionary

import pylopdf_fonts_zh_cn
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

Face = Literal["serif", "sans", "serif radicals", "sans radicals", "song"]

#: The name of the one face that is not embedded (STSong-Light, a font every reader substitutes).
NOT_EMBEDDED = "STSong-Light"

# Common characters whose glyphs some PDF producers map back to Kangxi or CJK radicals.
RADICALS: Mapping[str, str] = {
    "一": "⼀", "人": "⼈", "入": "⼊", "力": "⼒", "口": "⼝", "土": "⼟", "大": "⼤",
    "女": "⼥", "子": "⼦", "小": "⼩", "山": "⼭", "工": "⼯", "支": "⽀", "文": "⽂",
    "方": "⽅", "日": "⽇", "月": "⽉", "木": "⽊", "水": "⽔", "生": "⽣", "用": "⽤",
    "目": "⽬", "立": "⽴", "老": "⽼", "自": "⾃", "行": "⾏", "言": "⾔", "足": "⾜",
    "金": "⾦", "高": "⾼", "里": "⾥", "門": "⾨", "门": "⻔", "民": "⺠", "见": "⻅",
    "长": "⻓", "风": "⻛", "页": "⻚", "车": "⻋",
}  # fmt: skip


class _Outlines:
    """One OpenType file: widths at once, TrueType glyphs as they are asked for."""

    def __init__(self, path: str) -> None:
        font = TTFont(path, lazy=True)
        self._names: dict[int, str] = font.getBestCmap()
        self._metrics: dict[str, tuple[int, int]] = font["hmtx"].metrics
        self._glyphs = font.getGlyphSet()
        self._converted: dict[str, object] = {}
        self.units: int = font["head"].unitsPerEm
        self.ascent: int = font["hhea"].ascent
        self.descent: int = font["hhea"].descent
        self.box: tuple[int, int, int, int] = (
            font["head"].xMin,
            font["head"].yMin,
            font["head"].xMax,
            font["head"].yMax,
        )

    def width(self, character: str) -> int:
        """Return the advance in thousandths of an em; refuse a character the face lacks."""
        name = self._names.get(ord(character))
        if name is None:
            raise ValueError(f"the face has no glyph for {character!r} (U+{ord(character):04X})")
        return self._metrics[name][0] * 1000 // self.units

    def glyph(self, character: str) -> object:
        """Return the character's TrueType glyph."""
        if character not in self._converted:
            pen = TTGlyphPen(None)
            name = self._names[ord(character)]
            self._glyphs[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
            self._converted[character] = pen.glyph()
        return self._converted[character]

    def subset(self, characters: list[str]) -> bytes:
        """Return a TrueType file whose glyph ``n`` is the n-th character, counted from 1."""
        names = [".notdef", *(f"g{place}" for place in range(1, len(characters) + 1))]
        glyphs = {".notdef": TTGlyphPen(None).glyph()}
        metrics = {".notdef": (self.units, 0)}
        for name, character in zip(names[1:], characters, strict=True):
            glyphs[name] = self.glyph(character)
            metrics[name] = self._metrics[self._names[ord(character)]]
        builder = FontBuilder(self.units, isTTF=True)
        # The builder would write the time of day; the same document is to be the same bytes.
        builder.updateHead(created=0, modified=0)
        builder.setupGlyphOrder(names)
        builder.setupGlyf(glyphs)
        builder.setupHorizontalMetrics(metrics)
        builder.setupHorizontalHeader(ascent=self.ascent, descent=self.descent)
        builder.setupMaxp()
        builder.setupPost(keepGlyphNames=False)
        out = BytesIO()
        builder.save(out)
        return out.getvalue()


class _CompositeFont:
    """A Type 0 font (Identity-H) for ReportLab's canvas; code ``n`` is glyph ``n``."""

    _multiByte = 1
    _dynamicFont = 1
    shapable = False

    def __init__(self, name: str, outlines: _Outlines, unicode_of: Mapping[str, str]) -> None:
        self.fontName = name
        self.face = SimpleNamespace(name=name, ascent=outlines.ascent, descent=outlines.descent)
        self.encoding = SimpleNamespace(name="Identity-H")
        self._outlines = outlines
        self._unicode_of = unicode_of
        self._codes: WeakKeyDictionary[object, dict[str, int]] = WeakKeyDictionary()

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:
        return sum(map(self._outlines.width, text)) * size / 1000

    def splitString(
        self, text: str, doc: object, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        codes = self._codes.setdefault(doc, {})
        return [(0, b"".join(codes.setdefault(c, len(codes) + 1).to_bytes(2, "big") for c in text))]

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:
        if self.fontName not in doc.fontMapping:
            doc.fontMapping[self.fontName] = f"/C{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        return str(doc.fontMapping[self.fontName])

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        characters = list(self._codes.pop(doc, {}))
        internal = doc.fontMapping[self.fontName][1:]
        base = "SYNTHE+" + self.fontName.replace(" ", "")
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "DW": 1000,
                "W": pdfdoc.PDFArray(
                    [1, pdfdoc.PDFArray([self._outlines.width(c) for c in characters])]
                ),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
                "FontDescriptor": self._descriptor(doc, base, characters),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant)]),
                "ToUnicode": self._stream(doc, self._to_unicode(characters)),
            }
        )
        doc.idToObject["BasicFonts"].dict[internal] = doc.Reference(font, internal)

    def _descriptor(
        self, doc: pdfdoc.PDFDocument, base: str, characters: list[str]
    ) -> pdfdoc.PDFObjectReference:
        outlines = self._outlines
        return doc.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("FontDescriptor"),
                    "FontName": pdfdoc.PDFName(base),
                    "Flags": 4,
                    "FontBBox": pdfdoc.PDFArray(list(outlines.box)),
                    "ItalicAngle": 0,
                    "Ascent": outlines.ascent,
                    "Descent": outlines.descent,
                    "CapHeight": 733,
                    "StemV": 80,
                    "FontFile2": self._stream(doc, outlines.subset(characters)),
                }
            )
        )

    def _to_unicode(self, characters: list[str]) -> bytes:
        rows = [
            f"<{code:04X}> <{self._unicode_of.get(c, c).encode('utf-16-be').hex().upper()}>"
            for code, c in enumerate(characters, start=1)
        ]
        # The PDF standard allows at most 100 rows in one block.
        blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        body = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
        )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")

    @staticmethod
    def _stream(doc: pdfdoc.PDFDocument, content: bytes) -> pdfdoc.PDFObjectReference:
        stream = pdfdoc.PDFStream()
        stream.content = content
        stream.dictionary["Length1"] = len(content)
        stream.filters = [pdfdoc.PDFZCompress]
        return doc.Reference(stream)


@cache
def _outlines(family: str) -> _Outlines:
    path = pylopdf_fonts_zh_cn.serif_path if family == "serif" else pylopdf_fonts_zh_cn.sans_path
    return _Outlines(str(path()))


@cache
def font_name(face: Face) -> str:
    """Return the name under which ReportLab knows the face, registering it when first asked."""
    if face == "song":
        pdfmetrics.registerFont(UnicodeCIDFont(NOT_EMBEDDED))
        return NOT_EMBEDDED
    family, _, mapped = face.partition(" ")
    name = f"Synthesis {face}"
    pdfmetrics.registerFont(_CompositeFont(name, _outlines(family), RADICALS if mapped else {}))
    return name


@cache
def width_of(face: Face, character: str) -> float:
    """Return the character's advance at size 1."""
    font_name(face)
    return float(pdfmetrics.stringWidth(character, font_name(face), 1))
