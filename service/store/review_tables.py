"""The tables of the analysts' pages: who may come in, what was corrected, what waits.

Corrections are events and the truth; ``review_queue`` repeats what is derived from them and from
the current extraction, and can be made anew. Times are ISO text in UTC, as `times` writes them.
"""

from __future__ import annotations

import sqlalchemy as sa

from service.store.tables import PlainText, json_type, metadata, one_of, text_column

USER_ROLES = ("reader", "analyst", "admin")
QUEUE_STATES = ("open", "started", "done")
TRACKS = ("main", "second")

users = sa.Table(
    "users",
    metadata,
    sa.Column("name", PlainText, primary_key=True),
    text_column("password_hash", required=True),
    text_column("role", required=True),
    text_column("created_at", required=True),
    text_column("disabled_at"),
    one_of("role", USER_ROLES),
)

# Only the hash of a session's secret is kept: a copy of the store opens no door.
sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("secret_hash", PlainText, primary_key=True),
    sa.Column(
        "user_name",
        PlainText,
        sa.ForeignKey("users.name", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    text_column("csrf_token", required=True),
    text_column("created_at", required=True),
    text_column("expires_at", required=True, index=True),
)

# No foreign key on documents: what a person said outlives what was read.
corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    text_column("operation", required=True),
    text_column("document_sha256", required=True),
    text_column("track", required=True),
    sa.Column("extraction_id", sa.Integer, nullable=False),
    text_column("action", required=True),
    text_column("target", required=True),
    text_column("user_name", required=True),
    text_column("at", required=True, index=True),
    sa.Column("anchor", json_type(), nullable=False),
    sa.Column("before", json_type()),
    sa.Column("after", json_type()),
    sa.Column("seconds", sa.Float, nullable=False),
    text_column("note"),
    sa.UniqueConstraint("operation"),
    sa.Index(None, "document_sha256", "track", "id"),
    one_of("track", TRACKS),
    sqlite_autoincrement=True,
)

# One row a project, and one a document with ``project_index`` -1. ``labels`` are the fields
# that are worth a look, as ``,name,end_date,``.
review_queue = sa.Table(
    "review_queue",
    metadata,
    sa.Column(
        "document_sha256",
        PlainText,
        sa.ForeignKey("documents.sha256", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("project_index", sa.Integer, nullable=False),
    sa.Column("extraction_id", sa.Integer, nullable=False, index=True),
    text_column("document_name", required=True),
    text_column("project_name"),
    text_column("department"),
    sa.Column("fiscal_year", sa.Integer),
    text_column("state", required=True),
    sa.Column("worth", sa.Float, nullable=False),
    sa.Column("lowest_confidence", sa.Float, nullable=False),
    sa.Column("value_count", sa.Integer, nullable=False),
    sa.Column("open_count", sa.Integer, nullable=False),
    sa.Column("uncertain_count", sa.Integer, nullable=False),
    sa.Column("difference_count", sa.Integer, nullable=False),
    sa.Column("check_count", sa.Integer, nullable=False),
    sa.Column("unlinked_count", sa.Integer, nullable=False),
    sa.Column("annual_fen", sa.BigInteger),
    text_column("labels", required=True),
    text_column("assigned_to", index=True),
    text_column("skipped_at"),
    text_column("seconded_by"),
    sa.PrimaryKeyConstraint("document_sha256", "project_index"),
    # the index's own name is longer than PostgreSQL allows
    sa.Index("ix_review_queue_order", "project_index", "state", "worth", "document_sha256"),
    one_of("state", QUEUE_STATES),
)

# What the pages show of a document, made once: see `service.review.views`.
review_views = sa.Table(
    "review_views",
    metadata,
    sa.Column(
        "document_sha256",
        PlainText,
        sa.ForeignKey("documents.sha256", ondelete="CASCADE"),
        nullable=False,
    ),
    text_column("made_by", required=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.PrimaryKeyConstraint("document_sha256"),
)

# Who has which document open, in which tab of a browser.
presence = sa.Table(
    "presence",
    metadata,
    text_column("document_sha256", required=True),
    text_column("tab", required=True),
    text_column("user_name", required=True),
    text_column("seen_at", required=True),
    sa.PrimaryKeyConstraint("document_sha256", "tab"),
)

# Which corrections a candidate was taught: (version, row) and the events that the row rests on.
training_rows = sa.Table(
    "training_rows",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    text_column("kind", required=True),
    text_column("version", required=True, index=True),
    text_column("document_sha256", required=True, index=True),
    sa.Column("start_offset", sa.Integer, nullable=False),
    sa.Column("end_offset", sa.Integer, nullable=False),
    text_column("text", required=True),
    sa.Column("spans", json_type(), nullable=False),
    sa.Column("correction_ids", json_type(), nullable=False),
)

audit_log = sa.Table(
    "audit_log",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    text_column("at", required=True, index=True),
    text_column("user_name", required=True),
    text_column("action", required=True),
    text_column("subject", required=True, index=True),
    sa.Column("detail", json_type()),
)
