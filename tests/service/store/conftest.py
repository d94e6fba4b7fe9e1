"""Stores that many examples share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.store import Store, open_store
from tests.service.store.cluster import Cluster


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store without works; a test leaves it so."""
    url = str(tmp_path_factory.mktemp("shared") / "store.db")
    if request.param == "postgresql":
        running: Cluster = request.getfixturevalue("cluster")
        url = running.new_database()
    with open_store(url) as store:
        yield store
