"""`yiju archive`: many documents, unattended."""

from __future__ import annotations

import click

from service.cli.lazy import LazyGroup
from service.cli.options import store_option

__all__ = ["COMMANDS", "command"]

COMMANDS = {
    "run": "run",
    "status": "status",
    "failures": "failures",
    "retry": "retry",
    "quarantine": "quarantine",
    "export": "export",
}


@click.group(
    "archive",
    cls=LazyGroup,
    modules={name: f"service.cli.archive.{module}" for name, module in COMMANDS.items()},
    short_help="Read whole archives, unattended, and export what they hold.",
)
@store_option
def command() -> None:
    """Read every document of an archive once, whatever happens on the way.

    Results are kept in a store, with what became of each document. A run that was interrupted,
    killed or lost its machine goes on where it was when it is started again.
    """
