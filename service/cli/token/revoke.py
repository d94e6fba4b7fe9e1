"""`yiju token revoke`: a token opens nothing any more."""

from __future__ import annotations

import click

from service.cli.options import command_settings, store_option


@click.command("revoke", short_help="Revoke a token.")
@click.argument("token", metavar="NAME|ID")
@store_option
def command(token: str) -> None:
    """Take a token back, for good; a service that runs knows it at once."""
    from service.registry.opening import open_registry
    from service.store.api_tokens import revoke_token

    with open_registry(command_settings()) as store, store.write() as connection:
        revoked = revoke_token(connection, token)
    click.echo(f"revoked {revoked.name} ({revoked.id})")
