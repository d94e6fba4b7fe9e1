"""`yiju models rollback`: bring back the version that was live before."""

from __future__ import annotations

from dataclasses import asdict

import click

from service.cli.models.options import by_option, json_option, print_json, reason_option
from service.settings import load_settings


@click.command("rollback", short_help="Bring back the version that was live before.")
@click.argument("kind")
@reason_option
@by_option
@json_option
def command(kind: str, reason: str | None, by: str, as_json: bool) -> None:
    """Bring back the version of KIND that was live before the one that is.

    KIND is tokens, lines or links. Nothing is deleted: the version taken back stays on the shelf.
    """
    from models.shelf import rollback
    from service.shelf import open_shelf

    event = rollback(open_shelf(load_settings()), kind, by=by, reason=reason)
    if as_json:
        print_json(asdict(event))
        return
    click.echo(f"{event.version} is live again; {event.before} was taken back")
