"""`yiju extract`: documents in, Disclosures out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import click

from extraction.errors import ModelError, RegistryError, StoreError, UsageError, YijuError
from service.assembly import ReaderChoice
from service.cli import exit_codes
from service.cli.messages import describe, describe_briefly, warn_of_missing_limits
from service.cli.options import (
    command_settings,
    mode_option,
    ocr_option,
    reader_option,
    store_option,
)
from service.documents import ENDINGS, Found, find_documents
from service.exports.document import Document
from service.exports.formats import FORMATS, Format, open_export
from service.parsing import Reply, Request, Worker, run_all
from service.settings import Settings

_NAMED_SKIPPED = 10


@click.command("extract")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Where the output goes; needed for a folder, for several files, for csv and for xlsx.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default="json",
    show_default=True,
    help="json: one file for each document. jsonl: one document a line. csv: a folder of "
    "tables. xlsx: one workbook.",
)
@reader_option
@ocr_option
@mode_option
@store_option
def command(
    paths: tuple[Path, ...],
    out: Path | None,
    kind: Format,
    reader: ReaderChoice,
) -> int:
    """Read documents and write what they hold as data.

    PATH is a file, or a folder whose .pdf and .txt files are read, those of its sub-folders
    too. One file without -o is printed. A folder, or several files, needs -o OUT:

    \b
      json   OUT/<file name with its ending>.json, each a Disclosure or
             {"error": {"code", "message", "hint"}}; sub-folders are kept
      jsonl  OUT if it ends in .jsonl, else OUT/disclosures.jsonl
      csv    OUT/projects.csv, indicators.csv, citations.csv, documents.csv,
             checks.csv and problems.csv
      xlsx   OUT if it ends in .xlsx, else OUT/disclosures.xlsx

    With one file, -o NAME.json writes that file, and a document that cannot be read ends in
    exit code 2. With a folder or several files the exit code is 0 when every document was
    tried; the last line counts what was read, the projects, the problems and the errors.
    In csv, text that a spreadsheet would run as a formula has ' in front.
    """
    settings = command_settings()
    if len(paths) == 1 and not paths[0].is_dir():
        return _extract_one(paths[0], out=out, kind=kind, reader=reader, settings=settings)
    if out is None:
        raise UsageError(
            found="a folder or several files without -o",
            expected="-o OUT",
            hint="Say with -o where the output goes.",
        )
    found = find_documents(paths)
    totals = _extract_all(found, out=out, kind=kind, reader=reader, settings=settings)
    if found.skipped:
        click.echo(_skipped_line(found.skipped), err=True)
    skipped = f", skipped {len(found.skipped)}" if found.skipped else ""
    click.echo(
        f"read {totals.read}, projects {totals.projects}, problems {totals.problems}, "
        f"errors {totals.errors}{skipped}"
    )
    return 0


@dataclass(slots=True)
class _Totals:
    """What the last line counts."""

    read: int = 0
    projects: int = 0
    problems: int = 0
    errors: int = 0

    def count(self, outcome: Reply | YijuError) -> None:
        if isinstance(outcome, YijuError):
            self.errors += 1
            return
        self.read += 1
        self.projects += outcome.counts.get("projects", 0)
        self.problems += outcome.counts.get("problems", 0)


def _extract_one(
    path: Path, *, out: Path | None, kind: Format, reader: ReaderChoice, settings: Settings
) -> int:
    if out is None and kind in ("csv", "xlsx"):
        raise UsageError(
            found=f"--format {kind} without -o",
            expected="-o OUT",
            hint="Tables go to files: say with -o where.",
        )
    export = None if out is None else open_export(kind, out, several=False)
    request = Request(path=str(path), reader=reader, pretty=kind == "json")
    try:
        outcome = _read_one(request, settings)
        if export is not None:
            export.add(_document(path.name, outcome))
    except BaseException:
        if export is not None:
            export.abandon()
        raise
    if export is not None:
        export.close()
    if isinstance(outcome, YijuError):
        click.echo(describe(outcome, name=str(path)), err=True)
        # the document is not to blame for a store that does not open
        of_document = not isinstance(outcome, StoreError | RegistryError | ModelError)
        return exit_codes.UNREADABLE if of_document else exit_codes.FAILED
    warn_of_missing_limits([outcome])
    if export is None:
        click.echo(outcome.body)
    return 0


def _read_one(request: Request, settings: Settings) -> Reply | YijuError:
    with Worker(settings) as worker:
        worker.start()
        try:
            return worker.run(request)
        except YijuError as error:
            return error


def _extract_all(
    found: Found, *, out: Path, kind: Format, reader: ReaderChoice, settings: Settings
) -> _Totals:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    requests = [
        Request(path=str(item.path), name=item.name, reader=reader, pretty=kind == "json")
        for item in found.documents
    ]
    totals = _Totals()
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    export = open_export(kind, out, several=True)
    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    try:
        # Files of their own may come in any order; rows of one table come in that of the names.
        outcomes = run_all(requests, settings, in_order=kind != "json")
        with Progress(*columns, console=console) as progress, closing(outcomes):
            bar = progress.add_task("Reading", total=len(requests))
            warned = False
            for index, outcome in outcomes:
                name = found.documents[index].name
                export.add(_document(name, outcome))
                totals.count(outcome)
                if isinstance(outcome, YijuError):
                    console.print(describe_briefly(outcome, name=name))
                elif not warned:
                    warn_of_missing_limits([outcome])
                    warned = True
                progress.advance(bar)
    except BaseException:
        export.abandon()
        raise
    export.close()
    return totals


def _document(name: str, outcome: Reply | YijuError) -> Document:
    return Document(name, outcome if isinstance(outcome, YijuError) else outcome.body)


def _skipped_line(skipped: tuple[str, ...]) -> str:
    named = ", ".join(skipped[:_NAMED_SKIPPED])
    more = len(skipped) - _NAMED_SKIPPED
    rest = f" and {more} more" if more > 0 else ""
    return f"skipped, not ending in {' or '.join(ENDINGS)}: {named}{rest}"
