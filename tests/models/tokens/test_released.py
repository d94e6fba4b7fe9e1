"""The tokens that ship are what the shipped material gives."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from models.tokens.classifier import released
from models.tokens.crf import fit
from models.tokens.documents import examples_of
from models.tokens.material import checked, shipped_material


@pytest.mark.soak
def test_the_released_bytes_are_made_again(tmp_path: Path) -> None:
    card = released().card
    material = checked(shipped_material(seed=cast(int, card["seed"])))
    assert fit(examples_of(material), tmp_path / "tokens.crf")["sha256"] == card["sha256"]
