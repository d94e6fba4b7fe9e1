"""A served site over a store with documents, and a real browser in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.review.chromium import Chromium, find_chromium
from tests.service.review.serving import Served, serve


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One Chromium for each process of the test run."""
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium is installed")
    browser = Chromium(program)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site with the document of nine projects; tests of one module share it."""
    with serve(Path(tmp_path_factory.mktemp("site"))) as running:
        yield running
