"""The lines of a text file in the encodings that registry files come in, each line by itself."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extraction.errors import RegistryError

LONGEST_LINE = 1_000_000

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line with its end, or why it has no text: ``text`` is ``None`` then."""

    number: int
    text: str | None
    trouble: str = ""


def read_lines(path: Path) -> Iterator[FileLine]:
    """Read lines in UTF-8 (with or without BOM), GB18030, or UTF-16 with BOM.

    A file that was pasted together may change between UTF-8 and GB18030 from line to line.
    Raises `RegistryError` (``unreadable_file``).
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(codecs.BOM_UTF8))
            file.seek(0)
            if start.startswith(_UTF16):
                yield from _of_utf16(file)
            else:
                file.seek(len(codecs.BOM_UTF8) if start == codecs.BOM_UTF8 else 0)
                yield from _of_bytes(file)
    except OSError as error:
        raise RegistryError(
            found=f"the file {path.name} ({error.strerror})",
            expected="a file that can be read",
            hint="see whether the name is right and the file may be read",
            code="unreadable_file",
        ) from error
    except UnicodeError as error:
        raise RegistryError(
            found=f"the file {path.name}, which begins as UTF-16 and goes on as something else",
            expected="a text file in UTF-8, GB18030 or UTF-16",
            hint="save the file as UTF-8",
            code="unreadable_file",
        ) from error


def _of_utf16(file: BinaryIO) -> Iterator[FileLine]:
    with io.TextIOWrapper(file, encoding="utf-16", newline="") as lines:
        number = 0
        while line := lines.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                while line and not line.endswith("\n"):
                    line = lines.readline(LONGEST_LINE)
                yield FileLine(number, None, "too_long")
            else:
                yield FileLine(number, line)


def _of_bytes(file: BinaryIO) -> Iterator[FileLine]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE)
            yield FileLine(number, None, "too_long")
            continue
        text = _decoded(line)
        yield FileLine(number, text, "" if text is not None else "bad_encoding")


def _decoded(line: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
