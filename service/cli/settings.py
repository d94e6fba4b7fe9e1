"""`yiju settings`: what can be set, and what is."""

from __future__ import annotations

import click

from service.settings import SETTINGS, load_settings


@click.command("settings", short_help="Print every setting and its value.")
def command() -> None:
    """Print every setting: its environment variable, its value and its default.

    Settings are read from the environment. A variable that begins with YIJU_ and is no
    setting is an error, and so is a value out of range.
    """
    settings = load_settings()
    for row in SETTINGS:
        value = getattr(settings, row.name)
        click.echo(f"{row.environment_name}={value}")
        least = f", at least {row.minimum}" if row.minimum is not None else ""
        click.echo(f"    {row.help} {row.type_name}{least}, default {row.shown_default}.")
