"""Settings and fixtures that hold for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from service.store import Store
    from tests.service.store.cluster import Cluster

# Shared machines pause; what is slow is measured in benchmarks/, not by a test's clock.
settings.register_profile("yiju", deadline=None)
settings.load_profile("yiju")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server, one for each process of the test run."""
    # imported here: most tests need no database
    from tests.service.store.cluster import Cluster, find_programs

    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL's initdb and postgres are not installed")
    running = Cluster(programs)
    yield running
    running.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store can be: a file that is not there yet, or an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "store.db")
    running: Cluster = request.getfixturevalue("cluster")
    return running.new_database()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An open store without works, on SQLite and on PostgreSQL in turn."""
    from service.store import open_store

    with open_store(store_url) as opened:
        yield opened
