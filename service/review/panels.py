"""What the right side of the review page shows of one project, ready to be printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from extraction.schema import (
    FORM_FIELDS,
    NARRATIVE_FIELDS,
    Check,
    Citation,
    Indicator,
    Section,
    Value,
)
from service.review.corrections import Item, Live, LiveProject
from service.review.queue.worth import is_uncertain
from service.review.sheets import Sheet
from service.review.views import DocumentView
from service.store.tables import works


@dataclass(frozen=True, slots=True)
class Row:
    """One item: what it is, where it stands, and how sure it is.

    boxes        ``[[page, x0, top, x1, bottom], …]`` as JSON
    was          what the extraction said, where it was another value
    printed      the text as printed, where it is not the value itself
    """

    item: Item
    record: Value | Section | Indicator | Citation
    label: str
    boxes: str
    start: int | None
    end: int | None
    page: int | None
    shown: str
    was: str | None
    printed: str | None
    is_uncertain: bool
    differs: str | None = None
    titles: Mapping[str, str] | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a section's text: plain, or one of the spans in it."""

    text: str
    start: int
    target: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """One project with everything that is printed of it."""

    project: LiveProject
    index: int
    form: tuple[Row, ...]
    narrative: tuple[Row, ...]
    indicators: tuple[Row, ...]
    citations: tuple[Row, ...]
    sections: tuple[Row, ...]
    checks: tuple[Check, ...]
    missing_fields: tuple[str, ...]
    seen_count: int
    item_count: int


@dataclass(frozen=True, slots=True)
class Tab:
    """A project as the tabs show it."""

    id: str
    index: int
    name: str
    open_count: int
    uncertain_count: int
    current: bool


def tabs_of(live: Live, current: str | None) -> tuple[Tab, ...]:
    """Return the tabs of a document's projects."""
    return tuple(
        Tab(
            project.id,
            at,
            project.name or "（无名称）",
            project.open_count,
            sum(is_uncertain(item) for item in project.items()),
            project.id == current,
        )
        for at, project in enumerate(live.projects)
    )


def panel_of(connection: sa.Connection, sheet: Sheet, project: LiveProject) -> Panel:
    """Return the panel of one project."""
    index = sheet.live.projects.index(project)
    titles = _titles(connection, project)
    fields = [row for item in project.fields.values() if (row := _row(item, sheet, titles))]
    items = list(project.items())
    return Panel(
        project=project,
        index=index,
        form=tuple(row for row in fields if row.item.key in FORM_FIELDS),
        narrative=tuple(row for row in fields if row.item.key in NARRATIVE_FIELDS),
        indicators=tuple(_rows(project.indicators, sheet, titles)),
        citations=tuple(_rows(project.citations, sheet, titles)),
        sections=tuple(_rows(project.sections, sheet, titles, project=project)),
        checks=tuple(c for c in sheet.disclosure.checks if c.project in (index, None)),
        missing_fields=tuple(
            name for name in (*FORM_FIELDS, *NARRATIVE_FIELDS) if name not in project.fields
        ),
        seen_count=sum(item.state != "open" for item in items),
        item_count=len(items),
    )


def marks_of(sheet: Sheet) -> list[dict[str, object]]:
    """Return the boxes of everything that was found, for the pages."""
    marks: list[dict[str, object]] = []
    for project in sheet.live.projects:
        for item in project.items():
            if item.state == "deleted" or isinstance(item.record, Section):
                continue
            for page, x0, top, x1, bottom in _boxes(item, sheet.view):
                marks.append(
                    {
                        "target": item.id,
                        "project": project.id,
                        "kind": item.id.split("/")[1],
                        "state": item.state,
                        "uncertain": is_uncertain(item),
                        "page": page,
                        "box": [x0, top, x1, bottom],
                    }
                )
    return marks


def _rows(
    items: Iterable[Item],
    sheet: Sheet,
    titles: Mapping[str, str],
    *,
    project: LiveProject | None = None,
) -> Iterator[Row]:
    for item in items:
        row = _row(item, sheet, titles, project=project)
        if row is not None:
            yield row


def _row(
    item: Item, sheet: Sheet, titles: Mapping[str, str], *, project: LiveProject | None = None
) -> Row | None:
    from service.review import words

    record = item.record
    if not isinstance(record, Value | Section | Indicator | Citation):
        return None
    start = end = None
    if isinstance(record, Value | Section | Citation) and record.end > record.start:
        start, end = record.start, record.end
    was = None
    if item.state == "changed" and item.first is not None:
        was = _words(item.first)
    shown = _words(record)
    printed = None
    if isinstance(record, Value):
        squeezed = "".join(record.text.split())
        if squeezed and squeezed != record.value:
            printed = record.text.strip()
    return Row(
        item=item,
        record=record,
        label=words.FIELDS.get(item.key, ""),
        boxes=json.dumps([list(box) for box in _boxes(item, sheet.view)]),
        start=start,
        end=end,
        page=record.page,
        shown=shown,
        was=was if was != shown else None,
        printed=printed,
        is_uncertain=is_uncertain(item),
        differs=_difference(record, sheet),
        titles=titles,
        pieces=_pieces(record, sheet.view, project)
        if isinstance(record, Section) and project is not None
        else (),
    )


def _words(record: object) -> str:
    if isinstance(record, Value):
        return record.value or ""
    if isinstance(record, Citation):
        title = f"《{record.title}》" if record.title else ""
        number = f"（{record.doc_number}）" if record.doc_number else ""
        return f"{title}{number}"
    if isinstance(record, Section):
        return record.kind
    if isinstance(record, Indicator):
        return record.text
    return ""


def _boxes(item: Item, view: DocumentView) -> list[tuple[int, float, float, float, float]]:
    record = item.record
    if isinstance(record, Value | Indicator) and record.box is not None and record.page is not None:
        return [(record.page, *record.box)]
    if isinstance(record, Value | Citation) and record.end > record.start:
        return [(page, *box) for page, box in view.boxes(record.start, record.end)]
    if isinstance(record, Section) and record.end > record.start:
        return _joined(view.boxes(record.start, record.end))
    return []


def _joined(
    boxes: Iterable[tuple[int, tuple[float, float, float, float]]],
) -> list[tuple[int, float, float, float, float]]:
    """Return one box a page, around all of them."""
    around: dict[int, tuple[float, float, float, float]] = {}
    for page, (x0, top, x1, bottom) in boxes:
        held = around.get(page, (x0, top, x1, bottom))
        around[page] = (
            min(held[0], x0),
            min(held[1], top),
            max(held[2], x1),
            max(held[3], bottom),
        )
    return [(page, *box) for page, box in sorted(around.items())]


def _difference(record: object, sheet: Sheet) -> str | None:
    """Return what the other reader saw at a value's place."""
    if not isinstance(record, Value | Citation) or record.method == "analyst":
        return None
    for one in sheet.view.differences:
        if one.start < record.end and record.start < one.end:
            other = one.model if one.chosen == "rule" else one.rule
            who = "模型" if one.chosen == "rule" else "规则"
            return f"{who}读作：{other}" if other else f"{who}在此处未见到内容"
    return None


def _pieces(section: Section, view: DocumentView, project: LiveProject) -> tuple[Piece, ...]:
    """Cut a section's text at the spans that lie in it."""
    text = view.text[section.start : section.end]
    if not text:
        return (Piece(section.text, section.start),)
    spans: list[tuple[int, int, Item]] = sorted(
        (
            (item.record.start, item.record.end, item)
            for item in project.items()
            if item.state != "deleted"
            and isinstance(item.record, Value | Citation)
            and section.start <= item.record.start
            and item.record.end <= section.end
            and item.record.start < item.record.end
        ),
        key=lambda span: (span[0], -span[1]),
    )
    pieces: list[Piece] = []
    at = section.start
    for start, end, item in spans:
        if start < at:
            continue  # inside the one before: its own row shows it
        if at < start:
            pieces.append(Piece(view.text[at:start], at))
        pieces.append(Piece(view.text[start:end], start, item.id, item.id.split("/")[1]))
        at = end
    if at < section.end:
        pieces.append(Piece(view.text[at : section.end], at))
    return tuple(pieces)


def _titles(connection: sa.Connection, project: LiveProject) -> Mapping[str, str]:
    """Return the titles of the regulations that a project's citations are linked to."""
    wanted: set[str] = set()
    for item in project.citations:
        link = item.record.link if isinstance(item.record, Citation) else None
        if link is not None:
            wanted.update(each.regulation_id for each in link.candidates)
            if link.regulation_id is not None:
                wanted.add(link.regulation_id)
    if not wanted:
        return {}
    rows = connection.execute(sa.select(works.c.id, works.c.title).where(works.c.id.in_(wanted)))
    return {str(row[0]): str(row[1]) for row in rows}
