"""Documents: their names and bytes, runs and tasks, extractions and their flat rows.

Written out in full and never changed: later steps build on just this.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("article", sa.Text()),
        sa.Column("version", sa.Text()),
        sa.Column("method", sa.Text()),
        sa.Column("by", sa.Text()),
        sa.Column("confidence", sa.Float()),
    ):
        op.add_column("mentions", column)
    op.create_table(
        "documents",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text()),
        sa.Column("byte_count", sa.BigInteger(), nullable=False),
        sa.Column("page_count", sa.Integer()),
        sa.Column("department", sa.Text()),
        sa.Column("fiscal_year", sa.Integer()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sa.Text(), nullable=False),
        sa.Column("extraction_id", sa.Integer()),
        sa.CheckConstraint(
            "state IN ('waiting', 'done', 'failed', 'quarantined')", name=op.f("ck_documents_state")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_department"), "documents", ["department"])
    op.create_index(op.f("ix_documents_fiscal_year"), "documents", ["fiscal_year"])
    op.create_index(op.f("ix_documents_state"), "documents", ["state"])
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("worker_count", sa.Integer(), nullable=False),
        sa.Column("pipeline_version", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('running', 'done', 'interrupted', 'failed')", name=op.f("ck_runs_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "document_contents",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_document_contents_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_sha256", name=op.f("pk_document_contents")),
    )
    op.create_table(
        "document_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("byte_count", sa.BigInteger(), nullable=False),
        sa.Column("modified_at", sa.Text()),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_document_names_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_names")),
        sa.UniqueConstraint("address", name=op.f("uq_document_names_address")),
    )
    op.create_index(
        op.f("ix_document_names_document_sha256"), "document_names", ["document_sha256"]
    )
    op.create_table(
        "tasks",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("pipeline_version", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("lease_owner", sa.Text()),
        sa.Column("lease_until", sa.Text()),
        sa.Column("attempt_count", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text()),
        sa.Column("message", sa.Text()),
        sa.Column("hint", sa.Text()),
        sa.Column("page", sa.Integer()),
        sa.CheckConstraint(
            "state IN ('waiting', 'leased', 'done', 'failed', 'quarantined')",
            name=op.f("ck_tasks_state"),
        ),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_tasks_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_sha256", "pipeline_version", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_pipeline_version_state"), "tasks", ["pipeline_version", "state"])
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("pipeline_version", sa.Text(), nullable=False),
        sa.Column("run_id", sa.Integer()),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("code", sa.Text()),
        sa.Column("message", sa.Text()),
        sa.Column("page", sa.Integer()),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("peak_bytes", sa.BigInteger()),
        sa.CheckConstraint(
            "outcome IN ('done', 'failed', 'lost')", name=op.f("ck_attempts_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_attempts_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name=op.f("fk_attempts_run_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_document_sha256"), "attempts", ["document_sha256"])
    op.create_index(op.f("ix_attempts_run_id"), "attempts", ["run_id"])
    op.create_table(
        "extractions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("pipeline_version", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("tokens_version", sa.Text(), nullable=False),
        sa.Column("lines_version", sa.Text(), nullable=False),
        sa.Column("links_version", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("ocr_page_count", sa.Integer(), nullable=False),
        sa.Column("disclosure", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_extractions_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extractions")),
        sa.UniqueConstraint(
            "document_sha256",
            "pipeline_version",
            "mode",
            "tokens_version",
            "lines_version",
            "links_version",
            name=op.f("uq_extractions_key"),
        ),
    )
    op.create_table(
        "projects",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("project_index", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text()),
        sa.Column("first_page", sa.Integer()),
        sa.Column("last_page", sa.Integer()),
        sa.Column("annual_fen", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_projects_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_sha256", "project_index", name=op.f("pk_projects")),
    )
    op.create_index(op.f("ix_projects_name"), "projects", ["name"])
    op.create_table(
        "project_values",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("project_index", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text()),
        sa.Column("value_fen", sa.BigInteger()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("box", sa.JSON()),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_project_values_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "document_sha256", "project_index", "field", name=op.f("pk_project_values")
        ),
    )
    op.create_table(
        "indicators",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("project_index", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("level1", sa.Text()),
        sa.Column("level2", sa.Text()),
        sa.Column("level3", sa.Text()),
        sa.Column("operator", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.Column("unit", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("box", sa.JSON()),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_indicators_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "document_sha256", "project_index", "ordinal", name=op.f("pk_indicators")
        ),
    )
    op.create_table(
        "checks",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("project_index", sa.Integer()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("start_offset", sa.Integer()),
        sa.Column("end_offset", sa.Integer()),
        sa.Column("text", sa.Text()),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_checks_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_sha256", "ordinal", name=op.f("pk_checks")),
    )
    op.create_index(op.f("ix_checks_rule"), "checks", ["rule"])
    op.create_table(
        "problems",
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name=op.f("fk_problems_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_sha256", "ordinal", name=op.f("pk_problems")),
    )
    op.create_index(op.f("ix_problems_code"), "problems", ["code"])
    op.create_table(
        "unread_places",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_unread_places")),
    )
