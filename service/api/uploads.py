"""Documents in the body of a request, written to files as they come in."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request

from extraction.errors import RequestRefused
from service.api.multipart import Parts, boundary_of

_LONGEST_NAME = 200  # characters
_NAMELESS = "document"


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


@asynccontextmanager
async def receive_documents(
    request: Request, *, most: int, most_bytes: int, name: str | None = None
) -> AsyncGenerator[tuple[Upload, ...]]:
    """Give the documents of a body; their files are gone after the block.

    A multipart body has one in each part with a file name, at most ``most``; any other body
    is one document called ``name``. Each has at most ``most_bytes``. Raises `RequestRefused`
    (``bad_form``, ``too_many_parts``, ``body_too_large``), and what
    `service.api.bodies.Body` raises.
    """
    with tempfile.TemporaryDirectory(prefix="yiju-http-") as folder:
        boundary = boundary_of(request.headers.get("content-type", ""))
        uploads: tuple[Upload, ...]
        if boundary is None:
            uploads = (await _raw(request.stream(), Path(folder), name or _NAMELESS, most_bytes),)
        else:
            uploads = await _form(
                request.stream(), Path(folder), boundary, most=most, most_bytes=most_bytes
            )
        yield uploads


async def _raw(stream: AsyncIterator[bytes], folder: Path, name: str, most_bytes: int) -> Upload:
    writer = FileWriter(folder / "0", name, most_bytes=most_bytes)
    try:
        async for chunk in stream:
            writer.write(chunk)
    finally:
        upload = writer.close()
    return upload


async def _form(
    stream: AsyncIterator[bytes], folder: Path, boundary: bytes, *, most: int, most_bytes: int
) -> tuple[Upload, ...]:
    uploads: list[Upload] = []

    def open_file(name: str) -> FileWriter:
        if len(uploads) >= most:
            raise RequestRefused(
                found=f"a form with more than {most} files",
                expected=f"at most {most}",
                hint="Send several documents with POST /v1/jobs, thousands with `yiju archive`.",
                code="too_many_parts",
            )
        return FileWriter(folder / str(len(uploads)), name, most_bytes=most_bytes)

    parts = Parts(boundary, open_file=open_file, keep=uploads.append, most_parts=most + 16)
    try:
        async for chunk in stream:
            parts.feed(chunk)
        parts.finish()
    finally:
        parts.abandon()
    if not uploads:
        raise RequestRefused(
            found="a form without a file",
            expected="a part with a file name",
            hint='With curl: -F "file=@disclosure.pdf".',
            code="bad_form",
        )
    return tuple(uploads)


def safe_name(name: str) -> str:
    """Return the last part of a path in any system's writing, as plain text.

    A name is shown and stored, never opened: documents lie under names of our own.
    """
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    plain = "".join(char if char.isprintable() else "\ufffd" for char in last).strip()
    return plain[:_LONGEST_NAME] if plain not in ("", ".", "..") else _NAMELESS
