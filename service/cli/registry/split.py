"""`yiju registry split`: one regulation that is two."""

from __future__ import annotations

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import by_option


@click.command("split", short_help="Make versions of a regulation one of their own.")
@click.argument("regulation", metavar="ID")
@click.argument("versions", metavar="VERSION...", nargs=-1, required=True)
@click.option("--title", required=True, help="The title of the new regulation.")
@by_option
@store_option
def command(regulation: str, versions: tuple[str, ...], title: str, by: str) -> None:
    """Make the versions VERSION... of a regulation a regulation of their own.

    A VERSION is a version's id, like r0123456789ab.2. What cites those versions goes with them.
    """
    from service.registry.deciding.acts import split
    from service.registry.opening import open_registry

    with open_registry(command_settings()) as store, store.write() as connection:
        work = split(connection, regulation, versions, title, by=by)
    click.echo(f"{work.id} 《{work.title}》: versions {len(work.versions)}")
