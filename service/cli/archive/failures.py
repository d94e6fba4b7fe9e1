"""`yiju archive failures`: which documents have no result, and why."""

from __future__ import annotations

import click

from service.cli.archive.run import format_option
from service.cli.options import command_settings, store_option


@click.command("failures", short_help="Say which documents have no result, and why.")
@store_option
@format_option
@click.option(
    "--problems",
    is_flag=True,
    help="Also list the pages that are missing in documents that were read.",
)
def command(kind: str, problems: bool) -> None:
    """List the documents that failed or are in quarantine, and the places that cannot be read.

    Each with the reason in words, the page where one is to blame, and what to do.
    """
    from service.archive.opening import open_archive
    from service.archive.standing import read_failures
    from service.cli.archive.printing import print_failures

    with open_archive(command_settings()) as store, store.read() as connection:
        failures = read_failures(connection, with_problems=problems)
    print_failures(failures, kind=kind)
