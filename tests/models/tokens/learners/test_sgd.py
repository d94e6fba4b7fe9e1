"""scikit-learn's tagger: legal sequences, plain arrays, and files that do not fit."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.errors import ModelError, UsageError
from extraction.learned import Hit, Passage
from models.cards import card_of, write_model
from models.tokens.crf import Example
from models.tokens.learners import sgd
from models.tokens.tagging import tag_set, to_spans, to_tags
from training_data.formats import LabelledText, Span

BODIES = ("青溪区水务局", "白塔镇财政所", "松石区教育局", "云水县文旅局")
TEXTS = [
    LabelledText(f"由{body}负责。\n安排三人", (Span(1, 1 + len(body), "ORG"),))
    for body in BODIES * 3
]
TAGS = tag_set(["X", "Y"])


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "tokens.npz"
    sgd.train(TEXTS, path, words=False)
    return path


def test_twice_the_same(model: Path, tmp_path: Path) -> None:
    again = tmp_path / "tokens.npz"
    card = sgd.train(TEXTS, again, words=False)
    assert again.read_bytes() == model.read_bytes()
    assert json.loads(card_of(model).read_text("utf-8")) == card
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tokens.card.json", "tokens.npz"]


@given(text=st.text(alphabet="由青溪区水务局负责。安排三人\n x𠀀", max_size=40))
def test_offsets(model: Path, text: str) -> None:
    at = 0
    for one in sgd.SgdTagger(model).find(text):
        assert at <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        assert 0.0 < one.raw_confidence <= 1.0
        at = one.end


def test_pieces_are_read_alone(model: Path) -> None:
    text = f"甲{TEXTS[0].text}"
    (found,) = sgd.SgdTagger(model).find(text, pieces=[(1, len(text))])
    assert text[found.start : found.end] == BODIES[0]


def test_long_texts_are_weighed_in_chunks(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEXTS[0].text.replace("\n", "") * 5
    at_once = sgd.SgdTagger(model).find(text)
    assert BODIES[0] in {text[one.start : one.end] for one in at_once}
    monkeypatch.setattr(sgd, "_CHUNK", 7)
    in_chunks = sgd.SgdTagger(model).find(text)
    assert [one.span for one in in_chunks] == [one.span for one in at_once]
    for one, two in zip(at_once, in_chunks, strict=True):
        assert one.raw_confidence == pytest.approx(two.raw_confidence)


def test_hits_of_rules_are_seen(tmp_path: Path) -> None:
    def example(at: int) -> Example:
        passage = Passage("甲甲甲甲甲甲", hits=(Hit(at, at + 2, "rule"),))
        return Example(passage, (Span(at, at + 2, "X"),))

    sgd.fit([example(at) for at in range(5)] * 4, tmp_path / "tokens.npz", words=False)
    tagger = sgd.SgdTagger(tmp_path / "tokens.npz")
    for at in range(5):
        assert [one.span for one in tagger.read(example(at).passage)] == [Span(at, at + 2, "X")]


def test_an_empty_passage_is_passed_over(tmp_path: Path) -> None:
    example = Example(Passage("甲乙"), (Span(0, 1, "X"),))
    card = sgd.fit([Example(Passage(""), ()), example], tmp_path / "tokens.npz", words=False)
    assert card["trained on"] == {"sequences": 1, "characters": 2}


def test_two_tags_only(tmp_path: Path) -> None:
    # scikit-learn weighs two classes with one column.
    texts = [LabelledText("甲乙丙", (Span(1, 2, "X"),)), LabelledText("丙甲", ())] * 4
    sgd.train(texts, tmp_path / "tokens.npz", words=False)
    (found,) = sgd.SgdTagger(tmp_path / "tokens.npz").find("甲乙丙")
    assert found.span == Span(1, 2, "X")


@given(
    st.integers(1, 4).flatmap(
        lambda size: st.lists(
            st.lists(st.floats(0.01, 1.0), min_size=len(TAGS), max_size=len(TAGS)),
            min_size=size,
            max_size=size,
        )
    )
)
def test_the_path_is_the_most_probable_legal_one(values: list[list[float]]) -> None:
    probable = np.array(values)
    path = sgd._LegalPath(TAGS).best(probable)
    best = max(
        float(np.prod(probable[np.arange(len(values)), list(way)]))
        for way in product(range(len(TAGS)), repeat=len(values))
        if _legal([TAGS[at] for at in way])
    )
    assert _legal([TAGS[at] for at in path])
    assert float(np.prod(probable[np.arange(len(values)), path])) == pytest.approx(best)


def _legal(tags: list[str]) -> bool:
    """A sequence is legal where it is what its own entities are written as."""
    return to_tags(to_spans(tags), len(tags)) == tags


@pytest.mark.parametrize(
    "texts",
    [
        [LabelledText("没有")],  # no label
        [LabelledText("甲", (Span(0, 1, "X"),))],  # one tag only
        [],
    ],
)
def test_nothing_to_learn(texts: list[LabelledText], tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        sgd.train(texts, tmp_path / "tokens.npz", words=False)
    assert error.value.code == "nothing_to_learn"
    assert list(tmp_path.iterdir()) == []


def _card(change: Callable[[dict[str, object]], object]) -> Callable[[Path], object]:
    def apply(path: Path) -> None:
        card = json.loads(card_of(path).read_text("utf-8"))
        change(card)
        card_of(path).write_text(json.dumps(card), "utf-8")

    return apply


def _with_bytes(data: bytes) -> Callable[[Path], object]:
    """Change the bytes and make the card fit them: what remains is what the loader checks."""

    def apply(path: Path) -> None:
        card = json.loads(card_of(path).read_text("utf-8"))
        facts = {name: card[name] for name in ("form", "labels", "words", "features")}
        write_model(data, path, card=facts)

    return apply


def _arrays(**arrays: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, values in arrays.items():
            with archive.open(f"{name}.npy", "w") as file:
                np.save(file, np.array(values))
    return out.getvalue()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),  # cut short
        lambda path: path.unlink(),
        lambda path: card_of(path).unlink(),
        lambda path: card_of(path).write_text("[]", "utf-8"),
        _card(lambda card: card.update(form="yiju.tokens.1")),
        _card(lambda card: card.update(features=0)),
        _card(lambda card: card.update(labels=["ORG", "TITLE"])),  # another schema
        _card(lambda card: card.update(labels=[])),
        _card(lambda card: card.pop("words")),
        _with_bytes(b""),
        _with_bytes(b"PK\x03\x04 torn"),
        _with_bytes(_arrays(places=[1])),  # arrays missing
        # an object array, which only a pickle could hold
        _with_bytes(_arrays(places=[{}], rows=[0], columns=[0], weights=[1.0], intercepts=[0.0])),
        # weights outside of the table
        _with_bytes(
            _arrays(places=[1], rows=[9], columns=[0], weights=[1.0], intercepts=[0.0] * 5)
        ),
        _with_bytes(_arrays(places=[], rows=[], columns=[], weights=[], intercepts=[0.0] * 5)),
    ],
)
def test_a_model_that_does_not_fit(
    model: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    path = tmp_path / "tokens.npz"
    path.write_bytes(model.read_bytes())
    card_of(path).write_bytes(card_of(model).read_bytes())
    assert sgd.SgdTagger(path).labels == ("ORG",)
    spoil(path)
    with pytest.raises(ModelError) as error:
        sgd.SgdTagger(path)
    assert error.value.code == "wrong_model"
