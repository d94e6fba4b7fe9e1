"""Files that stand under their name only when they are whole."""

from __future__ import annotations

import os
from pathlib import Path


def part_of(path: Path) -> Path:
    """Return the name under which ``path`` is written until it is whole."""
    return path.with_name(f".{path.name}.part")


def prepare(path: Path) -> Path:
    """Make the folder of ``path``; returns `part_of` it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return part_of(path)


def finish(path: Path) -> None:
    """Move the whole file to its name, over an older one."""
    os.replace(part_of(path), path)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one go."""
    prepare(path).write_bytes(content)
    finish(path)
