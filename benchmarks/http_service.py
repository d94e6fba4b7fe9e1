"""What does the HTTP service cost beside the command, and what does it bear?"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median

import httpx
import pypdfium2

from benchmarks.answers import Answer, Benchmark, megabytes, table, verdict
from benchmarks.documents import ROOT, documents
from service.parsing import Request, Worker
from service.settings import Settings

ROUNDS = 15
MOST_OVERHEAD = 0.15
CLIENTS, PAGES, ASKED = 8, 5, 240
MOST_P99 = 3.0
UPLOADS = 1000
REQUESTS = 10_000
MOST_GROWTH_BYTES = 30 * 10**6
MOST_START_SECONDS = 3.0

# Their figures are of other documents and machines: they say of what kind these services are.
_PEERS = (
    (
        "GROBID, the whole text",
        "1.72 s a document on one thread, 0.11 s on 16 threads",
        "README of kermitt2/grobid at 0.5.4 (2018), 395,000 articles of IOP",
    ),
    (
        "GROBID, the whole text",
        "10.6 documents/s on a machine of 16 CPU",
        "README of kermitt2/grobid (issue 443 there; the year is not given), a week of articles",
    ),
    (
        "docling-serve, a single document",
        "unknown: none published",
        "looked for in its documentation",
    ),
    (
        "Docling, the library behind it",
        "0.60 to 0.92 pages/s on a Xeon E5-2690, 1.27 to 1.34 on an M3 Max",
        "Docling Technical Report (2024), native backend",
    ),
)
_YIJU = "from service.cli import main; main()"
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Single:
    """Seconds for one document: medians, over HTTP and by the command's warm reading process.

    ``ratio`` is the median of the rounds' ratios: what slows the machine for a while slows both.
    """

    name: str
    pages: int
    http: float
    command: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured; times in seconds."""

    singles: tuple[Single, ...]
    crowd: tuple[float, ...]
    statuses: Mapping[int, int]
    growth: tuple[int, ...]
    start_new: float
    start_again: float


@dataclass(frozen=True, slots=True)
class Service:
    """A running `yiju serve`."""

    url: str
    process: subprocess.Popen[str]
    seconds: float


@contextmanager
def serving(store: Path, *, workers: int) -> Iterator[Service]:
    """Start the service as a user does and wait until it is ready."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("YIJU_")},
        "PYTHONPATH": str(ROOT),
        "YIJU_WORKER_COUNT": str(workers),
        "YIJU_OCR": "off",
    }
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _YIJU, "serve", "--port", "0", "--store", str(store)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+?:\d+", process.stdout.readline())
        assert found is not None
        with httpx.Client() as client:
            while not _is_ready(client, found[0]):
                time.sleep(0.02)
        yield Service(found[0], process, time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait()


def _is_ready(client: httpx.Client, url: str) -> bool:
    try:
        return client.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def fresh(data: bytes) -> bytes:
    """Return the document with other bytes behind its end, so that no store knows it."""
    return data + f"\n% {os.getpid()} {next(_numbers)}\n".encode()


def measure(paths: Sequence[Path]) -> Figures:
    """Start a service for each question and ask it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder / "a.db", workers=1) as service:
            start_new = service.seconds
            singles = tuple(_single(service, path, folder) for path in paths)
        with serving(folder / "a.db", workers=0) as service:
            start_again = service.seconds
            crowd = _crowd(service, _five_pages(paths))
            statuses = asyncio.run(_flood(service))
            growth = _growth(service)
    return Figures(singles, crowd, statuses, growth, start_new, start_again)


def _single(service: Service, path: Path, folder: Path) -> Single:
    """Read the same file by both in turns; each time under bytes that are new to the store."""
    data = path.read_bytes()
    over_http: list[float] = []
    by_command: list[float] = []
    place = folder / path.name
    settings = Settings(ocr="off", store=str(folder / "a.db"))
    with Worker(settings) as worker, httpx.Client(base_url=service.url, timeout=120) as client:
        for _ in range(ROUNDS + 1):  # the first is for warmth
            sent = fresh(data)
            start = time.perf_counter()
            client.post("/v1/extract", files={"file": (path.name, sent)}).raise_for_status()
            over_http.append(time.perf_counter() - start)
            place.write_bytes(sent)
            start = time.perf_counter()
            worker.run(Request(str(place), name=path.name))
            by_command.append(time.perf_counter() - start)
    pages = len(pypdfium2.PdfDocument(data))
    pairs = zip(over_http[1:], by_command[1:], strict=True)
    return Single(
        path.name,
        pages,
        median(over_http[1:]),
        median(by_command[1:]),
        median(one / other for one, other in pairs),
    )


def _five_pages(paths: Sequence[Path]) -> bytes:
    """Return the last five pages of the largest document: forms and narratives."""
    source = pypdfium2.PdfDocument(max(paths, key=lambda path: path.stat().st_size))
    cut = pypdfium2.PdfDocument.new()
    cut.import_pages(source, list(range(max(0, len(source) - PAGES), len(source))))
    out = BytesIO()
    cut.save(out)
    return out.getvalue()


def _crowd(service: Service, data: bytes) -> tuple[float, ...]:
    """Return the seconds of each of `ASKED` requests by `CLIENTS` at once."""

    def ask(count: int) -> list[float]:
        seconds = []
        with httpx.Client(base_url=service.url, timeout=120) as client:
            for _ in range(count):
                sent = fresh(data)
                start = time.perf_counter()
                client.post("/v1/extract", content=sent).raise_for_status()
                seconds.append(time.perf_counter() - start)
        return seconds

    with ThreadPoolExecutor(CLIENTS) as pool:
        parts = list(pool.map(ask, [ASKED // CLIENTS] * CLIENTS))
    return tuple(sorted(itertools.chain.from_iterable(parts)))


async def _flood(service: Service) -> Mapping[int, int]:
    """Send `UPLOADS` small documents at once and count the answers."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=service.url, timeout=300, limits=limits, trust_env=False
    ) as client:
        asked = [
            client.post("/v1/extract", content=fresh("预算公开说明\n".encode()))
            for _ in range(UPLOADS)
        ]
        return Counter(answer.status_code for answer in await asyncio.gather(*asked))


def _growth(service: Service) -> tuple[int, ...]:
    """Return the server's memory after each tenth of `REQUESTS`; every tenth is a new document."""
    held = []
    known = "预算公开说明\n".encode()
    with httpx.Client(base_url=service.url, timeout=120) as client:
        for number in range(REQUESTS):
            sent = fresh(known) if number % 10 == 0 else known
            client.post("/v1/extract", content=sent).raise_for_status()
            if (number + 1) % (REQUESTS // 10) == 0:
                held.append(_resident_bytes(service.process.pid))
    return tuple(held)


def _resident_bytes(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE")


def report(figures: Figures) -> tuple[str, ...]:
    """Return the tables and the verdicts."""
    http = sum(each.http for each in figures.singles)
    command = sum(each.command for each in figures.singles)
    overhead = sum(each.ratio * each.command for each in figures.singles) / command - 1
    middle = median(figures.crowd)
    p99 = figures.crowd[int(len(figures.crowd) * 0.99)]
    settled = figures.growth[1:]
    grown = settled[-1] - settled[0]
    statuses = ", ".join(f"{status}: {n}" for status, n in sorted(figures.statuses.items()))
    rows = [
        (each.name, str(each.pages), f"{each.http * 1000:.0f}", f"{each.ratio:.2f}")
        for each in figures.singles
    ]
    all_pages = sum(each.pages for each in figures.singles)
    rows.append(("all", str(all_pages), f"{http * 1000:.0f}", f"{overhead + 1:.2f}"))
    return (
        *table(("document", "pages", "over HTTP, ms", "over HTTP / command, warm"), rows),
        "",
        f"One reading process each, {ROUNDS} interleaved rounds, medians (of the rounds' ratios "
        "too, and for all weighted by the command's time), every time with bytes "
        f"that the store does not know; both are kept, over HTTP in the store too. "
        f"{all_pages / http:.1f} pages/s over HTTP.",
        "",
        f"{CLIENTS} clients at once, a document of {PAGES} pages, {len(figures.crowd)} requests: "
        f"median {middle * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms.",
        f"{UPLOADS} small uploads at once: {statuses}.",
        f"{REQUESTS:,} requests, every tenth a new document: the server's memory after each tenth "
        f"of them, in MB: {', '.join(f'{each / 1e6:.0f}' for each in figures.growth)}.",
        f"Start to ready: {figures.start_new:.2f} s with a new store, "
        f"{figures.start_again:.2f} s with one that is there.",
        "",
        *table(("peer", "published", "source"), _PEERS),
        "",
        verdict(
            f"single documents at most {MOST_OVERHEAD:.0%} more than the command's warm "
            f"extraction ({overhead:+.1%})",
            met=overhead <= MOST_OVERHEAD,
        ),
        verdict(
            f"p99 at most {MOST_P99:g} times the median ({p99 / middle:.2f})",
            met=p99 <= MOST_P99 * middle,
        ),
        verdict(
            f"only 200 and 429 for {UPLOADS} uploads at once ({statuses})",
            met=set(figures.statuses) <= {200, 429},
        ),
        verdict(
            f"memory flat, under {megabytes(MOST_GROWTH_BYTES)} more from 2,000 to 10,000 "
            f"requests ({grown / 1e6:+.0f} MB)",
            met=grown < MOST_GROWTH_BYTES,
        ),
        verdict(
            f"ready in less than {MOST_START_SECONDS:g} s ({figures.start_new:.2f} s)",
            met=figures.start_new < MOST_START_SECONDS,
        ),
    )


def run() -> Answer:
    """Measure the documents at hand."""
    with documents() as found:
        # a scan has nothing to read without OCR
        return Answer(found.words, report(measure(found.digital)))


HTTP = Benchmark("http", "What does the HTTP service cost, and what does it bear?", run)
