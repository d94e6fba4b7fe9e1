"""The two halves of the gold texts: what may be learned from, and the frozen test set.

The frozen texts stand in a folder of their own and are named in ``frozen.toml``. What trains calls
`training_texts`, which never opens them and refuses a text that is one of them by name, department
or bytes; what judges a finished model calls `frozen_texts`.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from extraction.errors import UsageError
from training_data.gold.texts import GoldText, read_text

# Shorter bodies (a period, a name) may stand in two texts by chance.
LEAST_SHARED = 30


@dataclass(frozen=True, slots=True)
class FrozenNames:
    """What names the frozen texts; ``hashes`` are SHA-256 of their bytes."""

    names: frozenset[str]
    departments: frozenset[str]
    hashes: frozenset[str]


@cache
def frozen_names() -> FrozenNames:
    """Load ``frozen.toml`` once."""
    rows = tomllib.loads(_folder("frozen.toml").read_text("utf-8"))["text"]
    return FrozenNames(
        frozenset(row["name"] for row in rows),
        frozenset(row["department"] for row in rows),
        frozenset(row["sha256"] for row in rows),
    )


def training_texts(folder: Path | None = None) -> tuple[GoldText, ...]:
    """Read the gold texts that may be learned from, or those of ``folder``, in order of name.

    Raises `UsageError`: ``frozen_text`` where one belongs to the frozen test set,
    ``shared_text`` where two of different departments share a body, and as `read_text`.
    """
    known = frozen_names()
    found: list[GoldText] = []
    for path in sorted((folder or _folder("texts")).glob("*.txt")):
        data = path.read_bytes()
        text = read_text(data.decode("utf-8"), name=path.stem)
        if (
            text.name in known.names
            or text.department in known.departments
            or hashlib.sha256(data).hexdigest() in known.hashes
        ):
            raise frozen_text(f"{path.name} of {text.department}")
        found.append(text)
    _refuse_shared(found)
    return tuple(found)


def frozen_texts() -> tuple[GoldText, ...]:
    """Read the frozen test set, to judge a finished model: nothing may be learned from it.

    Raises `UsageError` (``frozen_text``) where a text is not the one that was frozen.
    """
    known = frozen_names()
    found: list[GoldText] = []
    for path in sorted(_folder("frozen").glob("*.txt")):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() not in known.hashes:
            raise UsageError(
                found=f"{path.name}, which has been changed",
                expected="the text that frozen.toml names, byte by byte",
                hint="Bring it back, or freeze it anew and say so in the change log.",
                code="frozen_text",
            )
        found.append(read_text(data.decode("utf-8"), name=path.stem))
    return tuple(found)


def frozen_text(found: str) -> UsageError:
    """Return the error for material that belongs to the frozen test set, to be raised."""
    return UsageError(
        found=f"{found}, which is in the frozen test set",
        expected="material that no released model is judged on",
        hint="Take it out of the training material.",
        code="frozen_text",
    )


def bodies(texts: Iterable[GoldText]) -> dict[str, str]:
    """Return each body long enough to be no chance, without blanks, with its department."""
    return {
        squeezed: text.department
        for text in texts
        for project in text.projects
        for section in project.sections
        if len(squeezed := "".join(section.body.text.split())) >= LEAST_SHARED
    }


def _refuse_shared(texts: Iterable[GoldText]) -> None:
    seen: dict[str, GoldText] = {}
    for text in texts:
        for body in bodies([text]):
            other = seen.setdefault(body, text)
            if other.department != text.department:
                raise UsageError(
                    found=f"{other.name} and {text.name} share a body: {body[:30]}…",
                    expected="bodies of one department only, since texts are split by department",
                    hint="Take one of the two out.",
                    code="shared_text",
                )


def _folder(name: str) -> Path:
    return Path(str(files("training_data").joinpath("gold", name)))
