"""The hand-checked sample documents, where they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from extraction import Analysis, analyse
from extraction.ocr_settings import OcrSettings
from extraction.reading import ReaderChoice
from tests.apart import analyse_apart

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
SCANNED = "songjiang_zhengfawei_2025_scanned.pdf"
PDFS = sorted(path.name for path in FOLDER.glob("*.pdf"))
DOCUMENTS = (
    sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".pdf", ".txt"))
    if (FOLDER.is_dir())
    else []
)


@cache
def analysed(name: str, reader: ReaderChoice = "auto") -> Analysis:
    """Return what the pipeline makes of a sample; read once for all tests.

    The scan is read by OCR with ``auto`` alone; what a reader itself says of it is quick.
    """
    if name == SCANNED and reader == "auto":
        return analyse_apart(str(FOLDER / name))
    return analyse(FOLDER / name, reader=reader, ocr=OcrSettings(mode="off"))


def gold_of(name: str) -> Mapping[str, object]:
    """Return the hand-checked answer for a sample."""
    gold: object = json.loads((FOLDER / f"{Path(name).stem}.gold.json").read_text("utf-8"))
    assert isinstance(gold, dict)
    return gold
