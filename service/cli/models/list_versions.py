"""`yiju models list`: every version, and which are live."""

from __future__ import annotations

import click

from service.cli.models.options import json_option, print_json
from service.settings import load_settings


@click.command("list", short_help="List the versions of every model.")
@click.argument("kind", required=False)
@json_option
def command(kind: str | None, as_json: bool) -> None:
    """List the versions of every KIND, or of one, and which are live.

    F1 is on the frozen test set, in percent, with its interval. A version that this Yiju cannot
    use says why.
    """
    from models.shelf import KINDS
    from models.shelf import kind as kind_named
    from service.cli.models.printing import columns, described, percent
    from service.shelf import open_shelf

    shelf = open_shelf(load_settings())
    kinds = KINDS if kind is None else (kind_named(kind).name,)
    rows = [described(shelf, version) for name in kinds for version in shelf.versions(name)]
    if as_json:
        print_json({"folder": str(shelf.folder), "versions": rows})
        return
    shown = [("kind", "version", "state", "F1", "interval", "kB", "made")]
    for row in rows:
        low, high = row.get("interval") or (None, None)  # type: ignore[misc]
        size = row.get("bytes")
        shown.append(
            (
                str(row["kind"]),
                str(row["name"]),
                str(row["state"]),
                percent(row.get("f1")),
                f"{percent(low)} to {percent(high)}" if low is not None else "–",  # type: ignore[has-type]
                f"{size / 1000:,.0f}" if isinstance(size, int) else "–",
                str(row.get("date") or "–")[:10],
            )
        )
    for line in columns(shown):
        click.echo(line)
    for row in rows:
        if "fault" in row:
            click.echo(f"{row['name']} cannot be used: {row['fault']}", err=True)
