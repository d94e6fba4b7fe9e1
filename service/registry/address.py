"""Where the registry's store is; nothing is opened here."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from service.settings import Settings

_FILE = "yiju.db"


def store_address(settings: Settings) -> str:
    """Return where the store is: the setting, or yiju.db in the user's data folder.

    The data folder is ``$XDG_DATA_HOME/yiju``, by default ``~/.local/share/yiju``.
    """
    if settings.store:
        return settings.store
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(home) / "yiju" / _FILE)


def store_exists(settings: Settings) -> bool:
    """Tell whether a store was set, or the default one was made; nothing is made here."""
    return bool(settings.store) or Path(store_address(settings)).is_file()


def store_named(settings: Settings) -> Settings:
    """Return the settings with the store's place in them; the folder of a default one is made."""
    address = store_address(settings)
    if not settings.store:
        Path(address).parent.mkdir(parents=True, exist_ok=True)
    return replace(settings, store=address)
