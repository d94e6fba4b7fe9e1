"""Which program, which output, which models answer."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import cast

from pydantic import BaseModel, Field

from extraction.learned import Mode
from extraction.schema import SCHEMA_VERSION
from service.assembly import ReaderChoice
from service.pipeline_version import ModelVersions, pipeline_version
from service.settings import Settings
from service.shelf import versions_in_use


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
            settings, reader="auto", mode=mode_of(settings), registry_stamp=registry_stamp
        ),
        models=dict(model_names(settings)),
        python=platform.python_version(),
    )


def mode_of(settings: Settings) -> Mode:
    """Return the mode in which documents are read where nobody says another."""
    return cast(Mode, settings.mode)


@cache
def program_version() -> str:
    """Return the version of Yiju that is installed."""
    try:
        return version("yiju")
    except PackageNotFoundError:
        return "0"


def model_names(settings: Settings) -> Mapping[str, str]:
    """Return the name of the version in use of each kind of model. Raises `ModelError`."""
    return {kind: version.name for kind, version in versions_in_use(settings).items()}


def models_of(names: Mapping[str, str], mode: Mode) -> ModelVersions:
    """Return the models that have a say in ``mode``."""
    learned = mode != "rules"
    return ModelVersions(
        tokens=names.get("tokens", "") if learned else "",
        lines=names.get("lines", "") if learned else "",
        links=names.get("links", ""),
    )


def version_of(settings: Settings, *, reader: ReaderChoice, mode: Mode, registry_stamp: str) -> str:
    """Return the one word that changes whenever an answer could, but for the models' names.

    The registry is in it: the same citation may be linked otherwise when it has grown.
    """
    plain = pipeline_version(settings, mode=mode)
    of_reader = "" if reader == "auto" else f"/{reader}"
    return f"{plain}{of_reader}/registry-{registry_stamp}"
