"""待审队列: what is worth a look first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from service.review import words
from service.review.sheets import catch_up
from service.review.site.building import Door
from service.review.site.visits import Visit
from service.store.audit import record_audit
from service.store.corrections import count_corrections
from service.store.review_queue import (
    Cursor,
    QueueFilter,
    QueueRow,
    assign,
    choices,
    count_queue,
    list_queue,
    second,
    skip,
)
from service.store.users import list_users

PAGE_ROWS = 40
# Documents at the top that are read before somebody opens them.
_PREPARED = 3
_LABELS = (*words.FIELDS,)


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done today: by this user and by all, and what is left."""

    own_acts: int
    all_acts: int
    documents_done: int
    documents_left: int

    @property
    def share_done(self) -> float:
        """The share of all documents that are done, 0 to 1."""
        return self.documents_done / max(self.documents_done + self.documents_left, 1)


def routes(door: Door) -> Sequence[BaseRoute]:
    """Return the routes of the queue."""
    return [
        door.page("/", _show),
        door.act("/queue/assign", _assign),
        door.act("/queue/skip", _skip),
        door.act("/queue/second", _second, role="admin"),
    ]


def filter_of(visit: Visit) -> QueueFilter:
    """Return what the query asks for; what makes no sense is left out."""
    state = visit.query("state")
    year = visit.query("year")
    below = visit.query("below")
    label = visit.query("label")
    mine = visit.query("who")
    assigned = {"me": visit.user_name, "nobody": ""}.get(mine or "")
    return QueueFilter(
        unit="project" if visit.query("unit") == "project" else "document",
        state=state if state in ("open", "started", "done") else None,
        fiscal_year=int(year) if year and year.isascii() and year.isdigit() else None,
        department=visit.query("department"),
        label=label if label in words.FIELDS else None,
        below=_share(below),
        assigned_to=assigned,
        skipped=visit.query("skipped") == "1",
    )


def next_document(visit: Visit, *, but: str) -> str | None:
    """Return the document that is worth most and neither done, skipped nor somebody else's."""
    wanted = QueueFilter(skipped=False)
    with visit.site.store.read() as connection:
        for state in ("started", "open"):
            for row in list_queue(connection, replace(wanted, state=state), limit=200):
                mine = row.assigned_to in (None, visit.user_name)
                if row.document_sha256 != but and mine:
                    return row.document_sha256
    return None


def _show(visit: Visit) -> Response:
    store = visit.site.store
    catch_up(store)
    wanted = filter_of(visit)
    # what is done is looked at only where it is asked for
    listed = wanted
    with store.read() as connection:
        total = count_queue(connection, listed)
        rows = list_queue(connection, listed, after=_cursor(visit), limit=PAGE_ROWS + 1)
        years, departments = choices(connection)
        today = datetime.now(UTC).strftime("%Y-%m-%d")
        done = count_queue(connection, QueueFilter(state="done"))
        everything = count_queue(connection, QueueFilter())
        progress = Progress(
            sum(count_corrections(connection, since=today, user_name=visit.user_name).values()),
            sum(count_corrections(connection, since=today).values()),
            done,
            everything - done,
        )
        users = [user.name for user in list_users(connection) if user.disabled_at is None]
    visit.site.prepare([row.document_sha256 for row in rows[:_PREPARED]])
    more = rows[PAGE_ROWS:]
    rows = rows[:PAGE_ROWS]
    return visit.render(
        "queue.html",
        rows=rows,
        total=total,
        wanted=wanted,
        years=years,
        departments=departments,
        labels=_LABELS,
        progress=progress,
        users=users,
        following=_following(visit, rows[-1]) if more else None,
        query=dict(visit.request.query_params),
    )


def _cursor(visit: Visit) -> Cursor | None:
    worth, sha256, index = (visit.query(name) for name in ("w", "s", "i"))
    try:
        return Cursor(float(worth or ""), sha256 or "", int(index or ""))
    except ValueError:
        return None


def _following(visit: Visit, last: QueueRow) -> str:
    query = dict(visit.request.query_params)
    query.update(w=repr(last.worth), s=last.document_sha256, i=str(last.project_index))
    return urlencode(query)


def _share(text: str | None) -> float | None:
    try:
        share = float(text or "")
    except ValueError:
        return None
    return share if 0.0 < share <= 1.0 else None


def _assign(visit: Visit) -> Response:
    sha256 = visit.form.get("sha256", "")
    to = visit.form.get("to", visit.user_name) or None
    with visit.site.store.write() as connection:
        assign(connection, sha256, to)
        record_audit(connection, visit.user_name, "assign", sha256, {"to": to})
    return _done(visit)


def _skip(visit: Visit) -> Response:
    sha256, back = visit.form.get("sha256", ""), visit.form.get("back") == "1"
    with visit.site.store.write() as connection:
        skip(connection, sha256, skipped=not back)
        record_audit(connection, visit.user_name, "unskip" if back else "skip", sha256)
    return _done(visit)


def _second(visit: Visit) -> Response:
    sha256, to = visit.form.get("sha256", ""), visit.form.get("to") or None
    with visit.site.store.write() as connection:
        second(connection, sha256, to)
        record_audit(connection, visit.user_name, "second", sha256, {"to": to})
    return _done(visit)


def _done(visit: Visit) -> Response:
    if "application/json" in visit.request.headers.get("accept", ""):
        return JSONResponse({"done": True})
    return visit.redirect("/")
