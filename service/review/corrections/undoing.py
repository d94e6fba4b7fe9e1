"""Which events count, and which one undo and redo mean. Undo and redo are events themselves."""

from __future__ import annotations

from collections.abc import Sequence

from service.review.corrections.event import Correction


def in_force(events: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return the events that are not undone, oldest first, without undo and redo."""
    undone: set[int] = set()
    for event in events:
        if event.action == "undo":
            undone.add(event.undone_id)
        elif event.action == "redo":
            undone.discard(event.undone_id)
    return tuple(
        event for event in events if event.action not in ("undo", "redo") and event.id not in undone
    )


def next_undo(events: Sequence[Correction], by: str) -> Correction | None:
    """Return the event that ``by`` would undo next: the newest of one's own that counts."""
    return next((event for event in reversed(in_force(events)) if event.by == by), None)


def next_redo(events: Sequence[Correction], by: str) -> Correction | None:
    """Return the event that ``by`` would do again; none after a new act."""
    stack: list[int] = []
    for event in events:
        if event.by != by:
            continue
        if event.action == "undo":
            stack.append(event.undone_id)
        elif event.action == "redo":
            if event.undone_id in stack:
                stack.remove(event.undone_id)
        else:
            stack.clear()
    if not stack:
        return None
    return next((event for event in events if event.id == stack[-1]), None)
