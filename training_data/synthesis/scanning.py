"""A PDF → the same pages as pictures, the way a scanner leaves them: no text layer."""

from __future__ import annotations

import random
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scanner:
    """How one document is scanned.

    dots_per_inch  resolution of the pictures
    most_degrees   how far a page may lie askew, to either side
    noise          standard deviation of the grain, in grey levels of 255
    paper, ink     grey levels of both
    blur           radius of the lens, in pixels
    quality        of the JPEG, 1 to 95
    """

    dots_per_inch: int = 200
    most_degrees: float = 0.6
    noise: float = 6.0
    paper: int = 246
    ink: int = 24
    blur: float = 0.4
    quality: int = 75


def draw_scanner(seed: int) -> Scanner:
    """Draw a scanner: office machines of two resolutions, better and worse ones."""
    chance = random.Random(f"scanner {seed}")
    return Scanner(
        dots_per_inch=chance.choice((200, 200, 300)),
        most_degrees=chance.uniform(0.0, 1.2),
        noise=chance.uniform(2.0, 10.0),
        paper=chance.randint(225, 252),
        ink=chance.randint(10, 70),
        blur=chance.uniform(0.2, 0.7),
        quality=chance.randint(55, 85),
    )


def scan(pdf: bytes, scanner: Scanner, *, seed: int) -> bytes:
    """Return a PDF whose pages are pictures of the pages of ``pdf``, each a little askew.

    The same arguments give the same bytes.
    """
    chance = random.Random(f"scan {seed}")
    grain = np.random.default_rng(seed)
    out = BytesIO()
    canvas = Canvas(out, invariant=1, pageCompression=1)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            width, height = page.get_size()
            bitmap = page.render(scale=scanner.dots_per_inch / 72, grayscale=True)
            degrees = chance.uniform(-scanner.most_degrees, scanner.most_degrees)
            picture = _scanned(bitmap.to_pil().convert("L"), scanner, degrees, grain)
            canvas.setPageSize((width, height))
            canvas.drawImage(ImageReader(BytesIO(picture)), 0, 0, width, height)
            canvas.showPage()
            bitmap.close()
            page.close()
    finally:
        document.close()
    canvas.save()
    return out.getvalue()


def _scanned(
    page: Image.Image, scanner: Scanner, degrees: float, grain: np.random.Generator
) -> bytes:
    turned = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    blurred = turned.filter(ImageFilter.GaussianBlur(scanner.blur))
    light = np.asarray(blurred, np.float32) / 255
    grey = scanner.ink + (scanner.paper - scanner.ink) * light
    grey += grain.normal(0.0, scanner.noise, grey.shape).astype(np.float32)
    out = BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(
        out, "JPEG", quality=scanner.quality
    )
    return out.getvalue()
