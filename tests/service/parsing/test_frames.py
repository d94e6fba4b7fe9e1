"""The words between parent and child."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.parsing.frames import FrameError, read_frame, write_frame

HEADERS = st.dictionaries(st.text(), st.none() | st.text() | st.integers())


def sent(header: dict[str, object], body: bytes) -> bytes:
    stream = io.BytesIO()
    write_frame(stream, header, body)
    return stream.getvalue()


@given(HEADERS, st.binary())
def test_a_frame_arrives_as_it_was_sent(header: dict[str, object], body: bytes) -> None:
    stream = io.BytesIO(sent(header, body) * 2)
    assert read_frame(stream, max_body_bytes=len(body)) == (header, body)
    assert read_frame(stream, max_body_bytes=len(body)) == (header, body)
    assert read_frame(stream, max_body_bytes=len(body)) is None


def test_a_frame_cut_anywhere_is_the_end() -> None:
    whole = sent({"name": "河道"}, b"x" * 20)
    for length in range(len(whole)):
        assert read_frame(io.BytesIO(whole[:length]), max_body_bytes=20) is None


def test_undecodable_file_names_travel() -> None:
    stream = io.BytesIO(sent({"path": "\udcff.pdf"}, b""))
    assert read_frame(stream, max_body_bytes=0) == ({"path": "\udcff.pdf"}, b"")


@pytest.mark.parametrize(
    "bytes_",
    [
        sent({}, b"12345"),  # one byte more than is taken
        struct.pack(">IQ", 2**31, 0),  # a header of two gigabytes
        struct.pack(">IQ", 3, 0) + b"abc",  # no JSON
        struct.pack(">IQ", 2, 0) + b"[]",  # no object
        struct.pack(">IQ", 2, 0) + b"\xff\xff",  # no text
    ],
)
def test_nonsense_is_refused_before_it_is_read(bytes_: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(bytes_), max_body_bytes=4)
