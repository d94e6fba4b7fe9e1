"""`yiju models promote`: make a version live, if the gate lets it."""

from __future__ import annotations

from dataclasses import asdict

import click

from service.cli.models.options import by_option, json_option, print_json, reason_option
from service.settings import load_settings


@click.command("promote", short_help="Make a version live, if it is not worse than what is.")
@click.argument("version")
@click.option("--force", is_flag=True, help="Pass over the gate; needs --reason.")
@reason_option
@by_option
@json_option
def command(version: str, force: bool, reason: str | None, by: str, as_json: bool) -> None:
    """Make VERSION live.

    It is refused where its F1 on the frozen test set is below that of the live version beyond
    the interval, or where any one label loses more than 2 points. --force with --reason passes
    over the gate; the journal keeps who, when and why.
    """
    from models.shelf import promote
    from service.shelf import open_shelf

    done = promote(open_shelf(load_settings()), version, by=by, reason=reason, force=force)
    event, verdict = done.event, done.verdict
    if as_json:
        print_json({**asdict(event), "verdict": None if verdict is None else verdict.to_json()})
        return
    click.echo(f"{event.version} is live; before it {event.before or 'there was none'}")
    if verdict is not None and verdict.overall.difference is not None:
        overall = verdict.overall
        click.echo(
            f"F1 on the frozen set {overall.before:.4f} → {overall.after:.4f} "
            f"({overall.low:+.4f} to {overall.high:+.4f})"
        )
    if event.forced:
        click.echo(f"the gate was passed over: {event.reason}")
