"""Training on any set of entities, and candidates for the shelf."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extraction.errors import UsageError
from models.shelf import Shelf
from models.training import data_by_kind, train_candidate, train_public

_NAMES = ("李明", "王芳", "赵强", "孙丽", "周涛", "吴敏")
_PLACES = ("上海", "北京", "南京", "杭州")


def _write(path: Path, *, scheme: str = "bmes", labels: bool = True) -> Path:
    lines: list[str] = []
    for name in _NAMES:
        for place in _PLACES:
            first, last = ("B", "E") if scheme == "bmes" else ("B", "I")
            tags = [f"{first}-NAME", f"{last}-NAME", "O", f"{first}-LOC", f"{last}-LOC", "O"]
            for character, tag in zip(f"{name}在{place}。", tags, strict=True):
                lines.append(f"{character} {tag if labels else 'O'}")
            lines.append("")
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize("scheme", ["bmes", "bio"])
@pytest.mark.parametrize("learner", ["crf", "sgd"])
def test_a_public_set_is_learned_and_scored(tmp_path: Path, scheme: str, learner: str) -> None:
    data = _write(tmp_path / "set.bmes", scheme=scheme)
    told: list[str] = []
    report = train_public(
        [data], [data], learner=learner, progress=lambda doing, _: told.append(doing)
    )
    assert report["learner"] == learner
    labels = report["labels"]
    assert isinstance(labels, dict)
    assert labels["NAME"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "entities": 24}
    assert json.loads(json.dumps(report))["overall"]["entities"] == 48
    assert report["train"]["entities"] == 48  # type: ignore[index]
    assert told == ["reading the labels", "learning", "scoring", "done"]


def test_a_set_without_labels_is_named(tmp_path: Path) -> None:
    good, empty = _write(tmp_path / "good.bmes"), _write(tmp_path / "empty.bmes", labels=False)
    for train, test in ((empty, good), (good, empty)):
        with pytest.raises(UsageError, match=r"empty\.bmes without any labelled entity") as refused:
            train_public([train], [test])
        assert refused.value.code == "nothing_to_learn"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("李 B-NAME\n明 X-NAME\n", "bad_tags", "bad.bmes"),
        ("李 B-NAME\n明\n", "bad_label_file", "bad.bmes:2"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, text: str, code: str, place: str) -> None:
    bad = tmp_path / "bad.bmes"
    bad.write_text(text, "utf-8")
    with pytest.raises(UsageError) as refused:
        train_public([bad], [bad])
    assert (refused.value.code, place in refused.value.found) == (code, True)


def test_a_candidate_of_links_has_a_whole_card_and_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.links.task.INVENTED", 300)
    shares: list[float] = []
    version = train_candidate(
        Shelf(tmp_path), "links", seed=7, progress=lambda _, share: shares.append(share)
    )
    card = version.card()
    assert {"data", "split", "settings", "scores", "reliability", "seconds", "code", "schema"} <= (
        card.keys()
    )
    assert (card["seed"], card["name"], card["kind"]) == (7, version.name, "links")
    assert b"<svg" in (version.folder / "links.svg").read_bytes()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({}, "no_labels", "without works"),
        ({"a.jsonl": "{"}, "bad_label_file", "a.jsonl"),
        ({"a.jsonl": '{"id": 1}'}, "bad_label_file", "a.jsonl"),
    ],
)
def test_data_that_does_not_fit_leaves_nothing(
    tmp_path: Path, files: dict[str, str], code: str, said: str
) -> None:
    data, shelf = tmp_path / "data", tmp_path / "shelf"
    data.mkdir()
    for name, text in files.items():
        (data / name).write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said) as refused:
        train_candidate(Shelf(shelf), "links", data=[data])
    assert refused.value.code == code
    assert list((shelf / "links").iterdir()) == []


def test_a_folder_that_is_not_there_is_named_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        train_candidate(Shelf(tmp_path / "shelf"), "lines", data=[tmp_path / "none"])
    assert refused.value.code == "no_such_file"
    assert not (tmp_path / "shelf").exists()


def test_lines_and_links_have_no_learners_to_choose(tmp_path: Path) -> None:
    for kind in ("lines", "links"):
        with pytest.raises(UsageError) as refused:
            train_candidate(Shelf(tmp_path), kind, learner="sgd")
        assert refused.value.code == "unknown_learner"


def test_each_kind_is_given_the_folders_that_hold_labels_for_it(tmp_path: Path) -> None:
    works, texts, nothing = (tmp_path / name for name in ("works", "texts", "nothing"))
    for folder in (works, texts, nothing):
        folder.mkdir()
    (works / "a.jsonl").write_text("{}")
    (texts / "a.txt").write_text("% department: 甲局\n", "utf-8")
    (texts / "b.txt").write_text("一篇正文", "utf-8")
    found = data_by_kind(("lines", "links"), [works, texts])
    assert found == {"lines": (texts,), "links": (works,)}
    with pytest.raises(UsageError) as refused:
        data_by_kind(("lines", "links"), [works, nothing])
    assert refused.value.code == "no_labels"
    assert "nothing" in refused.value.found
    # One kind alone is given everything: its own training says what is wrong.
    assert data_by_kind(("lines",), [nothing]) == {"lines": (nothing,)}
