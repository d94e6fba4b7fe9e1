"""Which version of each model is used: the one that is set, else the live one of the shelf."""

from __future__ import annotations

import os
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

from extraction.errors import UsageError, YijuError
from models.shelf import KINDS, KindName, Shelf, Version
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from extraction.learned import LineRoles, TokenLabels
    from models.links import TrainedRanker


def open_shelf(settings: Settings) -> Shelf:
    """Return the shelf: the setting's folder, or ``models`` in the user's data folder.

    The data folder is ``$XDG_DATA_HOME/yiju``, by default ``~/.local/share/yiju``.
    """
    if settings.models_folder:
        return Shelf(Path(settings.models_folder).expanduser())
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Shelf(Path(home) / "yiju" / "models")


def version_in_use(settings: Settings, kind: KindName) -> Version | None:
    """Return the version of a kind that documents are read with; None where there is none.

    Raises `UsageError` (``unknown_version``) where ``models_use`` names what is not there,
    `ModelError` (``broken_shelf``) where the live version is gone.
    """
    shelf = open_shelf(settings)
    for version in _pinned(shelf, settings):
        if version.kind == kind:
            return version
    return shelf.live(kind)


def versions_in_use(settings: Settings) -> dict[KindName, Version]:
    """Return the version of each kind that has one. Raises as `version_in_use`."""
    found = {kind: version_in_use(settings, kind) for kind in KINDS}
    return {kind: version for kind, version in found.items() if version is not None}


def tokens_opener(settings: Settings) -> Callable[[], TokenLabels] | None:
    """Return what opens the token classifier, once in this process; None where none is there.

    It raises what `lines_opener` says.
    """
    opened = _opener(settings, "tokens")
    return None if opened is None else cast("Callable[[], TokenLabels]", opened)


def lines_opener(settings: Settings) -> Callable[[], LineRoles] | None:
    """Return what opens the classifier of lines, once in this process; None where none is there.

    It raises `ModelError` (``wrong_model``) where the version does not fit this code, and what
    `version_in_use` raises: a shelf out of order is told when a document needs the model.
    """
    opened = _opener(settings, "lines")
    return None if opened is None else cast("Callable[[], LineRoles]", opened)


def _opener(settings: Settings, kind: KindName) -> Callable[[], object] | None:
    try:
        version = version_in_use(settings, kind)
    except YijuError as error:
        return partial(_refuse, error)
    return None if version is None else cache(version.load)


def _refuse(error: YijuError) -> NoReturn:
    raise error


def open_ranker(settings: Settings) -> TrainedRanker | None:
    """Open the ranker of links; None where there is none.

    Raises `ModelError` (``wrong_model``) where the version does not fit this code.
    """
    version = version_in_use(settings, "links")
    return None if version is None else cast("TrainedRanker", version.load())


def _pinned(shelf: Shelf, settings: Settings) -> list[Version]:
    found: dict[KindName, Version] = {}
    for name in settings.models_use.replace("，", ",").split(","):
        if not name.strip():
            continue
        version = shelf.version(name.strip())
        if version.kind in found:
            raise UsageError(
                found=f"YIJU_MODELS_USE with two versions of {version.kind}",
                expected="at most one version of each kind",
                hint="Name one of them.",
            )
        found[version.kind] = version
    return list(found.values())
