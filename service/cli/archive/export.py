"""`yiju archive export`: what the archive holds, as flat typed tables."""

from __future__ import annotations

from pathlib import Path

import click

from extraction.errors import UsageError
from service.cli.options import command_settings, store_option


@click.command("export", short_help="Write projects, fields, citations … as flat tables.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["parquet", "csv", "xlsx", "jsonl"]),
    default="parquet",
    show_default=True,
    help="parquet: folders by fiscal year and department. csv, jsonl: a file a table. xlsx: "
    "archive.xlsx, a sheet a table.",
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The folder to write to.")
@click.option("--sql", is_flag=True, help="Print how to browse the store with SQL instead.")
@store_option
def command(kind: str, out: Path | None, sql: bool) -> None:
    """Write documents, projects, fields, indicators, citations, links, checks and problems.

    Money is decimal, in yuan; dates are dates. docs/archive.md lists every column. The same
    results give the same bytes.
    """
    from typing import cast

    from service.archive.exporting import Format, export_archive
    from service.archive.exporting.browsing import browsing_page
    from service.archive.opening import open_archive
    from service.registry.address import store_address
    from service.store.address import parse_address

    settings = command_settings()
    if sql:
        address = parse_address(store_address(settings))
        click.echo(browsing_page(address.name, address.path))
        return
    if out is None:
        raise UsageError(
            found="an export without -o",
            expected="-o DIR",
            hint="Say with -o which folder the tables go to.",
        )
    with open_archive(settings) as store:
        report = export_archive(store, out, cast(Format, kind))
    rows = ", ".join(f"{name} {count}" for name, count in report.rows.items())
    click.echo(f"rows: {rows}")
