"""Hostile files among good documents, one to five: the good are read, the bad are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from service.archive.run import run_archive
from service.archive.standing import read_failures
from service.settings import Settings
from service.store import open_store
from service.store.document_tables import attempts, document_names, documents
from tests.service.archive.archives import Told
from training_data.synthesis.make import synthesise

HOSTILE = Path(__file__).parents[3] / "shared" / "hostile"
SETTINGS = replace(Settings(), worker_count=2, parse_timeout_seconds=60.0, ocr="off")


def _mixed(folder: Path, hostile: list[Path]) -> tuple[Path, set[str]]:
    """Link hostile files and write five good documents for each; return the good ones' names."""
    folder.mkdir()
    text = synthesise(7, layout="narrative_with_form").text
    good = set()
    for at, bad in enumerate(hostile):
        (folder / f"{at:03} {bad.name}").symlink_to(bad)
        for part in range(5):
            name = f"{at:03} good {part}.txt"
            (folder / name).write_text(f"{text}\n第{at}-{part}号\n", "utf-8")
            good.add(name)
    return folder, good


def _run(tmp_path: Path, hostile: list[Path]) -> None:
    source, good = _mixed(tmp_path / "in", hostile)
    url = str(tmp_path / "archive.db")
    told = Told()
    report = run_archive(str(source), replace(SETTINGS, store=url), watcher=told)
    assert (report.state, report.left) == ("done", 0)
    assert report.tally.total == len(told.states)
    assert {name for name in good if told.states.get(name) == "done"} == good
    with open_store(url) as store, store.read() as connection:
        states = {
            row[0]: row[1]
            for row in connection.execute(
                sa.select(document_names.c.name, documents.c.state).join(
                    documents, documents.c.sha256 == document_names.c.document_sha256
                )
            )
        }
        most = connection.execute(
            sa.select(sa.func.max(attempts.c.seconds), sa.func.max(attempts.c.peak_bytes))
        ).one()
        failures = read_failures(connection)
    assert set(states.values()) <= {"done", "failed", "quarantined"}
    assert len(states) == 6 * len(hostile)
    # typed: a code that the docs explain, a reason and something to do
    assert all(each.code and each.reason and each.to_do for each in failures)
    assert "internal_error" not in {each.code for each in failures}
    # the clock is read by the supervisor, a little later than the process is ended
    assert most[0] < SETTINGS.parse_timeout_seconds + 10
    assert most[1] < SETTINGS.parse_memory_bytes


def _hostile() -> list[Path]:
    return sorted(HOSTILE.glob("*.pdf"))


def test_hostile_files_among_good_ones(tmp_path: Path) -> None:
    _run(tmp_path, _hostile()[::12])


@pytest.mark.soak
def test_all_hostile_files_among_good_ones(tmp_path: Path) -> None:
    _run(tmp_path, _hostile())
