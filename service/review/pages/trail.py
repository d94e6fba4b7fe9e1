"""追溯: which correction, training row, model and document version led to a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import BaseRoute

from service.review.corrections import Correction
from service.review.corrections.overlaps import targets_of
from service.review.corrections.recording import event_of
from service.review.corrections.undoing import in_force
from service.review.describing import event_label, shown, target_label
from service.review.sheets import stored_sheet
from service.review.site.building import Door
from service.review.site.visits import Visit
from service.store.audit import read_audit
from service.store.corrections import recent_corrections
from service.store.documents import names_of
from service.store.training_rows import TaughtRow, rows_of_corrections


@dataclass(frozen=True, slots=True)
class Step:
    """One event on a value, and whether it still counts."""

    event: Correction
    label: str
    counts: bool


def routes(door: Door) -> Sequence[BaseRoute]:
    """Return the routes of the trail."""
    return [door.page("/trail", _show)]


def _show(visit: Visit) -> Response:
    sha256, target = visit.query("document"), visit.query("target")
    if sha256 is None:
        with visit.site.store.read() as connection:
            recent = [event_of(row) for row in recent_corrections(connection, limit=60)]
            audit = read_audit(connection, limit=40)
        lines = [(event, event_label(event)) for event in recent]
        return visit.render("trail.html", lines=lines, audit=audit)
    with visit.site.store.read() as connection:
        sheet = stored_sheet(connection, sha256)
        names = names_of(connection, sha256)
        about = [event for event in sheet.events if _is_about(event, target, sheet.events)]
        taught = rows_of_corrections(connection, sha256, [event.id for event in about])
    standing = {event.id for event in in_force(sheet.events)}
    item = sheet.live.item(target or "")
    return visit.render(
        "trail_of.html",
        sheet=sheet,
        names=names,
        target=target,
        label=target_label(target, sheet.live) if target else "整份文件",
        item=item,
        first=shown(_json(item.first)) if item is not None and item.first is not None else None,
        now=shown(_json(item.record)) if item is not None else None,
        steps=[
            Step(event, event_label(event, sheet.live), event.id in standing) for event in about
        ],
        taught=taught,
        states=_states(visit, taught),
    )


def _json(record: object) -> object:
    from extraction.schema import to_json

    return to_json(record)


def _is_about(event: Correction, target: str | None, events: Sequence[Correction]) -> bool:
    if target is None:
        return True
    if event.action in ("undo", "redo"):
        undone = next((each for each in events if each.id == event.undone_id), None)
        return undone is not None and _is_about(undone, target, events)
    items = event.after.get("items", {}) if isinstance(event.after, dict) else {}
    return target in targets_of(event) or target in items


def _states(visit: Visit, taught: Sequence[TaughtRow]) -> dict[str, str]:
    """Return for each version that was taught whether it is live."""
    from extraction.errors import YijuError
    from service.shelf import versions_in_use

    try:
        live = {version.name for version in versions_in_use(visit.site.settings).values()}
    except YijuError:
        live = set()
    return {row.version: "现用" if row.version in live else "候选或旧版" for row in taught}
