"""The words between parent and child: a JSON header and a body of bytes, each with its length.

No pickle: a child that a hostile document has taken over can at worst send a wrong answer.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import BinaryIO

_LENGTHS = struct.Struct(">IQ")
_MAX_HEADER_BYTES = 1024 * 1024


class FrameError(Exception):
    """What came over the pipe is no frame."""


def write_frame(stream: BinaryIO, header: Mapping[str, object], body: bytes = b"") -> None:
    """Send one frame. Raises OSError where the other side is gone."""
    # ASCII with escapes: file names may hold lone surrogates (undecodable bytes)
    head = json.dumps(header).encode("ascii")
    stream.write(_LENGTHS.pack(len(head), len(body)) + head)
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO, *, max_body_bytes: int) -> tuple[dict[str, object], bytes] | None:
    """Receive one frame; None where the stream ends, also in the middle of a frame.

    Raises `FrameError` for a header that is no JSON object and for lengths out of bounds.
    """
    prefix = stream.read(_LENGTHS.size)
    if len(prefix) < _LENGTHS.size:
        return None
    head_length, body_length = _LENGTHS.unpack(prefix)
    if head_length > _MAX_HEADER_BYTES or body_length > max_body_bytes:
        raise FrameError(f"a frame of {head_length} + {body_length} bytes")
    head = stream.read(head_length)
    body = stream.read(body_length)
    if len(head) < head_length or len(body) < body_length:
        return None
    try:
        header = json.loads(head)
    except ValueError as error:
        raise FrameError("a header that is no JSON") from error
    if not isinstance(header, dict):
        raise FrameError("a header that is no JSON object")
    return header, body
