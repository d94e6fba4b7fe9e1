"""Settings become the pipeline's own limits."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from extraction.learned import Mode
from extraction.limits import Limits
from extraction.reading import ReaderChoice as PipelineReaderChoice
from models.tokens.classifier import released
from service.assembly import ReaderChoice, build, limits
from service.settings import MODES, Settings
from training_data.gold import training_texts
from training_data.gold.printing import write_gold


def test_default_settings_are_the_default_limits() -> None:
    assert limits(Settings()) == Limits()


def test_every_limit_has_a_setting_of_its_own() -> None:
    settings = Settings(
        max_document_bytes=1,
        max_document_pages=2,
        max_document_glyphs=3,
        max_page_glyphs=4,
        max_page_objects=5,
        max_table_cells=6,
        max_unpacked_bytes=7,
        max_unpacked_ratio=8,
    )
    bounds = limits(settings)
    assert {getattr(bounds, row.name) for row in fields(Limits)} == set(range(1, 9))


def test_readers_are_those_of_the_pipeline() -> None:
    assert get_args(ReaderChoice) == get_args(PipelineReaderChoice)


def test_modes_are_those_of_the_pipeline() -> None:
    assert get_args(Mode) == MODES


@pytest.mark.parametrize("mode", MODES)
def test_a_narrative_is_read_in_each_mode(mode: str, tmp_path: Path) -> None:
    methods: Counter[str] = Counter()
    pipeline = build(Settings(mode=mode))
    for text in training_texts()[::6]:
        path = write_gold(text, tmp_path)
        found = pipeline.extract(str(path), name=None, reader="auto")
        for project in found.projects:
            held = [(one.method, one.by) for one in project.fields.values()]
            held += [(one.method, one.by) for one in project.citations]
            methods.update(method for method, _ in held)
            assert {by for method, by in held if method == "model"} <= {released().version}
    assert methods["rule"] > 0
    assert (methods["model"] > 0) == (mode != "rules")


def test_no_dictionary_is_loaded_before_a_narrative_is_met() -> None:
    code = (
        "from service.assembly import build; from service.settings import Settings;"
        "from models.tokens.lexicon import jieba_lexicon;"
        "build(Settings()); print(jieba_lexicon.cache_info().currsize)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ended.stdout.strip() == "0"


def test_reading_a_narrative_loads_nothing_that_only_training_needs(tmp_path: Path) -> None:
    path = write_gold(training_texts()[0], tmp_path)
    code = (
        "import sys; from service.assembly import build; from service.settings import Settings;"
        f"build(Settings()).extract({str(path)!r}, name=None, reader='auto');"
        "print(*{'sklearn', 'scipy', 'pandas', 'pyarrow', 'spacy'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ended.stdout.strip() == ""
