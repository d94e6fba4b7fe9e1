"""What live documents would change if a candidate were live: seen before anything changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extraction.errors import YijuError
from extraction.schema import to_json
from models.changes import ValueChange, changes
from service.parsing import Request, Worker
from service.records import disclosure_from_json
from service.review.corrections import derive
from service.review.corrections.recording import read_events
from service.review.lessons.rereading import chosen, stored_file
from service.store.review_queue import queued_documents

if TYPE_CHECKING:
    from models.shelf import Shelf, Version
    from service.settings import Settings
    from service.store import Store

_MOST_DOCUMENTS = 24


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """The changes over some documents; corrections stand over both readings.

    ``kept_count`` counts the values of analysts that the candidate reads otherwise, and that
    stand all the same.
    """

    document_count: int
    changes: tuple[ValueChange, ...]
    kept_count: int


def comparison_path(shelf: Shelf, version: str) -> Path:
    """Return where the comparison of a candidate stands."""
    return shelf.folder / f"compared-{version}.json"


def read_comparison(shelf: Shelf, version: str) -> Mapping[str, object] | None:
    """Return the comparison that was made of a candidate."""
    try:
        found = json.loads(comparison_path(shelf, version).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def compare_documents(
    store: Store, settings: Settings, version: Version, *, tell: Callable[[float], None]
) -> DocumentChanges:
    """Read documents with the live models and with ``version`` in the place of its kind."""
    with store.read() as connection:
        hashes = chosen(queued_documents(connection), _MOST_DOCUMENTS)
    others = [
        name
        for name in settings.models_use.split(",")
        if name.strip() and not name.strip().startswith(version.kind)
    ]
    pinned = replace(settings, models_use=",".join([*others, version.name]))
    found: list[ValueChange] = []
    kept = read = 0
    with Worker(settings) as before, Worker(pinned) as after:
        for at, sha256 in enumerate(hashes):
            tell(at / max(len(hashes), 1))
            try:
                with stored_file(store, sha256) as (path, name):
                    request = Request(str(path), name=name)
                    raw = [json.loads(each.run(request).body) for each in (before, after)]
            except YijuError:
                continue
            read += 1
            with store.read() as connection:
                events = read_events(connection, sha256)
            if not events:
                found += changes(name, *raw)
                continue
            live = [
                to_json(derive(disclosure_from_json(one), events, extraction=0).disclosure)
                for one in raw
            ]
            assert isinstance(live[0], dict)
            assert isinstance(live[1], dict)
            standing = changes(name, live[0], live[1])
            found += standing
            kept += max(0, len(changes(name, *raw)) - len(standing))
    return DocumentChanges(read, tuple(found), kept)
