"""The frozen set judges the classifier of lines; nothing of it is learned from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extraction.errors import UsageError
from models.lines import released
from models.lines.frozen import frozen_layouts, measure, measure_reliability, refuse_frozen
from models.lines.material import gold_documents
from models.lines.task import train_version
from models.tallies import scores


def test_the_training_material_holds_nothing_frozen() -> None:
    refuse_frozen(gold_documents())


def test_a_frozen_issuer_or_paragraph_is_refused() -> None:
    own = next(gold_documents())
    frozen = frozen_layouts()[0].document
    for document in (replace(own, issuer=frozen.issuer), replace(own, lines=frozen.lines)):
        with pytest.raises(UsageError) as refused:
            refuse_frozen([document])
        assert refused.value.code == "frozen_text"


def test_the_released_classifier_is_measured_document_by_document() -> None:
    tally = measure(released())
    assert set(tally) == {one.document.name for one in frozen_layouts()}
    overall, by_label = scores(tally)
    assert overall.counts.true_positive + overall.counts.false_negative == sum(
        len(one.roles) for one in frozen_layouts()
    )
    assert (overall.f1 or 0) > 0.9
    assert "heading_budget" in by_label


def test_the_confidences_hold_on_what_was_never_seen() -> None:
    found = measure_reliability(released())
    # Lines that are headings and were taken for something else stand under no heading's role.
    by_role = sum(one.count for name, one in found.items() if name != "all")
    assert 0 < by_role <= found["all"].count
    assert found["all"].error < 0.05


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"a.txt": "正文而已"}, "no_labels", "without labels for lines"),
        (
            {"a.txt": "% department: 甲局\n% year: 2030\n@project 甲\n@preface 前言\n"},
            "bad_label_file",
            "a.txt:4",
        ),
        (
            {"a.txt": "% department: 甲局\n% year: 2030\n@project 甲\n@basis\n根据{Z1|甲}\n"},
            "bad_labels",
            "a.txt:5",
        ),
    ],
)
def test_labels_that_do_not_fit_are_named_before_anything_is_learned(
    tmp_path: Path, files: dict[str, str], code: str, said: str
) -> None:
    data, out = tmp_path / "data", tmp_path / "out"
    data.mkdir()
    for name, text in files.items():
        (data / name).write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said) as refused:
        train_version(out, data=[data], seed=1, learner=None, progress=lambda _, __: None)
    assert refused.value.code == code
    assert not out.exists()
