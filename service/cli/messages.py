"""What a user reads on stderr: errors, and limits that do not hold."""

from __future__ import annotations

from collections.abc import Iterable

import click

from extraction.errors import YijuError
from service.parsing import Reply


def describe(error: YijuError, *, name: str | None = None) -> str:
    """Return the error in full, over several lines; ``name`` is the document's."""
    subject = "yiju" if name is None else name
    return (
        f"{subject}: {error.code}\n"
        f"  found:    {error.found}\n"
        f"  expected: {error.expected}\n"
        f"  to do:    {error.hint}"
    )


def describe_briefly(error: YijuError, *, name: str) -> str:
    """Return the error in one line."""
    return f"{name}: {error.code}: {error.message}"


def warn_of_missing_limits(replies: Iterable[Reply]) -> None:
    """Say once which limits this platform cannot hold."""
    missing = sorted({limit for reply in replies for limit in reply.missing_limits})
    if missing:
        click.echo(
            f"yiju: warning: this platform cannot limit the {' and the '.join(missing)} of the "
            "reading process; the limit on wall time holds",
            err=True,
        )
