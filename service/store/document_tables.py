"""The tables of the documents: what is known, what is to be done, what came out.

A document is its bytes, known by their SHA-256; its names are places where they stand. The flat
rows repeat the current extraction for search and export; the extraction itself is the truth.
Money is in whole fen (分), times are ISO text in UTC with milliseconds, so that they sort.
"""

from __future__ import annotations

import sqlalchemy as sa

from service.store.tables import PlainText, json_type, metadata, one_of, text_column

DOCUMENT_STATES = ("waiting", "done", "failed", "quarantined")
TASK_STATES = ("waiting", "leased", "done", "failed", "quarantined")
RUN_STATES = ("running", "done", "interrupted", "failed")
ATTEMPT_OUTCOMES = ("done", "failed", "lost")


def _of_document(*, index: bool = False) -> sa.Column[str]:
    """Return the column of a row that goes when its document goes."""
    return sa.Column(
        "document_sha256",
        PlainText,
        sa.ForeignKey("documents.sha256", ondelete="CASCADE"),
        nullable=False,
        index=index,
    )


def _row_of_document(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


# ``extraction_id`` names the current extraction. ``state`` is that of its last task.
documents = sa.Table(
    "documents",
    metadata,
    sa.Column("sha256", PlainText, primary_key=True),
    text_column("media_type"),
    sa.Column("byte_count", sa.BigInteger, nullable=False),
    sa.Column("page_count", sa.Integer),
    text_column("department", index=True),
    sa.Column("fiscal_year", sa.Integer, index=True),
    text_column("state", required=True, index=True),
    text_column("first_seen_at", required=True),
    sa.Column("extraction_id", sa.Integer),
    one_of("state", DOCUMENT_STATES),
)

# ``address`` is where the bytes stand: a path, a URL, or ``upload:`` and their hash.
document_names = sa.Table(
    "document_names",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _of_document(index=True),
    text_column("address", required=True),
    text_column("name", required=True),
    sa.Column("byte_count", sa.BigInteger, nullable=False),
    text_column("modified_at"),
    text_column("seen_at", required=True),
    sa.UniqueConstraint("address"),
)

document_contents = sa.Table(
    "document_contents",
    metadata,
    _of_document(),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.PrimaryKeyConstraint("document_sha256"),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    text_column("source", required=True),
    text_column("engine", required=True),
    sa.Column("worker_count", sa.Integer, nullable=False),
    text_column("pipeline_version", required=True),
    text_column("host", required=True),
    sa.Column("pid", sa.Integer, nullable=False),
    text_column("started_at", required=True),
    text_column("ended_at"),
    text_column("state", required=True),
    one_of("state", RUN_STATES),
)

tasks = sa.Table(
    "tasks",
    metadata,
    _of_document(),
    text_column("pipeline_version", required=True),
    text_column("state", required=True),
    text_column("lease_owner"),
    text_column("lease_until"),
    sa.Column("attempt_count", sa.Integer, nullable=False),
    text_column("outcome"),
    text_column("message"),
    text_column("hint"),
    sa.Column("page", sa.Integer),
    sa.PrimaryKeyConstraint("document_sha256", "pipeline_version"),
    sa.Index(None, "pipeline_version", "state"),
    one_of("state", TASK_STATES),
)

# ``run_id`` is empty where no run of an archive asked.
attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _of_document(index=True),
    text_column("pipeline_version", required=True),
    sa.Column("run_id", sa.Integer, sa.ForeignKey("runs.id", ondelete="SET NULL"), index=True),
    sa.Column("number", sa.Integer, nullable=False),
    text_column("worker", required=True),
    text_column("started_at", required=True),
    text_column("ended_at", required=True),
    text_column("outcome", required=True),
    text_column("code"),
    text_column("message"),
    sa.Column("page", sa.Integer),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("peak_bytes", sa.BigInteger),
    one_of("outcome", ATTEMPT_OUTCOMES),
)

# A version is empty where no model of that kind had a say. ``disclosure`` is the JSON of the
# output contract, compressed with zlib.
extractions = sa.Table(
    "extractions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    _of_document(),
    text_column("pipeline_version", required=True),
    text_column("mode", required=True),
    text_column("tokens_version", required=True),
    text_column("lines_version", required=True),
    text_column("links_version", required=True),
    text_column("made_at", required=True),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("ocr_page_count", sa.Integer, nullable=False),
    sa.Column("disclosure", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint(
        "document_sha256",
        "pipeline_version",
        "mode",
        "tokens_version",
        "lines_version",
        "links_version",
        # the convention's name is longer than PostgreSQL allows
        name="uq_extractions_key",
    ),
)

# ``annual_fen`` is what the project asks for its year: by its form, else by its narrative.
projects = sa.Table(
    "projects",
    metadata,
    _of_document(),
    _row_of_document("project_index"),
    text_column("name", index=True),
    sa.Column("first_page", sa.Integer),
    sa.Column("last_page", sa.Integer),
    sa.Column("annual_fen", sa.BigInteger),
    sa.PrimaryKeyConstraint("document_sha256", "project_index"),
)

# ``value_fen`` is the amount of a field of money.
project_values = sa.Table(
    "project_values",
    metadata,
    _of_document(),
    _row_of_document("project_index"),
    text_column("field", required=True),
    text_column("value"),
    sa.Column("value_fen", sa.BigInteger),
    text_column("text", required=True),
    sa.Column("page", sa.Integer),
    sa.Column("box", json_type()),
    sa.Column("start_offset", sa.Integer, nullable=False),
    sa.Column("end_offset", sa.Integer, nullable=False),
    text_column("method", required=True),
    text_column("by", required=True),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.PrimaryKeyConstraint("document_sha256", "project_index", "field"),
)

indicators = sa.Table(
    "indicators",
    metadata,
    _of_document(),
    _row_of_document("project_index"),
    _row_of_document("ordinal"),
    text_column("level1"),
    text_column("level2"),
    text_column("level3"),
    text_column("operator"),
    text_column("value"),
    text_column("unit"),
    text_column("text", required=True),
    sa.Column("page", sa.Integer),
    sa.Column("box", json_type()),
    sa.PrimaryKeyConstraint("document_sha256", "project_index", "ordinal"),
)

# Page, offsets and text are those of the first evidence; ``evidence`` has all.
checks = sa.Table(
    "checks",
    metadata,
    _of_document(),
    _row_of_document("ordinal"),
    sa.Column("project_index", sa.Integer),
    text_column("rule", required=True, index=True),
    text_column("severity", required=True),
    text_column("message", required=True),
    sa.Column("page", sa.Integer),
    sa.Column("start_offset", sa.Integer),
    sa.Column("end_offset", sa.Integer),
    text_column("text"),
    sa.Column("evidence", json_type(), nullable=False),
    sa.PrimaryKeyConstraint("document_sha256", "ordinal"),
)

problems = sa.Table(
    "problems",
    metadata,
    _of_document(),
    _row_of_document("ordinal"),
    text_column("code", required=True, index=True),
    text_column("message", required=True),
    sa.Column("page", sa.Integer),
    sa.PrimaryKeyConstraint("document_sha256", "ordinal"),
)

# Places of an archive whose bytes could not be had: a folder without permission, a file that
# vanished. They are no documents, since nothing is known of their bytes.
unread_places = sa.Table(
    "unread_places",
    metadata,
    sa.Column("address", PlainText, primary_key=True),
    text_column("name", required=True),
    text_column("code", required=True),
    text_column("message", required=True),
    text_column("hint", required=True),
    text_column("seen_at", required=True),
)

# What is rewritten with each extraction, besides the citations in ``mentions``.
FLAT_TABLES = (projects, project_values, indicators, checks, problems)
