"""The tables of the registry, the same on SQLite and PostgreSQL.

Those of the documents stand in `document_tables`, over the same ``metadata``.

Dates are ISO text, since many are known only to the month or the year; money is in whole
fen (分), so that a sum in SQL is exact. A change here needs a migration beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import sqlalchemy as sa

# PostgreSQL stores neither NUL nor half a surrogate pair; damaged documents print both.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class PlainText(sa.TypeDecorator[str]):
    """Text of any length; a character that cannot be stored becomes U+FFFD, one for one."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: sa.Dialect) -> str | None:
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return _UNSTORABLE.sub("\ufffd", value)


def write_json(value: object) -> str:
    """Return the JSON text that is stored: Chinese characters stay readable."""
    return _UNSTORABLE.sub("\ufffd", json.dumps(value, ensure_ascii=False))


def json_type() -> sa.JSON:
    return sa.JSON(none_as_null=True)


def one_of(column: str, values: Sequence[str]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def text_column(name: str, *, index: bool = False, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, PlainText, nullable=not required, index=index)


def _of_work(*, index: bool = False) -> sa.Column[str]:
    """Return the column of a row that goes when its work goes."""
    return sa.Column(
        "work_id",
        PlainText,
        sa.ForeignKey("works.id", ondelete="CASCADE"),
        nullable=False,
        index=index,
    )


# One row. ``changes`` grows with every change of the registry's facts.
registry_state = sa.Table(
    "registry_state",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    text_column("store_id", required=True),
    sa.Column("changes", sa.BigInteger, nullable=False),
)

works = sa.Table(
    "works",
    metadata,
    sa.Column("id", PlainText, primary_key=True),
    text_column("title", required=True),
    text_column("normal_title", required=True, index=True),
    text_column("level"),
    sa.Column("issuers", json_type(), nullable=False),
    text_column("place"),
    text_column("source", required=True),
    sa.Column("field_sources", json_type()),
)

versions = sa.Table(
    "versions",
    metadata,
    sa.Column("id", PlainText, primary_key=True),
    _of_work(),
    sa.Column("ordinal", sa.Integer, nullable=False),
    text_column("doc_number"),
    text_column("number_key", index=True),
    text_column("edition"),
    text_column("date_issued"),
    text_column("date_effective"),
    text_column("date_repealed"),
    text_column("status", required=True),
    text_column("source", required=True),
    sa.Column("field_sources", json_type()),
    sa.UniqueConstraint("work_id", "ordinal"),
)

carriers = sa.Table(
    "carriers",
    metadata,
    _of_work(),
    sa.Column("ordinal", sa.Integer, nullable=False),
    text_column("title", required=True),
    text_column("doc_number"),
    text_column("number_key", index=True),
    text_column("date_issued"),
    text_column("source", required=True),
    sa.PrimaryKeyConstraint("work_id", "ordinal"),
)

aliases = sa.Table(
    "aliases",
    metadata,
    _of_work(),
    sa.Column("ordinal", sa.Integer, nullable=False),
    text_column("text", required=True),
    text_column("normal_text", required=True, index=True),
    text_column("kind", required=True),
    text_column("source", required=True),
    sa.PrimaryKeyConstraint("work_id", "ordinal"),
)

issuer_codes = sa.Table(
    "issuer_codes",
    metadata,
    text_column("code", required=True),
    sa.Column("ordinal", sa.Integer, nullable=False),
    text_column("issuer", required=True),
    sa.Column("documents", sa.Integer, nullable=False),
    text_column("source", required=True),
    sa.PrimaryKeyConstraint("code", "ordinal"),
)

# An id that is no work's own any more, or a second id of a work; always one hop.
redirects = sa.Table(
    "redirects",
    metadata,
    sa.Column("old_id", PlainText, primary_key=True),
    _of_work(index=True),
)

CONFLICT_STATES = ("open", "kept", "taken")

# ``identity`` is the same for the same conflict, so that it is stored once.
conflicts = sa.Table(
    "conflicts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("identity", PlainText, nullable=False),
    _of_work(index=True),
    text_column("version_id"),
    text_column("field", required=True),
    sa.Column("standing_value", json_type()),
    text_column("standing_source", required=True),
    sa.Column("offered_value", json_type()),
    text_column("offered_source", required=True),
    text_column("offered_file", required=True),
    sa.Column("offered_row", sa.Integer, nullable=False),
    text_column("state", required=True, index=True),
    sa.UniqueConstraint("identity"),
    one_of("state", CONFLICT_STATES),
)

PROPOSAL_STATES = ("proposed", "accepted", "rejected")

proposals = sa.Table(
    "proposals",
    metadata,
    sa.Column("id", PlainText, primary_key=True),
    text_column("state", required=True, index=True),
    text_column("title"),
    text_column("doc_number"),
    text_column("issuer"),
    text_column("place"),
    sa.Column("spellings", json_type(), nullable=False),
    sa.Column("evidence", json_type(), nullable=False),
    text_column("work_id", index=True),
    one_of("state", PROPOSAL_STATES),
)

cited_documents = sa.Table(
    "cited_documents",
    metadata,
    sa.Column("sha256", PlainText, primary_key=True),
    text_column("name", required=True),
    text_column("media_type", required=True),
    text_column("department"),
    sa.Column("fiscal_year", sa.Integer),
    text_column("place"),
)

LINK_STATUSES = ("linked", "ambiguous", "unknown", "conflict")

# ``work_id`` names no row of ``works`` for sure: a citation may have been linked in the
# starter registry, and what a document was linked to stays on record when a work goes.
mentions = sa.Table(
    "mentions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "document_sha256",
        PlainText,
        sa.ForeignKey("cited_documents.sha256", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("project_index", sa.Integer, nullable=False),
    text_column("project_name"),
    sa.Column("annual_amount_fen", sa.BigInteger),
    sa.Column("page", sa.Integer),
    sa.Column("start_offset", sa.Integer, nullable=False),
    sa.Column("end_offset", sa.Integer, nullable=False),
    text_column("text", required=True),
    text_column("title"),
    text_column("doc_number"),
    text_column("issuer"),
    text_column("section"),
    text_column("link_status", required=True, index=True),
    text_column("work_id", index=True),
    text_column("version_id"),
    sa.Column("score", sa.Float),
    text_column("why", required=True),
    text_column("article"),
    text_column("version"),
    text_column("method"),
    text_column("by"),
    sa.Column("confidence", sa.Float),
    sa.Column(
        "proposal_id",
        PlainText,
        sa.ForeignKey("proposals.id", ondelete="SET NULL"),
        index=True,
    ),
    one_of("link_status", LINK_STATUSES),
)

registry_events = sa.Table(
    "registry_events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    text_column("action", required=True),
    text_column("subject", required=True, index=True),
    text_column("by", required=True),
    text_column("at", required=True),
    sa.Column("before", json_type()),
    sa.Column("after", json_type()),
)
