"""How versions and their scores are shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from extraction.errors import ModelError
from models.shelf import Event, Shelf, Version


def described(shelf: Shelf, version: Version) -> dict[str, object]:
    """Return what a list says of a version; ``fault`` is what keeps it from being used."""
    live = shelf.live(version.kind)
    state = "released" if version.is_released else "candidate"
    row: dict[str, object] = {
        "kind": version.kind,
        "name": version.name,
        "state": "live" if live == version else state,
        "released": version.is_released,
        "folder": str(version.folder),
    }
    try:
        card = version.card()
        version.load()
    except ModelError as error:
        return {**row, "fault": error.found}
    overall = frozen_score(card)
    return {
        **row,
        "date": card.get("date"),
        "bytes": card.get("bytes"),
        "f1": overall.get("f1"),
        "interval": overall.get("interval"),
        "seconds": card.get("seconds"),
    }


def frozen_score(card: Mapping[str, object]) -> Mapping[str, object]:
    """Return the overall score on the frozen set that a card tells; empty where it does not."""
    held: object = card
    for key in ("scores", "frozen", "overall"):
        held = held.get(key) if isinstance(held, Mapping) else None
    return held if isinstance(held, Mapping) else {}


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with their cells under one another; Chinese takes two places."""
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def percent(value: object) -> str:
    """Return a ratio as a percentage with two places."""
    return f"{value * 100:.2f}" if isinstance(value, int | float) else "–"


def event_line(event: Event) -> str:
    """Return one event of the journal as a line."""
    forced = ", past the gate" if event.forced else ""
    reason = f": {event.reason}" if event.reason else ""
    return (
        f"{event.at}  {event.action} {event.before or 'nothing'} → {event.version or 'nothing'} "
        f"by {event.by}{forced}{reason}"
    )
