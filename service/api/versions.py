"""Which program, which output, which models answer."""

from __future__ import annotations

import json
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from pydantic import BaseModel, Field

from extraction.schema import SCHEMA_VERSION
from service.settings import Settings


class Versions(BaseModel):
    """The versions that an answer depends on."""

    yiju: str
    schema_version: str
    pipeline_version: str = Field(description="Changes whenever an answer could.")
    models: dict[str, str] = Field(description="The released models by what they do.")
    python: str


def versions(settings: Settings) -> Versions:
    """Return the versions that answer under ``settings``."""
    return Versions(
        yiju=program_version(),
        schema_version=SCHEMA_VERSION,
        pipeline_version=pipeline_version_of(settings),
        models=dict(model_versions()),
        python=platform.python_version(),
    )


@cache
def program_version() -> str:
    """Return the version of Yiju that is installed."""
    try:
        return version("yiju")
    except PackageNotFoundError:
        return "0"


@cache
def model_versions() -> tuple[tuple[str, str], ...]:
    """Return what each released model does and its name, from their cards."""
    folder = files("models").joinpath("released")
    return tuple(
        (card.name.removesuffix(".card.json"), str(json.loads(card.read_text("utf-8"))["name"]))
        for card in sorted(folder.iterdir(), key=lambda each: each.name)
        if card.name.endswith(".card.json")
    )


def pipeline_version_of(settings: Settings) -> str:  # noqa: ARG001
    """Return the one word that changes whenever an answer could."""
    return "-".join((program_version(), SCHEMA_VERSION, *(name for _, name in model_versions())))
