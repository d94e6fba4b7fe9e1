"""`yiju models`: what people and programs see of the shelf."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.shelf import Shelf
from tests.models.shelf.rankers import put, ranker, shy
from tests.service.cli.ended import Yiju


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    monkeypatch.setenv("YIJU_MODELS_FOLDER", str(tmp_path / "models"))
    return Shelf(tmp_path / "models")


def test_the_list_names_every_version_and_which_is_live(yiju: Yiju, shelf: Shelf) -> None:
    version, broken = put(shelf, ranker()), put(shelf, ranker())
    broken.model.write_text("half")
    ended = yiju("models", "list", "links")
    assert ended.code == 0
    rows = [line.split()[:3] for line in ended.out.splitlines()]
    assert rows == [
        ["kind", "version", "state"],
        ["links", "links-1", "live"],
        ["links", version.name, "candidate"],
        ["links", broken.name, "candidate"],
    ]
    assert f"{broken.name} cannot be used" in ended.err
    found = json.loads(yiju("models", "list", "--json").out)
    assert found["folder"] == str(shelf.folder)
    live = {row["kind"]: row["name"] for row in found["versions"] if row["state"] == "live"}
    assert live["links"] == "links-1"
    assert {"kind", "name", "state", "released", "f1", "interval"} <= found["versions"][-3].keys()


def test_promote_and_roll_back(yiju: Yiju, shelf: Shelf) -> None:
    version = put(shelf, ranker())
    ended = yiju("models", "promote", version.name, "--by", "甲", "--reason", "试用")
    assert (ended.code, ended.out.splitlines()[0]) == (
        0,
        f"{version.name} is live; before it links-1",
    )
    assert f"model of links {version.name}" in yiju("version").out
    shown = yiju("models", "show", version.name)
    assert "promote links-1 → " in shown.out
    assert "by 甲: 试用" in shown.out
    event = json.loads(yiju("models", "rollback", "links", "--by", "乙", "--json").out)
    assert (event["version"], event["before"], event["by"]) == ("links-1", version.name, "乙")
    again = yiju("models", "rollback", "links")
    assert (again.code, "nothing_to_roll_back" in again.err) == (64, True)


def test_the_gate_and_force(yiju: Yiju, shelf: Shelf) -> None:
    worse = put(shelf, shy())
    refused = yiju("models", "promote", worse.name)
    assert (refused.code, "gate_refused" in refused.err) == (64, True)
    without = yiju("models", "promote", worse.name, "--force")
    assert (without.code, "no_reason" in without.err) == (64, True)
    done = json.loads(
        yiju("models", "promote", worse.name, "--force", "--reason", "试验", "--json").out
    )
    assert (done["forced"], done["reason"], done["verdict"]["passes"]) == (True, "试验", False)


def test_compare_shows_scores_side_by_side_and_what_documents_give(
    yiju: Yiju, shelf: Shelf, tmp_path: Path
) -> None:
    worse = put(shelf, shy())
    ended = yiju("models", "compare", "live", worse.name)
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()[:4]] == [
        "label",
        "clean",
        "corrupted",
        "overall",
    ]
    assert "the gate refuses" in ended.out
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text("whole", "utf-8")
    found = json.loads(
        yiju("models", "compare", "live", worse.name, "--documents", documents, "--json").out
    )
    assert (found["before"], found["after"], found["passes"]) == ("links-1", worse.name, False)
    assert set(found["documents"]["counts"]) == {"gained", "lost", "changed"}


def test_two_kinds_cannot_be_compared(yiju: Yiju, shelf: Shelf) -> None:
    ended = yiju("models", "compare", "released:lines", "released:links")
    assert (ended.code, "two versions of one kind" in ended.err) == (64, True)


def test_show_has_the_card(yiju: Yiju, shelf: Shelf) -> None:
    shown = json.loads(yiju("models", "show", "live:lines", "--json").out)
    assert shown["state"] == "live"
    assert {"data", "settings", "scores", "reliability", "sha256"} <= shown["card"].keys()
    text = yiju("models", "show", "live:lines").out
    assert "scores: frozen" in text
    assert "heading_budget" in text
    assert yiju("models", "show", "lines-99").code == 64
