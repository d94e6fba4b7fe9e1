"""Which program, which output, which models answer."""

from __future__ import annotations

import json
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from pydantic import BaseModel, Field

from extraction.schema import SCHEMA_VERSION
from service.assembly import ReaderChoice
from service.pipeline_version import ModelVersions, pipeline_version
from service.settings import Settings


class Versions(BaseModel):
    """The versions that an answer depends on."""

    yiju: str
    schema_version: str
    pipeline_version: str = Field(description="Changes whenever an answer could.")
    models: dict[str, str] = Field(description="The released models by what they do.")
    python: str


def versions(settings: Settings, *, registry_stamp: str) -> Versions:
    """Return the versions that answer under ``settings``."""
    return Versions(
        yiju=program_version(),
        schema_version=SCHEMA_VERSION,
        pipeline_version=version_of(
            settings, reader="auto", mode=DEFAULT_MODE, registry_stamp=registry_stamp
        ),
        models=dict(model_names()),
        python=platform.python_version(),
    )


DEFAULT_MODE = "both"


@cache
def program_version() -> str:
    """Return the version of Yiju that is installed."""
    try:
        return version("yiju")
    except PackageNotFoundError:
        return "0"


@cache
def model_names() -> tuple[tuple[str, str], ...]:
    """Return what each released model does and its name, from their cards."""
    folder = files("models").joinpath("released")
    return tuple(
        (card.name.removesuffix(".card.json"), str(json.loads(card.read_text("utf-8"))["name"]))
        for card in sorted(folder.iterdir(), key=lambda each: each.name)
        if card.name.endswith(".card.json")
    )


def model_versions(mode: str) -> ModelVersions:
    """Return the models that have a say in ``mode``."""
    names = dict(model_names())
    learned = mode != "rules"
    return ModelVersions(
        tokens=names.get("tokens", "") if learned else "",
        lines=names.get("lines", "") if learned else "",
        links=names.get("links", ""),
    )


def version_of(settings: Settings, *, reader: ReaderChoice, mode: str, registry_stamp: str) -> str:
    """Return the one word that changes whenever an answer could, but for the models' names.

    The registry is in it: the same citation may be linked otherwise when it has grown.
    """
    plain = pipeline_version(settings, mode=mode)
    of_reader = "" if reader == "auto" else f"/{reader}"
    return f"{plain}{of_reader}/registry-{registry_stamp}"
