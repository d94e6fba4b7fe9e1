"""What an archive is made of: a folder tree, a list file, or a URL of pyarrow.fs or fsspec."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extraction.errors import UsageError
from service.addresses import is_url
from service.documents import ENDINGS
from service.store.documents import UnreadPlace
from service.store.times import text_of

_LISTS = (".txt", ".lst", ".list", ".csv")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an archive as its folder lists it; its bytes have not been looked at.

    ``byte_count`` and ``modified_at`` are ``None`` where the place does not say.
    """

    address: str
    name: str
    byte_count: int | None
    modified_at: str | None


Found = Entry | UnreadPlace


def find_entries(source: str) -> Iterator[Found]:
    """Yield the documents below ``source``, in the same order each time.

    A folder (or the URL of one) gives its files with one of `ENDINGS`, a text file whose first
    line names an existing file or a URL gives the files that its lines name, any other file
    itself. What cannot be listed comes as an `UnreadPlace`. Raises `UsageError` where there is
    nothing at ``source``.
    """
    if is_url(source):
        return _of_url(source)
    path = Path(os.path.abspath(source))
    if path.is_dir():
        return _of_folder(path)
    if not os.path.lexists(path):
        raise no_source(source, "no such file or folder")
    if path.suffix.lower() in _LISTS:
        listed = _listed(path)
        if listed is not None:
            return _of_list(listed)
    return iter((_entry(path, path.name),))


def unread(address: str, name: str, said: str) -> UnreadPlace:
    """Return the record for a place whose bytes cannot be had."""
    return UnreadPlace(
        address,
        name,
        "unreadable",
        f"{said}; expected a file or folder that may be read",
        "Give this user the right to read it, or bring it back, and run again.",
    )


def no_source(source: str, said: str) -> UsageError:
    """Return the error for a source that is not there."""
    return UsageError(
        found=f"{source}: {said}",
        expected="a folder, a file that lists documents, or a URL that pyarrow.fs or fsspec reads",
        hint="Check the path; for a URL, that its file system is installed and answers.",
        code="no_such_file",
    )


def _of_folder(root: Path) -> Iterator[Found]:
    closed: list[OSError] = []
    # strict order, whatever order the file system gives: names are given by first sight
    for place, folders, names in os.walk(root, onerror=closed.append):
        yield from _closed(closed, root)
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            # is_file: opening a pipe or a device would wait for ever
            if path.suffix.lower() in ENDINGS and (path.is_file() or not path.exists()):
                yield _entry(path, path.relative_to(root).as_posix())
    yield from _closed(closed, root)


def _closed(errors: list[OSError], root: Path) -> Iterator[UnreadPlace]:
    for error in errors:
        place = Path(str(error.filename))
        yield unread(str(place), place.relative_to(root).as_posix(), _said(error))
    errors.clear()


def _entry(path: Path, name: str) -> Found:
    try:
        found = path.stat()
    except OSError as error:
        return unread(str(path), name, _said(error))
    modified = datetime.fromtimestamp(found.st_mtime_ns / 1e9, UTC)
    return Entry(str(path), name, found.st_size, text_of(modified))


def _listed(path: Path) -> list[str] | None:
    """Return the lines of a list file, made absolute; ``None`` where it is none."""
    try:
        text = path.read_text("utf-8-sig")
    except (UnicodeDecodeError, OSError):
        return None
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        return None
    places = [line if is_url(line) else os.path.join(path.parent, line) for line in lines]
    first = places[0]
    return places if is_url(first) or os.path.lexists(first) else None


def _of_list(places: list[str]) -> Iterator[Found]:
    for place in dict.fromkeys(places):
        if is_url(place) or os.path.isdir(place):
            try:
                yield from find_entries(place)
            except UsageError as error:
                yield unread(place, place, error.found)
        else:
            path = Path(os.path.abspath(place))
            yield _entry(path, path.name)


def _of_url(url: str) -> Iterator[Found]:
    import pyarrow as pa
    from pyarrow import fs

    try:
        system, path = fs.FileSystem.from_uri(url)
    except pa.ArrowInvalid:
        return _of_fsspec(url)
    except (OSError, ImportError, ValueError) as error:
        raise no_source(url, _said(error)) from error
    return _of_pyarrow(url, system, path)


def _of_pyarrow(url: str, system: Any, path: str) -> Iterator[Found]:
    from pyarrow import fs

    try:
        root = system.get_file_info(path)
        if root.type == fs.FileType.NotFound:
            raise no_source(url, "nothing there")
        if root.type == fs.FileType.File:
            listed = [root]
        else:
            listed = system.get_file_info(fs.FileSelector(path, recursive=True))
    except OSError as error:
        raise no_source(url, _said(error)) from error
    base = url if url.endswith("/") else url + "/"
    prefix = path.rstrip("/") + "/"
    entries: list[Found] = []
    for info in sorted(listed, key=lambda each: each.path):
        if info.type != fs.FileType.File or not info.path.lower().endswith(ENDINGS):
            continue
        name = info.path.removeprefix(prefix)
        address = url if info.path == path else base + _quoted(name)
        modified = None if info.mtime is None else text_of(info.mtime)
        entries.append(
            Entry(
                address, name.rpartition("/")[2] if info.path == path else name, info.size, modified
            )
        )
    return iter(entries)


def _of_fsspec(url: str) -> Iterator[Found]:
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(url)
        if system.isfile(path):
            listed = {path: system.info(path)}
        else:
            listed = system.find(path, detail=True)
            if not listed and not system.exists(path):
                raise no_source(url, "nothing there")
    except (OSError, ImportError, ValueError) as error:
        raise no_source(url, _said(error)) from error
    prefix = path.rstrip("/") + "/"
    entries: list[Found] = []
    for place in sorted(listed):
        if not place.lower().endswith(ENDINGS):
            continue
        info = listed[place]
        name = place.removeprefix(prefix) if place != path else place.rpartition("/")[2]
        entries.append(
            Entry(system.unstrip_protocol(place), name, info.get("size"), _fsspec_time(info))
        )
    return iter(entries)


def _fsspec_time(info: Any) -> str | None:
    """Return when a file was changed, as far as its file system says, or another mark of it."""
    for key in ("mtime", "LastModified", "last_modified", "created"):
        value = info.get(key)
        if isinstance(value, datetime):
            return text_of(value if value.tzinfo else value.replace(tzinfo=UTC))
        if isinstance(value, int | float):
            return text_of(datetime.fromtimestamp(value, UTC))
    mark = info.get("ETag") or info.get("etag")
    return None if mark is None else str(mark)


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


def _said(error: Exception) -> str:
    place = getattr(error, "filename", None)
    said = getattr(error, "strerror", None) or str(error)
    return f"{place}: {said}" if place else said
