"""The token classifier in a spaCy pipeline: found, saved, loaded, swapped."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from confection import ConfigValidationError
from spacy.language import Language

from extraction.errors import ModelError
from extraction.learned import Passage
from models.spacy_pipeline import Tokens, pipeline, read_group
from models.tokens import Found
from models.tokens.learners import learner
from tests.models.spacy_pipeline.conftest import BODIES, TEXTS

TEXT = f"由{BODIES[0]}负责。按《河道办法》办"


def _tokens(nlp: Language) -> Tokens:
    component = nlp.get_pipe("yiju_tokens")
    assert isinstance(component, Tokens)
    return component


def _printed(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.label) for one in read_group(nlp(text))]


def test_entities_are_a_span_group_with_scores(model: Path) -> None:
    nlp = pipeline(model)
    doc = nlp(TEXT)
    group = doc.spans["yiju"]
    assert [(span.text, span.label_) for span in group] == [
        (BODIES[0], "ORG"),
        ("河道办法", "TITLE"),
    ]
    assert len(group.attrs["scores"]) == 2
    assert all(0.5 < score <= 1 for score in group.attrs["scores"])
    assert _tokens(nlp).labels == ("ORG", "TITLE")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        # blanks and line ends are none of the flat text, and lie inside the label as printed
        (f"由 {BODIES[0][:3]} {BODIES[0][3:]} 负责。", "青溪区 水务局"),
        (f"\t由{BODIES[0][:3]}\n{BODIES[0][3:]}负责。", "青溪区\n水务局"),
        (f"由\n\n 　{BODIES[0]}　　\n负责。", BODIES[0]),
        (f"由{BODIES[0]} 负责。𠀀 按《河道办法》办", BODIES[0]),
    ],
)
def test_labels_stand_where_they_are_printed(model: Path, text: str, printed: str) -> None:
    assert (printed, "ORG") in _printed(pipeline(model), text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "　"])
def test_nothing_to_read(model: Path, text: str) -> None:
    assert read_group(pipeline(model)(text)) == ()


def test_lines_are_read_as_they_stand(model: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("yiju_tokens", config={"reading": "lines", "key": "names"})
    _tokens(nlp).open(model)
    doc = nlp(TEXT.replace("。", "\n"))
    assert [span.text for span in doc.spans["names"]] == [BODIES[0], "河道办法"]
    assert "yiju" not in doc.spans
    cut = nlp(f"由{BODIES[0][:3]}\n{BODIES[0][3:]}负责。")
    assert all("\n" not in span.text for span in cut.spans["names"])


def test_what_the_doc_says_of_itself_reaches_the_model(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = pipeline(model)
    component = _tokens(nlp)
    seen: list[Passage] = []
    tagger = component._tagger
    assert tagger is not None

    def read(passage: Passage) -> list[Found]:
        seen.append(passage)
        return []

    monkeypatch.setattr(tagger, "read", read)
    doc = nlp.make_doc(TEXT)
    doc._.yiju_section, doc._.yiju_heading = "implementer", "三、责任单位"
    nlp(doc)
    nlp(TEXT)
    said = [(passage.section, passage.heading) for passage in seen]
    assert said == [("implementer", "三、责任单位"), (None, "")]
    assert [passage.text for passage in seen] == [TEXT, TEXT]
    # The rules' hits are shown too: the title in its marks.
    assert any(TEXT[hit.start : hit.end] == "河道办法" for hit in seen[0].hits)


def test_without_a_model() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("yiju_tokens")
    assert _tokens(nlp).labels == ()
    with pytest.raises(ModelError, match="without a model") as error:
        nlp("甲")
    assert error.value.code == "no_model"


def test_a_wrong_setting() -> None:
    with pytest.raises(ConfigValidationError, match="reading"):
        spacy.blank("zh").add_pipe("yiju_tokens", config={"reading": "pages"})


def test_saved_and_loaded(model: Path, tmp_path: Path) -> None:
    nlp = pipeline(model)
    nlp.to_disk(tmp_path)
    assert str(model) not in (tmp_path / "config.cfg").read_text("utf-8")
    again = spacy.load(tmp_path)
    assert again.pipe_names == ["yiju_citations", "yiju_tokens"]
    assert read_group(again(TEXT)) == read_group(nlp(TEXT)) != ()
    again.to_disk(tmp_path / "again")  # what was loaded can be saved
    assert read_group(spacy.load(tmp_path / "again")(TEXT)) == read_group(nlp(TEXT))


def test_bytes_there_and_back(model: Path) -> None:
    nlp = pipeline(model)
    again = spacy.blank("zh")
    again.add_pipe("yiju_citations")
    again.add_pipe("yiju_tokens")
    again.from_bytes(nlp.to_bytes())
    assert read_group(again(TEXT)) == read_group(nlp(TEXT)) != ()


def test_a_pipeline_without_a_model_is_saved_as_one(tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("yiju_tokens")
    nlp.to_disk(tmp_path)
    assert _tokens(spacy.load(tmp_path)).labels == ()
    assert _tokens(nlp.from_bytes(nlp.to_bytes())).labels == ()


def test_another_learner_swapped_in(model: Path, tmp_path: Path) -> None:
    other = tmp_path / "best.npz"
    learner("sgd").train(TEXTS, other, words=False)
    nlp = pipeline(model)
    nlp.to_disk(tmp_path / "saved")
    _tokens(nlp).open(other)
    assert _printed(nlp, TEXT) == [(BODIES[0], "ORG"), ("河道办法", "TITLE")]
    nlp.to_disk(tmp_path / "saved")  # over the one before: one model remains
    files = sorted(file.name for file in (tmp_path / "saved" / "yiju_tokens").iterdir())
    assert files == ["tokens.card.json", "tokens.npz"]
    assert read_group(spacy.load(tmp_path / "saved")(TEXT)) == read_group(nlp(TEXT))


def test_a_component_can_be_left_out_and_replaced(model: Path) -> None:
    nlp = pipeline(model)
    with nlp.select_pipes(disable="yiju_tokens"):
        assert "yiju" not in nlp(TEXT).spans
    nlp.replace_pipe("yiju_citations", "yiju_citations", config={"key": "cited"})
    nlp.add_pipe("sentencizer", first=True)
    assert {"yiju", "cited"} <= set(nlp(TEXT).spans)


def test_a_configuration_names_the_model(model: Path) -> None:
    config = spacy.blank("zh").config.copy()
    config["nlp"]["pipeline"] = ["yiju_tokens"]
    config["components"] = {"yiju_tokens": {"factory": "yiju_tokens"}}
    config["initialize"]["components"] = {"yiju_tokens": {"model": str(model)}}
    nlp = spacy.util.load_model_from_config(config)
    nlp.initialize()
    assert _printed(nlp, TEXT) == [(BODIES[0], "ORG"), ("河道办法", "TITLE")]


def test_a_model_that_does_not_open_leaves_the_one_before(model: Path, tmp_path: Path) -> None:
    nlp = pipeline(model)
    with pytest.raises(ModelError):
        _tokens(nlp).open(tmp_path / "tokens.crf")
    assert len(nlp(TEXT).spans["yiju"]) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "tokens.crf").unlink(),
        lambda folder: (folder / "tokens.card.json").unlink(),
        lambda folder: (folder / "tokens.crf").write_bytes(b"torn"),
        lambda folder: (folder / "tokens.card.json").write_text("{}", "utf-8"),
        lambda folder: shutil.copy(folder / "tokens.crf", folder / "tokens.npz"),  # which one?
    ],
)
def test_a_saved_model_is_checked_when_it_is_loaded(
    model: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    pipeline(model).to_disk(tmp_path)
    spoil(tmp_path / "yiju_tokens")
    with pytest.raises(ModelError) as error:
        spacy.load(tmp_path)
    assert error.value.code == "wrong_model"


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[]",
        b"\xff",
        json.dumps({"name": "tokens.crf", "model": "?", "card": ""}).encode(),
        json.dumps({"name": "tokens.crf", "model": ""}).encode(),
        json.dumps({"name": "../tokens.crf", "model": "", "card": ""}).encode(),
        json.dumps({"name": "tokens.crf", "model": "", "card": ""}).encode(),
    ],
)
def test_bytes_that_are_no_model(model: Path, data: bytes) -> None:
    component = _tokens(pipeline(model))
    with pytest.raises(ModelError) as error:
        component.from_bytes(data)
    assert error.value.code == "wrong_model"
    assert component.labels == ("ORG", "TITLE")
