"""`yiju archive retry`: read again what has no result."""

from __future__ import annotations

from pathlib import Path

import click

from service.archive.choices import Engine
from service.cli.archive.run import (
    engine_option,
    format_option,
    log_option,
    run_and_report,
    with_workers,
    workers_option,
)
from service.cli.options import command_settings, store_option


@click.command("retry", short_help="Read again what failed or is in quarantine.")
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1)
@store_option
@workers_option
@engine_option
@log_option
@format_option
def command(
    documents: tuple[str, ...],
    workers: int | None,
    engine: Engine,
    log_path: Path | None,
    kind: str,
) -> int:
    """Read the named documents again, or, without a DOCUMENT, all that have no result.

    DOCUMENT is a name, or the beginning of a SHA-256. What waits besides is read too.
    """
    settings = with_workers(command_settings(), workers)
    return run_and_report(
        None,
        settings,
        engine=engine,
        again=None if documents else "failed",
        log_path=log_path,
        kind=kind,
        asked=documents,
    )
