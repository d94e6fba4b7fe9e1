"""`yiju registry decide`: a conflict settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import by_option

if TYPE_CHECKING:
    from service.registry.deciding.decisions import Decision


@click.command("decide", short_help="Settle a conflict.")
@click.argument("conflict", type=int)
@click.argument("decision", type=click.Choice(("keep", "take")), metavar="keep|take")
@by_option
@store_option
def command(conflict: int, decision: Decision, by: str) -> None:
    """Settle CONFLICT, whose number `yiju registry conflicts` prints.

    keep: what stands is right. take: what was offered takes its place, with its source.
    """
    from service.registry.deciding.decisions import settle_conflict
    from service.registry.opening import open_registry

    with open_registry(command_settings()) as store, store.write() as connection:
        settled = settle_conflict(connection, conflict, decision, by=by)
    click.echo(f"settled: {conflict} ({settled.work_id} {settled.field}): {decision}")
