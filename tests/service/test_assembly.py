"""Settings become the pipeline's own limits."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

from extraction.limits import Limits
from extraction.reading import ReaderChoice as PipelineReaderChoice
from service.assembly import ReaderChoice, limits
from service.settings import Settings


def test_default_settings_are_the_default_limits() -> None:
    assert limits(Settings()) == Limits()


def test_every_limit_has_a_setting_of_its_own() -> None:
    settings = Settings(
        max_document_bytes=1,
        max_document_pages=2,
        max_document_glyphs=3,
        max_page_glyphs=4,
        max_page_objects=5,
    )
    bounds = limits(settings)
    assert {getattr(bounds, row.name) for row in fields(Limits)} == {1, 2, 3, 4, 5}


def test_readers_are_those_of_the_pipeline() -> None:
    assert get_args(ReaderChoice) == get_args(PipelineReaderChoice)
