from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from extraction.errors import StoreError
from service.store import Store
from service.store.documents import (
    DocumentName,
    StoredDocument,
    count_documents,
    first_names,
    iterate_documents,
    list_documents,
    names_at,
    names_of,
    read_document,
    record_document,
    record_names,
    stored_contents,
    upload_address,
)

DATA = b"%PDF-1.7 river"
SHA256 = hashlib.sha256(DATA).hexdigest()
RIVER = DocumentName(SHA256, "/data/河道.pdf", "河道.pdf", len(DATA), "2026-01-31T08:00:00.000Z")


def test_a_document_is_known_once(store: Store) -> None:
    with store.write() as connection:
        assert record_document(connection, RIVER)
        assert not record_document(connection, RIVER)
    with store.read() as connection:
        found = read_document(connection, SHA256)
        assert names_of(connection, SHA256) == [RIVER]
    assert replace(found, first_seen_at="") == StoredDocument(
        SHA256, None, len(DATA), None, None, None, "waiting", "", None
    )
    assert found.first_seen_at.endswith("Z")


def test_one_document_under_two_names(store: Store) -> None:
    copy = replace(RIVER, address="/data/a/副本.pdf", name="a/副本.pdf")
    with store.write() as connection:
        assert record_names(connection, [RIVER, copy]) == [SHA256]
    with store.read() as connection:
        assert names_of(connection, SHA256) == [RIVER, copy]
        # the first name stays the document's own, though the other sorts before it
        assert first_names(connection, [SHA256]) == {SHA256: RIVER}
        assert count_documents(connection) == {"waiting": 1}


def test_an_address_moves_to_the_bytes_that_stand_there_now(store: Store) -> None:
    other = replace(RIVER, document_sha256="b" * 64, byte_count=3)
    with store.write() as connection:
        record_document(connection, RIVER)
        assert record_document(connection, other)
    with store.read() as connection:
        assert names_of(connection, SHA256) == []
        assert names_at(connection, [RIVER.address, "/nowhere"]) == {RIVER.address: other}
        assert read_document(connection, SHA256).sha256 == SHA256


def test_bytes_are_kept_with_a_document_and_only_its_own(store: Store) -> None:
    place = replace(RIVER, address=upload_address(SHA256, "河道.pdf"))
    with pytest.raises(ValueError, match="bytes"), store.write() as connection:
        record_document(connection, place, data=b"something else")
    with store.write() as connection:
        for _ in range(2):
            record_document(connection, place, data=DATA)
    with store.read() as connection:
        assert stored_contents(connection, SHA256) == DATA
        assert stored_contents(connection, "c" * 64) is None


def test_an_unknown_document_is_a_typed_error(store: Store) -> None:
    with store.read() as connection, pytest.raises(StoreError) as raised:
        read_document(connection, SHA256)
    assert raised.value.code == "unknown_document"


def test_documents_are_listed_page_by_page(store: Store) -> None:
    places = [
        replace(RIVER, document_sha256=f"{at:064x}", address=f"/data/{at}") for at in range(7)
    ]
    with store.write() as connection:
        record_names(connection, places)
    with store.read() as connection:
        first = list_documents(connection, limit=3)
        rest = list_documents(connection, after=first[-1].sha256)
        assert [each.sha256 for each in first + rest] == [f"{at:064x}" for at in range(7)]
        assert list_documents(connection, state="done") == []
        assert list_documents(connection, department="甲", fiscal_year=2025) == []
        assert list(iterate_documents(connection, batch=2)) == first + rest
