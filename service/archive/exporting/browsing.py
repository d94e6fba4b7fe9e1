"""How to look into the store with SQL, in Datasette or any other program for databases."""

from __future__ import annotations

import shlex
from pathlib import Path

_QUERIES = (
    (
        "Projects with what they ask for the year, the largest first",
        """SELECT d.fiscal_year, d.department, p.name, p.annual_fen / 100.0 AS annual_yuan
FROM projects p JOIN documents d ON d.sha256 = p.document_sha256
ORDER BY p.annual_fen DESC LIMIT 50;""",
    ),
    (
        "Documents that have no result, and why",
        """SELECT n.name, t.state, t.outcome, t.message
FROM tasks t JOIN document_names n ON n.document_sha256 = t.document_sha256
WHERE t.state IN ('failed', 'quarantined') ORDER BY n.name;""",
    ),
    (
        "Regulations by how many documents cite them",
        """SELECT w.title, count(DISTINCT m.document_sha256) AS documents
FROM mentions m JOIN works w ON w.id = m.work_id
GROUP BY w.id, w.title ORDER BY documents DESC LIMIT 50;""",
    ),
    (
        "The slowest documents",
        """SELECT n.name, max(a.seconds) AS seconds, max(a.peak_bytes) AS peak_bytes
FROM attempts a JOIN document_names n ON n.document_sha256 = a.document_sha256
GROUP BY n.name ORDER BY seconds DESC LIMIT 20;""",
    ),
)


def browsing_page(store: str, path: Path | None) -> str:
    """Return what to type to browse the store, and queries to begin with."""
    if path is not None:
        lines = [
            "-- The store is an SQLite file. Datasette shows it in a browser, read-only:",
            "--   pip install datasette",
            f"--   datasette {shlex.quote(str(path))}",
            "-- It may be open while a run writes.",
        ]
    else:
        lines = [
            f"-- The store is {store}: these queries run in psql. For Datasette, copy it first:",
            "--   pip install datasette db-to-sqlite[postgresql]",
            "--   db-to-sqlite URL archive.db --all && datasette archive.db",
        ]
    for title, query in _QUERIES:
        lines += ["", f"-- {title}", query]
    return "\n".join(lines)
