"""Runs of archives in processes of their own, so that they can be killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

_PROGRAM = f"""
import sys; sys.path.insert(0, {str(ROOT)!r})
from tests.service.archive.supervisors import supervise
supervise(*sys.argv[1:])
"""


def supervise(source: str, url: str, pipeline: str, quota_pages: str = "0") -> None:
    """Run an archive to its end; what this process is asked to do by `running`."""
    import sqlalchemy as sa

    from extraction.errors import YijuError
    from service.archive.run import run_archive
    from service.cli.archive.run import _stopping
    from tests.service.archive.archives import SETTINGS, Told, without_registry

    if int(quota_pages):

        @sa.event.listens_for(sa.Engine, "connect")
        def _limit(connection: object, _record: object) -> None:
            connection.execute(f"PRAGMA max_page_count={int(quota_pages)}")  # type: ignore[attr-defined]

    without_registry(url)
    sessions: list[object] = []
    try:
        with _stopping(sessions, print):  # type: ignore[arg-type]
            report = run_archive(
                source,
                replace(SETTINGS, store=url),
                watcher=Told(),
                on_start=sessions.append,
                pipeline=pipeline or None,
            )
    except YijuError as error:
        print(error.code)  # noqa: T201
        sys.exit(1)
    print(report.state, report.tally.total, report.left)  # noqa: T201


@contextmanager
def running(
    source: Path, url: str, pipeline: str, *, quota_pages: int = 0
) -> Iterator[subprocess.Popen[str]]:
    """Start a supervisor in a group of its own; it is killed at last."""
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(source), url, pipeline, str(quota_pages)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            kill_group(process)


def finish(source: Path, url: str, pipeline: str, *, quota_pages: int = 0) -> tuple[int, str]:
    """Run a supervisor to its end; return its exit code and what it printed."""
    with running(source, url, pipeline, quota_pages=quota_pages) as process:
        out, err = process.communicate(timeout=300)
        assert "Traceback" not in err, err
        return process.returncode, out.strip()


def kill_group(process: subprocess.Popen[str]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def children_of(pid: int) -> list[int]:
    """Return the processes that a process started."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def kill_storm(
    source: Path, url: str, pipeline: str, *, kills: int, seed: int, seconds: float
) -> dict[str, int]:
    """Run an archive and kill at random: a worker, the supervisor, or all, ``kills`` times.

    Returns how often each was killed. The run may end before; it is started again all the same.
    """
    chance = random.Random(seed)
    done = {"worker": 0, "supervisor": 0, "group": 0}
    while sum(done.values()) < kills:
        with running(source, url, pipeline) as process:
            while sum(done.values()) < kills:
                time.sleep(chance.uniform(0, seconds))
                if process.poll() is not None:
                    break
                target = chance.choice(sorted(done))
                if target == "worker":
                    workers = children_of(process.pid)
                    if not workers:
                        continue  # not up yet
                    try:
                        os.kill(chance.choice(workers), signal.SIGKILL)
                    except ProcessLookupError:
                        continue
                    done[target] += 1
                    continue
                done[target] += 1
                if target == "group":
                    kill_group(process)
                else:
                    process.kill()
                process.wait()
                break
            if process.poll() is not None and process.returncode == 0:
                # everything was read before the last kill: what is left is to kill the listing
                done["supervisor"] += 1
    return done
