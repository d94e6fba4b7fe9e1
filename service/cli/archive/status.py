"""`yiju archive status`: how an archive stands."""

from __future__ import annotations

import click

from service.cli.archive.run import format_option
from service.cli.options import command_settings, store_option


@click.command("status", short_help="Count documents by what became of them.")
@store_option
@format_option
def command(kind: str) -> None:
    """Count the documents by what became of them, the reasons, and list the last runs.

    May be called while a run is under way.
    """
    from service.archive.opening import open_archive
    from service.archive.standing import read_status
    from service.cli.archive.printing import print_status

    with open_archive(command_settings()) as store:
        with store.read() as connection:
            status = read_status(connection)
        print_status(status, store=store.name, kind=kind)
