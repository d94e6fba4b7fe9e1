"""Pages of marks → PDF bytes, with the disorder that belongs to drawing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from training_data.synthesis.noise import Noise
from training_data.synthesis.typesetting.faces import Face, font_name, width_of
from training_data.synthesis.typesetting.flow import Sheet
from training_data.synthesis.typesetting.marks import RuleMark, TextMark
from training_data.synthesis.typesetting.style import Style

_OFF_LINE = frozenset("0123456789“”‘’")
_RADICAL_FACES: dict[Face, Face] = {"serif": "serif radicals", "sans": "sans radicals"}


def paint(sheets: Sequence[Sheet], style: Style, noise: Noise, *, seed: int) -> bytes:
    """Draw the pages. The same arguments give the same bytes: dates in the file are fixed."""
    out = BytesIO()
    # ReportLab itself swaps the sides of a page that is turned by 90 degrees.
    size = (style.width, style.height)
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1)
    painter = _Painter(canvas, style, noise, random.Random(f"paint {seed}"))
    for sheet in sheets:
        painter.page(sheet)
    canvas.save()
    return out.getvalue()


class _Painter:
    def __init__(self, canvas: Canvas, style: Style, noise: Noise, chance: random.Random) -> None:
        self.canvas = canvas
        self.style = style
        self.noise = noise
        self.chance = chance
        # One offset a document: off-line digits stand equally far off everywhere.
        self.off_line = chance.choice((-1, 1)) * chance.uniform(0.6, 1.3)

    def page(self, sheet: Sheet) -> None:
        canvas, style = self.canvas, self.style
        if self.noise.rotated:
            canvas.setPageRotation(90)
            canvas.transform(0, 1, -1, 0, style.height, 0)
        canvas.setLineWidth(style.rule_width)
        hidden = [mark for mark in sheet.marks if isinstance(mark, TextMark) and mark.hidden]
        if hidden:
            _, top, _, bottom = style.margins
            canvas.saveState()
            area = canvas.beginPath()
            area.rect(0, bottom, style.width, style.height - top - bottom)
            canvas.clipPath(area, stroke=0, fill=0)
            for covered in hidden:
                self.text(covered)
            canvas.restoreState()
        for mark in sheet.marks:
            if isinstance(mark, RuleMark):
                self.rule(mark)
            elif not mark.hidden:
                self.text(mark)
        canvas.showPage()

    def text(self, mark: TextMark) -> None:
        canvas, noise = self.canvas, self.noise
        face = _RADICAL_FACES.get(mark.face, mark.face) if noise.radicals else mark.face
        canvas.setFont(font_name(face), mark.size)
        y = self.style.height - mark.y
        shifts = (0.0, 0.2) if mark.bold and noise.fake_bold else (0.0,)
        for shift in shifts:
            if not noise.jitter:
                canvas.drawString(mark.x + shift, y, mark.text, charSpace=mark.space)
                continue
            x = mark.x + shift
            for character in mark.text:
                off = self.off_line if character in _OFF_LINE else 0.0
                dx, dy = self.chance.uniform(-0.15, 0.15), self.chance.uniform(-0.1, 0.1)
                canvas.drawString(x + dx, y + off + dy, character)
                x += width_of(face, character) * mark.size + mark.space

    def rule(self, mark: RuleMark) -> None:
        noise, chance, height = self.noise, self.chance, self.style.height
        x0, y0, x1, y1 = mark.x0, height - mark.y0, mark.x1, height - mark.y1
        if noise.crooked_rules:
            off = chance.uniform(-0.8, 0.8)
            reach = chance.uniform(-0.8, 1.2)
            if y0 == y1:
                y0, y1, x0, x1 = y0 + off, y1 + off, x0 - reach, x1 + reach
            else:
                x0, x1, y0, y1 = x0 + off, x1 + off, y0 + reach, y1 - reach
        self.stroke(x0, y0, x1, y1)
        if noise.double_rules:
            gap = 1.4
            across = y0 == y1
            self.stroke(
                x0 + (0 if across else gap),
                y0 - (gap if across else 0),
                x1 + (0 if across else gap),
                y1 - (gap if across else 0),
            )

    def stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if not self.noise.filled_rules:
            self.canvas.line(x0, y0, x1, y1)
            return
        thick = self.style.rule_width
        self.canvas.rect(
            min(x0, x1) - thick / 2,
            min(y0, y1) - thick / 2,
            abs(x1 - x0) + thick,
            abs(y1 - y0) + thick,
            stroke=0,
            fill=1,
        )
