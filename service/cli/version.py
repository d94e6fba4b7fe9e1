"""`yiju version`: which yiju this is."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import click

from extraction.errors import ModelError
from extraction.schema import SCHEMA_VERSION
from service.settings import load_settings


@click.command("version", short_help="Print which yiju this is.")
def command() -> None:
    """Print the versions of yiju, its output schema, Python, the PDF readers and the models."""
    click.echo(f"yiju {_version('yiju')}")
    click.echo(f"output schema {SCHEMA_VERSION}")
    click.echo(f"Python {platform.python_version()}")
    for reader in ("pypdfium2", "pdfminer.six"):
        click.echo(f"{reader} {_version(reader)}")
    for kind, name in _models().items():
        click.echo(f"model of {kind} {name}")


def _models() -> dict[str, str]:
    """Return the version of each kind of model in use, or what keeps it from being told."""
    from service.shelf import versions_in_use

    try:
        return {kind: version.name for kind, version in versions_in_use(load_settings()).items()}
    except ModelError as error:
        return {"?": error.found}


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
