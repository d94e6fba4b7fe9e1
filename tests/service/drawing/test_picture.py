"""The picture itself, pixel by pixel where it matters."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from extraction.errors import UsageError
from extraction.pipeline import PageView
from service.drawing import draw_page
from service.drawing.picture import _STYLES
from tests.service.analyses import HEIGHT, NAME, WIDTH, analysis, write_pdf


@pytest.fixture
def document(tmp_path: Path) -> str:
    return str(write_pdf(tmp_path / "a.pdf"))


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_each_kind_is_drawn_in_its_colour_and_counted(document: str) -> None:
    picture = draw_page(analysis(), path=document, page=1)
    image = opened(picture.png).crop((0, 0, WIDTH * 2, HEIGHT * 2))
    colours = {colour for _, colour in image.getcolors(maxcolors=1 << 20) or []}
    assert {kind for kind, style in _STYLES.items() if style.colour not in colours} == set()
    assert picture.counts == {
        "line": 2,
        "ruling": 1,
        "cell": 2,
        "section": 1,
        "value": 2,
        "indicator": 1,
        "citation": 1,
    }


def test_boxes_stand_at_twice_their_points(document: str) -> None:
    image = opened(draw_page(analysis(), path=document, page=1).png)
    assert NAME.box is not None
    style = _STYLES["value"]
    right, bottom = (round(edge * 2) - style.inset for edge in NAME.box[2:])
    assert image.getpixel((right, bottom)) == style.colour


def test_a_legend_stands_beside_the_page(document: str) -> None:
    image = opened(draw_page(analysis(), path=document, page=2).png)
    legend = image.crop((WIDTH * 2, 0, *image.size))
    colours = {colour for _, colour in legend.getcolors(maxcolors=1 << 20) or []}
    assert {style.colour for style in _STYLES.values()} <= colours


def test_the_page_itself_is_under_the_marks(tmp_path: Path, document: str) -> None:
    import pypdfium2

    black = tmp_path / "black.pdf"
    with pypdfium2.PdfDocument(document) as pdf:
        page = pdf[1]
        bitmap = pypdfium2.PdfBitmap.from_pil(Image.new("RGB", (4, 4), "black"))
        picture = pypdfium2.PdfImage.new(pdf)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(WIDTH, HEIGHT))
        page.insert_obj(picture)
        page.gen_content()
        pdf.save(black)
    image = opened(draw_page(analysis(), path=str(black), page=2).png)
    assert image.getpixel((20, 20)) == (0, 0, 0)


def test_a_document_that_is_no_pdf_is_drawn_on_white(tmp_path: Path) -> None:
    other = tmp_path / "a.docx"
    other.write_bytes(b"PK")
    image = opened(draw_page(analysis(), path=str(other), page=2).png)
    assert image.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("page", [0, 3])
def test_a_page_that_is_not_there_is_refused(document: str, page: int) -> None:
    with pytest.raises(UsageError, match="from 1 to 2"):
        draw_page(analysis(), path=document, page=page)


def test_a_document_without_pages_is_refused(document: str) -> None:
    with pytest.raises(UsageError, match="without pages"):
        draw_page(analysis(with_pages=False), path=document, page=1)


def test_a_page_metres_wide_is_drawn_small(tmp_path: Path) -> None:
    wide = replace(analysis(), pages=(PageView(1, 14400.0, 14400.0, ()),))
    other = tmp_path / "a.docx"
    other.write_bytes(b"PK")
    image = opened(draw_page(wide, path=str(other), page=1).png)
    assert 20_000_000 < image.width * image.height < 30_000_000
