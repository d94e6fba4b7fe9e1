"""Where does the time of one extraction go?"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import ParamSpec, TypeVar
from unittest.mock import patch

from benchmarks.answers import Answer, Benchmark, table
from benchmarks.documents import documents
from extraction import Limits, extract
from extraction.ocr_settings import OcrSettings
from extraction.reading import Page, PageReader, ReaderChoice, open_pages
from extraction.registry import Catalogue, Linker, shipped_codes, shipped_works
from models.links import released_ranker

ROUNDS = 5
STANDS_OUT = 0.25
_Given = ParamSpec("_Given")
_Got = TypeVar("_Got")

# Stage → the functions that make it up, as module:name where the pipeline looks them up.
_STEPS: Mapping[str, tuple[str, ...]] = {
    "layout": ("extraction.pipeline:lay_out", "extraction.pipeline:lay_out_text"),
    "projects": ("extraction.pipeline:find_segments", "extraction.pipeline:pair_units"),
    "cover": ("extraction.pipeline:find_department", "extraction.pipeline:find_fiscal_year"),
    "declared": ("extraction.pipeline:find_declared",),
    "forms": (
        "extraction.pipeline:form_rows",
        "extraction.pipeline:read_form_fields",
        "extraction.pipeline:read_indicators",
    ),
    "narrative: sections": ("extraction.projects.segments:find_sections",),
    "narrative: fields": ("extraction.combining.narratives:read_fields",),
    "citations": ("extraction.combining.narratives:find_instruments",),
    "links": ("extraction.pipeline:link_citations",),
}
_READING = "reading"
_REST = "the rest"


@dataclass(frozen=True, slots=True)
class Stage:
    """Seconds spent in one stage itself, over all documents (median of the rounds)."""

    name: str
    seconds: float


@cache
def _linker() -> Linker:
    """Return the linker into the starter registry; loading it is not part of any stage."""
    return Linker(Catalogue(shipped_works(), shipped_codes()), ranker=released_ranker())


class _Clock:
    """Seconds by stage; the time of a stage inside another counts for the inner one alone."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._inner = [0.0]

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._inner.append(0.0)
        start = time.perf_counter()
        try:
            yield
        finally:
            whole = time.perf_counter() - start
            self.seconds[name] += whole - self._inner.pop()
            self._inner[-1] += whole

    def timed(self, name: str, step: Callable[_Given, _Got]) -> Callable[_Given, _Got]:
        def call(*given: _Given.args, **options: _Given.kwargs) -> _Got:
            with self.stage(name):
                return step(*given, **options)

        return call


class _TimedReader:
    """A reader whose pages are timed one by one: layout asks for them while it works."""

    def __init__(self, reader: PageReader, clock: _Clock) -> None:
        self.name = reader.name
        self._reader = reader
        self._clock = clock

    def page_count(self) -> int:
        return self._reader.page_count()

    def pages(self, limits: Limits) -> Iterator[Page]:
        pages = self._reader.pages(limits)
        while True:
            with self._clock.stage(_READING):
                page = next(pages, None)
            if page is None:
                return
            yield page

    def page(self, number: int, limits: Limits) -> Page:
        with self._clock.stage(_READING):
            return self._reader.page(number, limits)

    def close(self) -> None:
        with self._clock.stage(_READING):
            self._reader.close()


def measure(paths: Sequence[Path], *, rounds: int = ROUNDS) -> tuple[Stage, ...]:
    """Extract every document ``rounds`` times; return the stages, the longest first."""
    contents = [path.read_bytes() for path in paths]
    for data in contents:
        extract(data, open_linker=_linker)
    taken = [_round(contents) for _ in range(rounds)]
    names = {name for clock in taken for name in clock}
    stages = [Stage(name, median(clock.get(name, 0.0) for clock in taken)) for name in names]
    return tuple(sorted(stages, key=lambda stage: -stage.seconds))


def report(stages: Sequence[Stage]) -> tuple[str, ...]:
    """Return the table of shares, and which step outside reading stands out."""
    whole = sum(stage.seconds for stage in stages)
    outside = whole - sum(stage.seconds for stage in stages if stage.name == _READING)
    rows = [
        (
            stage.name,
            f"{stage.seconds / whole:.1%}",
            "" if stage.name == _READING else f"{stage.seconds / outside:.1%}",
        )
        for stage in stages
    ]
    loud = [
        stage.name
        for stage in stages
        if stage.name != _READING and stage.seconds > STANDS_OUT * outside
    ]
    return (
        *table(("stage", "share of the time", "share outside reading"), rows),
        "",
        f"Above {STANDS_OUT:.0%} of the time outside reading: {', '.join(loud) or 'none'}.",
    )


def run() -> Answer:
    """Measure the documents at hand."""
    with documents() as found:
        return Answer(found.words, report(measure(found.digital)))


STAGES = Benchmark("stages", "Where does the time of an extraction go?", run)


def _round(contents: Sequence[bytes]) -> Mapping[str, float]:
    clock = _Clock()

    def opened(data: bytes, choice: ReaderChoice, ocr: OcrSettings) -> PageReader:
        with clock.stage(_READING):
            return _TimedReader(open_pages(data, choice, ocr), clock)

    places: dict[str, Callable[..., object]] = {"extraction.pipeline:open_pages": opened}
    for name, steps in _STEPS.items():
        for place in steps:
            module, _, function = place.partition(":")
            places[place] = clock.timed(name, getattr(import_module(module), function))
    patches = [patch(place.replace(":", "."), step) for place, step in places.items()]
    for one in patches:
        one.start()
    try:
        for data in contents:
            with clock.stage(_REST):
                extract(data, open_linker=_linker)
    finally:
        for one in patches:
            one.stop()
    return clock.seconds
