"""spaCy's NER: trained through a DocBin, saved, loaded only where it fits."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from extraction.errors import ModelError, UsageError
from extraction.learned import Passage
from models.cards import card_of, write_model
from models.tokens.crf import Example
from models.tokens.learners import open_tagger, spacy_ner
from training_data.formats import LabelledText, Span

BODIES = ("青溪区水务局", "白塔镇财政所", "松石区教育局", "云水县文旅局")
TEXTS = [
    LabelledText(f"由{body}负责。\n项目 完成", (Span(1, 1 + len(body), "ORG"),))
    for body in BODIES * 6
]
_STEPS = 100


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "tokens.spacy"
    spacy_ner.train(TEXTS, path, facts={"date": "2026-01-01"}, max_steps=_STEPS)
    return path


def test_what_was_learned_is_found(model: Path) -> None:
    tagger = open_tagger(model)
    assert tagger.labels == ("ORG",)
    for text in TEXTS[:4]:
        (found,) = tagger.find(text.text)
        assert found.span == text.spans[0]
        assert 0.5 < found.raw_confidence <= 1.0
    assert tagger.find("") == []
    assert tagger.read(Passage("")) == []


def test_offsets_with_blanks_and_astral_characters(model: Path) -> None:
    text = f" \t𠀀　由{BODIES[0]}负责。\n\n 由{BODIES[1]}负责。"
    tagger = spacy_ner.SpacyTagger(model)
    found = tagger.find(text)
    assert {BODIES[0], BODIES[1]} & {text[one.start : one.end] for one in found}
    second = text.index("\n\n")
    pieces = [(2, second), (second + 2, len(text))]
    for one in tagger.find(text, pieces=pieces):
        assert any(start <= one.start < one.end <= end for start, end in pieces)


def test_batches_are_read_as_passages_are(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(text.text for text in TEXTS[:4]) + "\n \n\n"
    tagger = spacy_ner.SpacyTagger(model)
    at_once = tagger.find(text)
    assert len(at_once) == 4
    monkeypatch.setattr(spacy_ner, "_BATCH", 1)
    one_by_one = tagger.find(text)
    assert [one.span for one in one_by_one] == [one.span for one in at_once]
    for one, other in zip(at_once, one_by_one, strict=True):
        assert one.raw_confidence == pytest.approx(other.raw_confidence, abs=1e-4)


def test_the_card(model: Path) -> None:
    card = json.loads(card_of(model).read_text("utf-8"))
    assert card["date"] == "2026-01-01"
    assert card["settings"] == {"max_steps": _STEPS}
    lines = [line for text in TEXTS for line in text.text.split("\n")]
    learned = [line for at, line in enumerate(lines) if at % 10]
    assert card["trained on"] == {
        "sequences": len(learned),
        "characters": sum(map(len, learned)),
        "held back to stop": len(lines) - len(learned),
    }
    assert model.stat().st_size == card["bytes"]
    assert sorted(path.name for path in model.parent.iterdir()) == [
        "tokens.card.json",
        "tokens.spacy",
    ]


def test_strings_do_not_pile_up(model: Path) -> None:
    tagger = spacy_ner.SpacyTagger(model)
    before = len(tagger._nlp.vocab.strings)
    tagger.find("\n".join(chr(0x4E00 + at) + " " * at + "。" for at in range(300)))
    assert len(tagger._nlp.vocab.strings) == before


def test_a_label_of_one_text_alone_is_learned(tmp_path: Path) -> None:
    # The first text is one of those held back, were its label not the only one.
    texts = [LabelledText("《甲法》", (Span(1, 3, "TITLE"),)), *TEXTS[:2], LabelledText("无")]
    path = tmp_path / "tokens.spacy"
    assert spacy_ner.train(texts, path, max_steps=1)["labels"] == ["ORG", "TITLE"]
    assert set(open_tagger(path).labels) == {"ORG", "TITLE"}


def test_an_empty_passage_is_passed_over(tmp_path: Path) -> None:
    example = Example(Passage("甲乙"), (Span(0, 1, "X"),))
    path = tmp_path / "tokens.spacy"
    card = spacy_ner.fit([Example(Passage(""), ()), example], path, max_steps=1)
    assert card["trained on"] == {"sequences": 1, "characters": 2, "held back to stop": 1}


def test_nothing_to_learn(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        spacy_ner.train([LabelledText("没有")], tmp_path / "tokens.spacy")
    assert error.value.code == "nothing_to_learn"
    assert list(tmp_path.iterdir()) == []


def _card(change: Callable[[dict[str, object]], object]) -> Callable[[Path], object]:
    def apply(path: Path) -> None:
        card = json.loads(card_of(path).read_text("utf-8"))
        change(card)
        card_of(path).write_text(json.dumps(card), "utf-8")

    return apply


def _torn(path: Path) -> None:
    """Tear the bytes and make the card fit them: what remains is what spaCy refuses."""
    card = json.loads(card_of(path).read_text("utf-8"))
    data = path.read_bytes()
    write_model(data[: len(data) // 2], path, card=card)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),  # cut short
        lambda path: path.unlink(),
        lambda path: card_of(path).unlink(),
        _card(lambda card: card.update(form="yiju.tokens.1")),
        _card(lambda card: card.update(config="another")),
        _card(lambda card: card.update(labels=["ORG", "TITLE"])),  # another schema
        _torn,
    ],
)
def test_a_model_that_does_not_fit(
    model: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    path = tmp_path / "tokens.spacy"
    path.write_bytes(model.read_bytes())
    card_of(path).write_bytes(card_of(model).read_bytes())
    spoil(path)
    with pytest.raises(ModelError) as error:
        spacy_ner.SpacyTagger(path)
    assert error.value.code == "wrong_model"
