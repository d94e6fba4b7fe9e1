"""The error of a service that is on its way out."""

from __future__ import annotations

from extraction.errors import Busy


def stopping() -> Busy:
    """Return the error for what is asked of a service that is on its way out."""
    return Busy(
        found="a service that is stopping",
        expected="one that runs",
        hint="Ask again in a moment; another instance may answer.",
        code="stopping",
        retry_after_seconds=5,
    )
