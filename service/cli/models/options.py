"""Options that several commands of the models share."""

from __future__ import annotations

import json

import click

from service.cli.registry.options import by_option

__all__ = ["by_option", "json_option", "print_json", "reason_option"]

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
reason_option = click.option("--reason", metavar="TEXT", help="Why; it is recorded.")


def print_json(value: object) -> None:
    """Print a value as JSON, Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
