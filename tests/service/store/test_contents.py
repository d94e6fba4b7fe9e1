from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extraction.errors import StoreError
from service.store import Store
from service.store.contents import read_contents
from service.store.documents import DocumentName, record_document, upload_address

DATA = b"%PDF-1.7 river"
SHA256 = hashlib.sha256(DATA).hexdigest()


def _record(store: Store, address: str, *, data: bytes | None = None) -> None:
    with store.write() as connection:
        record_document(connection, DocumentName(SHA256, address, "a.pdf", len(DATA)), data=data)


def test_bytes_of_an_upload(store: Store) -> None:
    _record(store, upload_address(SHA256, "a.pdf"), data=DATA)
    with store.read() as connection:
        assert read_contents(connection, SHA256) == DATA


def test_the_address_that_still_has_them_is_found(store: Store, tmp_path: Path) -> None:
    changed, moved = tmp_path / "changed.pdf", tmp_path / "moved.pdf"
    changed.write_bytes(b"other bytes")
    moved.write_bytes(DATA)
    for address in (str(tmp_path / "gone.pdf"), str(changed), moved.as_uri()):
        _record(store, address)
    with store.read() as connection:
        assert read_contents(connection, SHA256) == DATA
        moved.unlink()
        with pytest.raises(StoreError) as raised:
            read_contents(connection, SHA256)
    assert raised.value.code == "contents_gone"
    assert "another document" in raised.value.message


def test_an_unknown_document(store: Store) -> None:
    with store.read() as connection, pytest.raises(StoreError) as raised:
        read_contents(connection, SHA256)
    assert raised.value.code == "unknown_document"
