"""The bytes of a document, from the store or from where they stand, and never other bytes."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from extraction.errors import DocumentError, StoreError
from service.addresses import read_address
from service.store.documents import is_upload, names_of, read_document, stored_contents


def read_contents(connection: sa.Connection, sha256: str) -> bytes:
    """Return a document's bytes: those in the store, else those at one of its addresses.

    Raises `StoreError`: ``unknown_document``, or ``contents_gone`` where no address has the
    bytes any more (the file is gone, cannot be read, or is another one now).
    """
    data = stored_contents(connection, sha256)
    if data is not None:
        return data
    read_document(connection, sha256)
    said: list[str] = []
    for place in names_of(connection, sha256):
        if is_upload(place.address):
            continue
        try:
            data = read_address(place.address)
        except DocumentError as error:
            said.append(error.found)
            continue
        if hashlib.sha256(data).hexdigest() == sha256:
            return data
        said.append(f"{place.address}: another document now")
    raise StoreError(
        found=f"no bytes of the document {sha256}: {'; '.join(said) or 'no address'}",
        expected="the file where it was when it was read",
        hint="Bring the file back, or run the archive over the place where it is now.",
        code="contents_gone",
    )
