"""Glyphs → printed lines, also inside table cells: arrays from end to end."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extraction.layout.settings import LayoutSettings
from extraction.reading.pages import ASCENT, DESCENT, Glyphs
from extraction.schema import Box

_FIRST_FULL_WIDTH = 0x2E80


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One printed line of a page; ``cell`` is the number of the cell it stands in, or -1.

    ``confidence`` runs parallel to ``text`` where a picture was read, and is empty elsewhere.
    """

    text: str
    box: Box
    size: float
    page: int
    cell: int
    confidence: tuple[float, ...] = ()


def print_lines(
    glyphs: Glyphs, cells: NDArray[np.int32], page: int, settings: LayoutSettings
) -> list[PrintLine]:
    """Return the lines of a page: those of each cell in turn, free lines (cell -1) first.

    ``cells`` gives the cell of each glyph. Lines come from top to bottom inside their cell.
    Blanks are put where the gap between two glyphs is wide enough; a glyph printed twice
    in the same place (fake bold) counts once.
    """
    if not len(glyphs):
        return []
    codes = np.frombuffer(glyphs.text.encode("utf-32-le"), np.uint32)
    order = np.lexsort((glyphs.baseline, cells))
    size = glyphs.size[order]
    cell = cells[order]
    baseline = glyphs.baseline[order]
    smaller = np.minimum(size[1:], size[:-1])
    new_line = np.ones(len(order), bool)
    new_line[1:] = (cell[1:] != cell[:-1]) | (np.diff(baseline) > settings.baseline_em * smaller)
    line = np.empty(len(order), np.intp)
    line[order] = np.cumsum(new_line) - 1

    order = np.lexsort((glyphs.x0, line))
    codes, line, size = codes[order], line[order], glyphs.size[order]
    x0, x1 = glyphs.x0[order], glyphs.x1[order]
    twin = np.zeros(len(order), bool)
    twin[1:] = (
        (codes[1:] == codes[:-1])
        & (line[1:] == line[:-1])
        & (np.diff(x0) < settings.twin_em * size[1:])
    )
    if twin.any():
        order, codes, line = order[~twin], codes[~twin], line[~twin]
        size, x0, x1 = size[~twin], x0[~twin], x1[~twin]
    blank = _blanks(codes, line, x0, x1, size, settings)
    return _cut(glyphs, order, codes, line, blank, cells, page)


def _blanks(
    codes: NDArray[np.uint32],
    line: NDArray[np.intp],
    x0: NDArray[np.float32],
    x1: NDArray[np.float32],
    size: NDArray[np.float32],
    settings: LayoutSettings,
) -> NDArray[np.bool_]:
    """Tell after which glyph a blank follows."""
    narrow = codes < _FIRST_FULL_WIDTH
    both_narrow = narrow[1:] & narrow[:-1]
    least = np.where(both_narrow, settings.narrow_blank_em, settings.wide_blank_em)
    blank = np.zeros(len(codes), bool)
    blank[:-1] = (line[1:] == line[:-1]) & (x0[1:] - x1[:-1] > least * size[:-1])
    return blank


def _cut(
    glyphs: Glyphs,
    order: NDArray[np.intp],
    codes: NDArray[np.uint32],
    line: NDArray[np.intp],
    blank: NDArray[np.bool_],
    cells: NDArray[np.int32],
    page: int,
) -> list[PrintLine]:
    starts = np.flatnonzero(np.diff(line, prepend=-1))
    spaced = np.insert(codes, np.flatnonzero(blank) + 1, 0x20)
    text = spaced.astype("<u4").tobytes().decode("utf-32-le")
    offsets = starts + np.concatenate(([0], np.cumsum(blank)))[starts]
    stops = np.append(offsets[1:], len(text))
    top = glyphs.baseline - np.float32(ASCENT) * glyphs.size
    bottom = glyphs.baseline + np.float32(DESCENT) * glyphs.size
    boxes = np.column_stack(
        (
            np.minimum.reduceat(glyphs.x0[order], starts),
            np.minimum.reduceat(top[order], starts),
            np.maximum.reduceat(glyphs.x1[order], starts),
            np.maximum.reduceat(bottom[order], starts),
        )
    ).astype(np.float64)
    counts = np.diff(np.append(starts, len(order)))
    sizes = np.add.reduceat(glyphs.size[order].astype(np.float64), starts) / counts
    lines = [
        PrintLine(text[begin:end].strip(), (box[0], box[1], box[2], box[3]), em, page, cell)
        for begin, end, box, em, cell in zip(
            offsets.tolist(),
            stops.tolist(),
            boxes.round(2).tolist(),
            sizes.round(2).tolist(),
            cells[order][starts].tolist(),
            strict=True,
        )
    ]
    if glyphs.confidence is None:
        return lines
    sure = np.insert(glyphs.confidence[order], np.flatnonzero(blank) + 1, 1.0).tolist()
    return [
        replace(line, confidence=_without_ends(text[begin:end], sure[begin:end]))
        for line, begin, end in zip(lines, offsets.tolist(), stops.tolist(), strict=True)
    ]


def _without_ends(text: str, sure: list[float]) -> tuple[float, ...]:
    """Return the confidences of what is left of ``text`` when its outer blanks are stripped."""
    begin = len(text) - len(text.lstrip())
    return tuple(sure[begin : len(text.rstrip())])
