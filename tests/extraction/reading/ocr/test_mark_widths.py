"""Widths of marks, told by the blank beside them."""

from __future__ import annotations

import pytest

from extraction.reading.ocr.engine import LineReading
from extraction.reading.ocr.mark_widths import SeenLine, with_true_widths
from tests.extraction.reading.ocr.drawing import bar, paper

EM = 40


def seen(text: str, places: list[tuple[int, int]], *, left: float = 0.0) -> SeenLine:
    """Return a line whose characters' ink stands at ``places``."""
    picture = paper(48, places[-1][1] + 4)
    for x0, x1 in places:
        bar(picture, x0, 8, x1, 40)
    middles = tuple((x0 + x1) / 2 for x0, x1 in places)
    return SeenLine(LineReading(text, middles, (0.9,) * len(text)), picture, EM, left)


@pytest.mark.parametrize(
    ("text", "places", "expected", "reason"),
    [
        ("额,其", [(2, 38), (44, 50), (82, 118)], "额，其", "an empty half behind the comma"),
        ("额，其", [(2, 38), (44, 50), (58, 94)], "额,其", "none"),
        ("额(其", [(2, 38), (64, 72), (82, 118)], "额（其", "an empty half before the bracket"),
        ("额（其", [(2, 38), (44, 52), (60, 96)], "额(其", "none"),
        (
            "额(一）其",
            [(2, 38), (44, 52), (60, 90), (98, 106), (136, 170)],
            "额(一)其"[:1] + "(一)其",
            "a clear opening and an unclear end",
        ),
    ],
)
def test_the_blank_tells(
    text: str, places: list[tuple[int, int]], expected: str, reason: str
) -> None:
    if reason.startswith("a clear"):
        places = [*places[:3], (98, 106), (120, 156)]  # 14 pixels: neither
    (found,) = with_true_widths([seen(text, places)])
    assert found.text == expected, reason


def test_a_mark_at_the_end_follows_the_page() -> None:
    clear = seen("额,其", [(2, 38), (44, 50), (82, 118)])
    end = seen("额,", [(2, 38), (44, 50)])
    assert with_true_widths([clear, clear, clear, end])[3].text == "额，"
    assert with_true_widths([clear, end])[1].text == "额,"


def test_a_bracket_that_opens_a_line_follows_its_indent() -> None:
    above = seen("额其", [(2, 38), (42, 78)], left=100.0)
    wide = seen("(详", [(2, 10), (24, 60)], left=120.0)
    narrow = seen("（详", [(2, 10), (24, 60)], left=101.0)
    assert with_true_widths([above, wide])[1].text == "（详"
    assert with_true_widths([above, narrow])[1].text == "(详"
