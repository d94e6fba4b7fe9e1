"""`yiju archive run`: read every document of an archive that has no result yet."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, get_args

import click

from service.archive.choices import Again, Engine
from service.cli import exit_codes
from service.cli.options import command_settings, store_option
from service.settings import Settings

if TYPE_CHECKING:
    from service.archive.run import Report
    from service.archive.session import Session

workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Reading processes side by side, instead of the setting YIJU_WORKER_COUNT.",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(get_args(Engine)),
    default="local",
    show_default=True,
    help="local: the processes of this machine. ray: actors of a Ray cluster.",
)
log_option = click.option(
    "--log",
    "log_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Append a line of JSON to this file for everything that happens.",
)
format_option = click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the answer is printed.",
)


@click.command("run", short_help="Read what is new or changed.")
@click.argument("source")
@store_option
@workers_option
@engine_option
@click.option(
    "--again",
    type=click.Choice(get_args(Again)),
    help="Read more than what is new or changed: what failed; all; or what other models than "
    "the live ones read.",
)
@log_option
@format_option
def command(
    source: str,
    workers: int | None,
    engine: Engine,
    again: Again | None,
    log_path: Path | None,
    kind: str,
) -> int:
    """Read every document of SOURCE that has no result yet.

    SOURCE is a folder with all that is in it, a text file that lists documents (a path or URL a
    line), a document, or the URL of a folder in any file system of pyarrow.fs or fsspec.

    A document is known by its bytes: the same one under two names is read once, and a file that
    did not change is not opened again. A document that costs its reading process (a crash, a
    hang, too much memory) is read once more, alone, and then put into quarantine. Ctrl-C
    finishes what is in hand; a second one does not. The same command goes on, and two runs may
    share one store. The exit code is 0 when every document has its outcome, whatever it is.
    """
    settings = with_workers(command_settings(), workers)
    return run_and_report(
        source, settings, engine=engine, again=again, log_path=log_path, kind=kind
    )


def with_workers(settings: Settings, workers: int | None) -> Settings:
    """Return the settings with the number of reading processes that was asked for."""
    return settings if workers is None else replace(settings, worker_count=workers)


def run_and_report(
    source: str | None,
    settings: Settings,
    *,
    engine: Engine,
    again: Again | None,
    log_path: Path | None,
    kind: str,
    asked: tuple[str, ...] = (),
) -> int:
    """Run, print the summary, and return the exit code."""
    from service.archive.run import run_archive
    from service.cli.archive.printing import print_report
    from service.cli.archive.watching import ConsoleWatcher

    sessions: list[Session] = []
    with ConsoleWatcher() as watcher, _stopping(sessions, watcher.note):
        report: Report = run_archive(
            source,
            settings,
            engine=engine,
            again=again,
            watcher=watcher,
            log_path=log_path,
            on_start=sessions.append,
            asked=asked,
        )
    print_report(report, kind=kind)
    if report.state == "interrupted":
        click.echo(
            f"interrupted: {report.left} documents wait. The same command goes on where this "
            "one stopped.",
            err=True,
        )
        return exit_codes.INTERRUPTED
    return 0


@contextmanager
def _stopping(sessions: list[Session], note: Callable[[str], None]) -> Generator[None]:
    """Let the first Ctrl-C (or SIGTERM) end the run in good order, the second at once."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if not sessions or sessions[0].stopping.is_set():
            raise KeyboardInterrupt
        sessions[0].stop()
        note("stopping: what is in hand is finished; press Ctrl-C again to drop it")

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
