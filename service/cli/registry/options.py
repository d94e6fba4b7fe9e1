"""Options that several commands of the registry share."""

from __future__ import annotations

import getpass

import click


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"


by_option = click.option(
    "--by",
    metavar="NAME",
    default=_login_name,
    show_default="the login name",
    help="Who does this; it is recorded.",
)
form_option = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text: for people. json: one JSON value.",
)
