"""What waits for a look, and in which order."""

from service.review.queue.worth import Entry, entries_of

__all__ = ["Entry", "entries_of"]
