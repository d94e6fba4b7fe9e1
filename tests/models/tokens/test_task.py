"""Training for our task: what is written, what the card says, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from extraction.errors import UsageError
from extraction.learned import Passage
from models.tokens import TokenTagger
from models.tokens.calibration import from_json
from models.tokens.crf import Example
from models.tokens.documents import TaskDocument, examples_of
from models.tokens.learners import learner
from models.tokens.material import (
    checked,
    folds_of,
    gold_document,
    varied_document,
)
from models.tokens.task import cross_validate, train_task
from training_data.formats import Span
from training_data.gold import frozen_texts, training_texts
from training_data.gold.frozen import LEAST_SHARED

TEXTS = training_texts()[:5]


def _documents() -> tuple[TaskDocument, ...]:
    return tuple(gold_document(text) for text in TEXTS)


def test_a_model_and_its_card(tmp_path: Path) -> None:
    out = tmp_path / "tokens.crf"
    documents = (*_documents(), varied_document(TEXTS[0], seed=1, rough=True))
    card = train_task(documents, out, seed=3, facts={"code": "1.2"}, folds=2, processes=1)
    assert json.loads(out.with_suffix(".card.json").read_text("utf-8")) == card
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tokens.card.json", "tokens.crf"]
    assert (card["code"], card["seed"], card["learner"]) == ("1.2", 3, "crf")
    assert card["shipped material only"] is True
    assert len(card["data"]) == len(TEXTS) + 1  # type: ignore[arg-type]
    scores = card["scores"]["gold"]  # type: ignore[index]
    assert 0.1 < scores["all"]["f1"] < 1.0  # issuers that were not seen
    assert scores["TITLE"]["interval"][0] <= scores["TITLE"]["f1"] <= scores["TITLE"]["interval"][1]
    known = from_json(card["calibration"])
    assert known.confidence("TITLE", 0.99) > known.confidence("TITLE", 0.3)
    tagger = TokenTagger(out)
    assert tagger.card == card
    learned = documents[0].examples[1]
    assert [one.span for one in tagger.read(learned.passage)] == list(learned.spans)


def test_two_processes_learn_what_one_does(tmp_path: Path) -> None:
    one, two = tmp_path / "one.crf", tmp_path / "two.crf"
    first = train_task(_documents(), one, processes=1, folds=2)
    second = train_task(_documents(), two, processes=2, folds=2)
    assert one.read_bytes() == two.read_bytes()
    assert first["scores"] == second["scores"]
    assert first["calibration"] == second["calibration"]


@pytest.mark.parametrize(
    ("few", "iterations"),
    [pytest.param(10**6, [50, 60], id="few"), pytest.param(1, [50, 80], id="many")],
)
def test_folds_beside_a_whole_model_are_fitted_quickly(
    few: int, iterations: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.tokens.crf.FEW_CHARACTERS", few)
    quick, full = tmp_path / "quick.crf", tmp_path / "full.crf"
    examples = examples_of(_documents())
    for fitted, path in ((learner("crf").fit_quickly, quick), (learner("crf").fit, full)):
        fitted(examples, path)
    settings = [TokenTagger(path).card["settings"] for path in (quick, full)]
    assert [one["max_iterations"] for one in settings] == iterations  # type: ignore[index]
    card = train_task(_documents(), tmp_path / "tokens.crf", folds=2, processes=1)
    assert card["settings"] == settings[1]


def test_a_fold_never_sees_an_issuer_it_reads() -> None:
    documents = (
        *_documents()[:4],
        *(varied_document(text, seed=2, rough=True) for text in TEXTS[:4]),
    )
    held_out = cross_validate(documents, folds=2, processes=1)
    folds = {one.document.issuer: set[int]() for one in held_out}
    for one in held_out:
        folds[one.document.issuer].add(one.fold)
        assert one.fold == folds_of(documents, 2)[one.document.issuer]
        assert len(one.found) == len(one.document.examples)
    assert all(len(numbers) == 1 for numbers in folds.values())


def test_folds_are_of_like_size() -> None:
    documents = (*_documents(), *_documents())
    dealt = folds_of(documents, 3)
    assert sorted(dealt.values()) == [0, 0, 1, 1, 2]
    assert folds_of(reversed(documents), 3) == dealt


def test_documents_from_elsewhere_that_share_a_passage_stand_in_one_fold() -> None:
    spans = (Span(1, 9, "ORG"), Span(10, 11, "TITLE"))
    one, two, three = (
        TaskDocument(name, name, "real", (Example(Passage(text), spans),))
        for name, text in (("甲", _LONG), ("乙", "又" + _LONG), ("丙", _LONG))
    )
    for folds in (2, 3, 5):
        dealt = folds_of(checked([one, two, three]), folds)
        assert dealt["甲"] == dealt["丙"]


def _with(document: TaskDocument, text: str, *spans: Span) -> TaskDocument:
    return replace(document, examples=(Example(Passage(text), spans),))


_LONG = "由海湾区绿化管理所负责行道树修剪并按月考核养护单位的作业质量情况。"
assert len(_LONG) >= LEAST_SHARED


@pytest.mark.parametrize(
    ("changed", "code", "why"),
    [
        (lambda _: [], "nothing_to_learn", "no document"),
        (lambda d: [_with(d[0], "甲"), _with(d[1], "乙")], "nothing_to_learn", "no label"),
        (
            lambda d: [_with(d[0], "甲局", Span(0, 2, "ORG")), _with(d[1], "乙局")],
            "nothing_to_learn",
            "one kind of label",
        ),
        (lambda d: [_with(d[0], "甲局", Span(0, 3, "ORG"))], "bad_labels", "outside the text"),
        (lambda d: [_with(d[0], "甲局", Span(0, 2, "BODY"))], "bad_labels", "an unknown label"),
        (
            lambda d: [_with(d[0], "甲乙局", Span(0, 2, "ORG"), Span(1, 3, "TITLE"))],
            "bad_labels",
            "labels that overlap",
        ),
        (
            lambda d: [_with(d[0], _LONG), _with(d[1], _LONG)],
            "shared_text",
            "a body of two issuers",
        ),
        (lambda _: [gold_document(frozen_texts()[0])], "frozen_text", "a frozen document"),
        (
            lambda _: [replace(gold_document(frozen_texts()[0]), name="x", issuer="x")],
            "frozen_text",
            "a frozen document's words under other names",
        ),
    ],
)
def test_what_is_refused(changed: object, code: str, why: str, tmp_path: Path) -> None:
    documents = changed(_documents())  # type: ignore[operator]
    with pytest.raises(UsageError) as caught:
        train_task(documents, tmp_path / "tokens.crf")
    assert caught.value.code == code, why
    assert list(tmp_path.iterdir()) == []


def test_one_issuer_is_too_few(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        train_task(_documents()[:1], tmp_path / "tokens.crf")
    assert caught.value.code == "nothing_to_learn"


def test_passages_are_those_of_the_pipeline() -> None:
    (first, *_) = _documents()
    for one in checked(_documents())[0].examples:
        assert one.passage.text == "".join(one.passage.text.split())
        assert one.passage.section is not None
    assert any(hit.name == "marked_title" for one in first.examples for hit in one.passage.hits)
