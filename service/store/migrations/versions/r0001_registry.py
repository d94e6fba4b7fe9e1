"""The registry: works, their versions and names, who cites them, what people did.

Written out in full and never changed: later steps build on just this.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cited_documents",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("department", sa.Text()),
        sa.Column("fiscal_year", sa.Integer()),
        sa.Column("place", sa.Text()),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_cited_documents")),
    )
    op.create_table(
        "issuer_codes",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", "ordinal", name=op.f("pk_issuer_codes")),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("doc_number", sa.Text()),
        sa.Column("issuer", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("spellings", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("work_id", sa.Text()),
        sa.CheckConstraint(
            "state IN ('proposed', 'accepted', 'rejected')", name=op.f("ck_proposals_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    op.create_index(op.f("ix_proposals_state"), "proposals", ["state"])
    op.create_index(op.f("ix_proposals_work_id"), "proposals", ["work_id"])
    op.create_table(
        "registry_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_events")),
    )
    op.create_index(op.f("ix_registry_events_subject"), "registry_events", ["subject"])
    op.create_table(
        "registry_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("store_id", sa.Text(), nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_state")),
    )
    op.create_table(
        "works",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("normal_title", sa.Text(), nullable=False),
        sa.Column("level", sa.Text()),
        sa.Column("issuers", sa.JSON(), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("field_sources", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_works")),
    )
    op.create_index(op.f("ix_works_normal_title"), "works", ["normal_title"])
    op.create_table(
        "aliases",
        sa.Column("work_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("normal_text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work_id"], ["works.id"], name=op.f("fk_aliases_work_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("work_id", "ordinal", name=op.f("pk_aliases")),
    )
    op.create_index(op.f("ix_aliases_normal_text"), "aliases", ["normal_text"])
    op.create_table(
        "carriers",
        sa.Column("work_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("doc_number", sa.Text()),
        sa.Column("number_key", sa.Text()),
        sa.Column("date_issued", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work_id"], ["works.id"], name=op.f("fk_carriers_work_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("work_id", "ordinal", name=op.f("pk_carriers")),
    )
    op.create_index(op.f("ix_carriers_number_key"), "carriers", ["number_key"])
    op.create_table(
        "conflicts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("work_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Text()),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("standing_value", sa.JSON()),
        sa.Column("standing_source", sa.Text(), nullable=False),
        sa.Column("offered_value", sa.JSON()),
        sa.Column("offered_source", sa.Text(), nullable=False),
        sa.Column("offered_file", sa.Text(), nullable=False),
        sa.Column("offered_row", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'kept', 'taken')", name=op.f("ck_conflicts_state")),
        sa.ForeignKeyConstraint(
            ["work_id"], ["works.id"], name=op.f("fk_conflicts_work_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflicts")),
        sa.UniqueConstraint("identity", name=op.f("uq_conflicts_identity")),
    )
    op.create_index(op.f("ix_conflicts_state"), "conflicts", ["state"])
    op.create_index(op.f("ix_conflicts_work_id"), "conflicts", ["work_id"])
    op.create_table(
        "mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("project_index", sa.Integer(), nullable=False),
        sa.Column("project_name", sa.Text()),
        sa.Column("annual_amount_fen", sa.BigInteger()),
        sa.Column("page", sa.Integer()),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("doc_number", sa.Text()),
        sa.Column("issuer", sa.Text()),
        sa.Column("section", sa.Text()),
        sa.Column("link_status", sa.Text(), nullable=False),
        sa.Column("work_id", sa.Text()),
        sa.Column("version_id", sa.Text()),
        sa.Column("score", sa.Float()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("proposal_id", sa.Text()),
        sa.CheckConstraint(
            "link_status IN ('linked', 'ambiguous', 'unknown', 'conflict')",
            name=op.f("ck_mentions_link_status"),
        ),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["cited_documents.sha256"],
            name=op.f("fk_mentions_document_sha256"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["proposals.id"],
            name=op.f("fk_mentions_proposal_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_document_sha256"), "mentions", ["document_sha256"])
    op.create_index(op.f("ix_mentions_link_status"), "mentions", ["link_status"])
    op.create_index(op.f("ix_mentions_proposal_id"), "mentions", ["proposal_id"])
    op.create_index(op.f("ix_mentions_work_id"), "mentions", ["work_id"])
    op.create_table(
        "redirects",
        sa.Column("old_id", sa.Text(), nullable=False),
        sa.Column("work_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["work_id"], ["works.id"], name=op.f("fk_redirects_work_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("old_id", name=op.f("pk_redirects")),
    )
    op.create_index(op.f("ix_redirects_work_id"), "redirects", ["work_id"])
    op.create_table(
        "versions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("work_id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("doc_number", sa.Text()),
        sa.Column("number_key", sa.Text()),
        sa.Column("edition", sa.Text()),
        sa.Column("date_issued", sa.Text()),
        sa.Column("date_effective", sa.Text()),
        sa.Column("date_repealed", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("field_sources", sa.JSON()),
        sa.ForeignKeyConstraint(
            ["work_id"], ["works.id"], name=op.f("fk_versions_work_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("work_id", "ordinal", name=op.f("uq_versions_work_id_ordinal")),
    )
    op.create_index(op.f("ix_versions_number_key"), "versions", ["number_key"])
    state = sa.table("registry_state", sa.column("id"), sa.column("store_id"), sa.column("changes"))
    op.execute(sa.insert(state).values(id=1, store_id=uuid.uuid4().hex, changes=0))
