"""Targets and events in words, for messages and histories."""

from __future__ import annotations

from collections.abc import Mapping

from service.review import words
from service.review.corrections import Correction, Live


def target_label(target: str, live: Live | None = None) -> str:
    """Return what a target is called: 项目2 · 年度资金申请总额."""
    if target == "document":
        return "整份文件"
    if target.startswith("document/"):
        name = target.removeprefix("document/")
        return words.FIELDS.get(name, name)
    if target.startswith("page/"):
        return f"第{target.removeprefix('page/')}页"
    if target.startswith("event/"):
        return f"操作{target.removeprefix('event/')}"
    parts = target.split("/")
    project = _project_label(parts[0], live)
    if len(parts) == 1:
        return project
    if parts[1] == "field":
        return f"{project} · {words.FIELDS.get(parts[2], parts[2])}"
    what = words.FIELDS.get(parts[1], parts[1])
    if len(parts) == 2:
        return f"{project} · {what}"
    number = parts[2]
    return f"{project} · {what}{int(number) + 1 if number.isdigit() else number}"


def shown(value: object) -> str:
    """Return one side of an event in words; a dash for nothing."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if not isinstance(value, Mapping):
        return str(value)
    if "items" in value:
        return f"{len(value['items'])} 项"
    if "project" in value:
        return str(value.get("name") or value["project"])
    if "level3" in value:
        cells = (value["level3"], value["operator"], value["value"], value["unit"])
        return " ".join(str(cell) for cell in cells if cell)
    if "doc_number" in value:
        link = value.get("link")
        linked = ""
        if isinstance(link, Mapping):
            linked = f" → {link['regulation_id'] or '登记库中没有'}"
        title = f"《{value['title']}》" if value.get("title") else ""
        return f"{title}{value.get('doc_number') or ''}{linked}"
    if "kind" in value:
        return f"{words.SECTIONS.get(str(value['kind']))} {value.get('heading') or ''}".strip()
    return "—" if value.get("value") is None else str(value["value"])


def event_label(event: Correction, live: Live | None = None) -> str:
    """Return an event in one line: 更正 项目2 · 年度资金申请总额：1.00 → 2.00."""
    verb = words.ACTIONS[event.action]
    label = target_label(event.target, live)
    if event.action in ("undo", "redo", "done"):
        return f"{verb} {label}"
    if event.action == "accept":
        return f"{verb} {label}（{shown(event.after)}）"
    if event.action in ("add", "delete"):
        side = event.after if event.action == "add" else event.before
        return f"{verb} {label}：{shown(side)}"
    return f"{verb} {label}：{shown(event.before)} → {shown(event.after)}"


def _project_label(project_id: str, live: Live | None) -> str:
    if live is not None:
        for at, project in enumerate(live.projects):
            if project.id == project_id:
                return f"项目{at + 1}"
    number = project_id.removeprefix("p")
    return f"项目{int(number) + 1}" if number.isdigit() else f"项目{number}"
