"""The shelf: a folder of model versions, each whole or not there; one of each kind is live.

    FOLDER/lines/lines-20260105-1/lines.npz, lines.card.json, lines.svg
    FOLDER/journal.jsonl        what was made live, and when it was taken back
    FOLDER/.lock                held while something changes

A version is written beside the others under a name that is not shown, and takes its name when it
is whole. It never changes afterwards. The models that ship with the project stand below all: they
are live where nothing was promoted.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from extraction.errors import ModelError, UsageError
from models.cards import wrong_model
from models.shelf.journal import line_of_succession, read_journal
from models.shelf.kinds import KINDS, KindName, kind

RELEASED = Path(str(files("models").joinpath("released")))
_LOCK = ".lock"
_DRAFT = ".draft-"
_NAME = re.compile(r"[a-z]+-\d{8}-(\d+)")

State = Literal["live", "released", "candidate"]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a model; ``folder`` holds its file and its card.

    ``is_released`` marks the one that ships with the project.
    """

    kind: KindName
    name: str
    folder: Path
    is_released: bool = False

    @property
    def model(self) -> Path:
        """The model file. Raises `ModelError` (``wrong_model``) where there is none."""
        for name in kind(self.kind).files:
            if (self.folder / name).is_file():
                return self.folder / name
        raise wrong_version(self.kind, self.folder, "no model file")

    def card(self) -> dict[str, object]:
        """Read the card. Raises `ModelError` (``wrong_model``) where it cannot be read."""
        return _card(self.kind, self.folder)

    def load(self) -> object:
        """Open the model after checking it.

        Raises `ModelError` (``wrong_model``) where file, card and this code do not fit.
        """
        return kind(self.kind).load(self.model)


class Shelf:
    """The versions in one folder; the folder is made when the first version comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def versions(self, name: KindName) -> list[Version]:
        """Return the versions of a kind, the released one first, then the oldest first."""
        found = [Version(name, path.name, path) for path in _folders(self.folder / name)]
        return [*_released(name), *found]

    def live(self, name: KindName) -> Version | None:
        """Return the version of a kind that is live; None where there is none at all.

        Raises `ModelError` (``broken_shelf``) where the journal names a version that is gone.
        """
        released = _released(name)
        base = released[0].name if released else ""
        wanted = line_of_succession(read_journal(self.folder), name, released=base)[-1]
        for version in self.versions(name):
            if version.name == wanted:
                return version
        if not wanted:
            return None
        raise ModelError(
            found=f"{self.folder / name / wanted}, which is live, is gone",
            expected="the folder of the live version",
            hint="Bring it back from a copy, or make another one live with `yiju models promote` "
            f"or `yiju models rollback {name}`.",
            code="broken_shelf",
        )

    def version(self, wanted: str) -> Version:
        """Return a version by its name; ``live:KIND`` and ``released:KIND`` name those two.

        Raises `UsageError` (``unknown_version``) where there is none of this name.
        """
        state, _, of = wanted.partition(":")
        for name in KINDS:
            if of == name and state == "live" and (version := self.live(name)) is not None:
                return version
            for version in self.versions(name):
                if version.name == wanted or (
                    of == name and state == "released" == _state(version)
                ):
                    return version
        known = [version.name for name in KINDS for version in self.versions(name)]
        near = get_close_matches(wanted, known, n=1)
        raise UsageError(
            found=f"no version {wanted!r}",
            expected="a version that `yiju models list` lists, live:KIND or released:KIND",
            hint=f"Did you mean {near[0]}?" if near else "Look at `yiju models list`.",
            code="unknown_version",
        )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the shelf while it changes; others wait. A process that dies lets go.

        Raises `UsageError` (``not_written``) where the folder cannot be written.
        """
        with written_to(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / _LOCK).open("a")
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def draft(self, name: KindName) -> Iterator[Path]:
        """Give a folder in which a version is made; it goes away unless `keep` took it.

        What a killed process left is cleared away first.
        """
        home = self.folder / name
        # Under the shelf's lock, so that nobody clears away a draft that is not locked yet.
        with self.locked(), written_to(home):
            home.mkdir(parents=True, exist_ok=True)
            _sweep(home)
            folder = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=home))
            lock = (folder / _LOCK).open("a")
            fcntl.flock(lock, fcntl.LOCK_EX)
        with lock:
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def keep(self, name: KindName, draft: Path, *, facts: Mapping[str, object]) -> Version:
        """Give a finished draft its name and its place; ``facts`` are added to its card.

        Raises `ModelError` (``wrong_model``) where what was written cannot be opened again.
        """
        kind(name).load(Version(name, "", draft).model)
        home = self.folder / name
        with self.locked(), written_to(home):
            today = f"{name}-{datetime.now(UTC):%Y%m%d}"
            taken = [_NAME.fullmatch(path.name) for path in _folders(home)]
            number = max(
                (int(one[1]) for one in taken if one and one[0].startswith(today)), default=0
            )
            version = Version(name, f"{today}-{number + 1}", home / f"{today}-{number + 1}")
            card = {**_card(name, draft), **facts, "name": version.name, "kind": name}
            (draft / kind(name).card).write_text(
                json.dumps(card, ensure_ascii=False, indent=1) + "\n", "utf-8"
            )
            # The lock file goes with the draft's folder; nobody asks for it afterwards.
            (draft / _LOCK).unlink()
            for path in draft.iterdir():
                _settle(path)
            draft.chmod(0o755)
            draft.rename(version.folder)
            _settle(home)
        return version


def wrong_version(name: str, folder: Path, found: str) -> ModelError:
    """Return the error of a version that cannot be used, for the caller to raise."""
    return wrong_model(folder, found, kind=name)


@contextmanager
def written_to(place: Path) -> Iterator[None]:
    """Turn what the file system refuses into a `UsageError` (``not_written``)."""
    try:
        yield
    except OSError as error:
        raise UsageError(
            found=f"{place}: {error.strerror or type(error).__name__}",
            expected="a folder that can be written",
            hint="Check its permissions and the free space, or set YIJU_MODELS_FOLDER.",
            code="not_written",
        ) from error


def _released(name: KindName) -> list[Version]:
    try:
        changed_at = (RELEASED / kind(name).card).stat().st_mtime_ns
    except FileNotFoundError:
        return []
    return [Version(name, _called(name, RELEASED, changed_at), RELEASED, is_released=True)]


@lru_cache(maxsize=16)
def _called(name: KindName, folder: Path, changed_at: int) -> str:  # noqa: ARG001 - part of the key
    """Return the name on a card, which is asked for with every document."""
    card = _card(name, folder)
    # A card without a name is called by its file, as the classifier calls itself.
    return str(card.get("name") or f"{name}-{str(card.get('sha256'))[:8]}")


def _state(version: Version) -> State:
    return "released" if version.is_released else "candidate"


def _folders(home: Path) -> list[Path]:
    try:
        found = [path for path in home.iterdir() if not path.name.startswith(".") and path.is_dir()]
    except OSError:
        return []
    return sorted(found, key=_age)


def _age(path: Path) -> tuple[str, int, str]:
    found = _NAME.fullmatch(path.name)
    day = path.name.rpartition("-")[0]
    return (day, int(found[1]), "") if found else (day, 0, path.name)


def _card(name: KindName, folder: Path) -> dict[str, object]:
    path = folder / kind(name).card
    try:
        card = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise wrong_version(name, folder, f"{path.name}: {error}") from error
    if not isinstance(card, dict):
        raise wrong_version(name, folder, f"{path.name} is no JSON object")
    return card


def _sweep(home: Path) -> None:
    """Take away the drafts whose process has died: a live one holds its lock."""
    for folder in home.glob(f"{_DRAFT}*"):
        try:
            with (folder / _LOCK).open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # in use, or gone in the meantime
            continue


def _settle(path: Path) -> None:
    """Have the system write what it holds of a file or folder."""
    place = os.open(path, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
