"""`yiju registry accept`: a proposal taken into the registry."""

from __future__ import annotations

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import by_option


@click.command("accept", short_help="Take a proposal into the registry.")
@click.argument("proposal")
@click.option("--into", metavar="ID", help="The regulation that it is, if that stands already.")
@click.option("--title", help="The title, where the proposed one is not right or is missing.")
@by_option
@store_option
def command(proposal: str, into: str | None, title: str | None, by: str) -> None:
    """Take PROPOSAL into the registry: as a new regulation, or with --into as other names and
    a version of one that stands. What cites it is linked to it.
    """
    from service.registry.deciding.decisions import accept_proposal
    from service.registry.opening import open_registry

    with open_registry(command_settings()) as store, store.write() as connection:
        work = accept_proposal(connection, proposal, into=into, title=title, by=by)
    click.echo(f"{work.id} 《{work.title}》")
