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

    Returns how often each was killed: equally often, unless all is read before. The run is
    started again after each kill.
    """
    chance = random.Random(seed)
    names = ("worker", "supervisor", "group")
    plan = [names[at % 3] for at in range(kills)]
    chance.shuffle(plan)
    done = dict.fromkeys(names, 0)
    while plan:
        with running(source, url, pipeline) as process:
            while plan:
                time.sleep(chance.uniform(0, seconds))
                if plan[-1] == "worker" and not _kill_worker(process, chance):
                    # all is read, and no reading process comes up any more
                    plan = [target for target in plan if target != "worker"]
                    break
                if plan[-1] == "group":
                    kill_group(process)
                elif plan[-1] == "supervisor":
                    process.kill()
                target = plan.pop()
                done[target] += 1
                if target != "worker":
                    process.wait()
                    break
    return done


def _kill_worker(process: subprocess.Popen[str], chance: random.Random) -> bool:
    """Kill a reading process, one that is still to come where none is up; False at the end."""
    while process.poll() is None:
        workers = children_of(process.pid)
        if workers:
            try:
                os.kill(chance.choice(workers), signal.SIGKILL)
            except ProcessLookupError:
                continue
            return True
        time.sleep(0.02)
    return False
