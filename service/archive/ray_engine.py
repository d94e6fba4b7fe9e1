"""The engine of a cluster: Ray Data over the same `process_one`, with a pool of actors.

Ray schedules, restarts and moves data; the ledger, the results and the resume are those of the
local engine. Each actor holds a supervised reading process, so the limits are the same too.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from extraction.errors import UsageError
from service.archive.outcomes import Job, Outcome, process_one
from service.archive.session import Session
from service.parsing import Worker
from service.settings import Settings

# Documents given to Ray at once: they are leased, and dropped on a stop.
_CHUNK = 2000
# Rows of a block, the unit that an actor takes.
_BLOCK = 4
_BATCH = 32
_BATCH_SECONDS = 1.0
_IDLE_SECONDS = 1.0


class Reader:
    """An actor: one reading process, one document after the other."""

    def __init__(self, settings: Settings, pipeline: str | None) -> None:
        self._worker = Worker(settings, pipeline=pipeline)
        self._name = f"ray-{os.uname().nodename}-{os.getpid()}"

    def __call__(self, row: dict[str, bytes]) -> dict[str, bytes]:
        job = cast(Job, pickle.loads(row["job"]))
        if job.alone:
            self._worker.close()
        return {"outcome": pickle.dumps(process_one(job, self._worker, name=self._name))}


def run_ray(session: Session, *, worker_count: int, pipeline: str | None = None) -> float:
    """Read documents until none waits or the session is stopped; return Ray's start in seconds.

    Joins the cluster of ``RAY_ADDRESS``, else starts Ray on this machine. The start ends when
    the first document begins. Raises `UsageError` (``not_installed``) without Ray, and as
    `service.archive.local_engine.run_local` does.
    """
    began = time.monotonic()
    ray = _ray()
    ours = not ray.is_initialized()
    if ours:
        _start(ray, worker_count)
    startup: float | None = None
    try:
        while not session.stopping.is_set():
            jobs = session.turn([], want=_CHUNK)
            suspects: list[Job] = []
            for outcome in _read(ray, session, jobs, worker_count, pipeline, suspects):
                if startup is None:
                    startup = max(0.0, time.monotonic() - began - outcome.seconds)
            if suspects and not session.stopping.is_set():
                alone = [replace(job, alone=True) for job in suspects]
                for _ in _read(ray, session, alone, 1, pipeline, []):
                    pass
            if jobs:
                continue
            session.give_back()
            session.free_dead()
            if not session.left():
                break
            session.stopping.wait(_IDLE_SECONDS)
    finally:
        session.give_back()
        if ours:
            ray.shutdown()
    return startup if startup is not None else time.monotonic() - began


def _read(
    ray: Any,
    session: Session,
    jobs: Sequence[Job],
    worker_count: int,
    pipeline: str | None,
    suspects: list[Job],
) -> Iterator[Outcome]:
    """Have jobs read and write what comes; jobs whose process died are put into ``suspects``."""
    if not jobs:
        return
    blocks = max(1, -(-len(jobs) // _BLOCK))
    rows = ray.data.from_items(
        [{"job": pickle.dumps(job)} for job in jobs], override_num_blocks=blocks
    ).map(
        Reader,
        fn_constructor_args=(session.settings, pipeline),
        concurrency=min(worker_count, blocks),
        num_cpus=1,
    )
    finished: list[Outcome] = []
    since = time.monotonic()
    for row in rows.iter_rows():
        outcome = cast(Outcome, pickle.loads(row["outcome"]))
        if outcome.kind == "unready":
            # it is given back, and taken again with the next lot
            assert outcome.error is not None
            if outcome.error.code not in ("store_unreachable", "store_locked"):
                raise outcome.error
            continue
        if outcome.kind == "lost" and not outcome.job.alone:
            suspects.append(outcome.job)
        finished.append(outcome)
        if len(finished) >= _BATCH or time.monotonic() - since > _BATCH_SECONDS:
            session.turn(finished, want=0)
            finished, since = [], time.monotonic()
        yield outcome
        if session.stopping.is_set():
            break
    session.turn(finished, want=0)


def _ray() -> Any:
    # Nothing is sent to anybody, and no bar is drawn over ours.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise UsageError(
            found="--engine ray, but Ray is not installed",
            expected="the optional extra `ray`",
            hint="Install it with `pip install yiju[ray]`, or use --engine local.",
            code="not_installed",
        ) from error
    return ray


def _start(ray: Any, worker_count: int) -> None:
    import logging

    where = os.environ.get("RAY_ADDRESS")
    path = {"PYTHONPATH": os.pathsep.join(os.path.abspath(place) for place in sys.path if place)}
    local = {} if where else {"num_cpus": max(worker_count, 1) + 1, "include_dashboard": False}
    ray.init(
        address=where,
        logging_level=logging.ERROR,
        log_to_driver=False,
        runtime_env=None if where else {"env_vars": path},
        **local,
    )
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.execution_options.preserve_order = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
