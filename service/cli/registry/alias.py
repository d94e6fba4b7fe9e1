"""`yiju registry alias`: another name of a regulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import by_option

if TYPE_CHECKING:
    from extraction.registry.regulations import AliasKind


@click.command("alias", short_help="Give a regulation another name, or take one off.")
@click.argument("regulation", metavar="ID")
@click.argument("text")
@click.option(
    "--kind",
    type=click.Choice(("other_name", "short_name", "spelling")),
    default="other_name",
    show_default=True,
    help="other_name: another full name. short_name: 简称. spelling: a misprint that was seen.",
)
@click.option("--remove", is_flag=True, help="Take the name off.")
@by_option
@store_option
def command(regulation: str, text: str, kind: AliasKind, remove: bool, by: str) -> None:
    """Give the regulation ID the other name TEXT; citations by it are linked from then on.

    A name that another regulation has is refused.
    """
    from service.registry.deciding.acts import add_alias, remove_alias
    from service.registry.opening import open_registry

    with open_registry(command_settings()) as store, store.write() as connection:
        if remove:
            remove_alias(connection, regulation, text, by=by)
            click.echo(f"removed: {text}")
        elif add_alias(connection, regulation, text, kind, by=by):
            click.echo(f"added: {text}")
        else:
            click.echo(f"has that name already: {text}")
