"""`yiju registry grow`: what documents cite, recorded; what is lacking, proposed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from extraction.errors import YijuError
from extraction.schema import Disclosure
from service.cli.messages import describe_briefly
from service.cli.options import command_settings, store_option


@click.command("grow", short_help="Record who cites what; propose what is lacking.")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@store_option
def command(paths: tuple[Path, ...]) -> None:
    """Record the citations of documents, linked as the registry stands, and propose what it lacks.

    PATH is a document, an output of `yiju extract` (.json, .jsonl), or a folder of these.
    Without PATH, what was recorded before is linked again. Citations of one regulation make
    one proposal, whatever way they are spelt: see `yiju registry proposals`, accept, reject. The
    same documents again change nothing.
    """
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    from service.cli.registry.printing import LINKS
    from service.registry.growing.disclosures import find_sources, read_disclosures
    from service.registry.growing.growing import grow
    from service.registry.linking import linker_opener
    from service.registry.opening import open_registry

    settings = command_settings()
    sources = find_sources(paths)
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    quiet = not console.is_terminal
    bars = (*Progress.get_default_columns(), MofNCompleteColumn())
    errors: list[str] = []
    with (
        open_registry(settings) as store,
        Progress(*bars, console=console, transient=True, disable=quiet) as progress,
    ):
        bar = progress.add_task("Reading", total=len(sources))

        def disclosures() -> Iterator[Disclosure]:
            with closing(read_disclosures(sources, settings)) as found:
                for name, disclosure in found:
                    progress.advance(bar)
                    if isinstance(disclosure, YijuError):
                        errors.append(name)
                        console.print(describe_briefly(disclosure, name=name))
                    else:
                        yield disclosure

        report = grow(store, disclosures(), open_linker=linker_opener(settings))
    skipped = f", skipped {len(sources.skipped)}" if sources.skipped else ""
    links = ", ".join(f"{LINKS[state]} {count}" for state, count in report.by_status.items())
    click.echo(
        f"documents {report.documents}, new {report.recorded}, errors {len(errors)}{skipped}"
    )
    click.echo(f"citations: {links}; linked again {report.relinked}")
    click.echo(
        f"proposals {report.proposed}: new {report.new}, changed {report.changed}, "
        f"settled {report.settled}; citations that name nothing {report.unnamed}"
    )
