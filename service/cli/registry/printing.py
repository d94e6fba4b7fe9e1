"""The registry's facts as text in aligned columns, and their Chinese labels."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import click

from extraction.registry.regulations import Version, Work

STATUSES = {
    "in_force": "现行有效",
    "repealed": "已废止",
    "superseded": "已被修改",
    "not_yet_effective": "尚未生效",
    "draft": "草案",
    "unknown": "效力不详",
}
ALIAS_KINDS = {"other_name": "别名", "short_name": "简称", "spelling": "误写"}
LINKS = {"linked": "已链接", "ambiguous": "多个候选", "unknown": "未收录", "conflict": "相互矛盾"}
PROPOSAL_STATES = {"proposed": "待定", "accepted": "已采纳", "rejected": "已否决"}
CONFLICT_STATES = {"open": "待定", "kept": "保留原值", "taken": "已改用新值"}
ACTS = {
    "import": "导入",
    "merge": "合并",
    "split": "分立",
    "alias": "加别名",
    "remove_alias": "去别名",
    "accept": "采纳提议",
    "reject": "否决提议",
    "decide_keep": "保留原值",
    "decide_take": "改用新值",
}
FIELDS = {
    "title": "标题",
    "level": "效力级别",
    "issuers": "发文机关",
    "place": "地区",
    "doc_number": "发文字号",
    "edition": "版本",
    "date_issued": "公布日期",
    "date_effective": "施行日期",
    "date_repealed": "废止日期",
    "status": "时效性",
}
_GAP = "  "


def width(text: str) -> int:
    """Return the columns that a terminal needs for a text: two for a Chinese character."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with their cells aligned; the last cell of a row is as long as it is."""
    if not rows:
        return
    count = max(map(len, rows))
    widths = [
        max((width(row[at]) for row in rows if at < len(row) - 1), default=0) for at in range(count)
    ]
    for row in rows:
        cells = [
            cell + " " * (widths[at] - width(cell)) for at, cell in enumerate(row[:-1])
        ] + list(row[-1:])
        yield _GAP.join(cells).rstrip()


def print_columns(rows: Sequence[Sequence[str]], *, indent: str = "") -> None:
    """Print rows in aligned columns."""
    for line in columns([[plain(cell) for cell in row] for row in rows]):
        click.echo(indent + line)


def plain(text: str) -> str:
    """Return a text in one line, without characters that would move the terminal's cursor."""
    return "".join(char if char.isprintable() else " " for char in text)


def print_json(value: object) -> None:
    """Print one JSON value, Chinese readable."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "replace"))


def number_of(work: Work) -> str:
    """Return the number of the newest version that has one, else of a carrier."""
    numbers = [version.doc_number for version in reversed(work.versions)]
    numbers += [carrier.doc_number for carrier in work.carriers]
    return next(filter(None, numbers), "")


def date_of(version: Version | None) -> str:
    """Return the day of issue, or the day of effect where that alone is known."""
    return "" if version is None else version.date_issued or version.date_effective or ""


def newest(work: Work) -> Version | None:
    """Return the newest version."""
    return work.versions[-1] if work.versions else None


def status_of(work: Work) -> str:
    """Return the label of the newest version's status."""
    version = newest(work)
    return STATUSES["unknown" if version is None else version.status]


def listed(names: Iterable[str]) -> str:
    """Return names in one text."""
    return "、".join(names)
