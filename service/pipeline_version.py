"""Which pipeline made a result: what the ledger knows a finished document by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

from extraction.schema import SCHEMA_VERSION
from service.settings import Settings

# The settings that change what is read, not only whether it is read in time.
_RESULT_SETTINGS = (
    "max_document_bytes",
    "max_document_pages",
    "max_document_glyphs",
    "max_page_glyphs",
    "max_page_objects",
)


@dataclass(frozen=True, slots=True)
class ModelVersions:
    """The live models by name; empty where no model of that kind has a say."""

    tokens: str = ""
    lines: str = ""
    links: str = ""


def pipeline_version(settings: Settings, *, mode: str = "rules") -> str:
    """Return one string for program, contract, mode and the settings that change results.

    Models and registry are not in it: each extraction says which models made it, and a new
    one does not make a whole archive unread (``--again older-than-model`` reads it again).
    """
    chosen = ",".join(f"{name}={getattr(settings, name)}" for name in _RESULT_SETTINGS)
    limits = hashlib.sha256(chosen.encode()).hexdigest()[:8]
    return f"yiju-{_program_version()}/schema-{SCHEMA_VERSION}/{mode}/limits-{limits}"


@cache
def _program_version() -> str:
    from importlib.metadata import version

    return version("yiju")
