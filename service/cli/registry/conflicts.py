"""`yiju registry conflicts`: facts at odds that wait for a person."""

from __future__ import annotations

from dataclasses import asdict

import click

from service.cli.options import command_settings, store_option
from service.cli.registry.options import form_option


@click.command("conflicts", short_help="List facts at odds with what stands.")
@click.option(
    "--state",
    type=click.Choice(("open", "kept", "taken", "all")),
    default="open",
    show_default=True,
    help="Which ones.",
)
@form_option
@store_option
def command(state: str, form: str) -> None:
    """List conflicts: number, regulation or version, field, what stands and what was offered."""
    from service.cli.registry import printing as p
    from service.cli.registry.show import conflict_line
    from service.registry.opening import open_registry
    from service.store.conflicts import ConflictState, read_conflicts
    from service.store.works import read_work

    states: dict[str, ConflictState] = {"open": "open", "kept": "kept", "taken": "taken"}
    with open_registry(command_settings()) as store, store.read() as connection:
        found = [
            (conflict, work.title if (work := read_work(connection, conflict.work_id)) else "")
            for conflict in list(read_conflicts(connection, state=states.get(state)))
        ]
    if form == "json":
        p.print_json([{**asdict(conflict), "title": title} for conflict, title in found])
        return
    for conflict, title in found:
        label = "" if state == "open" else f"  {p.CONFLICT_STATES[conflict.state]}"
        click.echo(f"{conflict_line(conflict)}  《{p.plain(title)}》{label}")
    click.echo(f"conflicts {len(found)}")
