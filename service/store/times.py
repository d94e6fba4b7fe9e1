"""Times as the store keeps them: ISO text in UTC with milliseconds, which sorts as it stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now_text(*, later_seconds: float = 0.0) -> str:
    """Return the time that it is, or will be: ``2026-01-31T08:00:00.000Z``."""
    return text_of(datetime.now(UTC) + timedelta(seconds=later_seconds))


def text_of(moment: datetime) -> str:
    """Return a moment (with its time zone) in the store's form."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
