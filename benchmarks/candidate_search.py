"""How soon, and how surely, is a title found that was cited with a slip?"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.answers import Answer, Benchmark, megabytes, table
from benchmarks.candidate_indexes import INDEXES, resident_bytes
from benchmarks.processes import python, run_all
from extraction.registry import normal_title
from training_data.citations import CORRUPTIONS, PrintedCitation, synthesise_works
from training_data.citations.bodies import places

SMALL, LARGE = 10_000, 1_000_000
_SEED = 7
_K = 10
_ASKED = {SMALL: 1000, LARGE: 200}
# Corruptions that change the words of a title; brackets and blanks are gone in the normal form.
_SLIPS = (
    "dropped_character",
    "missing_prefix",
    "wrong_level_word",
    "wrong_character",
    "word_drift",
)
_CHILD = "from benchmarks.candidate_search import child; child(*sys.argv[1:])"


@dataclass(frozen=True, slots=True)
class Slip:
    """A title as it was cited, and the title that was meant, both in normal form."""

    cited: str
    meant: str


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """One index over so many titles: time to build it, its memory, its look-ups.

    held_bytes  what the process holds more after building than before
    milliseconds, slowest  median and 95 % quantile of one look-up
    recall      share of the slips whose title is among the first ten
    """

    index: str
    titles: int
    build_seconds: float
    held_bytes: int
    disk_bytes: int
    milliseconds: float
    slowest: float
    recall: float


def slips_of(titles: Sequence[str], heads: Sequence[str], count: int, *, seed: int) -> list[Slip]:
    """Draw titles and harm each in one of the five ways, in turn.

    ``heads`` are what a missing prefix may be: 上海市 and the like.
    """
    chance = random.Random(seed)
    heads = sorted(heads, key=len, reverse=True)
    found: list[Slip] = []
    for name in cycle(_SLIPS):
        if len(found) == count:
            return found
        title = chance.choice(titles)
        prefix = next((head for head in heads if title.startswith(head)), "")
        clean = PrintedCitation(title, None, None, "title", "title", prefix)
        harmed = CORRUPTIONS[name](clean, chance)
        if harmed is not None and harmed.title:
            found.append(Slip(normal_title(harmed.title), normal_title(title)))
    return found


def search_all(
    index_name: str, titles: Sequence[str], slips: Sequence[Slip], *, k: int = _K
) -> SearchFigures:
    """Build one index in this process and look every slip up."""
    before = resident_bytes()
    start = time.perf_counter()
    index = INDEXES[index_name](titles)
    build_seconds = time.perf_counter() - start
    try:
        held = resident_bytes() - before
        seconds: list[float] = []
        hits = 0
        for slip in slips[:5]:
            index.search(slip.cited, k)
        for slip in slips:
            start = time.perf_counter()
            found = index.search(slip.cited, k)
            seconds.append(time.perf_counter() - start)
            hits += any(titles[place] == slip.meant for place in found)
        backend = getattr(index, "backend", None)
        if backend is not None:
            held = resident_bytes(backend)
        seconds.sort()
        return SearchFigures(
            index=index_name,
            titles=len(titles),
            build_seconds=build_seconds,
            held_bytes=held,
            disk_bytes=index.disk_bytes,
            milliseconds=median(seconds) * 1000,
            slowest=seconds[int(len(seconds) * 0.95)] * 1000,
            recall=hits / len(slips),
        )
    finally:
        index.close()


def measure(count: int, *, names: Sequence[str] = tuple(INDEXES)) -> tuple[SearchFigures, ...]:
    """Build every index over ``count`` titles, each in a process of its own."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "titles.json")
        titles = [work.title for work in synthesise_works(count, seed=_SEED)]
        heads = [place.title for place in places()]
        slips = slips_of(titles, heads, _ASKED.get(count, 200), seed=_SEED)
        data = {
            "titles": [normal_title(title) for title in titles],
            "slips": [(slip.cited, slip.meant) for slip in slips],
        }
        file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        del titles, slips, data
        runs = run_all([python(_CHILD, name, str(file)) for name in names])
    found = []
    for name, run in zip(names, runs, strict=True):
        if run.code:
            raise RuntimeError(f"{name}: {run.err}")
        found.append(SearchFigures(**json.loads(run.out)))
    return tuple(found)


def child(name: str, file: str) -> None:
    """Measure one index in a process of its own and print its figures."""
    data = json.loads(Path(file).read_text("utf-8"))
    slips = [Slip(cited, meant) for cited, meant in data["slips"]]
    sys.stdout.write(json.dumps(asdict(search_all(name, data["titles"], slips))))


def report(records: Sequence[SearchFigures]) -> tuple[str, ...]:
    """Return the table."""
    head = (
        "index",
        "titles",
        "build, s",
        "memory",
        "on disk",
        "look-up, ms",
        "95 %, ms",
        f"recall@{_K}",
    )
    rows = [
        (
            record.index,
            f"{record.titles:,}",
            f"{record.build_seconds:.1f}",
            megabytes(record.held_bytes),
            megabytes(record.disk_bytes) if record.disk_bytes else "",
            f"{record.milliseconds:.2f}",
            f"{record.slowest:.2f}",
            f"{record.recall:.3f}",
        )
        for record in records
    ]
    return (
        *table(head, rows),
        "",
        "Titles in normal form, one core, look-ups one by one, median. A slip is a lost or wrong "
        "character, a lost place, another kind word (规定 for 办法), or another word of like "
        "meaning; found is what stands among the first ten. Memory is what the process holds "
        "more after building (of PostgreSQL: what the serving process holds).",
    )


def _answer(count: int) -> Answer:
    words = (
        f"titles of {count:,} synthetic works (seed {_SEED}), {_ASKED[count]:,} cited with a slip"
    )
    return Answer(words, report(measure(count)))


CANDIDATES = Benchmark(
    "candidates",
    "How soon is a title found that was cited with a slip?",
    lambda: _answer(SMALL),
)
CANDIDATES_MILLION = Benchmark(
    "candidates_million",
    "How soon is a title found among a million?",
    lambda: _answer(LARGE),
)
