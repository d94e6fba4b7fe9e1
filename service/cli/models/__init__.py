"""`yiju models`: the versions of what is learned."""

from __future__ import annotations

import click

from service.cli.lazy import LazyGroup

__all__ = ["COMMANDS", "command"]

COMMANDS = {
    "list": "list_versions",
    "show": "show",
    "compare": "compare",
    "promote": "promote",
    "rollback": "rollback",
}


@click.group(
    "models",
    cls=LazyGroup,
    modules={name: f"service.cli.models.{module}" for name, module in COMMANDS.items()},
    short_help="See, compare and change the trained models in use.",
)
def command() -> None:
    """See, compare and change the trained models that documents are read with.

    There are three kinds: tokens, lines and links. Of each kind one version is live. `yiju
    train` adds candidates; a gate stands before each that is to be made live, and what was live
    before can be brought back. VERSION is a name as `yiju models list` prints it, or live:KIND
    or released:KIND, where released is the one that ships with Yiju. The folder is the setting
    YIJU_MODELS_FOLDER.
    """
