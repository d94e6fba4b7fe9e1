"""What the commands of an archive print: words for people, JSON for tools."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from service.archive.run import Report
    from service.archive.standing import Failure, Status


def print_json(value: object) -> None:
    """Print one JSON value."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_report(report: Report, *, kind: str) -> None:
    """Print the summary of a run."""
    tally = report.tally
    if kind == "json":
        print_json(
            {
                "source": report.source,
                "store": report.store,
                "state": report.state,
                "documents": tally.total,
                "outcomes": {
                    "done": tally.done,
                    "failed": tally.failed,
                    "quarantined": tally.quarantined,
                },
                "codes": dict(sorted(tally.codes.items())),
                "files": report.files,
                "unread_places": report.unread,
                "new_documents": report.new_documents,
                "asked_again": report.asked_again,
                "retried": tally.retried,
                "waiting": report.left,
                "pages": tally.pages,
                "seconds": round(report.seconds, 3),
                "startup_seconds": report.startup_seconds,
                "slowest": {
                    "name": tally.slowest_name,
                    "seconds": round(tally.slowest_seconds, 3),
                },
                "pipeline_version": report.pipeline_version,
            }
        )
        return
    rate = tally.total / report.seconds if report.seconds else 0.0
    click.echo(
        f"files {report.files}, new documents {report.new_documents}, read {tally.total} "
        f"in {report.seconds:.1f} s ({rate:.1f}/s), pages {tally.pages}"
    )
    click.echo(
        f"done {tally.done}, failed {tally.failed}, quarantined {tally.quarantined}, "
        f"retried {tally.retried}, waiting {report.left}, places unread {report.unread}"
    )
    if tally.slowest_name is not None:
        click.echo(f"slowest {tally.slowest_name}: {tally.slowest_seconds:.1f} s")
    if tally.failed or tally.quarantined or report.unread:
        click.echo("`yiju archive failures` says why")


def print_status(status: Status, *, store: str, kind: str) -> None:
    """Print how an archive stands."""
    if kind == "json":
        print_json({"store": store, **asdict(status)})
        return
    outcomes = ", ".join(f"{name} {count}" for name, count in status.outcomes.items())
    click.echo(f"documents {status.documents} under {status.names} names: {outcomes}")
    click.echo(
        f"pages {status.pages}, of them by OCR {status.ocr_pages}; being read now "
        f"{status.being_read}; places unread {status.unread_places}"
    )
    for code, count in status.codes.items():
        click.echo(f"  {code}: {count}")
    for run in status.runs:
        ended = run["ended_at"] or "…"
        click.echo(
            f"run {run['id']}: {run['state']}, {run['started_at']} to {ended}, "
            f"{run['engine']} with {run['worker_count']}: {run['source']}"
        )


def print_failures(failures: Sequence[Failure], *, kind: str) -> None:
    """Print what has no result, and why."""
    if kind == "json":
        print_json([asdict(failure) for failure in failures])
        return
    for failure in failures:
        name = failure.names[0] if failure.names else failure.sha256
        page = "" if failure.page is None else f", page {failure.page}"
        tries = f" after {failure.attempts} tries" if failure.attempts > 1 else ""
        click.echo(f"{name}{page}: {failure.state}{tries}: {failure.code}")
        click.echo(f"  why:   {failure.reason}")
        click.echo(f"  to do: {failure.to_do}")
        for other in failure.names[1:]:
            click.echo(f"  also:  {other}")
        if failure.sha256 is not None:
            click.echo(f"  sha256 {failure.sha256}")
    if not failures:
        click.echo("none")
