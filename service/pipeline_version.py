"""Which pipeline made a result: what the ledger knows a finished document by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

from extraction.ocr_settings import is_ocr_installed
from extraction.schema import SCHEMA_VERSION
from service.settings import Settings

# The settings that change what is read, not only whether it is read in time.
_RESULT_SETTINGS = (
    "max_document_bytes",
    "max_document_pages",
    "max_document_glyphs",
    "max_page_glyphs",
    "max_page_objects",
    "ocr_dots_per_inch",
    "ocr_max_pixels",
)


@dataclass(frozen=True, slots=True)
class ModelVersions:
    """The live models by name; empty where no model of that kind has a say."""

    tokens: str = ""
    lines: str = ""
    links: str = ""

    def in_mode(self, mode: str) -> ModelVersions:
        """Return those that have a say in ``mode``: rules alone still link by the ranker."""
        return ModelVersions(links=self.links) if mode == "rules" else self


def pipeline_version(settings: Settings, *, mode: str | None = None) -> str:
    """Return one string for program, contract, mode and the settings that change results.

    ``mode`` is by default that of the settings. Models and registry are not in it: each
    extraction says which models made it, and a new one does not make a whole archive unread
    (``--again older-than-model`` reads it again).
    """
    chosen = ",".join(f"{name}={getattr(settings, name)}" for name in _RESULT_SETTINGS)
    limits = hashlib.sha256(chosen.encode()).hexdigest()[:8]
    # without its libraries `auto` reads no pictures
    ocr = settings.ocr if is_ocr_installed() else "off"
    program = f"yiju-{_program_version()}/schema-{SCHEMA_VERSION}"
    return f"{program}/{mode or settings.mode}/ocr-{ocr}/limits-{limits}"


def live_versions(settings: Settings) -> ModelVersions:
    """Return the models in use, by the shelf.

    Raises `ModelError` (``broken_shelf``, ``wrong_model``) where that cannot be told.
    """
    # Late, so that a version can be named without the shelf.
    from service.shelf import versions_in_use

    names = {str(kind): version.name for kind, version in versions_in_use(settings).items()}
    return ModelVersions(**names)


@cache
def _program_version() -> str:
    from importlib.metadata import version

    return version("yiju")
