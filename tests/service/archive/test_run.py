"""Whole runs over documents that say themselves what their reading does."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from extraction.errors import UsageError, WorkerLost
from service.archive.run import run_archive
from service.archive.session import Session
from service.archive.standing import read_failures, read_status
from service.store import open_store
from service.store.documents import list_documents, names_of
from service.store.ledger import attempts_of
from tests.service.archive.archives import SETTINGS, Told, kept, make, plain, run


def test_every_document_is_read_once(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", {**plain(40), "a/b/deep.txt": "plain deep"})
    told = Told()
    report = run(source, store_url, told=told)
    assert (report.state, report.files, report.new_documents, report.left) == ("done", 41, 41, 0)
    assert (report.tally.done, report.tally.total) == (41, 41)
    assert set(told.states.values()) == {"done"}
    assert told.total == 41
    assert kept(store_url).states == {"done": 41}
    again = run(source, store_url)
    assert (again.new_documents, again.tally.total) == (0, 0)
    assert kept(store_url).attempts == 41


def test_bad_documents_never_stop_the_good_ones(tmp_path: Path, store_url: str) -> None:
    words = {
        "01 broken.txt": "broken",
        "02 fault.txt": "fault",
        "03 killed.txt": "killed",
        "04 loop.txt": "loop",
        "05 eat.txt": "eat",
        "06 nonsense.txt": "nonsense",
    }
    source = make(tmp_path / "in", {**words, **plain(12)})
    told = Told()
    log = tmp_path / "log.jsonl"
    settings = replace(SETTINGS, parse_timeout_seconds=8.0)
    report = run(source, store_url, settings, told=told, log_path=log)
    assert report.state == "done"
    assert {name: told.states[name] for name in words} == {
        "01 broken.txt": "failed",
        "02 fault.txt": "failed",
        "03 killed.txt": "quarantined",
        "04 loop.txt": "quarantined",
        "05 eat.txt": "quarantined",
        "06 nonsense.txt": "quarantined",
    }
    assert report.tally.done == 12
    assert report.tally.retried == 4
    with open_store(store_url) as store, store.read() as connection:
        failures = {each.names[0]: each for each in read_failures(connection)}
        status = read_status(connection)
        killed = attempts_of(connection, failures["03 killed.txt"].sha256 or "")
    codes = {name: failures[name].code for name in words}
    assert codes == {
        "01 broken.txt": "broken",
        "02 fault.txt": "internal_error",
        "03 killed.txt": "worker_lost",
        "04 loop.txt": "limit_exceeded",
        "05 eat.txt": "limit_exceeded",
        "06 nonsense.txt": "worker_lost",
    }
    assert "SIGKILL" in failures["03 killed.txt"].reason
    assert failures["03 killed.txt"].to_do
    # once among the others, once alone
    assert [(each.number, each.outcome) for each in killed] == [(1, "lost"), (2, "lost")]
    assert status.outcomes == {"done": 12, "failed": 2, "quarantined": 4, "waiting": 0}
    events = [json.loads(line)["event"] for line in log.read_text().splitlines()]
    assert events[0] == "run_started"
    assert events[-1] == "run_ended"
    assert events.count("document_done") == 12
    assert events.count("document_retried") == 4


def test_a_second_run_does_what_is_new_changed_or_asked_for(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", {**plain(3), "bad.txt": "broken"})
    run(source, store_url)
    make(source, {"new.txt": "plain new", "000.txt": "plain and longer than before"})
    second = Told()
    assert run(source, store_url, told=second).new_documents == 2
    assert second.states == {"new.txt": "done", "000.txt": "done"}
    failed = Told()
    assert run(source, store_url, again="failed", told=failed).asked_again == 1
    assert failed.states == {"bad.txt": "failed"}
    older = Told()
    run(source, store_url, again="older-than-model", told=older)
    # the obedient pipeline has no models, the live pipeline has one
    assert set(older.states) == {"000.txt", "001.txt", "002.txt", "new.txt"}
    everything = Told()
    run(source, store_url, again="all", told=everything)
    assert len(everything.states) == 5
    with open_store(store_url) as store, store.read() as connection:
        # what stood in 000.txt before has no name any more and is not counted
        assert read_status(connection).documents == 5


def test_other_settings_that_change_results_read_anew(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", plain(3))
    run(source, store_url)
    assert run(source, store_url, replace(SETTINGS, max_document_pages=9)).tally.done == 3
    assert run(source, store_url, replace(SETTINGS, worker_count=1)).tally.done == 0


def test_one_document_under_two_names_is_read_once(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", {"z.txt": "plain", "b/copy.txt": "plain", "c.txt": "plain 2"})
    told = Told()
    run(source, store_url, told=told)
    assert told.states == {"c.txt": "done", "z.txt": "done"}
    with open_store(store_url) as store, store.read() as connection:
        status = read_status(connection)
        assert (status.documents, status.names) == (2, 3)


def test_retry_of_named_documents(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", {"bad.txt": "broken", "worse.txt": "broken 2"})
    run(source, store_url)
    told = Told()
    run(None, store_url, asked=("bad.txt",), told=told)
    assert told.states == {"bad.txt": "failed"}
    with pytest.raises(UsageError, match="no document"):
        run(None, store_url, asked=("nowhere.txt",))


def test_stop_finishes_what_is_in_hand(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", {f"{at:02}.txt": f"sleep 0.{at + 10}" for at in range(40)})
    sessions: list[Session] = []

    def stop_soon() -> None:
        while not sessions or not sessions[0].tally.total:
            time.sleep(0.02)
        sessions[0].stop()

    thread = threading.Thread(target=stop_soon)
    thread.start()
    report = run(source, store_url, sessions=sessions)
    thread.join()
    assert report.state == "interrupted"
    assert 0 < report.tally.done < 40
    assert report.tally.done + report.left == 40
    # nothing is held: another run may begin at once
    assert kept(store_url).states == {"done": report.tally.done, "waiting": report.left}
    assert run(source, store_url).tally.done == report.left


def test_a_broken_installation_ends_the_run_and_blames_no_document(
    tmp_path: Path, store_url: str
) -> None:
    source = make(tmp_path / "in", plain(3))
    settings = replace(SETTINGS, store=store_url)
    with pytest.raises(WorkerLost) as raised:
        run_archive(
            str(source),
            settings,
            watcher=Told(),
            pipeline="tests.service.parsing.pipelines:fail_to_build",
        )
    assert raised.value.code == "worker_start"
    assert kept(store_url).states == {"waiting": 3}
    assert run(source, store_url).tally.done == 3


def test_names_stay_in_the_order_they_were_seen(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", {"b.txt": "plain", "a.txt": "plain"})
    run(source, store_url)
    with open_store(store_url) as store, store.read() as connection:
        (document,) = list_documents(connection)
        assert [each.name for each in names_of(connection, document.sha256)] == ["a.txt", "b.txt"]
