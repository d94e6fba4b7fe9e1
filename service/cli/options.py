"""Options that several commands share."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import click

from service.assembly import ReaderChoice
from service.settings import Settings, load_settings

_STORE = "service.cli.store"

reader_option = click.option(
    "--reader",
    type=click.Choice(get_args(ReaderChoice)),
    default="auto",
    show_default=True,
    help="PDF reader. auto: pdfium, and pdfminer for a page whose characters pdfium cannot map.",
)


def _remember_store(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    # Shared by a group and its commands; the option given last, on the command, counts.
    if value is not None:
        ctx.meta[_STORE] = value


# `command_settings` has its value.
store_option = click.option(
    "--store",
    metavar="URL",
    expose_value=False,
    callback=_remember_store,
    help="The registry's store instead of the setting YIJU_STORE: the path of an SQLite file, "
    "or a postgresql:// URL.",
)


def command_settings() -> Settings:
    """Return the settings, the store that the running command was given in its place.

    Raises `UsageError` as `load_settings` does.
    """
    settings = load_settings()
    store = click.get_current_context().meta.get(_STORE)
    return settings if store is None else replace(settings, store=store)
