"""A version is whole or not there, whatever happens to the process that makes it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from extraction.errors import ModelError, UsageError
from models.links.model import FILE
from models.shelf import Shelf
from tests.models.shelf.rankers import put, ranker, shown


def test_the_released_models_are_live_where_nothing_was_promoted(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "none")
    for kind in ("lines", "links"):
        live = shelf.live(kind)
        assert live is not None
        assert live.is_released
        live.load()
    assert not (tmp_path / "none").exists()  # looking makes nothing


def test_a_candidate_changes_nothing_that_is_live(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    before = shelf.live("links")
    version = put(shelf, ranker())
    assert shelf.live("links") == before
    assert version.name.startswith("links-20")
    assert version.name.endswith("-1")
    card = version.card()
    assert (card["name"], card["kind"], card["code"]) == (version.name, "links", "test")
    assert shelf.version(version.name) == version
    assert version.load().name == version.name  # type: ignore[attr-defined]


def test_versions_made_side_by_side_have_names_of_their_own(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: put(shelf, ranker()), range(12)))
    assert len({version.name for version in made}) == 12
    assert shown(tmp_path / "links") == sorted(version.name for version in made)
    assert [version.name for version in shelf.versions("links")[1:]][-1].endswith("-12")


def test_a_draft_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with Shelf(tmp_path).draft("links") as draft:
            (draft / FILE).write_text("half")
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        fail()
    assert list((tmp_path / "links").iterdir()) == []


def test_a_draft_that_cannot_be_opened_is_not_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)

    def keep() -> None:
        with shelf.draft("links") as draft:
            (draft / FILE).write_text("half")
            shelf.keep("links", draft, facts={})

    with pytest.raises(ModelError) as refused:
        keep()
    assert refused.value.code == "wrong_model"
    assert shown(tmp_path / "links") == []


_TRAINER = """
    import sys, time
    from pathlib import Path
    from models.shelf import Shelf
    with Shelf(Path(sys.argv[1])).draft("links") as draft:
        (draft / "links.json").write_text("half a model")
        print("writing", flush=True)
        time.sleep(60)
"""


def test_a_killed_training_leaves_no_version_and_is_cleared_away(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_TRAINER), str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.readline() == b"writing\n"
    drafts = list((tmp_path / "links").glob(".draft-*"))
    assert len(drafts) == 1
    version = put(shelf, ranker())  # a training beside it leaves its draft alone
    assert drafts[0].is_dir()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert [one.name for one in shelf.versions("links")[1:]] == [version.name]
    put(shelf, ranker())
    assert list((tmp_path / "links").glob(".draft-*")) == []


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("cut short", lambda folder: _cut(folder / FILE)),
        (
            "another form",
            lambda folder: _change(folder / "links.card.json", "form", "yiju.links.9"),
        ),
        ("other bytes", lambda folder: _change(folder / "links.card.json", "sha256", "0" * 64)),
        ("no card", lambda folder: (folder / "links.card.json").unlink()),
        ("no model", lambda folder: (folder / FILE).unlink()),
        ("a card that is no JSON", lambda folder: (folder / "links.card.json").write_text("{")),
        ("a card that is a list", lambda folder: (folder / "links.card.json").write_text("[]")),
        ("a pickle", lambda folder: (folder / FILE).write_bytes(b"\x80\x04cos\nsystem\n.")),
    ],
)
def test_a_version_that_does_not_fit_is_refused_by_name(
    tmp_path: Path, name: str, harm: object
) -> None:
    shelf = Shelf(tmp_path)
    version = put(shelf, ranker())
    assert callable(harm)
    harm(version.folder)
    with pytest.raises(ModelError) as refused:
        version.load()
    assert refused.value.code == "wrong_model"
    assert version.name in refused.value.found
    assert "yiju train links" in refused.value.hint
    assert shelf.live("links") is not None
    assert name


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _change(path: Path, key: str, value: str) -> None:
    card = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**card, key: value}), "utf-8")


def test_an_unknown_version_names_the_nearest(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    version = put(shelf, ranker())
    with pytest.raises(UsageError) as refused:
        shelf.version(version.name + "0")
    assert refused.value.code == "unknown_version"
    assert version.name in refused.value.hint


def test_live_and_released_name_versions_of_a_kind(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.version("live:links") == shelf.version("released:links") == shelf.live("links")
    with pytest.raises(UsageError):
        shelf.version("live:nothing")


def test_a_folder_that_cannot_be_written_is_one_typed_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError) as refused, Shelf(tmp_path / "file" / "shelf").draft("links"):
        pass
    assert refused.value.code == "not_written"


def test_versions_come_in_the_order_of_their_age(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = put(shelf, ranker())
    for number in (2, 10):  # 10 after 2, as numbers go
        first.folder.with_name(f"{first.name[:-1]}{number}").mkdir()
    names = [one.name.rpartition("-")[2] for one in shelf.versions("links")[1:]]
    assert names == ["1", "2", "10"]
