"""`yiju registry import`: a file of regulations into the registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli import exit_codes
from service.cli.options import command_settings, store_option
from service.cli.registry.options import by_option

if TYPE_CHECKING:
    from service.registry.importing import ImportReport


@click.command("import", short_help="Import regulations from a file.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--strict", is_flag=True, help="Import nothing where a row is bad or at odds with what stands."
)
@by_option
@store_option
def command(file: Path, strict: bool, by: str) -> int:
    """Import FILE: .jsonl, .csv, .tsv or .xlsx, with Chinese or English headings.

    Importing a file again changes nothing. A row that is at odds with what stands is not taken
    but kept as a conflict (see `yiju registry conflicts`). A line is printed for every bad row
    and every conflict; with --strict and any of these, nothing is imported and the exit code
    is 1.
    """
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    from service.registry.importing import import_file
    from service.registry.opening import open_registry

    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    quiet = not console.is_terminal
    bars = (*Progress.get_default_columns(), MofNCompleteColumn())
    with (
        open_registry(command_settings()) as store,
        Progress(*bars, console=console, transient=True, disable=quiet) as progress,
    ):
        bar = progress.add_task("Importing", total=None)
        report = import_file(
            store,
            file,
            strict=strict,
            by=by,
            progress=lambda done, total: progress.update(bar, completed=done, total=total),
        )
    _print(report)
    return 0 if report.applied else exit_codes.FAILED


def _print(report: ImportReport) -> None:
    from service.cli.registry.printing import FIELDS, plain

    for bad in report.bad:
        click.echo(
            plain(
                f"row {bad.number}: {bad.code}: {bad.found}; expected {bad.expected}; {bad.hint}"
            ),
            err=True,
        )
    for conflict in report.conflicts:
        for each in conflict.disagreements:
            field = FIELDS.get(each.field, each.field)
            click.echo(
                plain(
                    f"row {conflict.number}: conflict: 《{conflict.title}》 {each.work_id} "
                    f"{field}: "
                    f"“{each.standing}” stands ({each.standing_source}), "
                    f"“{each.offered}” offered ({each.offered_source})"
                ),
                err=True,
            )
    if not report.applied:
        click.echo("nothing imported (--strict)", err=True)
    click.echo(
        f"rows {report.rows}, added {report.added}, enriched {report.enriched}, "
        f"new versions {report.new_versions}, same {report.same}, repeated {report.repeated}, "
        f"bad {len(report.bad)}, conflicts {len(report.conflicts)} (new {report.new_conflicts})"
    )
