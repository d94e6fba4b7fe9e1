"""How pages that are pictures are read, and whether they can be."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, fields
from typing import Literal, get_args

from extraction.errors import UsageError

OcrMode = Literal["auto", "off", "force"]

OCR_INSTALL_HINT = "install the extra ocr: pip install 'yiju[ocr]'"
_LIBRARIES = ("rapidocr", "onnxruntime", "cv2")
_POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """How pictures are read.

    mode            auto: pages that are pictures, where the libraries are there; off: none;
                    force: every page of a PDF, also those with text
    thread_count    threads of one recognition
    dots_per_inch   resolution at which a page is drawn
    max_pixels      largest picture; a larger page is drawn coarser
    """

    mode: OcrMode = "auto"
    thread_count: int = 1
    dots_per_inch: int = 200
    max_pixels: int = 12_000_000

    def __post_init__(self) -> None:
        if self.mode not in get_args(OcrMode):
            raise UsageError(
                found=f"ocr {self.mode!r}",
                expected="auto, off or force",
                hint="choose one of the three",
            )
        for setting in fields(self):
            value = getattr(self, setting.name)
            if isinstance(value, int) and value < 1:
                raise UsageError(
                    found=f"{setting.name} = {value}",
                    expected="a whole number of at least 1",
                    hint=f"set {setting.name} to 1 or more",
                )

    def scale(self, width: float, height: float) -> float:
        """Return the pixels per point at which a page of this size (points) is drawn."""
        wanted = self.dots_per_inch / _POINTS_PER_INCH
        area = max(width * height, 1.0)
        return float(min(wanted, (self.max_pixels / area) ** 0.5))


def is_ocr_installed() -> bool:
    """Tell whether the libraries of the extra ``ocr`` are there, without loading them."""
    return all(importlib.util.find_spec(name) is not None for name in _LIBRARIES)
