"""The tables of the HTTP service: who may ask it, and what it was asked to do later."""

from __future__ import annotations

import sqlalchemy as sa

from service.store.tables import PlainText, json_type, metadata, one_of, text_column

TOKEN_ROLES = ("reader", "analyst", "admin")
JOB_STATES = ("queued", "running", "done", "failed", "cancelled")

# ``secret_sha256``: the secret itself is shown once and kept nowhere.
api_tokens = sa.Table(
    "api_tokens",
    metadata,
    sa.Column("id", PlainText, primary_key=True),
    text_column("name", required=True),
    text_column("role", required=True),
    text_column("secret_sha256", required=True),
    text_column("created_at", required=True),
    text_column("expires_at"),
    text_column("revoked_at"),
    one_of("role", TOKEN_ROLES),
)

jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", PlainText, primary_key=True),
    text_column("state", required=True, index=True),
    text_column("token_name"),
    text_column("created_at", required=True),
    text_column("started_at"),
    text_column("ended_at"),
    text_column("reader", required=True),
    text_column("mode", required=True),
    text_column("lease_owner"),
    text_column("lease_until"),
    text_column("callback_url"),
    text_column("callback_state"),
    one_of("state", JOB_STATES),
)

# ``failure`` is the problem that the document ended in, as the service answers it.
job_documents = sa.Table(
    "job_documents",
    metadata,
    sa.Column("job_id", PlainText, sa.ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column(
        "document_sha256",
        PlainText,
        sa.ForeignKey("documents.sha256", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    text_column("name", required=True),
    text_column("state", required=True),
    sa.Column("page", sa.Integer),
    sa.Column("page_count", sa.Integer),
    sa.Column("failure", json_type()),
    sa.PrimaryKeyConstraint("job_id", "ordinal"),
    one_of("state", JOB_STATES),
)
