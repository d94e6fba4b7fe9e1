"""Every odd and broken file of other projects' test suites, through `POST /v1/extract`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.real.samples import FOLDER
from tests.service.api.problems import assert_problem
from tests.service.api.running import Served, serving

HOSTILE = sorted((FOLDER.parent / "hostile").glob("*.pdf"))
# What a document can be to blame for; never 500, and 503 would blame the service.
_TYPED = {413, 415, 422, 504}

pytestmark = pytest.mark.skipif(not HOSTILE, reason="needs ../shared/hostile")


def test_every_hostile_file_gets_a_disclosure_or_a_problem(tmp_path: Path) -> None:
    settings = {"YIJU_WORKER_COUNT": "2", "YIJU_PARSE_TIMEOUT_SECONDS": "60", "YIJU_OCR": "off"}
    with serving(str(tmp_path / "store.db"), settings=settings) as served:
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda path: _send(served, path), HOSTILE))
        assert served.client.get("/readyz").status_code == 200
        again = _send(served, HOSTILE[0])
    read = 0
    for path, response in zip(HOSTILE, answers, strict=True):
        if response.status_code == 200:
            read += 1
            assert response.json()["source"]["name"] == path.name
            continue
        assert response.status_code in _TYPED, (path.name, response.text)
        assert_problem(response, response.status_code, response.json()["code"])
    assert 0 < read < len(HOSTILE)
    assert again.status_code == answers[0].status_code
    assert not [line for line in served.log if line["event"] == "fault"]


def _send(served: Served, path: Path) -> httpx.Response:
    with path.open("rb") as stream:
        return httpx.post(
            f"{served.client.base_url}/v1/extract",
            files={"file": (path.name, stream)},
            timeout=300,
        )
