"""A multipart/form-data body taken apart as it comes in, with bounds on its parts.

After RFC 7578; the grammar is python-multipart's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from urllib.parse import unquote

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from extraction.errors import RequestRefused
from service.api.upload_files import Upload

_MOST_HEADERS = 8
_LONGEST_HEADER = 4096  # bytes


class Writer(Protocol):
    """Where the bytes of one file go."""

    def write(self, data: bytes) -> None: ...

    def close(self) -> Upload: ...

    def abandon(self) -> None: ...


def boundary_of(content_type: str) -> bytes | None:
    """Return a form's boundary; None where the body is no form.

    Raises `RequestRefused` (``bad_form``) for a form without a usable boundary.
    """
    kind, options = parse_options_header(content_type)
    if kind.lower() != b"multipart/form-data":
        return None
    boundary = options.get(b"boundary", b"")
    if not 0 < len(boundary) <= 70:  # as RFC 2046 allows
        raise _bad_form("a form whose boundary is missing or too long")
    return boundary


class Parts:
    """Feed a form's bytes in; each part with a file name goes to a writer of its own.

    Parts without a file name are passed over. Raises `RequestRefused`: ``bad_form``,
    ``too_many_parts``, and whatever ``open_file`` raises.
    """

    def __init__(
        self,
        boundary: bytes,
        *,
        open_file: Callable[[str], Writer],
        keep: Callable[[Upload], None],
        most_parts: int,
    ) -> None:
        self._open_file = open_file
        self._keep = keep
        self._most_parts = most_parts
        self._count = 0
        self._writer: Writer | None = None
        self._headers: dict[bytes, bytes] = {}
        self._name = b""
        self._value = b""
        self._whole = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_end": self._finished,
            },
            max_header_count=_MOST_HEADERS,
            max_header_size=_LONGEST_HEADER,
        )

    def feed(self, data: bytes) -> None:
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise _bad_form("a form that cannot be taken apart") from error

    def finish(self) -> None:
        """Say that the body has ended. Raises `RequestRefused` where its end is missing."""
        if not self._whole:
            raise _bad_form("a form that ends before its last boundary")

    def abandon(self) -> None:
        """Close a file that was left in the middle."""
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None

    def _begin(self) -> None:
        self._count += 1
        if self._count > self._most_parts:
            raise RequestRefused(
                found=f"a form with more than {self._most_parts} parts",
                expected="the documents alone",
                hint="Send several documents with POST /v1/jobs, thousands with `yiju archive`.",
                code="too_many_parts",
            )
        self._headers = {}

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        if b"filename" in options or b"filename*" in options:
            self._writer = self._open_file(_file_name(options))

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._writer is not None:
            self._writer.write(data[start:end])

    def _end(self) -> None:
        if self._writer is not None:
            self._keep(self._writer.close())
            self._writer = None

    def _finished(self) -> None:
        self._whole = True


def _file_name(options: dict[bytes, bytes]) -> str:
    extended = options.get(b"filename*")
    if extended is not None:
        encoding, _, rest = extended.decode("latin-1").partition("'")
        try:
            return unquote(rest.partition("'")[2], encoding or "utf-8", "replace")
        except LookupError:
            return rest
    return options.get(b"filename", b"").decode("utf-8", "replace")


def _bad_form(found: str) -> RequestRefused:
    return RequestRefused(
        found=found,
        expected="multipart/form-data as RFC 7578 describes it",
        hint='With curl: -F "file=@disclosure.pdf"; or send the bytes of the document alone.',
        code="bad_form",
    )
