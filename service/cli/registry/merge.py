"""`yiju registry merge`: two regulations that are one."""

from __future__ import annotations

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import by_option


@click.command("merge", short_help="Let two regulations be one.")
@click.argument("kept")
@click.argument("other")
@by_option
@store_option
def command(kept: str, other: str, by: str) -> None:
    """Unite the regulation OTHER with KEPT; OTHER's id means KEPT from now on.

    Versions of the same day and number fall together, OTHER's title becomes another name, its
    citations follow. Facts in which the two differ become conflicts for a person to decide.
    """
    from service.registry.deciding.acts import merge
    from service.registry.opening import open_registry

    with open_registry(command_settings()) as store, store.write() as connection:
        work = merge(connection, kept, other, by=by)
    click.echo(
        f"{work.id} 《{work.title}》: versions {len(work.versions)}, "
        f"carriers {len(work.carriers)}, other names {len(work.aliases)}"
    )
