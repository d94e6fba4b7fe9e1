"""`yiju train`: what it prints, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.service.cli.ended import Yiju


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIJU_MODELS_FOLDER", str(tmp_path / "models"))


def _set(path: Path) -> Path:
    rows = [
        f"{name[0]} B-NAME\n{name[1]} E-NAME\n来 O\n了 O\n"
        for name in ("李明", "王芳", "赵强", "孙丽")
    ]
    path.write_text("\n".join(rows * 4), "utf-8")
    return path


def test_a_public_set_gives_a_table_or_one_json_object(yiju: Yiju, tmp_path: Path) -> None:
    data = _set(tmp_path / "set.bmes")
    ended = yiju("train", "tokens", "--train", data, "--test", data)
    assert ended.code == 0
    head, row, overall = (line.split() for line in ended.out.splitlines()[:3])
    assert head == ["label", "precision", "recall", "F1", "entities"]
    assert row == ["NAME", "100.00", "100.00", "100.00", "16"]
    assert overall[0] == "overall"
    report = json.loads(yiju("train", "tokens", "--train", data, "--test", data, "--json").out)
    assert report["overall"]["f1"] == 1.0
    assert report["labels"]["NAME"]["entities"] == 16
    assert report["seconds"] >= 0
    assert not (tmp_path / "models").exists()  # nothing is kept


def test_a_set_in_json_lines_and_what_was_left_out_of_it(yiju: Yiju, tmp_path: Path) -> None:
    rows = [
        {
            "text": f"{name}来了",
            "label": {"name": {name: [[0, 1]]}, "letter": {name[0]: [[0, 0]]}},
        }
        for name in ("李明", "王芳", "赵强", "孙丽") * 4
    ]
    data = tmp_path / "train.json"
    data.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    ended = yiju("train", "tokens", "--train", data, "--test", data)
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()[:3]] == ["label", "name", "overall"]
    assert "test: 16 labels left out that overlap longer ones" in ended.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lines", "--train", "a", "--test", "b"), "with lines"),
        (("tokens", "--train", "a"), "half of the options"),
        (("tokens", "--train", "none.bmes", "--test", "none.bmes"), "none.bmes"),
        (("words",), "words"),
        (("lines", "--learner", "crf"), "only tokens have several"),
        (("lines", "--data", "none"), "no folder"),
    ],
)
def test_what_cannot_be_trained(yiju: Yiju, arguments: tuple[str, ...], said: str) -> None:
    ended = yiju("train", *arguments)
    assert (ended.code, ended.out) == (64, "")
    assert said in ended.err


def test_a_candidate_is_named_with_its_score(
    yiju: Yiju, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.links.task.INVENTED", 300)
    ended = yiju("train", "links", "--seed", "7", "--json")
    assert ended.code == 0
    (made,) = json.loads(ended.out)["versions"]
    assert made["kind"] == "links"
    assert made["card"]["seed"] == 7
    assert Path(made["folder"]).is_dir()
    assert made["name"] in yiju("models", "list").out
