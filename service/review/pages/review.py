"""审核: one document, its pages on the left, its projects on the right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import cast

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from extraction.errors import ReviewError, UsageError
from extraction.schema import MONEY_FIELDS, Box
from service.review.adjudicating import Side, decide, disputes_of
from service.review.corrections import LiveProject
from service.review.corrections.acts import Asked
from service.review.corrections.event import Action, Track
from service.review.corrections.undoing import next_redo, next_undo
from service.review.describing import event_label, target_label
from service.review.documents import PICTURE_SCALE, THUMBNAIL_SCALE
from service.review.pages.queue import next_document
from service.review.panels import marks_of, panel_of, tabs_of
from service.review.sheets import Conflict, Sheet, open_sheet, save, stored_sheet
from service.review.site.building import Door
from service.review.site.visits import Visit
from service.store.presence import forget_presence, note_presence, others_present
from service.store.review_queue import read_queue_row

_ONE = "/documents/{sha256:str}"


def routes(door: Door) -> Sequence[BaseRoute]:
    """Return the routes of the review page."""
    return [
        door.page(_ONE, _show),
        door.page(f"{_ONE}/panel", _panel),
        door.page(f"{_ONE}/marks", _marks),
        door.page(f"{_ONE}/pages/{{page:int}}/layer", _layer),
        door.page(f"{_ONE}/pages/{{page:int}}/picture", _picture),
        door.page(f"{_ONE}/text", _text),
        door.page(f"{_ONE}/history", _history),
        door.page(f"{_ONE}/next", _next),
        door.page(f"{_ONE}/adjudicate", _adjudicate, role="admin"),
        door.act(f"{_ONE}/adjudicate", _decide, role="admin"),
        door.act(f"{_ONE}/events", _save),
        door.act(f"{_ONE}/presence", _presence, role="reader"),
        door.act(f"{_ONE}/leave", _leave, role="reader"),
    ]


def _show(visit: Visit) -> Response:
    with visit.site.store.read() as connection:
        queued = read_queue_row(connection, visit.path("sha256"))
    if queued is not None and queued.seconded_by == visit.user_name and not visit.query("track"):
        # who reads a second time does not see the first reading
        return visit.redirect(f"/documents/{visit.path('sha256')}?track=second")
    sheet = _sheet(visit)
    project = _project(visit, sheet)
    with visit.site.store.read() as connection:
        panel = panel_of(connection, sheet, project) if project is not None else None
        row = read_queue_row(connection, sheet.sha256)
    return visit.render(
        "review.html",
        sheet=sheet,
        live=sheet.live,
        panel=panel,
        tabs=tabs_of(sheet.live, project.id if project else None),
        row=row,
        thumbnails=[page.number for page in sheet.view.pages],
        undo=_undo_words(visit, sheet),
        money_fields=MONEY_FIELDS,
    )


def _panel(visit: Visit) -> Response:
    return JSONResponse(_fresh(visit, _sheet(visit)))


def _marks(visit: Visit) -> Response:
    return JSONResponse(marks_of(_sheet(visit)))


def _layer(visit: Visit) -> Response:
    sheet = _sheet(visit)
    number = int(visit.path("page"))
    page = next((each for each in sheet.view.pages if each.number == number), None)
    if page is None:
        raise UsageError(found=f"第{number}页", expected="文件里有的一页", hint="请刷新页面。")
    places = [place for place in sheet.view.places if place.page == number]
    return visit.render("layer.html", sheet=sheet, page=page, places=places, text=sheet.view.text)


def _picture(visit: Visit) -> Response:
    scale = THUMBNAIL_SCALE if visit.query("small") else PICTURE_SCALE
    png = visit.site.reading.picture(
        visit.site.store, visit.path("sha256"), page=int(visit.path("page")), scale=scale
    )
    # the address holds the hash of the bytes: the picture never changes
    headers = {"cache-control": "private, max-age=604800, immutable"}
    return Response(png, media_type="image/png", headers=headers)


def _text(visit: Visit) -> Response:
    view = _sheet(visit).view
    lines, at = [], 0
    for line in view.text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    return visit.render("text.html", lines=lines)


def _history(visit: Visit) -> Response:
    sheet = _sheet(visit)
    lines = [(event, event_label(event, sheet.live)) for event in reversed(sheet.events)]
    return visit.render("history.html", sheet=sheet, lines=lines)


def _adjudicate(visit: Visit) -> Response:
    with visit.site.store.read() as connection:
        sheet = stored_sheet(connection, visit.path("sha256"))
        second = stored_sheet(connection, visit.path("sha256"), track="second")
    agreement, disputes = disputes_of(sheet.live, second.live)
    return visit.render("adjudicate.html", sheet=sheet, agreement=agreement, disputes=disputes)


def _decide(visit: Visit) -> Response:
    sha256 = visit.path("sha256")
    side: Side = "second" if visit.form.get("side") == "second" else "first"
    decide(visit.site.store, sha256, visit.form.get("target", ""), side, by=visit.user_name)
    return visit.redirect(f"/documents/{sha256}/adjudicate")


def _next(visit: Visit) -> Response:
    following = next_document(visit, but=visit.path("sha256"))
    return visit.redirect("/" if following is None else f"/documents/{following}")


def _save(visit: Visit) -> Response:
    sheet = _sheet(visit)
    asked = asked_of(visit.body)
    try:
        sheet = save(
            visit.site.store,
            sheet,
            asked,
            by=visit.user_name,
            tab=str(visit.body.get("tab", "")),
            force=visit.body.get("force") is True,
        )
    except Conflict as conflict:
        newest = conflict.events[-1]
        answer = {
            "conflict": {
                "by": newest.by,
                "at": newest.at,
                "target": target_label(newest.target, conflict.sheet.live),
                "theirs": event_label(newest, conflict.sheet.live),
                "yours": asked.text if asked.text is not None else asked.action,
            },
            **_fresh(visit, conflict.sheet),
        }
        return JSONResponse(answer, status_code=409)
    return JSONResponse(_fresh(visit, sheet))


def _presence(visit: Visit) -> Response:
    sha256, tab = visit.path("sha256"), str(visit.body.get("tab", ""))[:80]
    with visit.site.store.write() as connection:
        note_presence(connection, sha256, tab=tab, user_name=visit.user_name)
        others = others_present(connection, sha256, tab=tab)
    from service.review.corrections.recording import read_events

    with visit.site.store.read() as connection:
        events = read_events(connection, sha256, track=_track(visit))
    return JSONResponse({"others": others, "last_event": events[-1].id if events else 0})


def _leave(visit: Visit) -> Response:
    with visit.site.store.write() as connection:
        forget_presence(connection, visit.path("sha256"), tab=visit.form.get("tab", "")[:80])
    return Response(status_code=204)


def asked_of(body: Mapping[str, object]) -> Asked:
    """Return the act that a page sent. Raises `ReviewError` (``refused_act``)."""
    try:
        return Asked(
            operation=_text_of(body, "operation") or _missing("operation"),
            seen=_number(body, "seen") or 0,
            action=cast(Action, _text_of(body, "action") or _missing("action")),
            target=_text_of(body, "target") or "",
            seconds=_real(body.get("seconds", 0.0)),
            text=_text_of(body, "text"),
            start=_number(body, "start"),
            end=_number(body, "end"),
            page=_number(body, "page"),
            box=_box(body.get("box")),
            part=_text_of(body, "part"),
            regulation_id=_text_of(body, "regulation_id"),
            project=_text_of(body, "project"),
            flag=body.get("flag", True) is True,
            note=_text_of(body, "note"),
        )
    except (TypeError, ValueError) as error:
        raise ReviewError(
            found=f"无法读取的操作：{error}",
            expected="页面发出的操作",
            hint="刷新页面后重试。",
            code="refused_act",
        ) from error


def _text_of(body: Mapping[str, object], name: str) -> str | None:
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > 20_000:
        raise ValueError(name)
    return value


def _number(body: Mapping[str, object], name: str) -> int | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 2**53:
        raise ValueError(name)
    return value


def _real(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("seconds")
    return float(value)


def _box(value: object) -> Box | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 4:
        raise ValueError("box")
    x0, top, x1, bottom = (_real(edge) for edge in value)
    return (min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))


def _missing(name: str) -> str:
    raise ValueError(name)


def _track(visit: Visit) -> Track:
    return "second" if visit.query("track") == "second" else "main"


def _sheet(visit: Visit) -> Sheet:
    return open_sheet(
        visit.site.store, visit.site.reading, visit.path("sha256"), track=_track(visit)
    )


def _project(visit: Visit, sheet: Sheet) -> LiveProject | None:
    """Return the project that is asked for, else the first that is not done, else the first."""
    asked = sheet.live.project(visit.query("project") or "")
    if asked is not None:
        return asked
    waiting = (project for project in sheet.live.projects if project.open_count)
    return next(waiting, sheet.live.projects[0] if sheet.live.projects else None)


def _undo_words(visit: Visit, sheet: Sheet) -> dict[str, str | None]:
    undo = next_undo(sheet.events, visit.user_name)
    redo = next_redo(sheet.events, visit.user_name)
    return {
        "undo": event_label(undo, sheet.live) if undo else None,
        "redo": event_label(redo, sheet.live) if redo else None,
    }


def _fresh(visit: Visit, sheet: Sheet) -> dict[str, object]:
    """Return what a page needs to show a document as it stands."""
    project = _project(visit, sheet)
    with visit.site.store.read() as connection:
        panel = panel_of(connection, sheet, project) if project is not None else None
    html = visit.render(
        "panel.html",
        sheet=sheet,
        live=sheet.live,
        panel=panel,
        tabs=tabs_of(sheet.live, project.id if project else None),
        undo=_undo_words(visit, sheet),
        money_fields=MONEY_FIELDS,
    )
    return {
        "panel": bytes(html.body).decode(),
        "last_event": sheet.live.last_event,
        "project": project.id if project else None,
        "open_count": sheet.live.open_count,
        "undo": _undo_words(visit, sheet),
    }
