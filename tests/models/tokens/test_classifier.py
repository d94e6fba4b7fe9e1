"""The classifier that ships, and models that do not fit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extraction.citations import read_parts
from extraction.combining import passage_of
from extraction.errors import ModelError
from extraction.learned import TOKEN_LABELS, Passage
from models.tokens import train
from models.tokens.classifier import FILE, FOLDER, TokenClassifier, released
from training_data.formats import LabelledText, Span


def _passage(text: str) -> Passage:
    parts = read_parts(text, start=0, end=len(text), section="basis", always=True)
    assert parts is not None
    return passage_of(parts, section="basis", heading="二、立项依据", fiscal_year=2025)


def test_what_ships() -> None:
    classifier = released()
    assert classifier is released()
    assert classifier.version.startswith("tokens-")
    card = classifier.card
    assert card["shipped material only"] is True
    assert (FOLDER / FILE).stat().st_size < 5_000_000
    passage = _passage("根据市水务局《青溪市河道管理办法》（青府规〔2021〕7号）第三条。")
    found = {one.label: passage.text[one.start : one.end] for one in classifier.find(passage)}
    assert found["TITLE"] == "青溪市河道管理办法"
    assert found["DOC_NUMBER"] == "青府规〔2021〕7号"
    assert found["ARTICLE"] == "第三条"
    assert all(0.0 <= one.confidence < 1.0 for one in classifier.find(passage))
    assert classifier.find(Passage("")) == []


def test_labels_are_calibrated() -> None:
    reliability = released().card["reliability"]
    assert isinstance(reliability, dict)
    assert reliability["all"]["expected calibration error"] <= 0.03
    # Met often enough to say so of each: chance alone stays well below.
    often = [name for name, row in reliability.items() if row["by chance"] <= 0.025]
    assert {"all", "TITLE", "DOC_NUMBER", "AMOUNT_ITEM"} <= set(often)
    for name in often:
        assert reliability[name]["expected calibration error"] <= 0.03, name


def _copy(folder: Path) -> Path:
    model = folder / FILE
    shutil.copy(FOLDER / FILE, model)
    shutil.copy((FOLDER / FILE).with_suffix(".card.json"), model.with_suffix(".card.json"))
    return model


def _recarded(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def spoil(model: Path) -> None:
        card = model.with_suffix(".card.json")
        facts = json.loads(card.read_text("utf-8"))
        change(facts)
        card.write_text(json.dumps(facts), "utf-8")

    return spoil


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda model: model.write_bytes(model.read_bytes()[:-9]), "a truncated file"),
        (lambda model: model.unlink(), "no file"),
        (_recarded(lambda card: card.pop("calibration")), "no calibration"),
        (_recarded(lambda card: card.update(calibration={"*": [[1], [2]]})), "another calibration"),
        (_recarded(lambda card: card.update(features=1)), "features of another version"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(
    spoil: Callable[[Path], object], why: str, tmp_path: Path
) -> None:
    model = _copy(tmp_path)
    spoil(model)
    with pytest.raises(ModelError) as caught:
        TokenClassifier(model)
    assert caught.value.code == "wrong_model", why


def test_a_model_of_another_schema_is_refused(tmp_path: Path) -> None:
    model = tmp_path / "tokens.crf"
    train([LabelledText("由张三负责", (Span(1, 3, "NAME"),))], model, words=False)
    with pytest.raises(ModelError) as caught:
        TokenClassifier(model)
    assert "NAME" in caught.value.found
    assert "NAME" not in TOKEN_LABELS
