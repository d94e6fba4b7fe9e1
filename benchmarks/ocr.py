"""What does reading a scan cost beside the recogniser alone, and how right is it?"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from benchmarks.answers import Answer, Benchmark, table, verdict
from benchmarks.documents import SAMPLES
from extraction import extract
from extraction.limits import Limits
from extraction.ocr_settings import OcrSettings
from extraction.reading import open_reader
from extraction.reading.ocr import PagePicture, open_engine, read_picture
from extraction.reading.ocr.reader import draw_page
from extraction.schema import to_json
from models import ToScore, evaluate
from training_data.synthesis import synthesise
from training_data.synthesis.scanning import draw_scanner, scan

ROUNDS = 3
MOST_RATIO, LEAST_F1 = 1.15, 0.90
_SCANNED = "songjiang_zhengfawei_2025_scanned.pdf"
#: Documents with embedded faces, scanned by machines that their seeds draw.
_SYNTHETIC = (("narrative_with_form", 100), ("narrative_with_form", 101), ("forms_only", 111))


@dataclass(frozen=True, slots=True)
class PageCost:
    """CPU seconds of one page, medians: the recogniser alone, the whole reading, drawing."""

    bare: float
    whole: float
    drawing: float


def measure(pdf: bytes, *, rounds: int = ROUNDS) -> tuple[PageCost, ...]:
    """Read each page ``rounds`` times in turns, with one thread, on the same picture."""
    engine, bare = open_engine(1), _bare()
    costs = []
    reader = open_reader(pdf, "pdfium")
    for page in reader.pages(Limits()):
        drawing, picture = _timed(partial(draw_page, pdf, page.number, OcrSettings()))
        assert isinstance(picture, PagePicture)
        colour = np.repeat(picture.grey[:, :, None], 3, axis=2)
        bare(colour)
        turns = [
            (
                _timed(partial(bare, colour))[0],
                _timed(partial(read_picture, picture, engine, "pdfium+ocr"))[0],
            )
            for _ in range(rounds)
        ]
        costs.append(
            PageCost(median(one for one, _ in turns), median(two for _, two in turns), drawing)
        )
    reader.close()
    return tuple(costs)


def _bare() -> Callable[[Any], Any]:
    """Return RapidOCR as a user calls it, with one thread."""
    from rapidocr import RapidOCR

    rapid = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    return lambda picture: rapid(picture)


def _timed(step: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    result = step()
    return time.process_time() - start, result


def score(documents: Sequence[tuple[str, bytes, object]]) -> dict[str, float]:
    """Return the strict F1 of each (name, PDF, gold)."""
    found: dict[str, float] = {}
    for name, pdf, gold in documents:
        predicted = to_json(extract(pdf))
        assert isinstance(predicted, dict)
        assert isinstance(gold, dict)
        found[name] = evaluate([ToScore(name, gold, predicted)]).overall("strict").f1 or 0.0
    return found


def _documents() -> list[tuple[str, bytes, object]]:
    found: list[tuple[str, bytes, object]] = []
    sample = SAMPLES / _SCANNED
    if sample.is_file():
        gold = Path(str(sample).replace(".pdf", ".gold.json"))
        found.append(("the scanned sample", sample.read_bytes(), json.loads(gold.read_text())))
    for layout, seed in _SYNTHETIC:
        document = synthesise(seed, layout=layout)
        pdf = scan(document.pdf, draw_scanner(seed), seed=seed)
        found.append((f"{layout} {seed}, scanned", pdf, document.gold_json()))
    return found


def report(costs: Sequence[PageCost], scores: dict[str, float]) -> tuple[str, ...]:
    """Return the tables and the verdicts."""
    bare, whole = sum(one.bare for one in costs), sum(one.whole for one in costs)
    drawing = sum(one.drawing for one in costs)
    count = len(costs)
    ratio = whole / bare
    lowest = min(scores.values())
    return (
        *table(
            ("on one core", "CPU seconds a page"),
            [
                ("RapidOCR alone, as installed", f"{bare / count:.2f}"),
                ("the picture read into a page", f"{whole / count:.2f}"),
                ("drawing the picture", f"{drawing / count:.2f}"),
            ],
        ),
        "",
        *table(("document", "strict F1"), [(name, f"{one:.4f}") for name, one in scores.items()]),
        "",
        f"{count} pages of {next(iter(scores))}, each read {ROUNDS} times in turns, medians. "
        "RapidOCR alone also asks which way each line stands; here the page is asked once.",
        "",
        verdict(
            f"at most {MOST_RATIO} times RapidOCR alone ({ratio:.2f} times)",
            met=ratio <= MOST_RATIO,
        ),
        verdict(
            f"strict F1 of at least {LEAST_F1:.2f} on each ({lowest:.4f})", met=lowest >= LEAST_F1
        ),
    )


def run() -> Answer:
    """Measure the scanned sample where it is, else the first synthetic scan; score all."""
    documents = _documents()
    words = "scans of synthetic documents (seeds 100, 101, 111)"
    if len(documents) > len(_SYNTHETIC):
        words = f"the scanned sample (`../shared/samples`) and {words}"
    return Answer(words, report(measure(documents[0][1]), score(documents)))


OCR = Benchmark("ocr", "What does reading a scan cost, and how right is it?", run)
