"""模型: what waits to be learned, candidates against live, promote and roll back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from extraction.errors import UsageError, YijuError
from service.review.lessons.comparing import read_comparison
from service.review.lessons.jobs import Job, job_file, start
from service.review.site.building import Door
from service.review.site.headers import PLOT_POLICY
from service.review.site.visits import Visit
from service.store.audit import record_audit
from service.store.corrections import count_corrections_after
from service.store.training_rows import last_taught, rows_of_version

if TYPE_CHECKING:
    from models.shelf import Shelf

_MOST_CHANGES = 200
KINDS = {"tokens": "字词", "lines": "行", "links": "链接"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A version as the page lists it. Scores are strict F1 on the frozen set."""

    kind: str
    name: str
    state: str
    date: str
    f1: float | None
    low: float | None
    high: float | None
    labels: Mapping[str, Mapping[str, object]]
    taught: int
    bins: Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a comparison: F1 before and after, and the interval of the difference."""

    name: str
    before: float | None
    after: float | None
    low: float
    high: float
    real: bool


def routes(door: Door) -> Sequence[BaseRoute]:
    """Return the routes of the models' page."""
    return [
        door.page("/models", _show),
        door.page("/models/job", _job),
        door.act("/models/train", _train, role="admin"),
        door.act("/models/compare", _compare, role="admin"),
        door.act("/models/promote", _promote, role="admin"),
        door.act("/models/rollback", _rollback, role="admin"),
        door.act("/models/reread", _reread, role="admin"),
    ]


def _shelf(visit: Visit) -> Shelf:
    from service.shelf import open_shelf

    return open_shelf(visit.site.settings)


def _show(visit: Visit) -> Response:
    from models.shelf import KINDS as KIND_NAMES
    from models.shelf import read_journal

    shelf = _shelf(visit)
    problem = None
    versions: list[Shown] = []
    for kind in KIND_NAMES:
        try:
            live = shelf.live(kind)
        except YijuError as error:
            live, problem = None, error.message
        for version in shelf.versions(kind):
            is_live = live is not None and live.name == version.name
            try:
                versions.append(_shown(visit, kind, version.name, version.card(), is_live))
            except YijuError as error:
                problem = error.message
    tokens = [each for each in reversed(versions) if each.kind == "tokens"]
    chosen = visit.query("version") or next(
        (each.name for each in tokens if each.state == "候选"), None
    )
    candidate = next((each for each in versions if each.name == chosen), None)
    comparison = read_comparison(shelf, candidate.name) if candidate is not None else None
    live_tokens = next(
        (each.name for each in versions if each.kind == "tokens" and each.state == "现用"), ""
    )
    with visit.site.store.read() as connection:
        newest = last_taught(connection, live_tokens)
        waiting = count_corrections_after(connection, newest)
        rows = rows_of_version(connection, candidate.name) if candidate is not None else ()
    journal = read_journal(shelf.folder)[::-1][:30]
    answer = visit.render(
        "models.html",
        kinds=KINDS,
        versions=versions,
        candidate=candidate,
        comparison=comparison,
        labels=_labels(comparison),
        changes=_changes(comparison)[:_MOST_CHANGES],
        counts=_counts(comparison),
        waiting=waiting,
        rows=rows,
        job=job_file(visit.site.settings).read(),
        journal=journal,
        problem=problem,
        curve=_curve(versions),
        calibration=_calibration(candidate),
    )
    answer.headers["content-security-policy"] = PLOT_POLICY
    return answer


def _shown(visit: Visit, kind: str, name: str, card: Mapping[str, object], is_live: bool) -> Shown:
    scores = card.get("scores")
    frozen = scores.get("frozen") if isinstance(scores, Mapping) else None
    overall = _part(frozen, "overall") or _part(frozen, "all")
    interval = overall.get("interval")
    low, high = interval if isinstance(interval, list) and len(interval) == 2 else (None, None)
    labels = _part(frozen, "labels")
    with visit.site.store.read() as connection:
        taught = len(rows_of_version(connection, name))
    reliability = _part(_part(card, "reliability"), "all")
    bins = reliability.get("bins")
    return Shown(
        kind=kind,
        name=name,
        state="现用" if is_live else ("随程序发布" if not _is_dated(name) else "候选"),
        date=str(card.get("date") or "")[:10],
        f1=_number(overall.get("f1")),
        low=_number(low),
        high=_number(high),
        labels={str(key): value for key, value in labels.items() if isinstance(value, Mapping)},
        taught=taught,
        bins=bins if isinstance(bins, list) else (),
    )


def _is_dated(name: str) -> bool:
    parts = name.split("-")
    return len(parts) == 3 and parts[1].isdigit() and parts[2].isdigit()


def _part(value: object, key: str) -> Mapping[str, object]:
    part = value.get(key) if isinstance(value, Mapping) else None
    return part if isinstance(part, Mapping) else {}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _labels(comparison: Mapping[str, object] | None) -> list[Label]:
    verdict = _part(comparison, "verdict")
    rows = {"全部": _part(verdict, "overall"), **_part(verdict, "labels")}
    found = []
    for name, change in rows.items():
        if not isinstance(change, Mapping) or "after" not in change:
            continue
        low, high = change["interval"]
        found.append(
            Label(
                name,
                _number(change["before"]),
                _number(change["after"]),
                float(low),
                float(high),
                bool(change["real"]),
            )
        )
    return found


def _changes(comparison: Mapping[str, object] | None) -> list[Mapping[str, object]]:
    found = comparison.get("changes") if comparison is not None else None
    return found if isinstance(found, list) else []


def _counts(comparison: Mapping[str, object] | None) -> Mapping[str, int]:
    counts = {"gained": 0, "lost": 0, "changed": 0}
    for change in _changes(comparison):
        counts[str(change["how"])] += 1
    return counts


def _curve(versions: Sequence[Shown]) -> Mapping[str, object] | None:
    """Return the plot of F1 over the versions of the token classifier."""
    held = [each for each in versions if each.kind == "tokens" and each.f1 is not None]
    if not held:
        return None
    scores = [each.f1 or 0.0 for each in held]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": [each.name for each in held],
                "y": scores,
                "text": [f"{each.taught} 行更正" for each in held],
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [(e.high or e.f1 or 0.0) - (e.f1 or 0.0) for e in held],
                    "arrayminus": [(e.f1 or 0.0) - (e.low or e.f1 or 0.0) for e in held],
                    "color": "#536070",
                },
                "line": {"color": "#14518f"},
                "marker": {"size": 9},
            }
        ],
        "layout": {
            "height": 260,
            "margin": {"l": 20, "r": 20, "t": 10, "b": 40},
            "font": {"color": "#1c2733", "size": 13},
            "xaxis": {"type": "category", "automargin": True},
            "yaxis": {"title": {"text": "严格 F1"}, "automargin": True, "gridcolor": "#e3e8ee"},
        },
    }


def _calibration(shown: Shown | None) -> Mapping[str, object] | None:
    """Return the plot of confidence against the share that is right."""
    if shown is None or not shown.bins:
        return None
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "x": [0, 1],
                "y": [0, 1],
                "name": "理想",
                "line": {"color": "#8894a1", "dash": "dash"},
            },
            {
                "type": "scatter",
                "mode": "markers+lines",
                "x": [row[1] for row in shown.bins],
                "y": [row[2] for row in shown.bins],
                "text": [f"{row[0]} 个" for row in shown.bins],
                "name": shown.name,
                "line": {"color": "#14518f"},
                "marker": {"size": 8},
            },
        ],
        "layout": {
            "height": 260,
            "margin": {"l": 20, "r": 20, "t": 10, "b": 40},
            "font": {"color": "#1c2733", "size": 13},
            "xaxis": {"title": {"text": "置信度"}, "range": [0, 1.02], "gridcolor": "#e3e8ee"},
            "yaxis": {"title": {"text": "对的比例"}, "range": [0, 1.02], "gridcolor": "#e3e8ee"},
            "legend": {"orientation": "h", "y": 1.15},
        },
    }


def _job(visit: Visit) -> Response:
    job = job_file(visit.site.settings).read()
    return JSONResponse(None if job is None else _job_json(job))


def _job_json(job: Job) -> dict[str, object]:
    return {
        "task": job.task,
        "state": job.state,
        "doing": job.doing,
        "share": job.share,
        "error": job.error,
    }


def _train(visit: Visit) -> Response:
    start(visit.site.settings, "train", by=visit.user_name)
    return visit.redirect("/models")


def _compare(visit: Visit) -> Response:
    name = visit.form.get("version", "")
    _shelf(visit).version(name)
    start(visit.site.settings, "compare", by=visit.user_name, argument=name)
    return visit.redirect("/models")


def _reread(visit: Visit) -> Response:
    start(visit.site.settings, "reread", by=visit.user_name)
    return visit.redirect("/models")


def _promote(visit: Visit) -> Response:
    from models.shelf import promote

    name, reason = visit.form.get("version", ""), visit.form.get("reason", "").strip()
    _require_reason(reason)
    force = visit.form.get("force") == "1"
    promote(_shelf(visit), name, by=visit.user_name, reason=reason, force=force)
    with visit.site.store.write() as connection:
        record_audit(connection, visit.user_name, "promote", name, {"reason": reason})
    return visit.redirect("/models")


def _rollback(visit: Visit) -> Response:
    from models.shelf import rollback

    kind, reason = visit.form.get("kind", "tokens"), visit.form.get("reason", "").strip()
    _require_reason(reason)
    event = rollback(_shelf(visit), kind, by=visit.user_name, reason=reason)
    with visit.site.store.write() as connection:
        record_audit(
            connection, visit.user_name, "rollback", event.before, {"reason": reason, "kind": kind}
        )
    return visit.redirect("/models")


def _require_reason(reason: str) -> None:
    if not reason:
        raise UsageError(
            found="没有写理由", expected="上线或退回的理由，会记录在案", hint="写一句理由再提交。"
        )
