"""RapidOCR behind two plain steps: where lines of print stand, and what one line says.

The package carries its models; they are named by path here, so nothing is ever downloaded.
Both libraries are an optional extra and are loaded when the first picture is read.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from extraction.errors import ModelError, UsageError
from extraction.ocr_settings import OCR_INSTALL_HINT, is_ocr_installed

Grey = NDArray[np.uint8]
Quads = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a line says: its characters, the middle of each in pixels, and how sure each is.

    ``middles`` and ``confidences`` (0 to 1) run parallel to ``text``, blanks included.
    """

    text: str
    middles: tuple[float, ...]
    confidences: tuple[float, ...]


class OcrEngine(Protocol):
    """Finds and reads lines of print in grey pictures (height, width), 0 black to 255 white."""

    def find_lines(self, picture: Grey) -> Quads:
        """Return an (n, 4, 2) array of corners x, y: top left, then clockwise."""
        ...

    def read_line(self, picture: Grey) -> LineReading:
        """Return what a picture of one upright line says."""
        ...


@cache
def open_engine(thread_count: int) -> OcrEngine:
    """Load RapidOCR with ``thread_count`` threads; once for a process.

    Raises ``UsageError`` (``ocr_not_installed``) without the libraries and ``ModelError``
    (``ocr_model_missing``) where the package lacks a model file.
    """
    if not is_ocr_installed():
        raise UsageError(
            found="no OCR libraries",
            expected="rapidocr and onnxruntime",
            hint=OCR_INSTALL_HINT,
            code="ocr_not_installed",
        )
    return _RapidOcr(thread_count, _models())


def _models() -> tuple[Path, Path]:
    """Return the package's detection and recognition models."""
    spec = importlib.util.find_spec("rapidocr")
    places = spec.submodule_search_locations if spec else None
    folder = Path(next(iter(places or ("",)))) / "models"
    found = []
    for kind, task in (("det", "finds lines"), ("rec", "reads lines")):
        models = sorted(folder.glob(f"*_{kind}_*.onnx"))
        if not models:
            raise ModelError(
                found=f"no model that {task} in the package rapidocr",
                expected=f"a file *_{kind}_*.onnx in its folder models",
                hint="install rapidocr again from its wheel, or set YIJU_OCR=off",
                code="ocr_model_missing",
            )
        found.append(models[-1])
    return found[0], found[1]


class _RapidOcr:
    def __init__(self, thread_count: int, models: tuple[Path, Path]) -> None:
        from rapidocr import RapidOCR

        finder, reader = models
        self._rapid: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": thread_count,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.model_path": str(finder),
                "Rec.model_path": str(reader),
            }
        )

    def find_lines(self, picture: Grey) -> Quads:
        found = self._rapid(_three_channels(picture), use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        if boxes is None:
            return np.empty((0, 4, 2), np.float32)
        return np.asarray(boxes, np.float32).reshape(-1, 4, 2)

    def read_line(self, picture: Grey) -> LineReading:
        found = self._rapid(
            _three_channels(picture),
            use_det=False,
            use_cls=False,
            use_rec=True,
            return_word_box=True,
        )
        texts = getattr(found, "txts", None)
        if not texts or not texts[0]:
            return LineReading("", (), ())
        text: str = texts[0]
        word = found.word_results[0]
        places = [place for places in word.word_cols for place in places]
        step = picture.shape[1] / max(word.line_txt_len, 1e-6)
        middles: list[float] = []
        for letter in text:
            if letter.isspace() or not places:
                middles.append(middles[-1] if middles else 0.0)
            else:
                middles.append((places.pop(0) + 0.5) * step)
        sure = (*word.confs, *([0.0] * len(text)))[: len(text)]
        return LineReading(text, tuple(middles), tuple(float(one) for one in sure))


def _three_channels(picture: Grey) -> Grey:
    return np.repeat(picture[:, :, None], 3, axis=2)
