"""From a PDF's user space to the page as it is shown, rotation and page box applied."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Turning:
    """The map from user space (y upwards) to the shown page (y downwards), in points.

    ``upright_angle`` is the angle, in radians and in user space, of text that runs from
    left to right on the shown page.
    """

    left: float
    bottom: float
    right: float
    top: float
    quarter_turns: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.quarter_turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.quarter_turns % 2 else self.top - self.bottom

    @property
    def upright_angle(self) -> float:
        return self.quarter_turns * math.pi / 2

    def points(self, x: Doubles, y: Doubles) -> tuple[Doubles, Doubles]:
        """Map points of user space to the shown page."""
        if self.quarter_turns == 0:
            return x - self.left, self.top - y
        if self.quarter_turns == 1:
            return y - self.bottom, x - self.left
        if self.quarter_turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def boxes(self, boxes: Doubles) -> Doubles:
        """Map (n, 4) boxes ``x0, bottom, x1, top`` to ``x0, top, x1, bottom`` as shown."""
        x_a, y_a = self.points(boxes[:, 0], boxes[:, 1])
        x_b, y_b = self.points(boxes[:, 2], boxes[:, 3])
        return np.column_stack(
            (np.minimum(x_a, x_b), np.minimum(y_a, y_b), np.maximum(x_a, x_b), np.maximum(y_a, y_b))
        )


def page_turning(page_box: tuple[float, float, float, float], rotation: int) -> Turning:
    """Return the map for a page box ``left, bottom, right, top`` turned by ``rotation`` degrees."""
    x0, y0, x1, y1 = page_box
    return Turning(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), rotation // 90 % 4)
