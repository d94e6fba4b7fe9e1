"""The process of a job."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from extraction.errors import YijuError
from service.review.lessons.jobs import Job, JobFile, Task, job_file
from service.settings import Settings

if TYPE_CHECKING:
    from service.store import Store

Progress = Callable[[str, float], None]


def main(arguments: Sequence[str]) -> None:
    """Run one job: settings as JSON, task, user, argument, time of the start."""
    settings = Settings(**json.loads(arguments[0]))
    task, by, argument, started_at = cast(Task, arguments[1]), *arguments[2:5]
    file = job_file(settings)
    job = Job(task, by, os.getpid(), started_at)
    file.write(job)
    run(settings, job, argument, file)
    sys.exit(0)


def run(settings: Settings, job: Job, argument: str, file: JobFile) -> Job:
    """Do what a job is for; its state ends as done or failed."""

    def tell(doing: str, share: float) -> None:
        nonlocal job
        job = replace(job, doing=doing, share=round(share, 3))
        file.write(job)

    from service.registry.opening import open_registry

    try:
        with open_registry(settings) as store:
            if job.task == "train":
                result = train(store, settings, by=job.by, tell=tell)
            elif job.task == "compare":
                result = compare(store, settings, argument, tell=tell)
            else:
                result = reread(store, settings, by=job.by, tell=tell)
    except YijuError as error:
        job = replace(job, state="failed", error=f"{error.found}。{error.hint}")
    except Exception as error:  # noqa: BLE001 - the page is told of whatever it is
        job = replace(job, state="failed", error=f"{type(error).__name__}: {error}")
    else:
        job = replace(job, state="done", share=1.0, doing="完成", result=result)
    file.write(job)
    return job


def train(store: Store, settings: Settings, *, by: str, tell: Progress) -> str:
    """Train a candidate of the token classifier on what ships and on the corrections."""
    from models.training import train_candidate
    from service.review.documents import Reading
    from service.review.lessons.collecting import collect, taught_rows, write_lessons
    from service.shelf import open_shelf
    from service.store.audit import record_audit
    from service.store.training_rows import record_rows

    tell("收集更正", 0.02)
    reading = Reading(settings)
    try:
        collected = collect(store, reading)
    finally:
        reading.close()
    with tempfile.TemporaryDirectory(prefix="yiju-lessons-") as name:
        folder = Path(name)
        data = []
        if collected.lessons:
            write_lessons(collected.lessons, folder)
            data.append(folder)
        version = train_candidate(
            open_shelf(settings),
            "tokens",
            data=data,
            progress=lambda _, share: tell("训练", 0.05 + 0.7 * share),
        )
    with store.write() as connection:
        record_rows(connection, taught_rows(collected.lessons, version=version.name))
        record_audit(connection, by, "train", version.name, {"rows": len(collected.lessons)})
    compare(store, settings, version.name, tell=lambda what, share: tell(what, 0.76 + 0.23 * share))
    return version.name


def compare(store: Store, settings: Settings, name: str, *, tell: Progress) -> str:
    """Hold a candidate against live, on the frozen set and on documents of the store."""
    from models.shelf import verdict_on
    from service.review.lessons.comparing import compare_documents, comparison_path
    from service.shelf import open_shelf

    shelf = open_shelf(settings)
    version = shelf.version(name)
    tell("在冻结的测试集上比较", 0.1)
    live_name, verdict = verdict_on(shelf, version)
    tell("在真实文件上比较", 0.4)
    found = compare_documents(
        store, settings, version, tell=lambda share: tell("在真实文件上比较", 0.4 + 0.55 * share)
    )
    report = {
        "version": version.name,
        "live": live_name,
        "verdict": None if verdict is None else verdict.to_json(),
        "documents": found.document_count,
        "changes": [asdict(change) for change in found.changes],
        "kept": found.kept_count,
    }
    path = comparison_path(shelf, version.name)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    draft.replace(path)
    return version.name


def reread(store: Store, settings: Settings, *, by: str, tell: Progress) -> str:
    """Read every document of the queue again with what is live now."""
    from service.review.lessons.rereading import read_again
    from service.store.audit import record_audit

    count = read_again(store, settings, tell=lambda share: tell("重新识别", share))
    with store.write() as connection:
        record_audit(connection, by, "reread", str(count))
    return str(count)
