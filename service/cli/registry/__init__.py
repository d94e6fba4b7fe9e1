"""`yiju registry`: the registry of regulations."""

from __future__ import annotations

import click

from service.cli.lazy import LazyGroup
from service.cli.options import store_option

__all__ = ["COMMANDS", "command"]

COMMANDS = {
    "find": "find",
    "show": "show",
    "import": "import_file",
    "export": "export",
    "stats": "stats",
    "grow": "grow",
    "proposals": "proposals",
    "accept": "accept",
    "reject": "reject",
    "conflicts": "conflicts",
    "decide": "decide",
    "merge": "merge",
    "split": "split",
    "alias": "alias",
}


@click.group(
    "registry",
    cls=LazyGroup,
    modules={name: f"service.cli.registry.{module}" for name, module in COMMANDS.items()},
    short_help="Work on the regulations that citations link to.",
)
@store_option
def command() -> None:
    """Work on the registry: the regulations (法规) that citations are linked to.

    A regulation has an id, versions, documents that carry it, and other names. The registry
    is kept in a store; one that is new begins with the regulations that ship with Yiju. An
    ID may be an id, a version's id, an id that was merged away, a number or a full title.
    What a person does is recorded with the name of who did it.
    """
