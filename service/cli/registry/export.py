"""`yiju registry export`: the regulations as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extraction.errors import UsageError
from service.cli.options import command_settings, store_option

if TYPE_CHECKING:
    from service.registry.exporting import Form


@click.command("export", short_help="Write the regulations to a file.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The file; needed for xlsx.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "csv", "xlsx")),
    default="jsonl",
    show_default=True,
    help="jsonl: one regulation a line; csv, xlsx: one version a row. All import back unchanged.",
)
@store_option
def command(out: Path | None, form: Form) -> None:
    """Write all regulations; without -o they are printed.

    In csv, text that a spreadsheet would run as a formula has ' in front.
    """
    from service.registry.exporting import export_works
    from service.registry.opening import open_registry
    from service.store.works import merged_ids, read_works

    if out is None and form == "xlsx":
        raise UsageError(
            found="--format xlsx without -o", expected="-o FILE", hint="Say with -o where it goes."
        )
    with open_registry(command_settings()) as store, store.read() as connection:
        merged = merged_ids(connection)
        count = export_works(read_works(connection), out, form, merged=merged)
    if out is not None:
        click.echo(f"{out}: regulations {count}")
