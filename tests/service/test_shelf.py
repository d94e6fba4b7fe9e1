"""Which version of each model is used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extraction.errors import ModelError, UsageError
from models.shelf import Shelf, promote
from service.assembly import build
from service.pipeline_version import live_versions
from service.settings import Settings
from service.shelf import (
    lines_opener,
    open_ranker,
    open_shelf,
    version_in_use,
    versions_in_use,
)
from tests.models.shelf.rankers import put, ranker


def _settings(folder: Path, use: str = "") -> Settings:
    return replace(Settings(), models_folder=str(folder), models_use=use)


def test_the_shelf_is_the_settings_folder_or_in_the_users_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_shelf(_settings(tmp_path)).folder == tmp_path
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert open_shelf(Settings()).folder == tmp_path / "yiju" / "models"


def test_what_was_promoted_is_used_and_what_is_set_goes_before_it(tmp_path: Path) -> None:
    settings, shelf = _settings(tmp_path), Shelf(tmp_path)
    released = version_in_use(settings, "links")
    assert released is not None
    first, second = put(shelf, ranker()), put(shelf, ranker())
    promote(shelf, first.name, by="甲")
    assert version_in_use(settings, "links") == first
    found = open_ranker(settings)
    assert found is not None
    assert found.name == first.name
    assert live_versions(settings).links == first.name
    assert build(settings).versions.links == first.name
    for use, expected in ((second.name, second), (f" {released.name} ,", released)):
        assert version_in_use(_settings(tmp_path, use), "links") == expected
    assert versions_in_use(settings)["lines"].is_released


@pytest.mark.parametrize(
    ("use", "said"), [("links-9", "no version"), ("released:links,live:links", "two versions")]
)
def test_what_is_set_must_be_there_once(tmp_path: Path, use: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        version_in_use(_settings(tmp_path, use), "links")


def test_a_shelf_out_of_order_is_told_when_the_model_is_needed(tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").write_text("{\n", "utf-8")
    settings = _settings(tmp_path)
    opener = lines_opener(settings)  # a document without need of it is read
    assert build(settings).versions.lines == ""
    assert opener is not None
    with pytest.raises(ModelError) as refused:
        opener()
    assert refused.value.code == "broken_shelf"
