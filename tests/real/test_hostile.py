"""Odd and broken files from other projects' test suites, and samples cut short."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from extraction import extract
from extraction.errors import DocumentError
from service.parsing import Reply, Request, run_all
from service.settings import Settings
from tests.real.samples import DOCUMENTS, FOLDER
from tests.service.odd_documents import truncations

HOSTILE_FOLDER = FOLDER.parent / "hostile"
HOSTILE = sorted(HOSTILE_FOLDER.glob("*.pdf"))
CUTS = 10
MORE_CUTS = 60

pytestmark = pytest.mark.skipif(
    not (HOSTILE and DOCUMENTS), reason="needs ../shared/hostile and ../shared/samples"
)


def test_every_hostile_file_ends_in_a_disclosure_or_a_typed_error() -> None:
    _hold(HOSTILE)


def test_every_sample_cut_short_ends_the_same_way(tmp_path: Path) -> None:
    _hold(_cut(tmp_path, seed=1, count=CUTS))


def test_a_lock_that_only_the_careful_reader_opens() -> None:
    disclosure = extract(HOSTILE_FOLDER / "pdfjs_1a4e66fbee.pdf")
    assert disclosure.source.reader == "pdfminer"
    assert disclosure.source.text_length > 0


@pytest.mark.soak
def test_every_hostile_file_ends_the_same_way_with_the_careful_reader() -> None:
    _hold(HOSTILE, careful=True)


@pytest.mark.soak
def test_samples_cut_short_at_more_places(tmp_path: Path) -> None:
    _hold(_cut(tmp_path, seed=2, count=MORE_CUTS))


def _cut(folder: Path, *, seed: int, count: int) -> list[Path]:
    """Write every sample cut at ``count`` places, and one for each whole sample's length - 1."""
    paths = []
    for sample in (FOLDER / name for name in DOCUMENTS):
        data = sample.read_bytes()
        pieces = dict(truncations(data, seed=seed, count=count)) | {len(data) - 1: data[:-1]}
        for length, piece in pieces.items():
            path = folder / f"{sample.stem}.{length}{sample.suffix}"
            path.write_bytes(piece)
            paths.append(path)
    return paths


def _hold(paths: Sequence[Path], *, careful: bool = False) -> None:
    """Read the files in processes with 20 seconds and a gigabyte; name those that end otherwise.

    A fault of the program comes back as `WorkerLost`, which is no `DocumentError`.
    """
    settings = Settings(parse_timeout_seconds=20.0, parse_memory_bytes=1024**3)
    asked = [Request(str(path), reader="pdfminer" if careful else "auto") for path in paths]
    lost = []
    for index, outcome in run_all(asked, settings):
        name = paths[index].name
        if isinstance(outcome, Reply):
            found = json.loads(outcome.body)
            assert found["source"]["name"] == name
            assert len(found["problems"]) == outcome.counts["problems"]
        elif not isinstance(outcome, DocumentError):
            lost.append(f"{name}: {outcome.message}")
        else:
            assert outcome.hint
    assert lost == []
