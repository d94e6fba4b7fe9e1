"""How a document looks: page, faces, sizes, furniture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from training_data.synthesis.typesetting.faces import Face

A4 = (595.28, 841.89)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Running head and page number; ``{page}`` and ``{pages}`` stand for the numbers.

    ``skip`` pages at the start (a cover) carry none.
    """

    head: str | None = None
    foot: str | None = None
    foot_align: Literal["left", "center", "right", "outer"] = "center"
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points; ``leading`` is a factor of the size.

    ``margins`` are left, top, right, bottom.
    """

    width: float = A4[0]
    height: float = A4[1]
    margins: tuple[float, float, float, float] = (80.0, 72.0, 80.0, 72.0)
    body_face: Face = "serif"
    title_face: Face = "sans"
    body_size: float = 14.0
    title_size: float = 18.0
    cover_size: float = 26.0
    table_size: float = 10.0
    leading: float = 1.6
    indent: int = 2
    heading_indent: int = 2
    heading_bold: bool = True
    justify: bool = True
    keep_words: bool = True
    cell_padding: float = 3.0
    rule_width: float = 0.6
    furniture: Furniture = Furniture()
