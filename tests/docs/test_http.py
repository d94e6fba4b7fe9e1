"""docs/http.md: its examples run against a real service, and no endpoint is left out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from service.api.app import OPENAPI_PATH
from tests.service.api.running import ROOT, Served, serving

PAGE = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")


def _examples(language: str) -> str:
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 5
    return "\n".join(blocks)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(str(tmp_path_factory.mktemp("docs") / "store.db")) as served:
        yield served


def _here(script: str, service: Served) -> str:
    assert "http://127.0.0.1:8000" in script
    return script.replace("http://127.0.0.1:8000", str(service.client.base_url))


def test_what_is_shown_for_curl_runs(service: Served) -> None:
    script = "set -euo pipefail\n" + _here(_examples("sh"), service)
    # what curl is answered with an error's status it must not take for an answer
    script = script.replace("curl -sS", "curl -sS --fail-with-body")
    done = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout[-2000:]


def test_what_is_shown_for_python_runs(service: Served) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _here(_examples("python"), service)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "上海市东泾区教育局" in done.stdout


@pytest.mark.parametrize("language", ["sh", "python"])
def test_every_endpoint_is_shown_in_both(language: str) -> None:
    document = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    shown = _examples(language)
    for path in (*document["paths"], OPENAPI_PATH):
        # a place that is filled in stands as $SHA, $JOB or {sha256} in the examples
        pattern = re.sub(r"\\\{\w+\\\}", r"[^\\s\"/?]+", re.escape(path))
        assert re.search(pattern, shown), path


def test_the_roles_are_explained() -> None:
    assert {"reader", "analyst", "admin"} <= set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
