"""`yiju registry reject`: a proposal turned down."""

from __future__ import annotations

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import by_option


@click.command("reject", short_help="Turn a proposal down for good.")
@click.argument("proposal")
@by_option
@store_option
def command(proposal: str, by: str) -> None:
    """Turn PROPOSAL down; growing the registry does not propose it again."""
    from service.registry.deciding.proposals import reject_proposal
    from service.registry.opening import open_registry

    with open_registry(command_settings()) as store, store.write() as connection:
        reject_proposal(connection, proposal, by=by)
    click.echo(f"rejected: {proposal}")
