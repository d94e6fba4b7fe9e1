"""Small documents put into a store as if they had been read."""

from __future__ import annotations

from extraction.schema import Disclosure
from service.review.sheets import catch_up
from service.review.views import DocumentView, pack
from service.store import Store
from service.store.documents import DocumentName, record_document
from service.store.extractions import extraction_of, save_extraction
from service.store.review_queue import write_view
from tests.service.review.papers import paper


def put(
    store: Store, found: tuple[Disclosure, DocumentView] | None = None, version: str = "v1"
) -> str:
    """Save a reading of a document and queue it; return the document's hash."""
    disclosure, view = found or paper()
    sha256 = disclosure.source.sha256
    with store.write() as connection:
        record_document(connection, DocumentName(sha256, f"/{sha256}", disclosure.source.name, 7))
        save_extraction(
            connection, extraction_of(disclosure, pipeline_version=version, seconds=0.1)
        )
        write_view(connection, sha256, made_by=version, data=pack(view))
    catch_up(store)
    return sha256
