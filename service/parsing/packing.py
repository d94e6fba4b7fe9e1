"""A result on its way from the reading process to the store: packed there, stored as it comes.

The compressed JSON and the flat rows are made where the document was read, on as many cores as
there are reading processes; the supervisor and the server only pass them on.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extraction.errors import WorkerLost
from extraction.schema import Disclosure, to_json
from service.flat_rows import COLUMNS, FlatRows, compress, flat_rows
from service.pipeline_version import ModelVersions

if TYPE_CHECKING:
    from service.store.extractions import Extraction

_LENGTH = struct.Struct(">I")
# A Disclosure's JSON has at most a few hundred bytes for each of the characters that are read.
_MOST_JSON_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Packed:
    """A result as the store takes it. ``sha256`` is that of the bytes that were read."""

    sha256: str
    rows: FlatRows
    disclosure: bytes
    mode: str
    versions: ModelVersions
    ocr_page_count: int

    def json(self) -> bytes:
        """Return the Disclosure as JSON, UTF-8."""
        return zlib.decompress(self.disclosure)

    def extraction(self, *, pipeline_version: str, seconds: float) -> Extraction:
        """Return what the store saves."""
        # late: the reading process packs, and needs no database for that
        from service.store.extractions import Extraction

        return Extraction(
            document_sha256=self.sha256,
            pipeline_version=pipeline_version,
            disclosure=self.disclosure,
            rows=self.rows,
            seconds=seconds,
            mode=self.mode,
            tokens_version=self.versions.tokens,
            lines_version=self.versions.lines,
            links_version=self.versions.links,
            ocr_page_count=self.ocr_page_count,
        )


def pack(disclosure: Disclosure, *, mode: str, versions: ModelVersions, ocr_pages: int) -> bytes:
    """Return a result in one piece of bytes."""
    # A lone surrogate (a name of undecodable bytes) has no UTF-8 form.
    text = json.dumps(
        to_json(disclosure), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    ).encode("utf-8", "replace")
    flat = flat_rows(disclosure)
    head = {
        "sha256": disclosure.source.sha256,
        "name": flat.name,
        "media_type": flat.media_type,
        "page_count": flat.page_count,
        "department": flat.department,
        "fiscal_year": flat.fiscal_year,
        "place": flat.place,
        "rows": flat.rows,
        "mode": mode,
        "tokens": versions.tokens,
        "lines": versions.lines,
        "links": versions.links,
        "ocr_pages": ocr_pages,
    }
    encoded = json.dumps(head).encode("ascii")
    return _LENGTH.pack(len(encoded)) + encoded + compress(text)


def unpack(body: bytes) -> Packed:
    """Return the result again. Raises `WorkerLost` for what is none.

    What is stored is what has been looked at: a process that a hostile document has taken over
    can at worst send a wrong Disclosure.
    """
    try:
        (length,) = _LENGTH.unpack_from(body)
        head: Mapping[str, Any] = json.loads(body[_LENGTH.size : _LENGTH.size + length])
        rows = FlatRows(
            head["name"],
            head["media_type"],
            head["page_count"],
            head["department"],
            head["fiscal_year"],
            head["place"],
            head["rows"],
        )
        if rows.rows.keys() != COLUMNS.keys():
            raise ValueError("rows of other tables than the store's")
        for table, columns in COLUMNS.items():
            if any(len(row) != len(columns) for row in rows.rows[table]):
                raise ValueError(f"rows of {table} of another width than the store's")
        disclosure = body[_LENGTH.size + length :]
        _check_json(disclosure)
        return Packed(
            str(head["sha256"]),
            rows,
            disclosure,
            head["mode"],
            ModelVersions(head["tokens"], head["lines"], head["links"]),
            head["ocr_pages"],
        )
    except (struct.error, zlib.error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkerLost(
            found=f"an answer of the reading process that is no result ({error})",
            expected="a result",
            hint="Do not trust this document; read it again on its own.",
        ) from error


def _check_json(disclosure: bytes) -> None:
    """Raise ValueError where this does not unpack to one JSON object of a sane size."""
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(disclosure, _MOST_JSON_BYTES)
    if not unpacking.eof or not (text.startswith(b"{") and text.endswith(b"}")):
        raise ValueError("a Disclosure that is cut, no JSON, or far too large")
