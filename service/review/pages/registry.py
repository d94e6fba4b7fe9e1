"""法规库: works with what cites them, proposals, conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from starlette.responses import Response
from starlette.routing import BaseRoute

from extraction.errors import UsageError
from service.registry.deciding.acts import merge
from service.registry.deciding.decisions import Decision, settle_conflict
from service.registry.deciding.proposals import accept_proposal, reject_proposal
from service.review.pages.regulations import Search
from service.review.site.building import Door
from service.review.site.visits import Visit
from service.store.audit import record_audit
from service.store.conflicts import read_conflicts
from service.store.document_tables import documents
from service.store.mentions import CitedDocument, Mention, mentions_of_work
from service.store.proposals import read_proposals
from service.store.tables import conflicts, mentions, proposals, works
from service.store.works import read_work

_MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Cited:
    """One project that cites a work, with the money that it asks for."""

    document: CitedDocument
    mention: Mention
    is_stored: bool


def routes(door: Door) -> Sequence[BaseRoute]:
    """Return the routes of the registry's pages."""
    searching = Search()

    def show(visit: Visit) -> Response:
        asked = visit.query("q") or ""
        hits = searching.find(visit.site, asked, limit=40) if asked else []
        with visit.site.store.read() as connection:
            counts = _counts(connection)
            used = [] if asked else _most_cited(connection)
        return visit.render(
            "registry.html", tab="search", asked=asked, hits=hits, counts=counts, used=used
        )

    return [
        door.page("/registry", show),
        door.page("/registry/proposals", _proposals),
        door.act("/registry/proposals", _decide_proposal, role="admin"),
        door.page("/registry/conflicts", _conflicts),
        door.act("/registry/conflicts", _decide_conflict, role="admin"),
        door.act("/registry/merge", _merge, role="admin"),
        door.page("/registry/{work:path}", _work),
    ]


def _work(visit: Visit) -> Response:
    with visit.site.store.read() as connection:
        work = read_work(connection, visit.path("work"))
        if work is None:
            raise UsageError(
                found=f"登记号 {visit.path('work')[:80]}",
                expected="法规库里的一部法规",
                hint="从法规库搜索。",
                code="unknown_document",
            )
        cited = list(mentions_of_work(connection, work.id))
        hashes = {document.sha256 for document, _ in cited}
        stored = set(
            connection.execute(
                sa.select(documents.c.sha256).where(documents.c.sha256.in_(hashes))
            ).scalars()
        )
        open_conflicts = list(read_conflicts(connection, work_id=work.id, state="open"))
    rows = [Cited(document, mention, document.sha256 in stored) for document, mention in cited]
    return visit.render(
        "work.html",
        work=work,
        cited=rows[:_MOST_LISTED],
        cited_count=len(rows),
        money_fen=_money(rows),
        conflicts=open_conflicts,
    )


def _money(rows: Sequence[Cited]) -> int:
    """Return the yearly money of the projects that cite, each project once, in fen."""
    from decimal import Decimal

    projects = {
        (row.document.sha256, row.mention.project_index): row.mention.annual_amount
        for row in rows
        if row.mention.annual_amount
    }
    return int(sum(Decimal(amount) * 100 for amount in projects.values() if amount))


def _counts(connection: sa.Connection) -> dict[str, int]:
    def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        statement = sa.select(sa.func.count()).select_from(table).where(*where)
        found: int = connection.execute(statement).scalar_one()
        return found

    return {
        "works": count(works),
        "mentions": count(mentions),
        "linked": count(mentions, mentions.c.link_status == "linked"),
        "proposals": count(proposals, proposals.c.state == "proposed"),
        "conflicts": count(conflicts, conflicts.c.state == "open"),
    }


def _most_cited(connection: sa.Connection) -> list[tuple[str, str, int, int]]:
    """Return the works that most documents rest on: id, title, mentions, documents."""
    number = sa.func.count().label("number")
    held = sa.func.count(sa.distinct(mentions.c.document_sha256)).label("held")
    rows = connection.execute(
        sa.select(works.c.id, works.c.title, number, held)
        .join_from(mentions, works, works.c.id == mentions.c.work_id)
        .where(mentions.c.link_status == "linked")
        .group_by(works.c.id, works.c.title)
        .order_by(held.desc(), number.desc(), works.c.id)
        .limit(30)
    )
    return [(str(row[0]), str(row[1]), int(row[2]), int(row[3])) for row in rows]


def _proposals(visit: Visit) -> Response:
    with visit.site.store.read() as connection:
        listed = list(read_proposals(connection, state="proposed"))
        counts = _counts(connection)
    listed.sort(key=lambda each: -len(each.evidence))
    return visit.render(
        "proposals.html", tab="proposals", proposals=listed[:_MOST_LISTED], counts=counts
    )


def _decide_proposal(visit: Visit) -> Response:
    proposal_id, act = visit.form.get("id", ""), visit.form.get("act", "")
    with visit.site.store.write() as connection:
        if act == "reject":
            reject_proposal(connection, proposal_id, by=visit.user_name)
        else:
            into = visit.form.get("into", "").strip() or None
            accept_proposal(connection, proposal_id, into=into, by=visit.user_name)
        record_audit(connection, visit.user_name, f"proposal_{act}", proposal_id)
    return visit.redirect("/registry/proposals")


def _conflicts(visit: Visit) -> Response:
    with visit.site.store.read() as connection:
        listed = list(read_conflicts(connection, state="open"))[:_MOST_LISTED]
        titles = {
            str(row[0]): str(row[1])
            for row in connection.execute(
                sa.select(works.c.id, works.c.title).where(
                    works.c.id.in_({each.work_id for each in listed})
                )
            )
        }
        counts = _counts(connection)
    return visit.render(
        "conflicts.html", tab="conflicts", conflicts=listed, titles=titles, counts=counts
    )


def _decide_conflict(visit: Visit) -> Response:
    number = visit.form.get("id", "")
    decision: Decision = "take" if visit.form.get("act") == "take" else "keep"
    with visit.site.store.write() as connection:
        settle_conflict(
            connection, int(number) if number.isdigit() else 0, decision, by=visit.user_name
        )
        record_audit(connection, visit.user_name, f"conflict_{decision}", number)
    return visit.redirect("/registry/conflicts")


def _merge(visit: Visit) -> Response:
    kept, other = visit.form.get("kept", ""), visit.form.get("other", "").strip()
    with visit.site.store.write() as connection:
        work = merge(connection, kept, other, by=visit.user_name)
        record_audit(connection, visit.user_name, "merge", kept, {"other": other})
    return visit.redirect(f"/registry/{work.id}")
