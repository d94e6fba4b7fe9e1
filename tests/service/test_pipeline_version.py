from __future__ import annotations

from dataclasses import replace

from service.pipeline_version import pipeline_version
from service.settings import Settings


def test_it_changes_with_what_changes_results_and_with_nothing_else() -> None:
    settings = Settings()
    version = pipeline_version(settings)
    assert version == pipeline_version(settings)
    assert version != pipeline_version(replace(settings, max_document_pages=7))
    assert version != pipeline_version(replace(settings, ocr="off"))
    assert version != pipeline_version(replace(settings, mode="rules"))
    assert version == pipeline_version(replace(settings, worker_count=7, parse_timeout_seconds=9))
