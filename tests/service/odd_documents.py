"""Documents that no reader expects, made here: PDFs object by object, and odd texts.

Every maker is deterministic. The PDFs print through a font that is not embedded, with a
predefined CMap, so that Chinese text costs no font file.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterable, Iterator, Sequence

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES, _FONT, _CID_FONT, _DESCRIPTOR = range(1, 6)
FIRST_FREE = 6
"""The first object number that `pdf_of_pages` leaves to its caller."""

_FONTS: dict[int, bytes] = {
    _FONT: b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
    b"/DescendantFonts[%d 0 R]>>" % _CID_FONT,
    _CID_FONT: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor %d 0 R>>"
    % _DESCRIPTOR,
    _DESCRIPTOR: b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>",
}


def pdf(objects: dict[int, bytes], *, trailer: bytes = b"") -> bytes:
    """Return the file with ``objects`` (number → body) and a true cross-reference table."""
    out = bytearray(HEAD)
    offsets: dict[int, int] = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    size = max(objects) + 1
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        if number in offsets:
            out += b"%010d 00000 n \n" % offsets[number]
        else:
            out += b"0000000000 00000 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (size, _CATALOG, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object's body."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def pdf_of_pages(
    contents: Sequence[bytes],
    *,
    media_box: bytes = b"[0 0 595 842]",
    resources: bytes = b"",
    more: dict[int, bytes] | None = None,
) -> bytes:
    """Return a PDF with one page for each body of a content stream.

    ``more`` are further objects from `FIRST_FREE`; pages follow after them.
    """
    objects: dict[int, bytes] = {_CATALOG: b"<</Type/Catalog/Pages %d 0 R>>" % _PAGES}
    objects |= _FONTS | (more or {})
    first = max(objects) + 1
    kids = []
    for place, content in enumerate(contents):
        page, body = first + 2 * place, first + 2 * place + 1
        kids.append(b"%d 0 R" % page)
        objects[page] = (
            b"<</Type/Page/Parent %d 0 R/MediaBox%s/Contents %d 0 R"
            b"/Resources<</Font<</F %d 0 R>>%s>>>>" % (_PAGES, media_box, body, _FONT, resources)
        )
        objects[body] = content
    objects[_PAGES] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return pdf(objects)


def show(text: str, x: float, y: float, *, size: float = 10) -> bytes:
    """Return the operators that print ``text`` at a point of user space."""
    codes = text.encode("utf-16-be").hex().encode()
    return b"BT /F %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (size, x, y, codes)


def many_pages(count: int) -> bytes:
    """Return a document of ``count`` pages with a line and a page number each."""
    return pdf_of_pages(
        [
            stream(show(f"第{number}项支出安排说明", 72, 700) + show(str(number), 290, 40))
            for number in range(1, count + 1)
        ]
    )


def scattered_glyphs(count: int) -> bytes:
    """Return a page whose glyphs stand anywhere, in any size."""
    chance = random.Random(4000)
    return pdf_of_pages(
        [
            stream(
                b"".join(
                    show(
                        chance.choice("项目经费说明0123456789《》〔〕号年月日元"),
                        chance.uniform(0, 590),
                        chance.uniform(0, 838),
                        size=chance.uniform(0.5, 40),
                    )
                    for _ in range(count)
                )
            )
        ]
    )


def glyphs_on_one_point(count: int) -> bytes:
    """Return a page whose glyphs all stand on one point."""
    return pdf_of_pages([stream(show("项目经费", 100, 100) * (count // 4))])


def scattered_lines(count: int) -> bytes:
    """Return a page of lying and standing strokes at any place, each a path of its own."""
    chance = random.Random(200)
    strokes = []
    for place in range(count):
        x, y = chance.uniform(0, 590), chance.uniform(0, 838)
        far = chance.uniform(2, 300)
        end = (x + far, y) if place % 2 else (x, y + far)
        strokes.append(b"%.1f %.1f m %.1f %.1f l S\n" % (x, y, *end))
    return pdf_of_pages([stream(b"".join(strokes) + show("项目", 100, 100))])


def one_long_path(count: int) -> bytes:
    """Return a page with one path of ``count`` segments."""
    segments = b"".join(b"%d %d l\n" % (place % 590, place // 590 % 840) for place in range(count))
    return pdf_of_pages([stream(b"0 0 m\n" + segments + b"S\n" + show("项目", 100, 100))])


def fine_grid(lines: int) -> bytes:
    """Return a page ruled by ``lines`` lying and as many standing lines."""
    step = 590 / lines
    rules = [
        b"0 %.3f m 590 %.3f l S %.3f 0 m %.3f 590 l S\n" % ((place * step,) * 4)
        for place in range(lines + 1)
    ]
    return pdf_of_pages([stream(b"".join(rules) + show("项目", 100, 100))])


def inflating(size: int, pattern: bytes) -> bytes:
    """Return a PDF of a few kilobytes whose page content inflates to ``size`` bytes."""
    packed = _deflated(pattern * (2**20 // len(pattern)), size // 2**20)
    layers = 1
    while len(packed) > 2000:
        packed = _deflated(packed, 1)
        layers += 1
    filters = b"/Filter[%s]" % (b"/FlateDecode" * layers)
    return pdf_of_pages([stream(packed, filters)])


def _deflated(piece: bytes, times: int) -> bytes:
    """Return ``piece * times`` deflated: one block after a full flush, repeated."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(times):
        check = zlib.adler32(piece, check)
    return b"\x78\xda" + block * times + packer.flush() + check.to_bytes(4, "big")


def page_tree_loop() -> bytes:
    """Return a PDF whose page tree has its own root among its leaves."""
    return pdf(
        {
            _CATALOG: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 3/Kids[3 0 R 2 0 R]/Parent 3 0 R>>",
            3: b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]/Parent 2 0 R>>",
        }
    )


def previous_table_loop() -> bytes:
    """Return a PDF whose cross-reference table says that it comes before itself."""
    whole = pdf_of_pages([stream(show("项目", 100, 100))])
    start = whole.rindex(b"xref\n0 ")
    return whole.replace(b"/Root", b"/Prev %d/Root" % start)


def long_table(count: int) -> bytes:
    """Return a PDF whose cross-reference table has ``count`` objects."""
    whole = pdf_of_pages([stream(show("项目", 100, 100))])
    head, _, rest = whole.partition(b"trailer\n")
    _, _, entries = head.rpartition(b"xref\n0 ")
    listed = entries.partition(b"\n")[2]
    have = len(listed) // 20
    start = head.rindex(b"xref\n0 ")
    table = b"xref\n0 %d\n" % count + listed + b"0000000009 00000 n \n" * (count - have)
    return (
        head[:start] + table + b"trailer\n" + rest.replace(b"/Size %d" % have, b"/Size %d" % count)
    )


def nested(depth: int, opening: bytes, closing: bytes) -> bytes:
    """Return a PDF with a value nested ``depth`` deep, in the page and in its content."""
    deep = opening * depth + closing * depth
    return pdf_of_pages(
        [stream(deep + b" TJ\n" + show("项目", 100, 100))],
        resources=b"/Properties<</A %d 0 R>>/B %s" % (FIRST_FREE, deep),
        more={FIRST_FREE: deep},
    )


def form_calls_itself() -> bytes:
    """Return a page with a form that draws itself."""
    form = stream(
        b"/X Do " + show("项目", 100, 100),
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X %d 0 R>>"
        b"/Font<</F %d 0 R>>>>" % (FIRST_FREE, _FONT),
    )
    return pdf_of_pages(
        [stream(b"/X Do")],
        resources=b"/XObject<</X %d 0 R>>" % FIRST_FREE,
        more={FIRST_FREE: form},
    )


def forms_in_forms(levels: int, each: int) -> bytes:
    """Return a page whose form draws ``each`` forms, each of them as many, ``levels`` deep."""
    more: dict[int, bytes] = {}
    for level in range(levels):
        inner = FIRST_FREE + level + 1
        last = level == levels - 1
        body = show("项", 100, 100) if last else b"/X Do " * each
        held = b"/Font<</F %d 0 R>>" % _FONT if last else b"/XObject<</X %d 0 R>>" % inner
        more[FIRST_FREE + level] = stream(
            body, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % held
        )
    return pdf_of_pages(
        [stream(b"/X Do")], resources=b"/XObject<</X %d 0 R>>" % FIRST_FREE, more=more
    )


def odd_page_box(media_box: bytes) -> bytes:
    """Return a page with this /MediaBox, two lines of text and a ruled frame."""
    frame = b"50 50 400 300 re S 50 200 m 450 200 l S 200 50 m 200 350 l S\n"
    return pdf_of_pages(
        [stream(show("项目经费情况说明", 72, 700) + show("一、项目概述", 72, 680) + frame)],
        media_box=media_box,
    )


def odd_numbers() -> bytes:
    """Return a page with sizes, places and matrices that no printer has."""
    odd = (b"0", b"-12", b"1e9", b"99999999999999999999", b"-.", b"0.0000000001", b"nan", b"inf")
    body = b"".join(
        b"BT /F %s Tf %s 0 0 %s %s %s Tm <98799879> Tj ET\n" % (one, other, one, other, one)
        for one in odd
        for other in odd
    )
    rules = b"".join(b"%s %s m %s 10 l S\n" % (one, one, other) for one in odd for other in odd)
    return pdf_of_pages([stream(body + rules + show("项目", 100, 100))])


def narrative(body: str) -> str:
    """Return a text whose one project has ``body`` in each of its sections."""
    headings = (
        "一、项目概述",
        "二、立项依据",
        "三、实施主体",
        "四、实施方案",
        "五、实施周期",
        "六、年度预算安排",
        "七、绩效目标",
    )
    sections = "".join(f"{heading}\n{body}\n" for heading in headings)
    return f"湖畔区水务局2025年部门预算\n河道养护项目经费情况说明\n{sections}"


def form(cell: str) -> str:
    """Return a text with one form, tab-separated, that has ``cell`` in its cells."""
    rows = (
        ("财政项目支出绩效目标申报表",),
        ("项目名称", cell, "项目类别", cell),
        ("主管部门", cell, "实施单位", cell),
        ("计划开始日期", cell, "计划完成日期", cell),
        ("项目资金总额", cell, "年度资金申请总额", cell),
        ("项目总目标", "年度总体目标"),
        (cell, cell),
        ("一级指标", "二级指标", "三级指标", "指标目标值"),
        ("产出指标", "数量指标", cell, cell),
        ("", "质量指标", cell, cell),
    )
    return "\n".join("\t".join(row) for row in rows) + "\n"


def repeated(lines: Iterable[str], times: int) -> str:
    """Return ``lines``, one after the other, ``times`` times."""
    return ("\n".join(lines) + "\n") * times


def truncations(data: bytes, *, seed: int, count: int) -> Iterator[tuple[int, bytes]]:
    """Yield ``count`` (length, beginning of ``data``) at pseudo-random lengths."""
    chance = random.Random(seed)
    for length in sorted(chance.sample(range(1, len(data)), count)):
        yield length, data[:length]


def wide_grid(lines: int, *, step: int = 6) -> bytes:
    """Return a page as large as it takes for ``lines`` lying and standing lines."""
    side = lines * step
    rules = [
        b"0 %d m %d %d l S %d 0 m %d %d l S\n"
        % (place * step, side, place * step, place * step, place * step, side)
        for place in range(lines + 1)
    ]
    box = b"[0 0 %d %d]" % (side + 10, side + 10)
    return pdf_of_pages([stream(b"".join(rules) + show("项目", 100, 100))], media_box=box)


def table_over_pages(pages: int) -> bytes:
    """Return a document whose one table of four columns goes on over all its pages."""
    sheets = []
    for page in range(pages):
        body = [b"60 %d m 540 %d l S\n" % (y, y) for y in range(60, 801, 20)]
        body += [b"%d 60 m %d 800 l S\n" % (x, x) for x in (60, 180, 300, 420, 540)]
        body += [
            show(f"{page}{column}项", 70 + 120 * column, y + 6)
            for column in range(4)
            for y in range(60, 800, 20)
        ]
        sheets.append(stream(b"".join(body)))
    return pdf_of_pages(sheets)
