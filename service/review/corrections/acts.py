"""What a page asks for → the event that records it, checked against what counts now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import cast, get_args

from extraction.errors import ReviewError
from extraction.schema import (
    MONEY_FIELDS,
    Box,
    Citation,
    Indicator,
    Link,
    Operator,
    Section,
    SectionKind,
    Value,
    to_json,
)
from extraction.values import parse_indicator
from service.review.corrections.event import ACTIONS, Action, Anchor, Correction
from service.review.corrections.items import Item, Live, LiveProject
from service.review.corrections.readings import money_unit, read_citation, read_value
from service.review.corrections.targets import Target, parse_target, unknown_target
from service.review.corrections.undoing import next_redo, next_undo
from service.review.views import DocumentView


@dataclass(frozen=True, slots=True)
class Asked:
    """One act as the page sends it; which of the optional parts count depends on the action.

    text            what was typed
    start, end      what was selected in the text
    page, box       what was framed on the page
    part            which part of an indicator, citation or section ``text`` is for
    regulation_id   the chosen regulation, "" for "not in the registry"
    project         the other project of a move or merge
    flag            for ``ocr`` and ``done``
    """

    operation: str
    seen: int
    action: Action
    target: str
    seconds: float = 0.0
    text: str | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    box: Box | None = None
    part: str | None = None
    regulation_id: str | None = None
    project: str | None = None
    flag: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What an act is checked against: the document as it stands, its text and its events."""

    live: Live
    view: DocumentView
    events: tuple[Correction, ...]
    extraction: int
    by: str
    now: str


def act(asked: Asked, desk: Desk) -> Correction:
    """Return the event of an act; its id is still 0.

    Raises `ReviewError`: ``unknown_target``, ``unreadable_value``, ``refused_act``.
    """
    if asked.action not in ACTIONS:
        raise _refused(f"动作 {asked.action[:40]!r}", "页面提供的动作")
    if asked.action in ("undo", "redo"):
        return _undo_or_redo(asked, desk)
    if asked.action == "done":
        return _event(asked, desk, target="document", before=bool(desk.live.done), after=asked.flag)
    if asked.action == "accept":
        return _accept(asked, desk)
    target = parse_target(asked.target)
    return _ACTS[asked.action](asked, desk, target)


def _undo_or_redo(asked: Asked, desk: Desk) -> Correction:
    find = next_undo if asked.action == "undo" else next_redo
    event = find(desk.events, desk.by)
    if event is None:
        what = "可撤销" if asked.action == "undo" else "可重做"
        raise _refused(f"没有{what}的操作", "您自己先前的一次操作")
    return _event(asked, desk, target=f"event/{event.id}")


def _accept(asked: Asked, desk: Desk) -> Correction:
    if asked.target == "document":
        items = [item for project in desk.live.projects for item in project.items()]
    elif (project := desk.live.project(asked.target)) is not None:
        items = list(project.items())
    else:
        item = desk.live.item(asked.target)
        if item is None:
            raise unknown_target(asked.target)
        items = [item]
    open_items = {item.id: to_json(item.record) for item in items if item.state == "open"}
    if not open_items:
        raise _refused("这里没有待确认的内容", "至少一项待确认的内容")
    return _event(asked, desk, target=asked.target, after={"items": open_items})


def _set(asked: Asked, desk: Desk, target: Target) -> Correction:
    if target.kind == "project":
        project = _project(desk, target)
        name = (asked.text or "").strip() or None
        return _event(asked, desk, target=asked.target, before=project.name, after=name)
    item = desk.live.item(asked.target)
    if target.kind == "fact" and item is not None:
        after = _fact(target.item or "", asked.text)
        return _event(asked, desk, target=asked.target, before=item.record, after=after)
    if target.kind == "field" and item is None:
        return _add(replace(asked, action="add"), desk, target)
    if item is None:
        raise unknown_target(asked.target)
    record = item.record
    new: object
    if isinstance(record, Value):
        new = _value(asked, desk, _holder(desk, item), item.key, record)
    elif isinstance(record, Indicator):
        new = _indicator(asked, record)
    elif isinstance(record, Citation):
        new = _citation(asked, desk, record)
    elif isinstance(record, Section):
        new = _section(asked, desk, record)
    else:
        raise unknown_target(asked.target)
    return _event(
        asked, desk, target=asked.target, before=to_json(record), after=to_json(new), placed=new
    )


def _add(asked: Asked, desk: Desk, target: Target) -> Correction:
    project = _project(desk, target)
    new: object
    if target.kind == "field":
        new = _value(asked, desk, project, target.item or "", None)
    elif target.kind == "citation":
        start, end = _span(asked, desk)
        new = read_citation(
            desk.view.text,
            start=start,
            end=end,
            section=_section_kind(project, start),
            page=desk.view.page_of(start),
            by=desk.by,
        )
    elif target.kind == "section":
        start, end = _span(asked, desk)
        kind = _section_kind_named(asked.part or "other")
        new = _section_of(desk.view, kind, start, end)
    elif target.kind == "indicator":
        printed = asked.text or ""
        page, box = asked.page, asked.box
        if asked.start is not None or asked.box is not None:
            start, end = _span(asked, desk)
            printed = desk.view.text[start:end]
            page = page or desk.view.page_of(start)
        parsed = parse_indicator("".join(printed.split()))
        new = Indicator(
            None, None, None, parsed.operator, parsed.value, parsed.unit, printed, page, box
        )
    else:
        raise _refused(f"向 {asked.target} 补充", "字段、段落、指标或引用")
    return _event(asked, desk, target=asked.target, after=to_json(new), placed=new)


def _delete(asked: Asked, desk: Desk, target: Target) -> Correction:
    item = desk.live.item(asked.target)
    if item is None or item.state == "deleted" or target.kind == "fact":
        raise unknown_target(asked.target)
    return _event(asked, desk, target=asked.target, before=to_json(item.record), placed=item.record)


def _move(asked: Asked, desk: Desk, target: Target) -> Correction:
    item = desk.live.item(asked.target)
    other = desk.live.project(asked.project or "")
    if item is None or target.kind != "section" or other is None:
        raise unknown_target(asked.target)
    if _holder(desk, item).id == other.id:
        raise _refused("段落已在这个项目里", "另一个项目")
    return _event(
        asked,
        desk,
        target=asked.target,
        before=to_json(item.record),
        after={"project": other.id, "name": other.name},
        placed=item.record,
    )


def _merge(asked: Asked, desk: Desk, target: Target) -> Correction:
    project, other = _project(desk, target), desk.live.project(asked.project or "")
    if other is None or other.id == project.id or target.kind != "project":
        raise _refused("合并目标不是另一个项目", "同一文件里的另一个项目")
    return _event(
        asked,
        desk,
        target=project.id,
        before={"items": {item.id: to_json(item.record) for item in project.items()}},
        after={"project": other.id, "name": other.name},
    )


def _split(asked: Asked, desk: Desk, target: Target) -> Correction:
    """Split a project before one of its items: what stands at or after it in the text goes."""
    project = _project(desk, target)
    if asked.start is None:
        raise _refused("没有选定拆分的位置", "从哪一段开始是新的项目")
    at = asked.start
    page = desk.view.page_of(at)
    going = [item for item in project.items() if _stands_after(item, at, page)]
    if target.kind != "project" or not going or len(going) == sum(1 for _ in project.items()):
        raise _refused("这个位置不能把项目分成两部分", "项目中间的一个位置")
    return _event(
        asked,
        desk,
        target=project.id,
        after={
            "name": (asked.text or "").strip() or None,
            "items": {item.id: to_json(item.record) for item in going},
        },
    )


def _ocr(asked: Asked, desk: Desk, target: Target) -> Correction:
    if target.kind != "page":
        raise unknown_target(asked.target)
    page = int(target.item or 0)
    if desk.view.pages and page not in {each.number for each in desk.view.pages}:
        raise unknown_target(asked.target)
    return _event(
        asked, desk, target=asked.target, before=page in desk.live.ocr_pages, after=asked.flag
    )


_ACTS: Mapping[str, Callable[[Asked, Desk, Target], Correction]] = {
    "set": _set,
    "add": _add,
    "delete": _delete,
    "move": _move,
    "merge": _merge,
    "split": _split,
    "ocr": _ocr,
}


def _fact(name: str, text: str | None) -> str | int | None:
    printed = "".join((text or "").split())
    if not printed:
        return None
    if name in ("fiscal_year", "declared.project_count", "declared.large_project_count"):
        if not printed.isascii() or not printed.isdigit() or len(printed) > 9:
            raise _refused(f"“{printed[:40]}”", "整数")
        return int(printed)
    if name.startswith("declared."):
        return read_value("annual_request", printed)
    return printed


def _value(asked: Asked, desk: Desk, project: LiveProject, field: str, held: Value | None) -> Value:
    unit = "元"
    if field in MONEY_FIELDS and not field.startswith("narrative"):
        unit = money_unit(
            item.record
            for name, item in project.fields.items()
            if isinstance(item.record, Value) and not name.startswith("narrative")
        )
    if asked.start is None and asked.box is None:
        # typed: with the unit of the contract, at the place where it stood
        value = read_value(field, asked.text or "")
        where = held or Value(None, "", None, None, 0, 0, "analyst", desk.by, 1.0)
        return replace(where, value=value, method="analyst", by=desk.by, confidence=1.0)
    start, end = _span(asked, desk)
    printed = desk.view.text[start:end]
    page = asked.page if asked.box is not None else desk.view.page_of(start)
    box = asked.box or _cell_box(desk.view, start, end)
    return Value(
        read_value(field, printed, unit=unit), printed, page, box, start, end,
        "analyst", desk.by, 1.0,
    )  # fmt: skip


def _indicator(asked: Asked, held: Indicator) -> Indicator:
    text = (asked.text or "").strip() or None
    part = asked.part
    if part == "text":
        printed = text or ""
        if asked.start is not None:
            printed = text or ""
        parsed = parse_indicator("".join(printed.split()))
        return replace(
            held, text=printed, operator=parsed.operator, value=parsed.value, unit=parsed.unit
        )
    if part == "operator":
        if text not in (None, "≥", "≤", "=", ">", "<"):
            raise _refused(f"“{text}”", "≥ ≤ = > < 之一，或留空")
        return replace(held, operator=cast("Operator | None", text))
    if part == "level1":
        return replace(held, level1=text)
    if part == "level2":
        return replace(held, level2=text)
    if part == "level3":
        return replace(held, level3=text)
    if part == "value":
        return replace(held, value=text)
    if part == "unit":
        return replace(held, unit=text)
    raise _refused(f"指标的 {part}", "指标的一列")


def _citation(asked: Asked, desk: Desk, held: Citation) -> Citation:
    analyst = replace(held, method="analyst", by=desk.by, confidence=1.0)
    if asked.regulation_id is not None:
        chosen = asked.regulation_id.strip()
        candidates = held.link.candidates if held.link is not None else ()
        if chosen:
            link = Link("linked", chosen, 1.0, candidates, f"{desk.by} 选定")
        else:
            link = Link("unknown", None, None, candidates, f"{desk.by}：登记库中没有")
        return replace(analyst, link=link)
    if asked.start is not None or asked.box is not None:
        start, end = _span(asked, desk)
        read = read_citation(
            desk.view.text,
            start=start,
            end=end,
            section=held.section,
            page=desk.view.page_of(start),
            by=desk.by,
        )
        same = (read.title, read.doc_number) == (held.title, held.doc_number)
        return replace(read, link=held.link if same else None)
    text = (asked.text or "").strip() or None
    if asked.part == "title":
        return replace(analyst, title=text)
    if asked.part == "doc_number":
        return replace(analyst, doc_number=text)
    if asked.part == "issuer":
        return replace(analyst, issuer=text)
    if asked.part == "article":
        return replace(analyst, article=text)
    if asked.part == "version":
        return replace(analyst, version=text)
    raise _refused(f"引用的 {asked.part}", "标题、文号、发文机关、条款或版本")


def _section(asked: Asked, desk: Desk, held: Section) -> Section:
    if asked.start is not None or asked.box is not None:
        start, end = _span(asked, desk)
        return _section_of(desk.view, held.kind, start, end)
    if asked.part == "kind":
        return replace(held, kind=_section_kind_named(asked.text or ""))
    if asked.part == "heading":
        return replace(held, heading=(asked.text or "").strip())
    raise _refused(f"段落的 {asked.part}", "段落的类别、标题或位置")


def _section_of(view: DocumentView, kind: SectionKind, start: int, end: int) -> Section:
    """Return the section that a piece of text is: its first line is the heading."""
    lines = view.text[start:end].split("\n")
    heading, body = (lines[0], lines[1:]) if len(lines) > 1 else ("", lines)
    text = "\n".join(line.strip() for line in body if line.strip())
    return Section(kind, heading.strip(), text, view.page_of(start), start, end)


def _section_kind_named(name: str) -> SectionKind:
    if name not in get_args(SectionKind):
        raise _refused(f"段落类别 {name[:40]!r}", "已知的段落类别")
    return cast(SectionKind, name)


def _section_kind(project: LiveProject, start: int) -> SectionKind | None:
    for item in project.sections:
        section = item.record
        if isinstance(section, Section) and section.start <= start < section.end:
            return section.kind
    return None


def _span(asked: Asked, desk: Desk) -> tuple[int, int]:
    """Return the offsets that were selected or framed. Raises `ReviewError`."""
    if asked.start is not None and asked.end is not None:
        if 0 <= asked.start < asked.end <= len(desk.view.text):
            return asked.start, asked.end
        raise _refused("选中的位置在文件之外", "文件文字中的一段")
    if asked.box is not None and asked.page is not None:
        found = desk.view.inside(asked.page, asked.box)
        if found is not None:
            return found
        raise _refused("框内没有文字", "框住要更正的文字；扫描页请标记为待OCR")
    raise _refused("没有选中文字", "先选中文字或框出位置")


def _cell_box(view: DocumentView, start: int, end: int) -> Box | None:
    """Return the box of the cell that holds the place; None for running text."""
    for place in view.places:
        if place.is_cell and place.start <= start and end <= place.end and start < place.end:
            return place.box
    return None


def _stands_after(item: Item, at: int, page: int | None) -> bool:
    record = item.record
    if isinstance(record, Value | Section | Citation):
        return record.start >= at
    if isinstance(record, Indicator):
        return page is not None and record.page is not None and record.page > page
    return False


def _project(desk: Desk, target: Target) -> LiveProject:
    project = desk.live.project(target.project or "")
    if project is None:
        raise unknown_target(target.project or "")
    return project


def _holder(desk: Desk, item: Item) -> LiveProject:
    return next(each for each in desk.live.projects if item in each.items())


def _event(
    asked: Asked,
    desk: Desk,
    *,
    target: str,
    before: object = None,
    after: object = None,
    placed: object = None,
) -> Correction:
    return Correction(
        id=0,
        operation=asked.operation,
        document_sha256=desk.live.disclosure.source.sha256,
        extraction=desk.extraction,
        action=asked.action,
        target=target,
        by=desk.by,
        at=desk.now,
        anchor=_anchor(desk, target, placed),
        before=before,
        after=after,
        # a page that slept over night has not been looked at all night
        seconds=min(max(asked.seconds, 0.0), 3600.0),
        note=asked.note,
    )


def _anchor(desk: Desk, target: str, placed: object) -> Anchor:
    anchor = Anchor(text_length=desk.live.disclosure.source.text_length)
    holder = next(
        (
            (at, project)
            for at, project in enumerate(desk.live.projects)
            if project.id == target.split("/", 1)[0] or any(i.id == target for i in project.items())
        ),
        None,
    )
    if holder is not None:
        at, project = holder
        spans = [
            item.record
            for item in project.items()
            if isinstance(item.record, Value | Section | Citation)
        ]
        anchor = replace(
            anchor,
            project_index=at,
            project_name=project.name,
            project_start=min((each.start for each in spans if each.end), default=None),
            project_end=max((each.end for each in spans), default=None),
        )
    if isinstance(placed, Value | Section | Citation):
        anchor = replace(
            anchor, start=placed.start, end=placed.end, text=placed.text, page=placed.page
        )
    if isinstance(placed, Value | Indicator):
        anchor = replace(anchor, text=placed.text, page=placed.page, box=placed.box)
    return anchor


def _refused(found: str, expected: str) -> ReviewError:
    return ReviewError(found=found, expected=expected, hint="刷新页面后重试。", code="refused_act")
