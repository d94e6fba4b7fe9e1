"""docs/models.md shows the calibration of the models that ship."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.reliability import from_card, to_svg
from models.shelf import KINDS, RELEASED

ROOT = Path(__file__).parents[2]
CARDS = [name for name in KINDS if (RELEASED / f"{name}.card.json").is_file()]


@pytest.mark.parametrize("kind", CARDS)
def test_the_pictures_are_drawn_from_the_cards(kind: str) -> None:
    card = json.loads((RELEASED / f"{kind}.card.json").read_text("utf-8"))
    found = from_card(card)
    assert found is not None
    picture = ROOT / "docs" / "pictures" / f"{kind}_calibration.svg"
    assert picture.read_bytes() == to_svg(found, title=f"Confidence of {kind}")


def test_the_page_shows_each_picture() -> None:
    page = (ROOT / "docs" / "models.md").read_text("utf-8")
    assert [name for name in CARDS if f"pictures/{name}_calibration.svg" not in page] == []
