"""Rows in from a file, with their places; rows out to a file, whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from extraction.errors import UsageError
from training_data.formats.labelled import Json, Place

# A file, or its lines. A str is a path: never the letters of one line.
Source: TypeAlias = "str | Path | Iterable[str]"


def name_of(source: Source) -> str:
    """Return what errors call the source: the file's name, or ``lines``."""
    return Path(source).name if isinstance(source, (str, Path)) else "lines"


def read_lines(source: Source) -> Iterator[tuple[Place, str]]:
    r"""Yield each line with its place, without its ``\n``; nothing else ends a line.

    Raises ``UsageError``: ``no_such_file``, or ``bad_label_file`` where a line is no UTF-8.
    """
    name = name_of(source)
    if not isinstance(source, (str, Path)):
        for number, line in enumerate(source, 1):
            yield Place(name, number), line.removesuffix("\n")
        return
    try:
        with Path(source).open("rb") as lines:
            for number, raw in enumerate(lines, 1):
                yield Place(name, number), _decoded(raw, Place(name, number))
    except OSError as error:
        raise no_such_file(name, error) from None


def read_objects(source: Source) -> Iterator[tuple[Place, Mapping[str, Json]]]:
    """Yield each JSON object of a JSONL file with its place; empty lines are passed over.

    Raises what ``read_lines`` raises, and ``bad_label_file`` where a line is no JSON object.
    """
    for place, line in read_lines(source):
        text = line.removeprefix("\ufeff") if place.row == 1 else line
        if text.strip():
            yield place, as_object(parse(text, place), place)


def parse(text: str, place: Place) -> Json:
    """Return the JSON value of the text, or raise ``bad_label_file``."""
    try:
        return cast(Json, json.loads(text))
    except (ValueError, RecursionError) as error:
        raise bad_file(place, f"no JSON ({error})", "JSON in UTF-8") from None


def as_object(value: Json, place: Place) -> Mapping[str, Json]:
    """Return the value if it is a JSON object, or raise ``bad_label_file``."""
    if isinstance(value, Mapping):
        return value
    raise bad_file(place, "a row that is no JSON object", "an object {…} for each text")


def bad_file(place: Place | str, found: str, expected: str) -> UsageError:
    """Return the error of a file that is not of the form it is read as."""
    return UsageError(
        found=f"{place}: {found}",
        expected=expected,
        hint="See that the file is whole and of the form that was named.",
        code="bad_label_file",
    )


def no_such_file(name: str, error: OSError) -> UsageError:
    """Return the error of a file that cannot be read."""
    return UsageError(
        found=f"{name}: {error.strerror or type(error).__name__}",
        expected="a file that can be read",
        hint="Check the path and the permissions.",
        code="no_such_file",
    )


def as_line(value: Json) -> str:
    r"""Return the value as one line of JSON, Chinese as it is, without ``\n``."""
    line = json.dumps(value, ensure_ascii=False)
    # meta may hold halves of surrogate pairs: those only pass escaped
    return line if _is_unicode(line) else json.dumps(value)


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the path's place only when all went well.

    Raises ``UsageError`` (``not_written``) where the folder or the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            with part.open("wb") as out:
                yield out
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            found=f"{path.name}: {error.strerror or type(error).__name__}",
            expected="a place that can be written",
            hint="Check the folder, its permissions and the free space.",
            code="not_written",
        ) from None


def write_lines(lines: Iterable[str], path: Path) -> None:
    r"""Write the lines, each ended with ``\n``, whole or not at all."""
    with written(path) as out:
        out.writelines(f"{line}\n".encode() for line in lines)


def _decoded(raw: bytes, place: Place) -> str:
    try:
        return raw.decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise bad_file(place, f"bytes that are no UTF-8 (byte {error.start})", "UTF-8") from None


def _is_unicode(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
