"""`yiju archive quarantine`: documents that no run touches."""

from __future__ import annotations

import click

from service.cli.archive.run import format_option
from service.cli.options import command_settings, store_option


@click.command("quarantine", short_help="List what no run touches, or add to it.")
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1)
@click.option("--reason", default="put there by a person", help="Why, for those who ask later.")
@store_option
@format_option
def command(documents: tuple[str, ...], reason: str, kind: str) -> None:
    """List the documents in quarantine; with DOCUMENT put those there.

    DOCUMENT is a name, or the beginning of a SHA-256. A document comes here when its reading
    process died twice, the second time alone. `yiju archive retry` takes it out.
    """
    from service.archive.opening import open_archive
    from service.archive.standing import find_hashes, read_failures
    from service.cli.archive.printing import print_failures
    from service.pipeline_version import pipeline_version
    from service.store.ledger import Finished, finish_tasks

    settings = command_settings()
    with open_archive(settings) as store:
        if documents:
            version = pipeline_version(settings)
            with store.write() as connection:
                hashes = find_hashes(connection, documents)
                finish_tasks(
                    connection,
                    [
                        Finished(
                            sha256,
                            version,
                            "quarantined",
                            "set_aside",
                            reason,
                            "Take it out with `yiju archive retry`.",
                        )
                        for sha256 in hashes
                    ],
                )
        with store.read() as connection:
            failures = read_failures(connection, states=("quarantined",), with_places=False)
    print_failures(failures, kind=kind)
