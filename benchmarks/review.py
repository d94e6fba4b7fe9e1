"""Do the analysts' pages open at once, with a full store?"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks.answers import Answer, Benchmark, table, verdict

DOCUMENTS = 10_000
ROUNDS = 15
_BATCH = 250
_TARGET_SECONDS = 0.3
_RETRAIN_SECONDS = 60
# Years and departments differ, so that filters have something to leave out.
_YEARS, _DEPARTMENTS = 6, 40


@dataclass(frozen=True, slots=True)
class Opened:
    """A page and the seconds until it was there: median and the slowest of `ROUNDS`."""

    name: str
    seconds: float
    slowest: float
    is_aimed_at: bool


def measure(*, documents: int = DOCUMENTS, rounds: int = ROUNDS) -> tuple[tuple[Opened, ...], int]:
    """Fill a store, serve the pages, and ask for them; the number of values is returned too."""
    import httpx

    from service.registry.opening import open_registry
    from service.review import demo
    from service.review.mounting import make_site
    from service.settings import Settings

    with tempfile.TemporaryDirectory(prefix="yiju-bench-review-") as folder:
        settings = replace(
            Settings(), store=str(Path(folder, "store.db")), models_folder=str(Path(folder, "m"))
        )
        with open_registry(settings) as store:
            (real,) = demo.fill(store, settings, [_nine_projects()])
            values = _fill(store, real, documents)
            demo.make_user(store, demo.USER, demo.PASSWORD, role="admin")
            site, app = make_site(settings, store=store)
            with _listening(app) as origin, httpx.Client(base_url=origin, timeout=120) as client:
                client.post("/sign-in", data={"name": demo.USER, "password": demo.PASSWORD})
                pages = (
                    ("待审队列 Queue, documents", "/", True),
                    ("待审队列 Queue, projects", "/?unit=project", True),
                    ("待审队列 Queue, five filters", _FILTERED, True),
                    ("审核 Review, nine projects", f"/documents/{real}", True),
                    ("审核 Review, another project", f"/documents/{real}/panel?project=p5", True),
                    ("报表 Reports", "/reports", False),
                )
                opened = tuple(_opened(client, *page, rounds=rounds) for page in pages)
            site.close()
    return opened, values


_FILTERED = "/?year=2023&department=第7局&state=open&label=citation&below=0.9"


def _opened(client: object, name: str, path: str, is_aimed_at: bool, *, rounds: int) -> Opened:
    import httpx

    assert isinstance(client, httpx.Client)
    spent = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        client.get(path).raise_for_status()
        spent.append(time.perf_counter() - begun)
    # the first look opens what stays open
    return Opened(name, median(spent[1:]), max(spent[1:]), is_aimed_at)


def _nine_projects() -> tuple[str, bytes]:
    from service.review import demo
    from training_data.synthesis import synthesise

    made = synthesise(1, layout="narrative_with_form", project_count=9)
    return demo.NINE_PROJECTS, made.pdf


def _fill(store: object, real: str, documents: int) -> int:
    """Save as many readings as asked for, each one project of the real one; count the values."""
    from service.review.sheets import catch_up
    from service.store import Store
    from service.store.documents import DocumentName, record_names
    from service.store.extractions import extraction_of, read_disclosure, save_extractions

    assert isinstance(store, Store)
    with store.read() as connection:
        whole = read_disclosure(connection, real)
    values = 0
    for first in range(0, documents, _BATCH):
        made = []
        for number in range(first, min(first + _BATCH, documents)):
            sha256 = hashlib.sha256(f"review {number}".encode()).hexdigest()
            project = replace(whole.projects[number % len(whole.projects)], index=0)
            values += len(project.fields)
            made.append(
                replace(
                    whole,
                    source=replace(whole.source, sha256=sha256, name=f"{number}.pdf"),
                    department=f"第{number % _DEPARTMENTS}局",
                    fiscal_year=2020 + number % _YEARS,
                    projects=(project,),
                    checks=(),
                )
            )
        with store.write() as connection:
            record_names(
                connection,
                [
                    DocumentName(one.source.sha256, f"/{one.source.name}", one.source.name, 1)
                    for one in made
                ],
            )
            save_extractions(
                connection,
                [extraction_of(one, pipeline_version="bench", seconds=0.1) for one in made],
            )
    while catch_up(store):
        pass
    return values


@contextmanager
def _listening(app: object) -> Iterator[str]:
    import uvicorn
    from starlette.applications import Starlette

    assert isinstance(app, Starlette)
    config = uvicorn.Config(app, port=0, log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def retrain() -> float:
    """Return the seconds from the button to a candidate, compared on the example documents."""
    from service.registry.opening import open_registry
    from service.review import demo
    from service.review.lessons.running import train
    from service.settings import Settings

    with tempfile.TemporaryDirectory(prefix="yiju-bench-review-") as folder:
        settings = replace(
            Settings(), store=str(Path(folder, "store.db")), models_folder=str(Path(folder, "m"))
        )
        with open_registry(settings) as store:
            demo.fill(store, settings, demo.make_documents())
            start = time.perf_counter()
            train(store, settings, by=demo.USER, tell=lambda _what, _share: None)
            return time.perf_counter() - start


def report(opened: tuple[Opened, ...], values: int, retrained: float) -> tuple[str, ...]:
    """Return the table and the verdicts."""
    rows = [(one.name, f"{one.seconds * 1000:.0f}", f"{one.slowest * 1000:.0f}") for one in opened]
    return (
        f"{values:,} values of fields stand in the store.",
        "",
        *table(("page", "ms, median", "ms, slowest"), rows),
        "",
        *(
            verdict(
                f"{one.name} under {_TARGET_SECONDS * 1000:.0f} ms ({one.seconds * 1000:.0f} ms)",
                met=one.seconds < _TARGET_SECONDS,
            )
            for one in opened
            if one.is_aimed_at
        ),
        verdict(
            f"retrain to candidate, compared on seven documents, under {_RETRAIN_SECONDS:.0f} s "
            f"({retrained:.0f} s, load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores)",
            met=retrained < _RETRAIN_SECONDS,
        ),
    )


def run() -> Answer:
    """Measure and report."""
    opened, values = measure()
    return Answer(
        f"{DOCUMENTS:,} readings of one project each, made from a synthesised document of nine",
        report(opened, values, retrain()),
    )


REVIEW = Benchmark("review", "Do the analysts' pages open at once, with a full store?", run)
