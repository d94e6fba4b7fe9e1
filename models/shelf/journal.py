"""The shelf's journal: who made which version live, when and why; what is live follows from it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Literal

from extraction.errors import ModelError

FILE = "journal.jsonl"
Action = Literal["promote", "rollback"]


@dataclass(frozen=True, slots=True)
class Event:
    """One change of what is live: ``version`` took the place of ``before``.

    ``at`` is ISO 8601 in UTC; ``forced`` says that the gate had refused it; ``gate`` is what the
    gate found.
    """

    at: str
    by: str
    action: Action
    kind: str
    version: str
    before: str
    reason: str | None = None
    forced: bool = False
    gate: Mapping[str, object] = field(default_factory=dict)


def read_journal(folder: Path) -> tuple[Event, ...]:
    """Return the events of a shelf, the oldest first; none where there is no journal.

    Raises `ModelError` (``broken_shelf``) where a line is none that the shelf writes.
    """
    path = folder / FILE
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(path, str(error)) from error
    return tuple(_event(line, path, row) for row, line in enumerate(lines, 1) if line.strip())


def write_event(folder: Path, event: Event) -> None:
    """Add an event; the caller holds the shelf's lock. The file is replaced whole."""
    events = (*read_journal(folder), event)
    draft = folder / f".{FILE}.new"
    with draft.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in events)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(folder / FILE)


def line_of_succession(events: Sequence[Event], kind: str, *, released: str) -> list[str]:
    """Return the versions of a kind that a roll back would bring again, the live one last."""
    held = [released]
    for event in events:
        if event.kind != kind:
            continue
        if event.action == "promote":
            held.append(event.version)
        elif len(held) > 1:
            held.pop()
    return held


def _event(line: str, path: Path, row: int) -> Event:
    try:
        data = json.loads(line)
        known = {one.name for one in fields(Event)}
        event = Event(**{name: value for name, value in data.items() if name in known})
    except (ValueError, TypeError, AttributeError) as error:
        raise _broken(path, f"line {row}: {error}") from error
    if event.action not in ("promote", "rollback"):
        raise _broken(path, f"line {row}: the action {event.action!r}")
    return event


def _broken(path: Path, found: str) -> ModelError:
    return ModelError(
        found=f"{path}: {found}",
        expected="a journal as `yiju models promote` and `rollback` write it",
        hint="Take the line away, or bring the file back from a copy; move the whole folder away "
        "to work with the released models.",
        code="broken_shelf",
    )
