"""The registry's stamp: which state of which store this is."""

from __future__ import annotations

import sqlalchemy as sa

from service.store.tables import registry_state


def registry_stamp(connection: sa.Connection) -> str:
    """Return a text that changes whenever a fact of the registry does; a key for caches."""
    row = connection.execute(sa.select(registry_state.c.store_id, registry_state.c.changes)).one()
    return f"{row[0]}.{row[1]}"


def registry_changed(connection: sa.Connection) -> None:
    """Move the stamp, in the transaction that changes the registry."""
    connection.execute(sa.update(registry_state).values(changes=registry_state.c.changes + 1))


def registry_ever_changed(connection: sa.Connection) -> bool:
    """Tell whether anything was ever written into the registry; a new store's is empty."""
    changes: int = connection.execute(sa.select(registry_state.c.changes)).scalar_one()
    return changes > 0
