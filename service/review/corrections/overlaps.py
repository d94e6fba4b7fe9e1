"""Which newer events stand in the way of a save."""

from __future__ import annotations

from collections.abc import Sequence

from service.review.corrections.event import Correction


def touched_since(
    events: Sequence[Correction], *, seen: int, targets: Sequence[str]
) -> tuple[Correction, ...]:
    """Return the events after ``seen`` that touch one of ``targets``.

    Two targets touch where they are the same or one is inside the other. An undo touches what
    its event touched.
    """
    by_id = {event.id: event for event in events}
    found = []
    for event in events:
        if event.id <= seen:
            continue
        about = event
        if event.action in ("undo", "redo"):
            about = by_id.get(event.undone_id, event)
        if any(_touch(one, other) for one in targets for other in targets_of(about)):
            found.append(event)
    return tuple(found)


def targets_of(event: Correction) -> tuple[str, ...]:
    """Return everything that an event is about: a merge and a move have two ends."""
    other = event.after.get("project") if isinstance(event.after, dict) else None
    if event.action in ("merge", "move") and isinstance(other, str):
        return (event.target, other)
    if event.action == "add":
        # two may add beside each other
        return (f"{event.target}/{event.new_id}",)
    return (event.target,)


def _touch(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
