"""A pipeline for the tests of archives: the same document always gives the same answer."""

from __future__ import annotations

import hashlib
import os
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from service.assembly import Pipeline, ReaderChoice
from service.settings import Settings
from tests.service.disclosures import rich_disclosure

if TYPE_CHECKING:
    from extraction.pipeline import Analysis
    from extraction.schema import Disclosure

STEADY = f"{__name__}:build"


def build(settings: Settings) -> Pipeline:
    """Build a pipeline whose answers depend on the document alone."""
    return Pipeline(extract=_extract, analyse=_analyse)


def _analyse(source: str, *, name: str | None, reader: ReaderChoice) -> Analysis:
    raise NotImplementedError


def _extract(source: str, *, name: str | None, reader: ReaderChoice) -> Disclosure:
    data = Path(source).read_bytes()
    word, _, rest = data.decode().partition(" ")
    if word == "sleep":
        time.sleep(float(rest.split()[0]))
    if word == "stopped":
        os.kill(os.getpid(), signal.SIGSTOP)
    answer = rich_disclosure(name or Path(source).name)
    sha256 = hashlib.sha256(data).hexdigest()
    year = 2020 + int(sha256[0], 16) % 4
    return replace(answer, fiscal_year=year, source=replace(answer.source, sha256=sha256))
