"""报表: plots to look at, tables to download."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from starlette.responses import Response
from starlette.routing import BaseRoute

from service.review.reporting import REPORTS, Report, make_report
from service.review.sheets import catch_up
from service.review.site.building import Door
from service.review.site.headers import PLOT_POLICY
from service.review.site.visits import Visit

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def routes(door: Door) -> Sequence[BaseRoute]:
    """Return the routes of the reports."""
    return [
        door.page("/reports", _show),
        door.page("/reports/{name:str}.csv", _csv),
        door.page("/reports/{name:str}.xlsx", _xlsx),
    ]


def _show(visit: Visit) -> Response:
    catch_up(visit.site.store)
    with visit.site.store.read() as connection:
        reports = [make_report(connection, name) for name in REPORTS]
    answer = visit.render("reports.html", reports=reports)
    answer.headers["content-security-policy"] = PLOT_POLICY
    return answer


def _made(visit: Visit) -> Report:
    with visit.site.store.read() as connection:
        return make_report(connection, visit.path("name"))


def _cells(report: Report) -> list[list[object]]:
    """Return the rows with money in yuan, and nothing that a spreadsheet would run."""
    return [
        [
            cell / 100 if at in report.money and isinstance(cell, int) else _harmless(cell)
            for at, cell in enumerate(row)
        ]
        for row in report.rows
    ]


def _harmless(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{cell}"
    return cell


def _csv(visit: Visit) -> Response:
    report = _made(visit)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(report.columns)
    writer.writerows(_cells(report))
    # the mark tells Excel that it is UTF-8
    return _file("\ufeff" + text.getvalue(), "text/csv; charset=utf-8", f"{report.name}.csv")


def _xlsx(visit: Visit) -> Response:
    from openpyxl import Workbook

    report = _made(visit)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = report.title[:31]
    sheet.append(list(report.columns))
    for row in _cells(report):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return _file(data.getvalue(), _XLSX, f"{report.name}.xlsx")


def _file(content: str | bytes, media_type: str, name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
