"""The same ledger and the same results over a Ray of this machine's own. Slow to start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from service.archive.exporting import export_archive
from service.archive.run import run_archive
from service.store import open_store
from tests.service.archive.archives import SETTINGS, Told, kept, make, plain, without_registry
from tests.service.archive.pipelines import STEADY

pytestmark = [
    pytest.mark.soak,
    # Ray leaves sockets and threads of its own to the interpreter's end
    pytest.mark.filterwarnings("ignore"),
]


def test_ray_gives_what_the_local_engine_gives(tmp_path: Path) -> None:
    words = {**plain(60), "stopped.txt": "stopped"}
    source = make(tmp_path / "in", words)
    exports: list[dict[str, bytes]] = []
    for engine in ("ray", "local"):
        url = str(tmp_path / f"{engine}.db")
        without_registry(url)
        told = Told()
        report = run_archive(
            str(source),
            replace(SETTINGS, store=url, parse_silence_seconds=5.0),
            engine=engine,
            watcher=told,
            pipeline=STEADY,
        )
        assert report.state == "done"
        assert told.states["stopped.txt"] == "quarantined"
        assert kept(url).states == {"done": 60, "quarantined": 1}
        assert (report.startup_seconds is not None) == (engine == "ray")
        # what is done is not done again
        again = run_archive(
            str(source), replace(SETTINGS, store=url), watcher=Told(), pipeline=STEADY
        )
        assert again.tally.total == 0
        with open_store(url) as store:
            export_archive(store, tmp_path / engine, "jsonl")
        files = sorted((tmp_path / engine).iterdir())
        exports.append({path.name: path.read_bytes() for path in files})
    assert exports[0] == exports[1]
