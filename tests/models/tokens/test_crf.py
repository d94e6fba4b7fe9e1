"""Training, finding, and model files that do not fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.errors import ModelError, UsageError
from models.cards import card_of
from models.tokens import TokenTagger, fit, train
from models.tokens.crf import examples
from training_data.formats import LabelledText, Span

BODIES = ("青溪区水务局", "白塔镇财政所", "松石区教育局", "云水县文旅局")


def _text(body: str) -> LabelledText:
    text = f"由{body}负责。\n《河道办法》"
    at = len(body) + 5
    return LabelledText(text, (Span(1, 1 + len(body), "ORG"), Span(at, at + 6, "TITLE")))


TEXTS = [_text(body) for body in BODIES] * 3


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "tokens.crf"
    train(TEXTS, path, words=False, facts={"date": "2026-01-01"})
    return path


def test_what_was_learned_is_found(model: Path) -> None:
    tagger = TokenTagger(model)
    assert tagger.labels == ("ORG", "TITLE")
    for text in TEXTS:
        found = tagger.find(text.text)
        assert tuple(one.span for one in found) == text.spans
        assert all(0.5 < one.raw_confidence <= 1.0 for one in found)
    assert tagger.find("") == []


def test_twice_the_same(model: Path, tmp_path: Path) -> None:
    again = tmp_path / "tokens.crf"
    card = train(TEXTS, again, words=False, facts={"date": "2026-01-01"})
    assert again.read_bytes() == model.read_bytes()
    assert json.loads(card_of(model).read_text("utf-8")) == card
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tokens.card.json", "tokens.crf"]


@given(text=st.text(alphabet="由青溪区水务局负责。《河道办法》\n x", max_size=40))
def test_offsets(model: Path, text: str) -> None:
    at = 0
    for one in TokenTagger(model).find(text):
        assert at <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        assert 0.0 <= one.raw_confidence <= 1.0
        at = one.end


@pytest.mark.parametrize(
    ("few", "work", "given", "iterations"),
    [
        pytest.param(10**6, 10**9, None, 60, id="few characters converge sooner"),
        pytest.param(10**6, 1, None, 35, id="of more of them fewer are enough"),
        pytest.param(1, 10**9, None, 80, id="many"),
        pytest.param(1, 10**9, 5, 5, id="as many as are asked for"),
    ],
)
def test_iterations(
    few: int,
    work: int,
    given: int | None,
    iterations: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("models.tokens.crf.FEW_CHARACTERS", few)
    monkeypatch.setattr("models.tokens.crf.FEW_WORK", work)
    found = [one for text in TEXTS for one in examples(text)]
    card = fit(found, tmp_path / "tokens.crf", words=False, iterations=given)
    assert cast(dict[str, float], card["settings"])["max_iterations"] == iterations


def test_pieces_are_read_alone(model: Path) -> None:
    text = TEXTS[0].text
    (found,) = TokenTagger(model).find(text, pieces=[(9, len(text))])
    assert text[found.start : found.end] == "《河道办法》"


def test_a_span_over_a_line_break_is_learned_whole(tmp_path: Path) -> None:
    text = LabelledText("按《河道\n办法》办理", (Span(1, 8, "TITLE"),))
    path = tmp_path / "tokens.crf"
    train([text] * 5, path, words=False)
    (found,) = TokenTagger(path).find(text.text, pieces=[(0, len(text.text))])
    assert found.span == text.spans[0]


def test_nothing_to_learn(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no label"):
        train([LabelledText("没有")], tmp_path / "tokens.crf", words=False)
    assert list(tmp_path.iterdir()) == []


def _card(change: Callable[[dict[str, object]], object]) -> Callable[[Path], object]:
    def apply(path: Path) -> None:
        card = json.loads(card_of(path).read_text("utf-8"))
        change(card)
        card_of(path).write_text(json.dumps(card), "utf-8")

    return apply


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),  # cut short
        lambda path: path.write_bytes(b""),
        lambda path: path.unlink(),
        lambda path: card_of(path).unlink(),
        lambda path: card_of(path).write_text("{", "utf-8"),
        lambda path: card_of(path).write_text("[]", "utf-8"),
        _card(lambda card: card.update(form="yiju.tokens.0")),
        _card(lambda card: card.update(features=0)),
        _card(lambda card: card.update(labels=["ORG"])),  # another schema
        _card(lambda card: card.update(labels="ORG")),
        _card(lambda card: card.pop("words")),
    ],
)
def test_a_model_that_does_not_fit(
    model: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    path = tmp_path / "tokens.crf"
    path.write_bytes(model.read_bytes())
    card_of(path).write_bytes(card_of(model).read_bytes())
    assert TokenTagger(path).labels
    spoil(path)
    with pytest.raises(ModelError) as error:
        TokenTagger(path)
    assert error.value.code == "wrong_model"
