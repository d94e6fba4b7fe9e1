"""Which files of a run are documents, and their names."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from service.documents import find_documents

Plant = Callable[[str], Path]


@pytest.fixture
def plant(tmp_path: Path) -> Plant:
    def put(name: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        return path

    return put


def names(*paths: Path) -> list[str]:
    return [item.name for item in find_documents(paths).documents]


def test_a_folder_gives_its_documents_by_ending_and_names_the_rest(
    plant: Plant, tmp_path: Path
) -> None:
    for name in ("b.PDF", "a.txt", "sub/a.txt", "a.gold.json", "README", "pdf"):
        plant(name)
    found = find_documents([tmp_path])
    assert [item.name for item in found.documents] == ["a.txt", "b.PDF", "sub/a.txt"]
    assert sorted(found.skipped) == ["README", "a.gold.json", "pdf"]


def test_a_file_given_by_name_is_a_document_whatever_its_ending(plant: Plant) -> None:
    assert names(plant("a.bin"), plant("b.pdf")) == ["a.bin", "b.pdf"]


def test_a_file_that_is_not_there_is_kept_for_its_error(tmp_path: Path) -> None:
    assert names(tmp_path / "absent.pdf") == ["absent.pdf"]


def test_the_same_file_counts_once(plant: Plant, tmp_path: Path) -> None:
    path = plant("a.pdf")
    assert names(path, tmp_path, tmp_path / "." / "a.pdf") == ["a.pdf"]


def test_files_of_one_name_are_told_apart_by_their_folders(plant: Plant) -> None:
    paths = plant("2024/a.pdf"), plant("2025/a.pdf"), plant("2025/b.pdf")
    assert names(*paths) == ["2024/a.pdf", "2025/a.pdf", "2025/b.pdf"]


def test_what_would_block_when_opened_is_skipped(plant: Plant, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    plant("a.pdf")
    found = find_documents([tmp_path])
    assert [item.name for item in found.documents] == ["a.pdf"]
    assert found.skipped == ("pipe.pdf",)


def test_a_ring_of_links_ends(plant: Plant, tmp_path: Path) -> None:
    plant("a.pdf")
    (tmp_path / "again").symlink_to(tmp_path)
    assert names(tmp_path) == ["a.pdf"]
