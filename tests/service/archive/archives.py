"""Small archives, and what the tests ask of a store after a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import sqlalchemy as sa

from service.archive.choices import Again, Engine
from service.archive.intake import Intake
from service.archive.outcomes import Outcome
from service.archive.run import Report, run_archive
from service.archive.session import Session
from service.settings import Settings
from service.store import Store, open_store
from service.store.document_tables import attempts, documents, extractions, tasks
from service.store.state import registry_changed, registry_ever_changed
from tests.service.parsing.pipelines import OBEDIENT

SETTINGS = replace(
    Settings(),
    parse_timeout_seconds=20.0,
    parse_memory_bytes=256 * 1024**2,
    worker_count=2,
    archive_store_patience_seconds=5.0,
)


@dataclass(slots=True)
class Told:
    """A watcher that remembers what it was told."""

    states: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    total: int = 0

    def listing(self, intake: Intake) -> None:
        pass

    def begin(self, total: int) -> None:
        self.total = total

    def finished(self, outcome: Outcome, state: str) -> None:
        assert outcome.job.name not in self.states, "told twice"
        self.states[outcome.job.name] = state

    def note(self, text: str) -> None:
        self.notes.append(text)


def make(folder: Path, words: Mapping[str, str]) -> Path:
    """Write documents that say what their reading does; see `parsing.pipelines`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, word in words.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(word)
    return folder


def plain(count: int) -> dict[str, str]:
    """Return documents that are read at once, all different."""
    return {f"{at:03}.txt": f"plain {at}" for at in range(count)}


def run(
    source: Path | str | None,
    url: str,
    settings: Settings = SETTINGS,
    *,
    engine: Engine = "local",
    again: Again | None = None,
    told: Told | None = None,
    log_path: Path | None = None,
    asked: tuple[str, ...] = (),
    sessions: list[Session] | None = None,
) -> Report:
    """Run an archive over the obedient pipeline."""
    without_registry(url)
    return run_archive(
        None if source is None else str(source),
        replace(settings, store=url),
        engine=engine,
        again=again,
        watcher=told or Told(),
        log_path=log_path,
        on_start=(lambda _: None) if sessions is None else sessions.append,
        asked=asked,
        pipeline=OBEDIENT,
    )


def without_registry(url: str) -> None:
    """Make a store whose registry stays empty: these documents cite nothing."""
    with open_store(url) as store, store.write() as connection:
        if not registry_ever_changed(connection):
            registry_changed(connection)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a store holds after runs."""

    states: dict[str, int]
    results: int
    tasks: int
    attempts: int


def kept(url: str) -> Kept:
    """Look into a store; a document with more than one result fails here."""
    with open_store(url) as store:
        return kept_in(store)


def kept_in(store: Store) -> Kept:
    with store.read() as connection:
        states = {
            row[0]: row[1]
            for row in connection.execute(
                sa.select(documents.c.state, sa.func.count()).group_by(documents.c.state)
            )
        }
        results = list(connection.execute(sa.select(extractions.c.document_sha256)).scalars())
        assert len(results) == len(set(results)), "a document has two results"
        counts = [
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in (tasks, attempts)
        ]
    return Kept(states, len(results), *counts)
