"""One picture of a page → a page of glyphs and rulings, in the protocol of all readers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extraction.reading.ocr.engine import Grey, OcrEngine, Quads
from extraction.reading.ocr.line_boxes import line_boxes
from extraction.reading.ocr.line_glyphs import LineGlyphs, em, line_glyphs
from extraction.reading.ocr.mark_widths import SeenLine, with_true_widths
from extraction.reading.ocr.picture_rulings import find_rulings
from extraction.reading.ocr.repairs import repaired
from extraction.reading.ocr.straightening import quarter_turns, straightened, turning_degrees
from extraction.reading.pages import Floats, Glyphs, Page, no_glyphs
from extraction.schema import Problem

_LEAST_SURE = 0.5  # mean over a line; below it the line is a stain, a stamp or handwriting


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a grey picture: its number, size in points, and pixels per point."""

    number: int
    width: float
    height: float
    scale: float
    grey: Grey


def read_picture(picture: PagePicture, engine: OcrEngine, reader: str) -> Page:
    """Return what ``picture`` shows; ``reader`` names who read it.

    A page that stands on its side is turned, a crooked one straightened: boxes are those of
    the page as it reads. Lines that cannot be read for sure are left out and counted in a
    problem.
    """
    grey, width, height = picture.grey, picture.width, picture.height
    quads = engine.find_lines(grey)
    if quarter_turns(quads):
        grey, quads = _turned(grey, engine)
        width, height = height, width
    grey, quads, _ = straightened(grey, quads, turning_degrees(quads))
    rulings = find_rulings(grey, picture.scale)
    boxes = line_boxes(quads, rulings.standing, grey.shape)
    kept: list[tuple[float, float, float, float]] = []
    seen: list[SeenLine] = []
    unsure = 0
    for row in boxes.tolist():
        x0, y0, x1, y1 = row
        part = rulings.cleared[int(y0) : int(y1), int(x0) : int(np.ceil(x1))]
        if min(part.shape) < 2:
            continue
        reading = engine.read_line(part)
        if not reading.text.strip():
            continue
        if float(np.mean(reading.confidences)) < _LEAST_SURE:
            unsure += 1
            continue
        kept.append((x0, y0, x1, y1))
        seen.append(SeenLine(reading, part, em(reading, x1 - x0, y1 - y0), float(int(x0))))
    lines = [
        line_glyphs(repaired(reading), box, line.size)
        for reading, box, line in zip(with_true_widths(seen), kept, seen, strict=True)
    ]
    problems: tuple[Problem, ...] = ()
    if unsure:
        said = f"{unsure} lines of the picture could not be read for sure and are left out"
        problems = (Problem("ocr_unsure", said, picture.number),)
    return Page(
        picture.number,
        width,
        height,
        _glyphs(lines, picture.scale),
        rulings.boxes / np.float32(picture.scale),
        (),
        0,
        reader,
        problems,
    )


def _turned(grey: Grey, engine: OcrEngine) -> tuple[Grey, Quads]:
    """Return the picture turned by a quarter to the side on which its lines read better."""
    best: tuple[float, Grey, Quads] | None = None
    for turns in (1, 3):
        turned = np.ascontiguousarray(np.rot90(grey, turns))
        quads = engine.find_lines(turned)
        longest = sorted(quads, key=lambda quad: float(quad[0, 0] - quad[1, 0]))[:4]
        sure = [
            float(np.mean(reading.confidences))
            for quad in longest
            if (
                reading := engine.read_line(
                    turned[
                        max(0, int(quad[:, 1].min())) : int(quad[:, 1].max()) + 1,
                        max(0, int(quad[:, 0].min())) : int(quad[:, 0].max()) + 1,
                    ]
                )
            ).text
        ]
        score = float(np.mean(sure)) if sure else 0.0
        if best is None or score > best[0]:
            best = (score, turned, quads)
    assert best is not None
    return best[1], best[2]


def _glyphs(lines: list[LineGlyphs], scale: float) -> Glyphs:
    if not lines:
        return no_glyphs()
    counts = [len(line.text) for line in lines]

    def points(values: list[float]) -> Floats:
        return (np.array(values, np.float64) / scale).astype(np.float32)

    return Glyphs(
        text="".join(line.text for line in lines),
        x0=points([x for line in lines for x in line.x0]),
        x1=points([x for line in lines for x in line.x1]),
        baseline=points(np.repeat([line.baseline for line in lines], counts).tolist()),
        size=points(np.repeat([line.size for line in lines], counts).tolist()),
        font=np.zeros(sum(counts), np.int32),
        fonts=("ocr",),
        confidence=np.array([one for line in lines for one in line.confidence], np.float32),
    )
