"""The reports: each a query, a table and a plot for plotly's script."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from extraction.errors import UsageError
from service.review.reporting.agreement import agreement_of
from service.review.sheets import stored_sheet
from service.store.corrections import corrected_documents
from service.store.document_tables import checks, documents, extractions, project_values
from service.store.review_queue import read_queue_row
from service.store.review_tables import review_queue
from service.store.tables import cited_documents, mentions, versions, works

Cell = str | int | float | None
_INK = "#1c2733"
_BARS = ("#14518f", "#b34a00", "#1a6639", "#7a1f6b", "#536070")


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``money`` are the columns in fen; ``figure`` is plotly's JSON, None for none."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figure: Mapping[str, object] | None
    money: tuple[int, ...] = ()
    note: str = ""


def make_report(connection: sa.Connection, name: str) -> Report:
    """Return the report of this name. Raises `UsageError` for an unknown one."""
    made = REPORTS.get(name)
    if made is None:
        raise UsageError(
            found=f"报表 {name[:40]}", expected="、".join(REPORTS), hint="从报表页进入。"
        )
    return made(connection)


def _cited_projects() -> sa.Subquery:
    """Return each project that rests on a work once, with its yearly money."""
    return (
        sa.select(
            mentions.c.work_id,
            mentions.c.document_sha256,
            mentions.c.project_index,
            sa.func.max(mentions.c.annual_amount_fen).label("fen"),
        )
        .where(mentions.c.link_status == "linked", mentions.c.work_id.is_not(None))
        .group_by(mentions.c.work_id, mentions.c.document_sha256, mentions.c.project_index)
        .subquery()
    )


def _money_by_regulation(connection: sa.Connection) -> Report:
    cited = _cited_projects()
    total = sa.func.sum(cited.c.fen)
    rows = connection.execute(
        sa.select(works.c.id, works.c.title, sa.func.count(), total)
        .join_from(cited, works, works.c.id == cited.c.work_id)
        .group_by(works.c.id, works.c.title)
        .order_by(sa.func.coalesce(total, 0).desc(), works.c.id)
        .limit(200)
    )
    table = tuple((r[0], r[1], int(r[2]), int(r[3] or 0)) for r in rows)
    top = table[:15][::-1]
    return Report(
        "money_by_regulation",
        "各法规下的资金",
        ("登记号", "法规", "项目数", "年度金额"),
        table,
        _bars([_brief(r[1]) for r in top], [_yi(r[3]) for r in top], x="亿元", across=True),
        money=(3,),
        note="一个项目引用几部法规，它的资金在每一部下各算一次。",
    )


def _money_by_level(connection: sa.Connection) -> Report:
    cited = _cited_projects()
    rows = connection.execute(
        sa.select(works.c.level, sa.func.count(), sa.func.sum(cited.c.fen))
        .join_from(cited, works, works.c.id == cited.c.work_id)
        .group_by(works.c.level)
    )
    table = tuple(
        sorted(
            ((str(r[0] or "级别未知"), int(r[1]), int(r[2] or 0)) for r in rows),
            key=lambda row: -row[2],
        )
    )
    return Report(
        "money_by_level",
        "依据的级别与资金",
        ("级别", "项目数", "年度金额"),
        table,
        _bars([r[0] for r in table], [_yi(r[2]) for r in table], y="亿元"),
        money=(2,),
    )


def _age_of_basis(connection: sa.Connection) -> Report:
    issued = (
        sa.select(versions.c.work_id, sa.func.max(versions.c.date_issued).label("issued"))
        .where(versions.c.date_issued.is_not(None))
        .group_by(versions.c.work_id)
        .subquery()
    )
    cited = _cited_projects()
    year = sa.cast(sa.func.substr(issued.c.issued, 1, 4), sa.Integer)
    age = cited_documents.c.fiscal_year - year
    bucket = sa.case(
        (age < 0, "晚于预算年度"),
        (age <= 2, "0–2年"),
        (age <= 5, "3–5年"),
        (age <= 10, "6–10年"),
        (age <= 20, "11–20年"),
        else_="20年以上",
    )
    rows = connection.execute(
        sa.select(bucket, sa.func.count(), sa.func.sum(cited.c.fen))
        .join_from(cited, issued, issued.c.work_id == cited.c.work_id)
        .join(cited_documents, cited_documents.c.sha256 == cited.c.document_sha256)
        .where(cited_documents.c.fiscal_year.is_not(None))
        .group_by(bucket)
    )
    order = ("晚于预算年度", "0–2年", "3–5年", "6–10年", "11–20年", "20年以上")
    table = tuple(
        sorted(
            ((str(r[0]), int(r[1]), int(r[2] or 0)) for r in rows), key=lambda r: order.index(r[0])
        )
    )
    return Report(
        "age_of_basis",
        "依据的年龄",
        ("最新版本发布至预算年度", "项目数", "年度金额"),
        table,
        _bars([r[0] for r in table], [_yi(r[2]) for r in table], y="亿元"),
        money=(2,),
    )


def _repealed(connection: sa.Connection) -> Report:
    rows = connection.execute(
        sa.select(
            documents.c.department,
            documents.c.fiscal_year,
            checks.c.text,
            checks.c.message,
            checks.c.page,
            checks.c.document_sha256,
        )
        .join_from(checks, documents, documents.c.sha256 == checks.c.document_sha256)
        .where(checks.c.rule == "basis_not_in_force")
        .order_by(documents.c.fiscal_year.desc(), documents.c.department)
        .limit(500)
    )
    return Report(
        "repealed",
        "仍被引用的失效依据",
        ("部门", "年度", "原文", "问题", "页", "文件"),
        tuple(tuple(row) for row in rows),
        None,
    )


def _failed_checks(connection: sa.Connection) -> Report:
    rows = connection.execute(
        sa.select(checks.c.rule, documents.c.department, sa.func.count())
        .join_from(checks, documents, documents.c.sha256 == checks.c.document_sha256)
        .group_by(checks.c.rule, documents.c.department)
        .order_by(sa.func.count().desc(), checks.c.rule)
        .limit(500)
    )
    table = tuple((str(r[0]), str(r[1] or "部门未知"), int(r[2])) for r in rows)
    by_rule: dict[str, int] = {}
    for rule, _, count in table:
        by_rule[rule] = by_rule.get(rule, 0) + count
    return Report(
        "failed_checks",
        "未通过的勾稽",
        ("规则", "部门", "次数"),
        table,
        _bars(list(by_rule)[::-1][-15:], list(by_rule.values())[::-1][-15:], x="次", across=True),
    )


def _confidence(connection: sa.Connection) -> Report:
    day = sa.func.substr(extractions.c.made_at, 1, 10)
    rows = connection.execute(
        sa.select(
            day,
            sa.func.count(sa.distinct(documents.c.sha256)),
            sa.func.count(),
            sa.func.avg(project_values.c.confidence),
            sa.func.avg(sa.case((project_values.c.confidence < 0.9, 1.0), else_=0.0)),
        )
        .join_from(documents, extractions, extractions.c.id == documents.c.extraction_id)
        .join(project_values, project_values.c.document_sha256 == documents.c.sha256)
        .group_by(day)
        .order_by(day)
    )
    table = tuple(
        (str(r[0]), int(r[1]), int(r[2]), round(float(r[3]), 4), round(float(r[4]), 4))
        for r in rows
    )
    done, everything = connection.execute(
        sa.select(
            sa.func.sum(sa.case((review_queue.c.state == "done", 1), else_=0)), sa.func.count()
        ).where(review_queue.c.project_index == -1)
    ).one()
    return Report(
        "confidence",
        "覆盖与置信度",
        ("识别日期", "文件", "值", "平均置信度", "低于0.9的比例"),
        table,
        _lines(
            [r[0] for r in table],
            {"平均置信度": [r[3] for r in table], "低于0.9的比例": [r[4] for r in table]},
        ),
        note=f"已审完 {done or 0} / {everything or 0} 份文件。",
    )


def _agreement(connection: sa.Connection) -> Report:
    rows: list[tuple[Cell, ...]] = []
    for sha256 in corrected_documents(connection, track="second"):
        first = stored_sheet(connection, sha256)
        second = stored_sheet(connection, sha256, track="second")
        found = agreement_of(first.live, second.live)
        queued = read_queue_row(connection, sha256)
        rows.append(
            (
                first.name,
                "、".join(sorted({event.by for event in first.events})),
                "、".join(sorted({event.by for event in second.events}))
                or (queued.seconded_by if queued else None),
                found.value_count,
                None if found.f1 is None else round(found.f1, 4),
                None if found.kappa is None else round(found.kappa, 4),
                len(found.differing),
                sha256,
            )
        )
    return Report(
        "agreement",
        "两人一致程度",
        ("文件", "初审", "复审", "都看过的值", "F1", "Cohen κ", "不同", "文件号"),
        tuple(rows),
        None,
        note="κ 比较两人“识别对不对”的判断，扣除碰巧一致的部分。",
    )


REPORTS: Mapping[str, Callable[[sa.Connection], Report]] = {
    "money_by_regulation": _money_by_regulation,
    "money_by_level": _money_by_level,
    "age_of_basis": _age_of_basis,
    "repealed": _repealed,
    "failed_checks": _failed_checks,
    "confidence": _confidence,
    "agreement": _agreement,
}


def _yi(fen: int) -> float:
    return round(fen / 100 / 100_000_000, 4)


def _brief(title: str) -> str:
    return title if len(title) <= 22 else title[:21] + "…"


def _bars(
    names: Sequence[str],
    numbers: Sequence[float],
    *,
    x: str = "",
    y: str = "",
    across: bool = False,
) -> Mapping[str, object] | None:
    if not names:
        return None
    bar = {
        "type": "bar",
        "orientation": "h" if across else "v",
        "x": list(numbers) if across else list(names),
        "y": list(names) if across else list(numbers),
        "marker": {"color": _BARS[0]},
    }
    height = max(240, 90 + 26 * len(names)) if across else 320
    return {"data": [bar], "layout": _layout(x, y, height)}


def _lines(
    names: Sequence[str], series: Mapping[str, Sequence[float]]
) -> Mapping[str, object] | None:
    if not names:
        return None
    data = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name,
            "x": list(names),
            "y": list(numbers),
            "line": {"color": _BARS[at], "dash": ("solid", "dash", "dot")[at % 3]},
            "marker": {"symbol": ("circle", "square", "diamond")[at % 3], "size": 8},
        }
        for at, (name, numbers) in enumerate(series.items())
    ]
    layout = dict(_layout("", "", 320))
    layout["yaxis"] = {"range": [0, 1.02], "gridcolor": "#e3e8ee"}
    layout["xaxis"] = {"type": "category"}
    return {"data": data, "layout": layout}


def _layout(x: str, y: str, height: int) -> Mapping[str, object]:
    return {
        "height": height,
        "margin": {"l": 20, "r": 20, "t": 12, "b": 44},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "font": {"color": _INK, "size": 13},
        "xaxis": {"title": {"text": x}, "automargin": True, "gridcolor": "#e3e8ee"},
        "yaxis": {"title": {"text": y}, "automargin": True, "gridcolor": "#e3e8ee"},
        "legend": {"orientation": "h", "y": 1.12},
    }
