"""标注数据: the queue with predictions for Label Studio, doccano and Prodigy, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from starlette.responses import Response
from starlette.routing import BaseRoute

from extraction.errors import UsageError, YijuError
from service.review.labelling import (
    ENDINGS,
    FORMS,
    LABELS,
    Imported,
    export_lines,
    form_named,
    read_records,
    records_of,
    take_in,
)
from service.review.sheets import Conflict, open_sheet
from service.review.site.building import Door
from service.review.site.visits import Visit
from service.store.audit import record_audit
from service.store.review_queue import QueueFilter, list_queue
from training_data.formats import LabelledText

_MOST_DOCUMENTS = 100


def routes(door: Door) -> Sequence[BaseRoute]:
    """Return the routes of the labels' page."""
    return [
        door.page("/labels", _show),
        door.page("/labels/export", _export, role="analyst"),
        door.act("/labels/import", _import),
    ]


def _show(visit: Visit, imported: Imported | None = None) -> Response:
    return visit.render("labels.html", forms=FORMS, labels=LABELS, imported=imported)


def _export(visit: Visit) -> Response:
    form = form_named(visit.query("form") or "")
    number = visit.query("count") or "20"
    count = min(int(number) if number.isdigit() else 20, _MOST_DOCUMENTS)
    site = visit.site
    with site.store.read() as connection:
        rows = list_queue(connection, QueueFilter(skipped=False), limit=count)
    records: list[LabelledText] = []
    for row in rows:
        if row.state == "done":
            continue
        try:
            sheet = open_sheet(site.store, site.reading, row.document_sha256)
        except YijuError:
            continue  # its file is gone; the queue still shows it
        records += records_of(sheet)
    with site.store.write() as connection:
        record_audit(connection, visit.user_name, "export", form, {"records": len(records)})
    text = "\n".join(export_lines(records, form)) + "\n"
    headers = {"content-disposition": f'attachment; filename="yiju-{form}.{ENDINGS[form]}"'}
    return Response(text, media_type="application/json; charset=utf-8", headers=headers)


def _import(visit: Visit) -> Response:
    form = form_named(visit.form.get("form", ""))
    name, data = visit.files.get("file", ("", b""))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(
            found=f"{name}，不是 UTF-8", expected="标注工具导出的文件", hint="重新导出。"
        ) from error
    digest = hashlib.sha256(data).hexdigest()[:16]
    taken = events = 0
    refused: list[str] = []
    site = visit.site
    for record in read_records(text.split("\n"), form):
        try:
            sheet = open_sheet(site.store, site.reading, str(record.meta.get("document")))
            events += take_in(site.store, sheet, record, by=visit.user_name, name=digest)
            taken += 1
        except Conflict as conflict:
            refused.append(f"{conflict.sheet.name}：{conflict.events[-1].by} 已改动同一处")
        except YijuError as error:
            refused.append(error.found)
    with site.store.write() as connection:
        record_audit(
            connection, visit.user_name, "import", name, {"records": taken, "events": events}
        )
    return _show(visit, Imported(taken, events, tuple(refused)))
