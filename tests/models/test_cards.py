"""One writing and one checking of model files for all kinds of models."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from extraction.errors import ModelError
from models.cards import card_of, read_model, write_model

FITS = {"form": "some.1", "features": 3}


def test_what_was_written_is_read(tmp_path: Path) -> None:
    model = tmp_path / "deep" / "lines.npz"
    card = write_model(b"weights", model, card={"name": "one", **FITS})
    assert read_model(model, kind="lines", fits=FITS) == (card, b"weights")
    assert card["bytes"] == 7
    assert sorted(path.name for path in model.parent.iterdir()) == ["lines.card.json", "lines.npz"]


def _card(**changes: object) -> Callable[[Path], object]:
    def apply(model: Path) -> None:
        card = json.loads(card_of(model).read_text("utf-8"))
        card_of(model).write_text(json.dumps({**card, **changes}), "utf-8")

    return apply


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda model: model.unlink(), "No such file"),
        (lambda model: card_of(model).unlink(), "No such file"),
        (lambda model: card_of(model).write_text("{", "utf-8"), "Expecting property name"),
        (lambda model: card_of(model).write_text("[]", "utf-8"), "no JSON object"),
        (lambda model: model.write_bytes(b"weight"), "6 bytes that are not those of the card"),
        (_card(form="some.2"), "form 'some.2' instead of 'some.1'"),
        (_card(features=None), "features None instead of 3"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(
    tmp_path: Path, change: Callable[[Path], object], found: str
) -> None:
    model = tmp_path / "links.json"
    write_model(b"weights", model, card=FITS)
    change(model)
    with pytest.raises(ModelError) as error:
        read_model(model, kind="links", fits=FITS)
    assert error.value.code == "wrong_model"
    assert error.value.found.startswith(f"{tmp_path.name}/links.json: ")
    assert found in error.value.found
    assert "yiju train links" in error.value.hint


def test_a_card_that_cannot_be_written_leaves_the_model_before(tmp_path: Path) -> None:
    model = tmp_path / "links.json"
    card = write_model(b"weights", model, card=FITS)
    with pytest.raises(TypeError):
        write_model(b"others", model, card={"form": object()})
    assert read_model(model, kind="links", fits=FITS) == (card, b"weights")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["links.card.json", "links.json"]
