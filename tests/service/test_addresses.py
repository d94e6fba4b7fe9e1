from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from extraction.errors import DocumentError
from service.addresses import read_address


def test_a_path_a_url_of_pyarrow_and_one_of_fsspec(tmp_path: Path) -> None:
    path = tmp_path / "甲.pdf"
    path.write_bytes(b"river")
    memory = fsspec.filesystem("memory")
    memory.pipe("/archive/a.pdf", b"lake")
    assert read_address(str(path)) == b"river"
    assert read_address(path.as_uri()) == b"river"
    assert read_address("memory://archive/a.pdf") == b"lake"


@pytest.mark.parametrize("kind", ["nowhere", "a folder", "an unknown scheme", "gone in memory"])
def test_what_cannot_be_read_is_a_typed_error(tmp_path: Path, kind: str) -> None:
    address = {
        "nowhere": str(tmp_path / "gone.pdf"),
        "a folder": str(tmp_path),
        "an unknown scheme": "nosuchscheme://a/b.pdf",
        "gone in memory": "memory://archive/gone.pdf",
    }[kind]
    with pytest.raises(DocumentError) as raised:
        read_address(address)
    assert raised.value.code == "unreadable"
