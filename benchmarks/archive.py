"""What does a whole archive cost: time beside other libraries, workers, memory, growth?"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from statistics import median

import pdfplumber
import sqlalchemy as sa
from pdfminer.high_level import extract_text

from benchmarks.answers import Answer, Benchmark, megabytes, table, verdict
from benchmarks.documents import documents
from benchmarks.processes import yiju
from service.archive.choices import Engine
from service.settings import Settings
from service.store import open_store
from service.store.document_tables import attempts
from training_data.synthesis.archive import write_archive

DOCUMENTS = 12
ROUNDS = 2
GROWTH = (24, 120, 360)
_TIMES = 8
_FOR_WORKERS = 240
GROWTH_LARGE = (100, 1_000, 10_000)
RAY_DOCUMENTS = 2_000
_SEEDS = range(810_000, 810_000 + DOCUMENTS)
_COPIES = f"copies of {DOCUMENTS} synthetic PDFs (seeds from {_SEEDS.start})"


@dataclass(frozen=True, slots=True)
class Taken:
    """Wall and CPU seconds of one pass over the documents."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Pass:
    """One run of an archive. ``reading`` is from the first document's begin to the last's end.

    ``steady_seconds`` is the wall time of a document over the last three quarters of the run.
    """

    documents: int
    reading: Taken
    steady_seconds: float
    peak_bytes: tuple[int, ...]
    supervisor_bytes: int
    store_bytes: int
    startup_seconds: float | None


def run() -> Answer:
    """Measure what fits into a few minutes."""
    with _documents() as paths, documents() as found:
        lines = (
            *_beside(found.digital, found.words),
            "",
            *_beside(paths, f"{DOCUMENTS} synthetic PDFs"),
            "",
            *_workers(paths),
            "",
            *_growth(paths, GROWTH),
        )
    made = f"{DOCUMENTS} synthetic PDFs (seeds from {_SEEDS.start}), and copies of them"
    return Answer(f"{found.words}; {made}", lines)


def run_large() -> Answer:
    """Measure growth to 10,000 documents."""
    with _documents() as paths:
        return Answer(_COPIES, _growth(paths, GROWTH_LARGE))


def run_ray() -> Answer:
    """Measure Ray over 2,000 documents."""
    with _documents() as paths:
        return Answer(_COPIES, _ray(paths))


ARCHIVE = Benchmark("archive", "What does a whole archive cost?", run)
ARCHIVE_LARGE = Benchmark("archive_large", "Does an archive's cost grow with its size?", run_large)
ARCHIVE_RAY = Benchmark("archive_ray", "What do two actors of Ray gain?", run_ray)


@contextmanager
def _documents() -> Iterator[Sequence[Path]]:
    with tempfile.TemporaryDirectory() as name:
        yield write_archive(Path(name), seeds=_SEEDS, noise=()).paths


def _beside(paths: Sequence[Path], words: str) -> tuple[str, ...]:
    """Compare one worker with pdfminer.six and pdfplumber; they take turns in each round."""
    taken: dict[str, list[Taken]] = {"archive": [], "pdfminer.six": [], "pdfplumber": []}
    # Once warm: what a long run costs more than a short one, shared among its further documents.
    with _copies(paths, 2 * len(paths)) as few, _copies(paths, _TIMES * len(paths)) as many:
        for _ in range(ROUNDS):
            short = _archive(few, workers=1).reading
            long = _archive(many, workers=1).reading
            share = 1 / (_TIMES - 2)
            taken["archive"].append(
                Taken((long.wall - short.wall) * share, (long.cpu - short.cpu) * share)
            )
            taken["pdfminer.six"].append(_timed(lambda: [_pdfminer(path) for path in paths]))
            taken["pdfplumber"].append(_timed(lambda: [_pdfplumber(path) for path in paths]))
    mine = _median(taken["archive"])
    rows = []
    ratios: dict[str, float] = {}
    for name, passes in taken.items():
        other = _median(passes)
        ratios[name] = other.cpu / mine.cpu
        rows.append(
            (
                name,
                f"{other.wall / len(paths) * 1000:.0f}",
                f"{other.wall / mine.wall:.2f}",
                f"{other.cpu / len(paths) * 1000:.0f}",
                f"{ratios[name]:.2f}",
            )
        )
    return (
        *table(
            (
                f"one worker, everything on: {words}",
                "wall ms/document",
                "ratio",
                "CPU ms/document",
                "ratio",
            ),
            rows,
        ),
        "",
        "CPU time is that of all processes of the run (supervisor, reading process, store) and is "
        "what a busy machine can be measured by. The archive's is what a run over "
        f"{_TIMES * len(paths)} copies costs more than one over {2 * len(paths)}: its start, "
        "models and registry are in neither time. "
        f"The load was {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores.",
        "",
        verdict(
            f"at least 3 times as fast as pdfminer.six's `extract_text`, {words} "
            f"({ratios['pdfminer.six']:.2f} times by CPU)",
            met=ratios["pdfminer.six"] >= 3,
        ),
        "",
        verdict(
            f"at least 4 times as fast as pdfplumber's `find_tables`, {words} "
            f"({ratios['pdfplumber']:.2f} times by CPU)",
            met=ratios["pdfplumber"] >= 4,
        ),
    )


def _workers(paths: Sequence[Path]) -> tuple[str, ...]:
    one: list[float] = []
    two: list[float] = []
    with _copies(paths, _FOR_WORKERS) as copies:
        for _ in range(ROUNDS):
            one.append(_archive(copies, workers=1).steady_seconds)
            two.append(_archive(copies, workers=2).steady_seconds)
    ratio = median(one) / median(two)
    return (
        f"The wall time of two workers is that of the last three quarters of {_FOR_WORKERS} "
        "documents: by then each process has met most of the words that it takes from jieba's "
        "dictionary.",
        "",
        verdict(
            f"two workers at least 1.8 times one ({ratio:.3f} times by wall time, "
            f"load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores)",
            met=ratio >= 1.8,
        ),
    )


def _growth(paths: Sequence[Path], sizes: Sequence[int]) -> tuple[str, ...]:
    passes = []
    for size in sizes:
        with _copies(paths, size) as copies:
            passes.append(_archive(copies, workers=1, worker_max_documents=100_000))
    rows = [
        (
            f"{each.documents:,}",
            f"{each.reading.wall / each.documents * 1000:.0f}",
            f"{each.reading.cpu / each.documents * 1000:.0f}",
            megabytes(max(each.peak_bytes)),
            f"{_slope(each.peak_bytes) / 1000:.1f} kB",
            megabytes(each.supervisor_bytes),
            f"{each.store_bytes / each.documents / 1000:.1f} kB",
        )
        for each in passes
    ]
    costs = [
        (more.reading.cpu - fewer.reading.cpu) / (more.documents - fewer.documents)
        for fewer, more in pairwise(passes)
    ]
    spread = max(costs) / min(costs) - 1
    most = max(max(each.peak_bytes) for each in passes)
    supervisor = max(each.supervisor_bytes for each in passes)
    return (
        *table(
            (
                "documents",
                "wall ms each",
                "CPU ms each",
                "worker's peak",
                "growth a document, second half",
                "supervisor",
                "store each",
            ),
            rows,
        ),
        "",
        "One reading process for all documents of a run. The store's size is that above its "
        "registry.",
        "",
        verdict(
            f"CPU time of a further document within 15 % from size to size ({spread:.0%})",
            met=spread <= 0.15,
        ),
        "",
        verdict(f"a worker under 500 MB ({megabytes(most)})", met=most < 500e6),
        "",
        verdict(f"the supervisor under 200 MB ({megabytes(supervisor)})", met=supervisor < 200e6),
    )


def _ray(paths: Sequence[Path]) -> tuple[str, ...]:
    with _copies(paths, RAY_DOCUMENTS) as copies:
        # before and after: a shared machine is not as fast at all times
        before = _archive(copies, workers=1)
        two = _archive(copies, workers=2, engine="ray")
        after = _archive(copies, workers=1)
    ratio = (before.reading.wall + after.reading.wall) / 2 / two.reading.wall
    return (
        verdict(
            f"Ray with two actors at least 1.5 times one worker ({ratio:.2f} times, "
            f"{RAY_DOCUMENTS:,} documents; start-up of {two.startup_seconds or 0:.0f} s excluded)",
            met=ratio >= 1.5,
        ),
    )


def _archive(
    paths: Sequence[Path],
    *,
    workers: int,
    engine: Engine = "local",
    worker_max_documents: int = 1000,
) -> Pass:
    """Run the documents into a new store; the registry is filled before the clock runs."""
    from service.registry.opening import open_registry

    with tempfile.TemporaryDirectory() as name:
        store = Path(name, "archive.db")
        settings = replace(
            Settings(),
            store=str(store),
        )
        with open_registry(settings):
            pass
        empty = _size(store)
        listed = Path(name, "list.txt")
        listed.write_text("\n".join(map(str, paths)) + "\n", "utf-8")
        log = Path(name, "log.jsonl")
        began = _cpu()
        # a process of its own, so that its memory is the supervisor's alone
        command = yiju("archive", "run", str(listed), "--store", str(store), "--log", str(log))
        told = subprocess.run(
            [*command, "--workers", str(workers), "--engine", engine, "--format", "json"],
            env={
                **os.environ,
                "YIJU_PARSE_TIMEOUT_SECONDS": "120",
                "YIJU_WORKER_MAX_DOCUMENTS": str(worker_max_documents),
            },
            capture_output=True,
            check=True,
        )
        cpu = _cpu() - began
        report = json.loads(told.stdout)
        if report["outcomes"]["done"] != len(paths):
            raise RuntimeError(f"{report['outcomes']} of {len(paths)} documents")
        ended = json.loads(log.read_text("utf-8").splitlines()[-1])
        with open_store(str(store)) as opened, opened.read() as connection:
            rows = connection.execute(
                sa.select(
                    attempts.c.started_at, attempts.c.ended_at, attempts.c.peak_bytes
                ).order_by(attempts.c.ended_at)
            ).all()
        ends = [_seconds(row[1]) for row in rows]
        warm = len(ends) // 4
        return Pass(
            len(paths),
            Taken(ends[-1] - _seconds(min(row[0] for row in rows)), cpu),
            (ends[-1] - ends[warm]) / (len(ends) - warm - 1),
            tuple(row[2] or 0 for row in rows),
            int(ended["peak_bytes"]),
            _size(store) - empty,
            report["startup_seconds"],
        )


@contextmanager
def _copies(paths: Sequence[Path], count: int) -> Iterator[Sequence[Path]]:
    """Make documents that differ in their last bytes alone, behind the end of the PDF."""
    with tempfile.TemporaryDirectory() as name:
        made = []
        for at in range(count):
            source = paths[at % len(paths)]
            copy = Path(name, f"{at:06}.pdf")
            copy.write_bytes(source.read_bytes() + f"\n%{at}\n".encode())
            made.append(copy)
        yield made


def _timed(act: Callable[[], object]) -> Taken:
    wall, cpu = time.perf_counter(), _cpu()
    act()
    return Taken(time.perf_counter() - wall, _cpu() - cpu)


def _pdfminer(path: Path) -> int:
    return len(extract_text(BytesIO(path.read_bytes())))


def _pdfplumber(path: Path) -> int:
    found = 0
    with pdfplumber.open(path) as document:
        for page in document.pages:
            found += len(page.find_tables())
            page.close()
    return found


def _cpu() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def _median(passes: Sequence[Taken]) -> Taken:
    return Taken(median(each.wall for each in passes), median(each.cpu for each in passes))


def _slope(peaks: Sequence[int]) -> float:
    """Return how much the peak grew a document over the second half, when all is warm."""
    half = peaks[len(peaks) // 2 :]
    return (half[-1] - half[0]) / max(len(half) - 1, 1)


def _seconds(text: str) -> float:
    from datetime import datetime

    return datetime.fromisoformat(text).timestamp()


def _size(store: Path) -> int:
    return sum(path.stat().st_size for path in store.parent.glob(store.name + "*"))
