"""`yiju token`: who may ask the HTTP service."""

from __future__ import annotations

import click

from service.cli.lazy import LazyGroup
from service.cli.options import store_option

COMMANDS = ("create", "list", "revoke")


@click.group(
    "token",
    cls=LazyGroup,
    modules={name: f"service.cli.token.{name}" for name in COMMANDS},
    short_help="Make, list and revoke tokens of the HTTP service.",
)
@store_option
def command() -> None:
    """Make, list and revoke the tokens with which programs ask the HTTP service.

    \b
      reader   reads what is stored, and links citations
      analyst  sends documents too
      admin    may also cancel the jobs of others
    """
