"""Jobs in a process of their own: train a candidate, compare it, read the documents again.

A job writes its state into a file beside the shelf, so that the page can follow it and a server
that was started anew still sees it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extraction.errors import ReviewError

if TYPE_CHECKING:
    from service.settings import Settings

Task = Literal["train", "compare", "reread"]

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1));"
    "from service.review.lessons.running import main; main(sys.argv[1:])"
)


@dataclass(frozen=True, slots=True)
class Job:
    """The last job: what it does, how far it is, and what came of it."""

    task: Task
    by: str
    pid: int
    started_at: str
    doing: str = "等待开始"
    share: float = 0.0
    state: Literal["running", "done", "failed"] = "running"
    result: str | None = None
    error: str | None = None


class JobFile:
    """Where a job's state stands; written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "review-job.json"

    def read(self) -> Job | None:
        """Return the last job; one whose process has died has failed."""
        try:
            job = Job(**json.loads(self.path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        if job.state == "running" and not _is_alive(job.pid):
            return replace(job, state="failed", error="进程意外结束")
        return job

    def write(self, job: Job) -> None:
        """Put a state in the place of the one that stands."""
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(f".{os.getpid()}.new")
        draft.write_text(json.dumps(asdict(job), ensure_ascii=False), "utf-8")
        draft.replace(self.path)


def job_file(settings: Settings) -> JobFile:
    """Return the file of the shelf that settings name."""
    from service.shelf import open_shelf

    return JobFile(open_shelf(settings).folder)


def start(settings: Settings, task: Task, *, by: str, argument: str = "") -> Job:
    """Start a job. Raises `ReviewError` (``job_running``) where one is under way."""
    file = job_file(settings)
    running = file.read()
    if running is not None and running.state == "running":
        raise ReviewError(
            found=f"{running.by} 的任务还在进行（{running.doing}）",
            expected="没有进行中的任务",
            hint="等它结束后再试。",
            code="job_running",
        )
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    file.write(Job(task, by, os.getpid(), started_at))
    process = subprocess.Popen(
        [
            sys.executable,
            "-P",
            "-c",
            _BOOT,
            json.dumps([os.path.abspath(place) for place in sys.path]),
            json.dumps(asdict(settings)),
            task,
            by,
            argument,
            started_at,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
        start_new_session=True,
    )
    _children.append(process)
    return Job(task, by, process.pid, started_at)


# Kept so that an ended process is collected when the next one starts.
_children: list[subprocess.Popen[bytes]] = []


def _is_alive(pid: int) -> bool:
    for child in _children:
        if child.pid == pid:
            return child.poll() is None
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
