"""What goes wrong on a machine, done to real processes, files and databases."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from extraction.errors import StoreError
from service.archive.exporting import export_archive
from service.archive.run import run_archive
from service.archive.standing import read_failures, read_status
from service.store import open_store
from tests.service.archive.archives import SETTINGS, Told, kept, make, run, without_registry
from tests.service.archive.pipelines import STEADY
from tests.service.archive.supervisors import ROOT, children_of, finish, kill_storm, running
from tests.service.store.cluster import Cluster

_UNPRIVILEGED = 65534


def _sleepers(count: int, seconds: float = 0.02) -> dict[str, str]:
    return {f"{at % 7}/{at:03}.txt": f"sleep {seconds} {at}" for at in range(count)}


def _exported(url: str, folder: Path) -> dict[str, str]:
    """Return the hash of every file of all kinds of exports."""
    with open_store(url) as store:
        for kind in ("parquet", "csv", "jsonl", "xlsx"):
            export_archive(store, folder / kind, kind)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _same_as_undisturbed(source: Path, url: str, tmp_path: Path, count: int) -> None:
    assert kept(url).states == {"done": count}
    assert kept(url).results == count
    undisturbed = str(tmp_path / "undisturbed.db")
    assert finish(source, undisturbed, STEADY) == (0, f"done {count} 0")
    assert _exported(url, tmp_path / "one") == _exported(undisturbed, tmp_path / "other")


def test_kills_lose_nothing_and_double_nothing(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", _sleepers(60))
    kill_storm(source, store_url, STEADY, kills=4, seed=1, seconds=3.0)
    code, _ = finish(source, store_url, STEADY)
    assert code == 0
    with open_store(store_url) as store, store.read() as connection:
        states = [run["state"] for run in read_status(connection).runs]
    # no run seems to go on whose process is gone
    assert (states[0], "killed" in states, "running" in states) == ("done", True, False)
    _same_as_undisturbed(source, store_url, tmp_path, 60)


def test_a_reading_process_ends_with_its_supervisor(tmp_path: Path) -> None:
    url = str(tmp_path / "store.db")
    source = make(tmp_path / "in", _sleepers(2, 300.0))
    without_registry(url)
    with running(source, url, STEADY) as process:
        deadline = time.monotonic() + 60
        while len(readers := children_of(process.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        # they are in the middle of their documents, and show signs of life
        time.sleep(2.5)
        process.kill()
        process.wait()
        deadline = time.monotonic() + 20
        while any(map(_lives, readers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(readers) == 2
        assert not any(map(_lives, readers))


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except OSError:
        return False
    return state != b"Z"


@pytest.mark.soak
def test_fifty_kills_over_one_run(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", _sleepers(3000))
    done = kill_storm(source, store_url, STEADY, kills=50, seed=2, seconds=2.0)
    assert sorted(done.values()) == [16, 17, 17]
    code, _ = finish(source, store_url, STEADY)
    assert code == 0
    _same_as_undisturbed(source, store_url, tmp_path, 3000)


def test_two_supervisors_share_the_work(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", _sleepers(80, 0.1))
    with running(source, store_url, STEADY) as one, running(source, store_url, STEADY) as two:
        outs = [process.communicate(timeout=300) for process in (one, two)]
    assert [process.returncode for process in (one, two)] == [0, 0], outs
    read = [int(out.split()[1]) for out, _ in outs]
    assert sum(read) == 80
    # each was tried once, by one of them
    assert (kept(store_url).results, kept(store_url).attempts) == (80, 80)


def test_a_stopped_reading_process_is_heard_of_by_its_silence(
    tmp_path: Path, store_url: str
) -> None:
    source = make(tmp_path / "in", {"stopped.txt": "stopped", "good.txt": "plain"})
    without_registry(store_url)
    told = Told()
    settings = replace(SETTINGS, store=store_url, parse_silence_seconds=3.0)
    run_archive(str(source), settings, watcher=told, pipeline=STEADY)
    assert told.states == {"stopped.txt": "quarantined", "good.txt": "done"}
    with open_store(store_url) as store, store.read() as connection:
        (failure,) = read_failures(connection)
    assert failure.code == "worker_silent"


class _Meddler(Told):
    """A watcher that does something between the listing and the reading."""

    def __init__(self, *acts: object) -> None:
        super().__init__()
        self._acts = acts

    def begin(self, total: int) -> None:
        super().begin(total)
        for act in self._acts:
            act()  # type: ignore[operator]


def test_a_file_that_vanishes_after_the_listing(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", {"gone.txt": "plain 1", "here.txt": "plain 2"})
    told = _Meddler((source / "gone.txt").unlink)
    run(source, store_url, told=told)
    assert told.states == {"gone.txt": "failed", "here.txt": "done"}
    with open_store(store_url) as store, store.read() as connection:
        (failure,) = read_failures(connection)
    assert failure.code == "contents_gone"
    assert "gone.txt" in failure.reason


def test_a_file_that_vanishes_is_read_under_its_other_name(tmp_path: Path, store_url: str) -> None:
    source = make(tmp_path / "in", {"a.txt": "plain", "b.txt": "plain"})
    told = _Meddler((source / "a.txt").unlink)
    run(source, store_url, told=told)
    assert told.states == {"a.txt": "done"}


def test_a_file_that_changes_after_the_listing_is_read_as_it_is_now(
    tmp_path: Path, store_url: str
) -> None:
    source = make(tmp_path / "in", {"changed.txt": "plain 1", "same.txt": "plain 2"})

    def change() -> None:
        (source / "changed.txt").write_text("plain and other")

    class Once(_Meddler):
        def finished(self, outcome: object, state: str) -> None:
            # the old bytes fail under this name, the new ones are read
            self.states.pop("changed.txt", None)
            super().finished(outcome, state)  # type: ignore[arg-type]

    told = Once(change)
    run(source, store_url, told=told)
    assert told.states == {"changed.txt": "done", "same.txt": "done"}
    with open_store(store_url) as store, store.read() as connection:
        status = read_status(connection)
        assert (status.documents, status.outcomes["done"]) == (2, 2)
        assert read_failures(connection) == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user of the machine can reach."""
    folder = Path(tempfile.mkdtemp(prefix="yiju-archive-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


_AS_NOBODY = f"""
import os, sys; sys.path.insert(0, {str(ROOT)!r})
import json
from dataclasses import replace
from extraction.errors import YijuError
from service.archive.intake import take_in
from service.archive.run import run_archive
from service.archive.sources import find_entries
from service.store import open_store
from tests.service.archive.archives import SETTINGS, Told
from service.pipeline_version import pipeline_version
from tempfile import TemporaryDirectory
# The interpreter's own files may be root's alone: all that is needed is loaded before.
with TemporaryDirectory() as folder:
    with open_store(folder + "/store.db") as store:
        take_in(store, find_entries(folder), pipeline_version=pipeline_version(SETTINGS))
if os.geteuid() == 0:
    os.setgroups([]); os.setgid({_UNPRIVILEGED}); os.setuid({_UNPRIVILEGED})
what, source, url = sys.argv[1:]
try:
    if what == "list":
        with open_store(url) as store:
            found = take_in(store, find_entries(source), pipeline_version="v")
            print(json.dumps([found.files, sorted(each.name for each in found.unread)]))
    else:
        run_archive(source, replace(SETTINGS, store=url), watcher=Told())
except YijuError as error:
    print(json.dumps([error.code, error.hint]))
"""


def _as_nobody(what: str, source: Path, url: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, what, str(source), str(url)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=source,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_folder_and_a_file_without_permission_are_told_by_name(open_folder: Path) -> None:
    source = make(open_folder / "in", {"good.txt": "1", "shut/a.txt": "2", "shut.txt": "3"})
    (source / "shut").chmod(0)
    (source / "shut.txt").chmod(0)
    work = open_folder / "work"
    work.mkdir()
    without_registry(str(work / "store.db"))
    work.chmod(0o777)
    for path in work.iterdir():
        path.chmod(0o666)
    assert _as_nobody("list", source, work / "store.db") == '[1, ["shut", "shut.txt"]]\n'
    with open_store(str(work / "store.db")) as store, store.read() as connection:
        failures = read_failures(connection)
        assert [(each.names, each.code) for each in failures] == [
            (("shut",), "unreadable"),
            (("shut.txt",), "unreadable"),
        ]
        assert "Permission denied" in failures[0].reason
    (source / "shut").chmod(0o755)


def test_a_read_only_store_is_refused_at_once(open_folder: Path) -> None:
    source = make(open_folder / "in", {"good.txt": "1"})
    work = open_folder / "work"
    work.mkdir()
    without_registry(str(work / "store.db"))
    for path in work.iterdir():
        path.chmod(0o444)
    work.chmod(0o555)
    assert "store_read_only" in _as_nobody("run", source, work / "store.db")
    work.chmod(0o755)


def test_a_full_disk_stops_the_run_and_loses_nothing(tmp_path: Path) -> None:
    source = make(tmp_path / "in", _sleepers(120, 0.0))
    url = str(tmp_path / "store.db")
    without_registry(url)
    pages = os.path.getsize(url) // 4096
    code, said = finish(source, url, STEADY, quota_pages=pages + 40)
    assert (code, said) == (1, "store_full")
    before = kept(url).results
    assert before < 120
    # room again: the same command goes on
    assert finish(source, url, STEADY) == (0, f"done {120 - before} 0")
    _same_as_undisturbed(source, url, tmp_path, 120)


def test_a_lost_connection_is_waited_for(tmp_path: Path, cluster: Cluster) -> None:
    url = cluster.new_database()
    database = sa.make_url(url).database
    source = make(tmp_path / "in", _sleepers(60, 0.05))
    without_registry(url)
    over = threading.Event()
    lost = 0

    def cut() -> None:
        nonlocal lost
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
            # seldom enough that a slow machine gets something done in between
            while lost < 6 and not over.wait(0.7):
                rows = connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                    (database,),
                ).fetchall()
                lost += len(rows)

    thread = threading.Thread(target=cut)
    began = time.monotonic()

    class Cutting(Told):
        def begin(self, total: int) -> None:
            super().begin(total)
            thread.start()

        def finished(self, outcome: object, state: str) -> None:
            super().finished(outcome, state)  # type: ignore[arg-type]
            if len(self.states) > 40:
                over.set()

    told = Cutting()
    try:
        run_archive(
            str(source),
            replace(SETTINGS, store=url, archive_store_patience_seconds=60.0),
            watcher=told,
            pipeline=STEADY,
        )
    finally:
        over.set()
        thread.join()
    assert lost > 0, f"nothing was cut in {time.monotonic() - began:.1f} s"
    assert kept(url).states == {"done": 60}
    assert kept(url).results == 60


def test_a_store_that_stays_away_ends_the_run(tmp_path: Path, cluster: Cluster) -> None:
    url = cluster.new_database()
    database = sa.make_url(url).database
    source = make(tmp_path / "in", _sleepers(20, 0.2))
    without_registry(url)

    def shut() -> None:
        cluster.run(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
        cluster.run(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        )

    settings = replace(SETTINGS, store=url, archive_store_patience_seconds=0.5)
    with pytest.raises(StoreError) as raised:
        run_archive(str(source), settings, watcher=_Meddler(shut), pipeline=STEADY)
    assert raised.value.code == "store_unreachable"
    cluster.run(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true")
    assert finish(source, url, STEADY)[0] == 0
    assert kept(url).states == {"done": 20}


def test_ctrl_c_finishes_what_is_in_hand(tmp_path: Path) -> None:
    source = make(tmp_path / "in", _sleepers(200, 0.2))
    url = str(tmp_path / "store.db")
    with running(source, url, STEADY) as process:
        deadline = time.monotonic() + 60
        while not (os.path.exists(url) and _some_done(url)) and time.monotonic() < deadline:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    state, read, left = out.split("\n")[-2].split()
    assert state == "interrupted"
    assert int(read) + int(left) == 200
    assert int(left) > 0
    assert kept(url).states == {"done": int(read), "waiting": int(left)}


def _some_done(url: str) -> bool:
    try:
        with open_store(url, migrate=False) as store, store.read() as connection:
            return read_status(connection).outcomes["done"] > 0
    except StoreError:
        return False
