"""The shelf: names, openers, and that nothing heavy is imported before it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extraction.errors import ModelError, UsageError
from models.tokens.learners import FILES, LEARNERS, learner, open_tagger
from models.tokens.lexicon import jieba_lexicon
from training_data.formats import LabelledText, Span

BODIES = ("青溪区水务局", "白塔镇财政所", "松石区教育局", "云水县文旅局")
TEXTS = [
    LabelledText(
        f"由{body}负责。\n《河道办法》",
        (Span(1, 1 + len(body), "ORG"), Span(len(body) + 5, len(body) + 11, "TITLE")),
    )
    for body in BODIES * 3
]


def test_each_learner_has_a_file_of_its_own() -> None:
    assert tuple(FILES) == LEARNERS
    assert len({Path(file).suffix for file in FILES.values()}) == len(LEARNERS)
    assert len({learner(name).form for name in LEARNERS}) == len(LEARNERS)
    assert [learner(name).name for name in LEARNERS] == list(LEARNERS)


@pytest.mark.parametrize("name", ["crf", "sgd"])  # spaCy's takes longer: test_spacy_ner.py
def test_one_signature_and_one_form_of_card(name: str, tmp_path: Path) -> None:
    path = tmp_path / FILES[name]
    card = learner(name).train(TEXTS, path, words=False, facts={"date": "2026-01-01"})
    assert {"form", "labels", "words", "bytes", "sha256", "settings", "trained on", "date"} <= set(
        card
    )
    assert card["form"] == learner(name).form
    tagger = open_tagger(path)
    assert tagger.card == card
    assert tagger.labels == ("ORG", "TITLE")
    for text in TEXTS:
        assert tuple(one.span for one in tagger.find(text.text)) == text.spans


@pytest.mark.parametrize("name", ["crf", "sgd"])
def test_words_of_the_dictionary_cut_no_label(name: str, tmp_path: Path) -> None:
    # 中华人民共和国 is one word of jieba's; the label begins and ends inside it.
    text = LabelledText("在中华人民共和国里", (Span(3, 5, "X"),))
    assert (1, 8) in {word[:2] for word in jieba_lexicon().segment(text.text)}
    learner(name).train([text] * 8, tmp_path / FILES[name], words=True)
    (found,) = open_tagger(tmp_path / FILES[name]).find(text.text)
    assert found.span == text.spans[0]


def test_an_unknown_learner() -> None:
    with pytest.raises(UsageError, match="crf, sgd, spacy") as error:
        learner("forest")
    assert error.value.code == "unknown_learner"


@pytest.mark.parametrize("name", ["tokens.pkl", "tokens", "tokens.card.json"])
def test_a_file_of_no_learner(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        open_tagger(tmp_path / name)
    assert error.value.code == "wrong_model"


def test_a_model_of_another_learner(tmp_path: Path) -> None:
    learner("crf").train(TEXTS, tmp_path / "tokens.crf", words=False)
    (tmp_path / "tokens.crf").rename(tmp_path / "tokens.npz")
    with pytest.raises(ModelError, match="form"):
        open_tagger(tmp_path / "tokens.npz")


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    program = (
        "import sys, models, models.tokens, models.tokens.learners, service.cli\n"
        "print(sorted({'spacy', 'thinc', 'sklearn', 'scipy'} & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"
