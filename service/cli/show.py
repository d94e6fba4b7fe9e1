"""`yiju show`: a picture of what was found on a page."""

from __future__ import annotations

from pathlib import Path

import click

from extraction.errors import DocumentError, WorkerLost
from service.assembly import ReaderChoice
from service.cli import exit_codes
from service.cli.messages import describe, warn_of_missing_limits
from service.cli.options import command_settings, ocr_option, reader_option
from service.exports.files import write_whole
from service.parsing import Request, Worker


@click.command("show")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(min=1), required=True, help="The page, from 1.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, help="The PNG file to write."
)
@reader_option
@ocr_option
def command(file: Path, page: int, out: Path, reader: ReaderChoice) -> int:
    """Draw a page of FILE with what was found on it.

    Lines, rulings, table cells, sections, field values, indicators and citations each have
    their colour; a legend stands beside the page. FILE must have pages: a PDF.
    """
    settings = command_settings()
    request = Request(path=str(file), reader=reader, task="draw", page=page)
    with Worker(settings) as worker:
        worker.start()
        try:
            reply = worker.run(request)
        except (DocumentError, WorkerLost) as error:
            click.echo(describe(error, name=str(file)), err=True)
            return exit_codes.UNREADABLE
    warn_of_missing_limits([reply])
    write_whole(out, reply.body)
    counts = ", ".join(f"{kind} {count}" for kind, count in reply.counts.items())
    click.echo(f"{out}: {counts}")
    return 0
