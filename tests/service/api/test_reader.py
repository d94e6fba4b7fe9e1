"""What comes back from a reading process is looked at before it is kept."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from extraction import extract
from extraction.errors import BrokenDocument, WorkerLost, YijuError
from service.api.crew import Reading
from service.api.metrics import Metrics
from service.api.reader import Reader
from service.parsing import Reply
from service.parsing.packing import pack
from service.pipeline_version import ModelVersions
from service.settings import Settings

_DISCLOSURE = extract("河道养护经费情况说明\n一、项目概述\n养护河道。\n".encode())
_BODY = pack(_DISCLOSURE, mode="rules", versions=ModelVersions(), ocr_pages=0)
_BROKEN = BrokenDocument(found="half a PDF", expected="a whole one", hint="Fetch it again.")


def _counted(outcome: Reply | YijuError, sha256: str) -> tuple[str, str]:
    """Return the hash of the result, or the error's code, and what the metrics say."""
    metrics, nothing = Metrics(), cast(Any, None)
    reader = Reader(
        Settings(), store=nothing, crew=nothing, keeper=nothing, registry=nothing, metrics=metrics
    )
    try:
        packed = asyncio.run(reader.counted(Reading(outcome, 0.1, 0.2), sha256))
    except YijuError as error:
        return error.code, metrics.page().decode()
    return packed.sha256, metrics.page().decode()


_OWN, _OTHER = _DISCLOSURE.source.sha256, "0" * 64


@pytest.mark.parametrize(
    ("outcome", "sha256", "found", "counted_as"),
    [
        pytest.param(Reply({}, _BODY), _OWN, _OWN, "read", id="a result of this document"),
        pytest.param(
            Reply({}, _BODY), _OTHER, WorkerLost.code, WorkerLost.code, id="of another document"
        ),
        pytest.param(
            Reply({}, _BODY[:-9]), _OWN, WorkerLost.code, WorkerLost.code, id="a torn result"
        ),
        pytest.param(_BROKEN, _OWN, _BROKEN.code, _BROKEN.code, id="a document that is broken"),
    ],
)
def test_each_reading_is_counted_once_by_what_became_of_it(
    outcome: Reply | YijuError, sha256: str, found: str, counted_as: str
) -> None:
    told, page = _counted(outcome, sha256)
    assert told == found
    lines = [line for line in page.splitlines() if line.startswith("yiju_documents_total")]
    assert lines == [f'yiju_documents_total{{outcome="{counted_as}"}} 1.0']
