"""A work as rows of the tables, with the keys by which it is looked up."""

from __future__ import annotations

import sqlalchemy as sa

from extraction.registry.doc_number_keys import number_key
from extraction.registry.regulations import Work
from extraction.registry.title_keys import normal_title
from service.store.tables import aliases, carriers, versions

Rows = dict[sa.Table, list[dict[str, object]]]
CHILDREN = (versions, carriers, aliases)

# What an index keeps of a text: PostgreSQL takes 2,704 bytes at most, and no title is so long.
_INDEXED_CHARACTERS = 500


def indexed(text: str) -> str:
    """Return what the indexed columns keep of a normal title or a number's key."""
    return text[:_INDEXED_CHARACTERS]


def work_values(work: Work) -> dict[str, object]:
    """Return the work's own row, without its id."""
    return {
        "title": work.title,
        "normal_title": _normal(work.title),
        "level": work.level,
        "issuers": list(work.issuers),
        "place": work.place,
        "source": work.source,
        "field_sources": dict(work.field_sources) or None,
    }


def add_children(rows: Rows, work: Work) -> None:
    """Add the rows of the work's versions, carriers and aliases to ``rows``."""
    for ordinal, version in enumerate(work.versions):
        rows[versions].append(
            {
                "id": version.id,
                "work_id": work.id,
                "ordinal": ordinal,
                "doc_number": version.doc_number,
                "number_key": _key(version.doc_number),
                "edition": version.edition,
                "date_issued": version.date_issued,
                "date_effective": version.date_effective,
                "date_repealed": version.date_repealed,
                "status": version.status,
                "source": version.source,
                "field_sources": dict(version.field_sources) or None,
            }
        )
    for ordinal, carrier in enumerate(work.carriers):
        rows[carriers].append(
            {
                "work_id": work.id,
                "ordinal": ordinal,
                "title": carrier.title,
                "doc_number": carrier.doc_number,
                "number_key": _key(carrier.doc_number),
                "date_issued": carrier.date_issued,
                "source": carrier.source,
            }
        )
    for ordinal, alias in enumerate(work.aliases):
        rows[aliases].append(
            {
                "work_id": work.id,
                "ordinal": ordinal,
                "text": alias.text,
                "normal_text": _normal(alias.text),
                "kind": alias.kind,
                "source": alias.source,
            }
        )


def _normal(title: str) -> str:
    return indexed(normal_title(title))


def _key(doc_number: str | None) -> str | None:
    key = None if doc_number is None else number_key(doc_number)
    return None if key is None else indexed(key)
