"""`yiju token list`: which tokens there are."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from service.cli.options import command_settings, store_option


@click.command("list", short_help="List the tokens.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)
@store_option
def command(form: str) -> None:
    """List all tokens, the oldest first, revoked and expired ones too.

    Printed are id, name, role, state, when each was made and when it stops to hold. The tokens
    themselves are kept nowhere.
    """
    from service.cli.registry.printing import columns
    from service.registry.opening import open_registry
    from service.store.api_tokens import Token, list_tokens
    from service.store.times import now_text

    with open_registry(command_settings()) as store, store.read() as connection:
        tokens = list_tokens(connection)
    now = now_text()

    def state(token: Token) -> str:
        if token.revoked_at is not None:
            return "revoked"
        return "holds" if token.holds(now) else "expired"

    if form == "json":
        rows = [{**asdict(token), "state": state(token)} for token in tokens]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    lines = columns(
        [[t.id, t.name, t.role, state(t), t.created_at, t.expires_at or "-"] for t in tokens]
    )
    for line in lines:
        click.echo(line)
    if not tokens:
        click.echo("no token was made yet", err=True)
