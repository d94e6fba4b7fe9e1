"""`yiju models show`: one version's card and history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

import click

from service.cli.models.options import json_option, print_json
from service.settings import load_settings


@click.command("show", short_help="Show one version: data, scores, calibration, history.")
@click.argument("version")
@json_option
def command(version: str, as_json: bool) -> None:
    """Show a VERSION: what it was trained on, its scores, its calibration, when it was live.

    With --json the whole card is printed, with the data of the calibration's picture.
    """
    from models.shelf import read_journal
    from service.cli.models.printing import columns, described, event_line
    from service.shelf import open_shelf

    shelf = open_shelf(load_settings())
    found = shelf.version(version)
    card = found.card()
    said = described(shelf, found)
    events = [
        event for event in read_journal(shelf.folder) if found.name in (event.version, event.before)
    ]
    if as_json:
        print_json({**said, "card": card, "journal": [asdict(event) for event in events]})
        return
    for name in ("kind", "name", "state", "folder", "fault"):
        if name in said:
            click.echo(f"{name:10} {said[name]}")
    for name in (
        "date",
        "code",
        "schema",
        "form",
        "features",
        "seed",
        "split",
        "seconds",
        "sha256",
    ):
        if name in card:
            click.echo(f"{name:10} {card[name]}")
    for name in ("data", "settings"):
        held = card.get(name)
        if isinstance(held, Mapping):
            click.echo(name)
            for key, value in list(held.items())[:_MOST]:
                click.echo(f"  {key}: {_brief(value)}")
            if len(held) > _MOST:
                click.echo(f"  and {len(held) - _MOST} more (--json shows all)")
    for title, table in _tables(card):
        click.echo(f"scores: {title}")
        for line in columns(table):
            click.echo(f"  {line}")
    for line in _reliability(card):
        click.echo(line)
    picture = found.folder / f"{found.kind}.svg"
    if picture.is_file():
        click.echo(f"picture of the calibration: {picture}")
    for event in events:
        click.echo(event_line(event))


_MOST = 12


def _brief(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_brief(held)}" for key, held in value.items())
    text = str(value)
    return text[:16] + "…" if len(text) == 64 and text.isalnum() else text


def _tables(card: Mapping[str, object]) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Yield each table of scores that a card holds: its title, and its rows."""
    scores = card.get("scores")
    for title, held in scores.items() if isinstance(scores, Mapping) else ():
        rows = _score_rows(held) if isinstance(held, Mapping) else []
        if rows:
            yield str(title), [("label", "precision", "recall", "F1", "interval", "count"), *rows]


def _score_rows(held: Mapping[str, object]) -> list[tuple[str, ...]]:
    from service.cli.models.printing import percent

    labels = held.get("labels")
    flat = labels if isinstance(labels, Mapping) else held
    named = {"overall": held["overall"]} if "overall" in held else {}
    rows: list[tuple[str, ...]] = []
    for label, score in {**named, **flat}.items():
        if not isinstance(score, Mapping):
            continue
        interval = score.get("interval")
        low, high = interval if isinstance(interval, list) else (None, None)
        rows.append(
            (
                str(label),
                *(percent(score.get(name)) for name in ("precision", "recall", "f1")),
                f"{percent(low)} to {percent(high)}",
                str(score.get("count", score.get("entities", ""))),
            )
        )
    return rows


def _reliability(card: Mapping[str, object]) -> Iterator[str]:
    table = card.get("reliability")
    if not isinstance(table, Mapping):
        return
    yield "calibration: expected error, findings"
    for label, held in table.items():
        if isinstance(held, Mapping):
            yield f"  {label}: {held.get('expected calibration error')}, {held.get('found')}"
