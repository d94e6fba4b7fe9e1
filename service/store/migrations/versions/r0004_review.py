"""The analysts' pages: users, sessions, corrections, the queue, presence, the audit log.

Written out in full and never changed: later steps build on just this.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("disabled_at", sa.Text()),
        sa.CheckConstraint("role IN ('reader', 'analyst', 'admin')", name=op.f("ck_users_role")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_users")),
    )
    op.create_table(
        "sessions",
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("csrf_token", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_name"],
            ["users.name"],
            name=op.f("fk_sessions_user_name"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"])
    op.create_index(op.f("ix_sessions_user_name"), "sessions", ["user_name"])
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation", sa.Text(), nullable=False),
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("extraction_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("anchor", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("track IN ('main', 'second')", name=op.f("ck_corrections_track")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
        sa.UniqueConstraint("operation", name=op.f("uq_corrections_operation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_corrections_at"), "corrections", ["at"])
    op.create_index(
        op.f("ix_corrections_document_sha256_track_id"),
        "corrections",
        ["document_sha256", "track", "id"],
    )
    op.create_table(
        "review_queue",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("project_index", sa.Integer(), nullable=False),
        sa.Column("extraction_id", sa.Integer(), nullable=False),
        sa.Column("document_name", sa.Text(), nullable=False),
        sa.Column("project_name", sa.Text()),
        sa.Column("department", sa.Text()),
        sa.Column("fiscal_year", sa.Integer()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("worth", sa.Float(), nullable=False),
        sa.Column("lowest_confidence", sa.Float(), nullable=False),
        sa.Column("value_count", sa.Integer(), nullable=False),
        sa.Column("open_count", sa.Integer(), nullable=False),
        sa.Column("uncertain_count", sa.Integer(), nullable=False),
        sa.Column("difference_count", sa.Integer(), nullable=False),
        sa.Column("check_count", sa.Integer(), nullable=False),
        sa.Column("unlinked_count", sa.Integer(), nullable=False),
        sa.Column("annual_fen", sa.BigInteger()),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("assigned_to", sa.Text()),
        sa.Column("skipped_at", sa.Text()),
        sa.Column("seconded_by", sa.Text()),
        sa.CheckConstraint(
            "state IN ('open', 'started', 'done')", name=op.f("ck_review_queue_state")
        ),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_review_queue_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_sha256", "project_index", name=op.f("pk_review_queue")),
    )
    op.create_index(op.f("ix_review_queue_assigned_to"), "review_queue", ["assigned_to"])
    op.create_index(op.f("ix_review_queue_extraction_id"), "review_queue", ["extraction_id"])
    op.create_index(
        op.f("ix_review_queue_order"),
        "review_queue",
        ["project_index", "state", "worth", "document_sha256"],
    )
    op.create_table(
        "review_views",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_review_views_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_sha256", name=op.f("pk_review_views")),
    )
    op.create_table(
        "presence",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("tab", sa.Text(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document_sha256", "tab", name=op.f("pk_presence")),
    )
    op.create_table(
        "training_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("correction_ids", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_rows")),
    )
    op.create_index(op.f("ix_training_rows_document_sha256"), "training_rows", ["document_sha256"])
    op.create_index(op.f("ix_training_rows_version"), "training_rows", ["version"])
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    op.create_index(op.f("ix_audit_log_at"), "audit_log", ["at"])
    op.create_index(op.f("ix_audit_log_subject"), "audit_log", ["subject"])
