"""`yiju version`: which yiju this is."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import click

from extraction.schema import SCHEMA_VERSION


@click.command("version", short_help="Print which yiju this is.")
def command() -> None:
    """Print the versions of yiju, of its output schema, of Python and of the PDF readers."""
    click.echo(f"yiju {_version('yiju')}")
    click.echo(f"output schema {SCHEMA_VERSION}")
    click.echo(f"Python {platform.python_version()}")
    for reader in ("pypdfium2", "pdfminer.six"):
        click.echo(f"{reader} {_version(reader)}")


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
