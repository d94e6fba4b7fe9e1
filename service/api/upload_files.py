"""One document of a request: a file under a name of our own, hashed while it is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from extraction.errors import RequestRefused

NAMELESS = "document"
_LONGEST_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class Upload:
    """One document that came in: where it lies, what it is called, its hash and size."""

    path: Path
    name: str
    sha256: str
    byte_count: int


class FileWriter:
    """Write one document to the file ``path`` and hash it on the way."""

    def __init__(self, path: Path, name: str, *, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self.name = safe_name(name)
        self.path = path
        self._stream = self.path.open("wb")
        self._hash = hashlib.sha256()
        self._count = 0

    def write(self, data: bytes) -> None:
        if self._count + len(data) > self._most_bytes:
            raise RequestRefused(
                found=f"a document of more than {self._most_bytes:,} bytes",
                expected=f"at most {self._most_bytes:,} bytes",
                hint="Split the document, or have YIJU_MAX_DOCUMENT_BYTES raised.",
                code="body_too_large",
            )
        self._stream.write(data)
        self._hash.update(data)
        self._count += len(data)

    def close(self) -> Upload:
        self._stream.close()
        return Upload(self.path, self.name, self._hash.hexdigest(), self._count)

    def abandon(self) -> None:
        self._stream.close()


def safe_name(name: str) -> str:
    """Return the last part of a path in any system's writing, as plain text.

    A name is shown and stored, never opened: documents lie under names of our own.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    plain = "".join(char if char.isprintable() else "\ufffd" for char in last).strip()
    return plain[:_LONGEST_NAME] if plain not in ("", ".", "..") else NAMELESS
