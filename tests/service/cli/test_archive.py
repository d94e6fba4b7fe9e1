"""`yiju archive …` as its users type it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from service.cli.archive import COMMANDS
from tests.service.archive.archives import kept, make, plain, without_registry
from tests.service.cli.ended import Ended, Yiju
from tests.service.command import ROOT
from training_data.synthesis.make import synthesise

Run = Callable[..., Ended]


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    without_registry(str(path))
    return path


@pytest.fixture
def archive(yiju: Yiju, store_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the store of the test."""
    monkeypatch.setenv("YIJU_PARSE_TIMEOUT_SECONDS", "20")

    def run(*arguments: object) -> Ended:
        return yiju("archive", *arguments, "--store", store_path)

    return run


def test_every_command_is_tested_here(request: pytest.FixtureRequest) -> None:
    here = Path(__file__).read_text("utf-8")
    assert [name for name in COMMANDS if f'archive("{name}"' not in here] == []


def test_an_archive_from_end_to_end(archive: Run, tmp_path: Path) -> None:
    source = make(
        tmp_path / "in", {**plain(5), "bad.txt": "broken", "crash.txt": "killed", "x.exe": "MZ"}
    )
    log = tmp_path / "run.jsonl"
    ran = archive("run", source, "--workers", 2, "--log", log)
    assert ran.code == 0
    assert "done 5, failed 1, quarantined 1, retried 1, waiting 0" in ran.out
    assert "crash.txt: quarantined: worker_lost" in ran.err
    assert {json.loads(line)["event"] for line in log.read_text("utf-8").splitlines()} >= {
        "run_started",
        "document_done",
        "document_failed",
        "document_quarantined",
        "run_ended",
    }
    status = json.loads(archive("status", "--format", "json").out)
    assert status["documents"] == 7
    assert status["outcomes"] == {"done": 5, "failed": 1, "quarantined": 1, "waiting": 0}
    assert status["codes"] == {"broken": 1, "worker_lost": 1}
    assert "documents 7 under 7 names" in archive("status").out
    failures = json.loads(archive("failures", "--format", "json").out)
    assert [(each["names"], each["state"]) for each in failures] == [
        (["bad.txt"], "failed"),
        (["crash.txt"], "quarantined"),
    ]
    assert set(failures[0]) == {
        "sha256", "names", "state", "code", "reason", "to_do", "page", "attempts",
    }  # fmt: skip
    assert "a torn page" in archive("failures").out
    # a page that is missing in a document that was read
    pages = json.loads(archive("failures", "--problems", "--format", "json").out)
    assert [each["page"] for each in pages if each["state"] == "done"] == [None] * 5
    again = json.loads(archive("run", source, "--format", "json").out)
    assert (again["documents"], again["new_documents"], again["state"]) == (0, 0, "done")


def test_retry_and_quarantine(archive: Run, tmp_path: Path) -> None:
    source = make(tmp_path / "in", {"good.txt": "plain", "bad.txt": "broken"})
    archive("run", source)
    (source / "bad.txt").write_text("broken")
    retried = json.loads(archive("retry", "--format", "json").out)
    assert retried["outcomes"] == {"done": 0, "failed": 1, "quarantined": 0}
    put = archive("quarantine", "good.txt", "--reason", "the publisher took it back")
    assert "the publisher took it back" in put.out
    assert json.loads(archive("quarantine", "--format", "json").out)[0]["names"] == ["good.txt"]
    assert json.loads(archive("run", source, "--format", "json").out)["documents"] == 0
    assert json.loads(archive("retry", "good.txt", "--format", "json").out)["documents"] == 1
    assert archive("quarantine").out == "none\n"
    assert archive("retry", "nobody.txt").code == 64


def test_exports(archive: Run, tmp_path: Path) -> None:
    archive("run", make(tmp_path / "in", plain(3)))
    for kind, made in (
        ("parquet", "projects"),
        ("csv", "projects.csv"),
        ("xlsx", "archive.xlsx"),
        ("jsonl", "projects.jsonl"),
    ):
        wrote = archive("export", "--format", kind, "-o", tmp_path / kind)
        assert "documents 3, projects 3" in wrote.out
        assert (tmp_path / kind / made).exists()
    assert archive("export", "--format", "csv").code == 64
    sql = archive("export", "--sql").out
    assert "datasette" in sql
    assert "SELECT" in sql


def test_what_is_not_there(archive: Run, yiju: Yiju, tmp_path: Path) -> None:
    assert archive("run", tmp_path / "nowhere").code == 64
    lacking = yiju("archive", "status", "--store", tmp_path / "none.db")
    assert (lacking.code, "store_unreachable" in lacking.err) == (1, True)
    assert not (tmp_path / "none.db").exists()


def test_a_list_file_and_a_url(archive: Run, tmp_path: Path) -> None:
    source = make(tmp_path / "in", plain(4))
    listed = tmp_path / "list.txt"
    listed.write_text("# two of them, one that is gone\nin/000.txt\nin/001.txt\nin/gone.txt\n")
    ran = json.loads(archive("run", listed, "--format", "json").out)
    assert (ran["documents"], ran["unread_places"]) == (2, 1)
    failures = json.loads(archive("failures", "--format", "json").out)
    assert [(each["names"], each["code"]) for each in failures] == [(["gone.txt"], "unreadable")]
    by_url = json.loads(archive("run", source.as_uri(), "--format", "json").out)
    assert (by_url["documents"], by_url["files"]) == (2, 4)
    # each of the first two stands under its path and under its URL
    assert json.loads(archive("status", "--format", "json").out)["names"] == 6


def test_ctrl_c_with_the_real_pipeline_and_the_way_on(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    text = synthesise(3, layout="narrative_with_form").text
    for at in range(80):
        (source / f"{at:02}.txt").write_text(f"{text}\n第{at}号\n", "utf-8")
    url = str(tmp_path / "archive.db")
    without_registry(url)
    command = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from service.cli import main; main()"
    arguments = ["archive", "run", str(source), "--store", url, "--workers", "1"]
    with subprocess.Popen(
        [sys.executable, "-c", command, *arguments], stderr=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 90
        while not kept(url).results and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=90)
    assert process.returncode == 130
    assert "The same command goes on" in err
    before = kept(url)
    assert 0 < before.results < 80
    assert before.states == {"done": before.results, "waiting": 80 - before.results}
