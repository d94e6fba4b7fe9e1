"""Builds the pipeline from settings: the only place that knows every part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Protocol, cast

from extraction.errors import YijuError
from extraction.limits import Limits
from extraction.ocr_settings import OcrMode, OcrSettings
from service.pipeline_version import ModelVersions, live_versions
from service.settings import Settings

if TYPE_CHECKING:
    from extraction.learned import Mode
    from extraction.pipeline import Analysis, OnPage
    from extraction.schema import Disclosure

ReaderChoice = Literal["auto", "pdfium", "pdfminer"]


class Extract(Protocol):
    """The path of a document in, a `Disclosure` out; raises a `DocumentError`."""

    def __call__(self, source: str, *, name: str | None, reader: ReaderChoice) -> Disclosure: ...


class ExtractWatched(Protocol):
    """As `Extract`, and telling each page: its number, and their count.

    ``mode`` None is the pipeline's own.
    """

    def __call__(
        self,
        source: str,
        *,
        name: str | None,
        reader: ReaderChoice,
        mode: Mode | None,
        on_page: OnPage,
    ) -> Disclosure: ...


class Analyse(Protocol):
    """The path of a document in, an `Analysis` (for drawing) out; raises a `DocumentError`."""

    def __call__(self, source: str, *, name: str | None, reader: ReaderChoice) -> Analysis: ...


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The pipeline with everything set but the document.

    ``mode`` says which classifiers have a say in its results, ``versions`` which of them are in
    use. ``watched`` is for those who choose the mode for each document, or watch its pages.
    """

    extract: Extract
    analyse: Analyse
    mode: str = "rules"
    versions: ModelVersions = field(default_factory=ModelVersions)
    watched: ExtractWatched | None = None


# Where a reading process finds `build`, as module:function.
PLACE = "service.assembly:build"

Build = Callable[[Settings], Pipeline]


def limits(settings: Settings) -> Limits:
    """Return the bounds on one document that ``settings`` asks for."""
    return Limits(
        max_bytes=settings.max_document_bytes,
        max_pages=settings.max_document_pages,
        max_glyphs=settings.max_document_glyphs,
        max_page_glyphs=settings.max_page_glyphs,
        max_page_objects=settings.max_page_objects,
        max_table_cells=settings.max_table_cells,
        max_unpacked_bytes=settings.max_unpacked_bytes,
        max_unpacked_ratio=settings.max_unpacked_ratio,
    )


def ocr(settings: Settings) -> OcrSettings:
    """Return how pictures of pages are read as ``settings`` asks for it."""
    return OcrSettings(
        mode=cast(OcrMode, settings.ocr),
        thread_count=settings.ocr_thread_count,
        dots_per_inch=settings.ocr_dots_per_inch,
        max_pixels=settings.ocr_max_pixels,
    )


def build(settings: Settings) -> Pipeline:
    """Import the pipeline and bind ``settings`` to it."""
    from extraction import pipeline
    from extraction.learned import Learned, Mode
    from service.registry.linking import linker_opener
    from service.shelf import lines_opener, tokens_opener

    bounds = limits(settings)
    pictures = ocr(settings)
    open_linker = linker_opener(settings)
    learned = Learned(
        open_tokens=tokens_opener(settings),
        open_lines=lines_opener(settings),
        mode=cast(Mode, settings.mode),
    )

    def extract(source: str, *, name: str | None, reader: ReaderChoice) -> Disclosure:
        return pipeline.extract(
            source,
            name=name,
            reader=reader,
            ocr=pictures,
            limits=bounds,
            open_linker=open_linker,
            learned=learned,
        )

    def analyse(source: str, *, name: str | None, reader: ReaderChoice) -> Analysis:
        return pipeline.analyse(
            source,
            name=name,
            reader=reader,
            ocr=pictures,
            limits=bounds,
            open_linker=open_linker,
            learned=learned,
        )

    def watched(
        source: str, *, name: str | None, reader: ReaderChoice, mode: Mode | None, on_page: OnPage
    ) -> Disclosure:
        return pipeline.extract(
            source,
            name=name,
            reader=reader,
            ocr=pictures,
            limits=bounds,
            open_linker=open_linker,
            learned=learned if mode is None else replace(learned, mode=mode),
            on_page=on_page,
        )

    return Pipeline(
        extract=extract,
        analyse=analyse,
        watched=watched,
        mode=settings.mode,
        versions=_versions(settings),
    )


def _versions(settings: Settings) -> ModelVersions:
    """Return the models in use; none where the shelf is out of order, which opening them tells."""
    try:
        return live_versions(settings)
    except YijuError:
        return ModelVersions()
