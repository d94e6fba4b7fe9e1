"""Documents in the body of a request, written to files as they come in."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.requests import Request

from extraction.errors import RequestRefused
from service.api.multipart import Parts, boundary_of
from service.api.upload_files import NAMELESS, FileWriter, Upload


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
            uploads = (await _raw(request.stream(), Path(folder), name or NAMELESS, most_bytes),)
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
