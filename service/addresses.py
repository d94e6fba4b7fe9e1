"""Where bytes stand: a path, or a URL that pyarrow.fs or fsspec reads."""

from __future__ import annotations

import re
from typing import cast

from extraction.errors import DocumentError

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(address: str) -> bool:
    """Tell a URL from a path."""
    return _SCHEME.match(address) is not None


def read_address(address: str) -> bytes:
    """Return the bytes at an address. Raises `DocumentError` where they cannot be had."""
    try:
        if not is_url(address):
            with open(address, "rb") as file:
                return file.read()
        return _read_url(address)
    except (OSError, ImportError, ValueError) as error:
        raise DocumentError(
            found=f"{address}: {getattr(error, 'strerror', None) or error}",
            expected="a file that can be opened",
            hint="Check the path and that you may read the file.",
        ) from error


def _read_url(address: str) -> bytes:
    import pyarrow as pa
    from pyarrow import fs

    try:
        system, path = fs.FileSystem.from_uri(address)
    except pa.ArrowInvalid:
        # a kind of URL that pyarrow does not know: fsspec knows more
        import fsspec

        with fsspec.open(address, "rb") as file:
            return cast(bytes, file.read())
    with system.open_input_stream(path) as stream:
        return cast(bytes, stream.read())
