"""Draws the marks over the page's own picture, with a legend beside it."""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFont

from extraction.errors import UsageError
from extraction.schema import Box
from service.drawing.marks import Mark, MarkKind, marks_of

if TYPE_CHECKING:
    from extraction.pipeline import Analysis, PageView

_SCALE = 2.0
# A page may claim to be metres wide; an A3 page at scale 2 has 4 million pixels.
_MAX_PIXELS = 24_000_000
_FONT_SIZE = 20
_LABEL_SIZE = 13
# In a lower box an outline set in and a label would lie on the text.
_LOW_BOX = 3 * _LABEL_SIZE
_LEGEND_WIDTH = 250
_LEGEND_ROW = _FONT_SIZE + 14
_LEGEND_MARGIN = 15

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Style:
    """How one kind of mark is drawn.

    ``fill`` is the alpha of its area, 0 to 255, 0 for an outline alone; ``inset`` are the
    pixels by which the outline stands inside the box, so that two on one line both show.
    """

    colour: Colour
    legend: str
    width: int
    fill: int = 0
    inset: int = 0


_STYLES: Mapping[MarkKind, _Style] = {
    "line": _Style((150, 150, 150), "lines", 1),
    "ruling": _Style((0, 150, 150), "rulings", 3),
    "cell": _Style((30, 100, 230), "table cells", 2, fill=14, inset=3),
    "section": _Style((140, 40, 170), "sections", 3, fill=16),
    "value": _Style((20, 140, 50), "field values", 3, fill=40, inset=3),
    "indicator": _Style((215, 20, 100), "indicators", 3, fill=30, inset=3),
    "citation": _Style((235, 90, 0), "citations", 2, fill=60),
}
_LEGEND_HEIGHT = 2 * _LEGEND_MARGIN + _LEGEND_ROW * (1 + len(_STYLES))


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, and how many marks of each kind it shows."""

    png: bytes
    counts: Mapping[str, int]


def draw_page(
    analysis: Analysis, *, path: str, page: int, show: Collection[str] | None = None
) -> Picture:
    """Draw page ``page`` of the document at ``path`` with its marks, all or those in ``show``.

    With an empty ``show`` it is the bare page, without a legend.
    Raises `UsageError` for a document without pages and for a page that it does not have.
    """
    view = _view(analysis, page)
    marks = tuple(
        mark for mark in marks_of(analysis, page=page) if show is None or mark.kind in show
    )
    counts: Counter[MarkKind] = Counter(mark.kind for mark in marks)
    ground = _rendered(path, view) or _blank(view)
    if show is not None and not show:
        return Picture(png=_png(ground), counts=dict.fromkeys(_STYLES, 0))
    scale = ground.width / view.width
    size = (ground.width + _LEGEND_WIDTH, max(ground.height, _LEGEND_HEIGHT))
    canvas = Image.new("RGB", size, "white")
    canvas.paste(ground, (0, 0))
    canvas = Image.alpha_composite(canvas.convert("RGBA"), _areas(marks, canvas.size, scale))
    pen = ImageDraw.Draw(canvas)
    for mark in marks:
        _outline(pen, mark, scale)
    listed = {kind: counts[kind] for kind in _STYLES if show is None or kind in show}
    _legend(pen, listed, left=ground.width, title=f"page {page} of {len(analysis.pages)}")
    return Picture(png=_png(canvas), counts={kind: counts[kind] for kind in _STYLES})


def _png(image: Image.Image) -> bytes:
    png = io.BytesIO()
    image.convert("RGB").save(png, "PNG")
    return png.getvalue()


def plain_page(path: str, *, page: int, scale: float) -> bytes:
    """Return page ``page`` of the PDF at ``path`` as PNG, ``scale`` pixels a point.

    A page that PDFium cannot draw is white. Raises `UsageError` for a page that is not there.
    """
    import pypdfium2

    image: Image.Image
    try:
        with pypdfium2.PdfDocument(path) as document:
            if not 1 <= page <= len(document):
                raise UsageError(
                    found=f"page {page}",
                    expected=f"a page from 1 to {len(document)}",
                    hint="The document has no such page.",
                )
            width, height = document.get_page_size(page - 1)
            most = math.sqrt(_MAX_PIXELS / max(width * height, 1.0))
            image = document[page - 1].render(scale=min(scale, most)).to_pil().convert("RGB")
    except pypdfium2.PdfiumError:
        image = Image.new("RGB", (595, 842), "white")
    png = io.BytesIO()
    # most pages are black on white: a third of the bytes, in a fraction of the time
    red, green, blue = image.split()
    is_grey = not any(ImageChops.difference(red, each).getbbox() for each in (green, blue))
    (red if is_grey else image).save(png, "PNG", compress_level=3)
    return png.getvalue()


def _view(analysis: Analysis, page: int) -> PageView:
    name = analysis.disclosure.source.name
    if not analysis.pages:
        raise UsageError(
            found=f"{name}, a document without pages",
            expected="a document with pages, such as a PDF",
            hint="Use `yiju extract`: there is no page to draw.",
        )
    for view in analysis.pages:
        if view.number == page:
            return view
    raise UsageError(
        found=f"page {page}",
        expected=f"a page from 1 to {len(analysis.pages)}",
        hint=f"{name} has no such page.",
    )


def _scale_of(view: PageView) -> float:
    return min(_SCALE, math.sqrt(_MAX_PIXELS / max(view.width * view.height, 1.0)))


def _rendered(path: str, view: PageView) -> Image.Image | None:
    """Render the page with PDFium; None where it is no PDF, or one that PDFium cannot draw."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            bitmap = document[view.number - 1].render(scale=_scale_of(view))
            image: Image.Image = bitmap.to_pil().convert("RGB")
            return image
    except pypdfium2.PdfiumError:
        return None


def _blank(view: PageView) -> Image.Image:
    scale = _scale_of(view)
    size = (max(1, round(view.width * scale)), max(1, round(view.height * scale)))
    return Image.new("RGB", size, "white")


def _areas(marks: tuple[Mark, ...], size: tuple[int, int], scale: float) -> Image.Image:
    areas = Image.new("RGBA", size, (255, 255, 255, 0))
    pen = ImageDraw.Draw(areas)
    for mark in marks:
        style = _STYLES[mark.kind]
        if style.fill:
            pen.rectangle(_scaled(mark, scale), fill=(*style.colour, style.fill))
    return areas


def _outline(pen: ImageDraw.ImageDraw, mark: Mark, scale: float) -> None:
    style = _STYLES[mark.kind]
    left, top, right, bottom = _scaled(mark, scale)
    inset = style.inset if min(right - left, bottom - top) > _LOW_BOX else 0
    pen.rectangle(
        (left + inset, top + inset, right - inset, bottom - inset),
        outline=style.colour,
        width=style.width,
    )
    if mark.label:
        font = ImageFont.load_default(_LABEL_SIZE)
        place = _label_place(mark, (left, top, right, bottom), pen.textlength(mark.label, font))
        pen.text(place, mark.label, fill=style.colour, font=font)


def _label_place(mark: Mark, box: Box, length: float) -> tuple[float, float]:
    """Return where the label stands: a section's beside it, a value's clear of its text."""
    left, top, _, bottom = box
    if mark.kind == "section":
        return left - length - 4, top
    if bottom - top < _LOW_BOX:
        return left + 4, top - _LABEL_SIZE - 2
    return left + 6, top + 3


def _scaled(mark: Mark, scale: float) -> Box:
    x0, top, x1, bottom = (edge * scale for edge in mark.box)
    # Pillow refuses a box whose corners are swapped
    return min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom)


def _legend(
    pen: ImageDraw.ImageDraw, counts: Mapping[MarkKind, int], *, left: int, title: str
) -> None:
    font = ImageFont.load_default(_FONT_SIZE)
    left += _LEGEND_MARGIN
    pen.text((left, _LEGEND_MARGIN), title, fill=(0, 0, 0), font=font)
    for place, (kind, count) in enumerate(counts.items(), 1):
        style = _STYLES[kind]
        top = _LEGEND_MARGIN + place * _LEGEND_ROW
        box = (left, top, left + 30, top + _FONT_SIZE)
        pen.rectangle(box, outline=style.colour, width=max(2, style.width))
        pen.text((left + 43, top - 2), f"{style.legend} {count}", fill=(0, 0, 0), font=font)
