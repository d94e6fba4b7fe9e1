"""Run by Alembic for each upgrade, over the connection that `service.store.upgrades` gives."""

from __future__ import annotations

from alembic import context

from service.store.migrations import VERSION_TABLE
from service.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite cannot alter most of a column: Alembic then copies the table
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
