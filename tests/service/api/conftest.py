"""One running service for the tests that leave it as it is."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.service.api.running import Served, serving


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service with short limits, so that tests of them are quick."""
    store = tmp_path_factory.mktemp("http") / "store.db"
    settings = {
        "YIJU_MAX_DOCUMENT_BYTES": "2000000",
        "YIJU_HTTP_UPLOAD_TIMEOUT_SECONDS": "2",
        "YIJU_PARSE_TIMEOUT_SECONDS": "20",
    }
    with serving(str(store), settings=settings) as running:
        yield running


@pytest.fixture
def client(served: Served) -> httpx.Client:
    return served.client
