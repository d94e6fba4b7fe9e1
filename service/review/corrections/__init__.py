"""Corrections are events; what counts now is derived from an extraction and its events.

`derive` is a pure function: the same extraction and events give the same answer, so live values,
review states and training rows can be made anew at any time.
"""

from service.review.corrections.deriving import derive
from service.review.corrections.event import Action, Anchor, Correction
from service.review.corrections.items import Item, ItemState, Live, LiveProject, Unplaced
from service.review.corrections.overlaps import touched_since
from service.review.corrections.undoing import in_force, next_redo, next_undo

__all__ = [
    "Action",
    "Anchor",
    "Correction",
    "Item",
    "ItemState",
    "Live",
    "LiveProject",
    "Unplaced",
    "derive",
    "in_force",
    "next_redo",
    "next_undo",
    "touched_since",
]
