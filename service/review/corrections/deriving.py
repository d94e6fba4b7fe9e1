"""(extraction, events) → what counts now. Pure: the same arguments give the same answer.

The shapes of ``after``, by action:

    accept   {"items": {target: record}}: what was found right, as it was
    set      the new record of an item; a plain value for a fact or a project's name
    add      the new record; the target is the place it goes to (``p0/citation``, ``p0/field/NAME``)
    delete   nothing
    move     {"project": id}: a section, with the citations inside it
    split    {"name", "items": {target: record}}: what goes to the new project
    merge    {"project": id}: the project that takes the target's items in
    ocr      true or false
    done     true or false: the analyst has finished the document
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from extraction.schema import Citation, Declared, Disclosure, Indicator, Section, Value
from service.records import RecordError, record_from_json
from service.review.corrections.anchoring import find_item, find_project, relocate
from service.review.corrections.bench import (
    BenchProject,
    bench_of,
    counted,
    kind_of,
    with_section_kind,
)
from service.review.corrections.event import Correction
from service.review.corrections.items import Item, ItemState, Live, Record, Unplaced
from service.review.corrections.targets import FACTS, Target, parse_target
from service.review.corrections.undoing import in_force

RECORDS: Mapping[str, type] = {
    "field": Value,
    "section": Section,
    "indicator": Indicator,
    "citation": Citation,
}


def derive(
    disclosure: Disclosure,
    events: Sequence[Correction],
    *,
    extraction: int,
    text: str | None = None,
) -> Live:
    """Apply ``events`` (of one track, oldest first) to an extraction.

    extraction   which extraction ``disclosure`` is; events of another one are anchored anew
    text         the document's text, to find places again where its length has changed

    What finds no place stands in ``unplaced``.
    """
    run = _Run(disclosure, extraction, text)
    for event in in_force(events):
        try:
            why = run.apply(event)
        except (RecordError, KeyError, TypeError, AttributeError):
            why = "此更正的内容已无法读取"
        if why is not None:
            run.unplaced.append(Unplaced(event, why))
    return run.live(events[-1].id if events else 0)


def record_of(kind: str, value: object) -> Record:
    """Return the record of a kind that was stored as JSON. Raises `RecordError`."""
    record: Record = record_from_json(RECORDS[kind], value)
    return record


class _Run:
    """One derivation under way. `apply` returns why an event has no place, or None."""

    def __init__(self, disclosure: Disclosure, extraction: int, text: str | None) -> None:
        self.unplaced: list[Unplaced] = []
        self._base = disclosure
        self._extraction = extraction
        self._text = text
        self._length = disclosure.source.text_length
        self._projects = bench_of(disclosure)
        self._facts = {
            name: Item(f"document/{name}", value, value) for name, value in _facts(disclosure)
        }
        self._ocr: set[int] = set()
        self._done: Correction | None = None

    def apply(self, event: Correction) -> str | None:
        if event.action == "done":
            self._done = event if event.after else None
            return None
        if event.action == "accept":
            return self._accept(event)
        target = parse_target(event.target)
        if target.kind == "page":
            page = int(target.item or 0)
            (self._ocr.add if event.after else self._ocr.discard)(page)
            return None
        if target.kind == "fact":
            held = self._facts[target.item or ""]
            value = event.after
            record = value if isinstance(value, str | int) else None
            self._facts[held.key] = replace(held, record=record, state="changed", event=event)
            return None
        project = self._project(event, target)
        if project is None:
            return "项目在新的识别结果中找不到"
        if target.kind == "project":
            return self._on_project(event, project)
        if event.action == "add":
            return self._add(event, target, project)
        return self._on_item(event, target, project)

    def live(self, last_event: int) -> Live:
        projects = tuple(project.live() for project in self._projects.values())
        facts = {name: item.record for name, item in self._facts.items()}
        declared = {
            name.removeprefix("declared."): value
            for name, value in facts.items()
            if name.startswith("declared.")
        }
        disclosure = replace(
            self._base,
            department=cast("str | None", facts["department"]),
            fiscal_year=cast("int | None", facts["fiscal_year"]),
            declared=record_from_json(Declared, declared),
            projects=tuple(counted(project, at) for at, project in enumerate(projects)),
        )
        return Live(
            disclosure,
            self._facts,
            projects,
            frozenset(self._ocr),
            self._done,
            last_event,
            tuple(self.unplaced),
        )

    # finding

    def _foreign(self, event: Correction) -> bool:
        return event.extraction != self._extraction

    def _same_text(self, event: Correction) -> bool:
        return event.anchor.text_length == self._length

    def _project(self, event: Correction, target: Target) -> BenchProject | None:
        name = target.project or ""
        made_by_event = name.startswith("p+")
        if made_by_event or not self._foreign(event):
            held = self._projects.get(name)
            if held is not None:
                return held
            return self._holder(event.target)
        anchors = [
            (each.id, each.anchor(index=at, text_length=self._length))
            for at, each in enumerate(self._projects.values())
        ]
        found = find_project(event.anchor, anchors, same_text=self._same_text(event))
        return self._projects.get(found) if found is not None else None

    def _holder(self, item_id: str) -> BenchProject | None:
        """Return the project that an item lives in now: it may have moved or been merged."""
        for project in self._projects.values():
            if any(item.id == item_id for item in project.items()):
                return project
        return None

    def _item(
        self, event: Correction, target_text: str, project: BenchProject, was: Record
    ) -> tuple[BenchProject, Item] | None:
        target = parse_target(target_text)
        if target.kind == "field":
            held = project.fields.get(target.item or "")
            return (project, held) if held is not None else None
        by_event = (target.item or "").startswith("+")
        if by_event or not self._foreign(event):
            holder = self._holder(target_text)
            if holder is None:
                return None
            return holder, next(item for item in holder.items() if item.id == target_text)
        items = project.lists[target.kind].values()
        found = find_item(was, items, same_text=self._same_text(event))
        return (project, found) if found is not None else None

    def _placed(self, event: Correction, record: Record, beside: Item | None) -> Record | None:
        """Return the record with offsets of this text; None where it has no place in it."""
        if not isinstance(record, Value | Section | Citation) or self._same_text(event):
            return record
        moved = relocate(record, self._text, text_length=event.anchor.text_length)
        if moved is not None:
            return moved
        held = beside.record if beside is not None else None
        if isinstance(record, Value) and isinstance(held, Value):
            # what the analyst said stands, at the place where it is seen now
            return replace(
                record, text=held.text, page=held.page, box=held.box, start=held.start, end=held.end
            )
        return None

    # acts

    def _accept(self, event: Correction) -> str | None:
        after = event.after
        assert isinstance(after, Mapping)
        missing = 0
        for name, value in after["items"].items():
            target = parse_target(name)
            if target.kind == "fact":
                fact = self._facts[target.item or ""]
                self._facts[fact.key] = replace(fact, record=value, state="accepted", event=event)
                continue
            right = record_of(target.kind, value)
            project = self._project(replace(event, target=name), target)
            if project is None:
                missing += 1
                continue
            found = self._item(event, name, project, right)
            if found is None:
                item_id = f"{project.id}/{target.kind}/{_new_key(event, target, name)}"
                record = self._placed(event, _by_analyst(right, event), None)
                if record is None:
                    missing += 1
                    continue
                project.put(Item(item_id, record, None, "accepted", event))
                continue
            holder, item = found
            record = item.record
            if self._foreign(event) and not _same_answer(item.record, right):
                placed = self._placed(event, _by_analyst(right, event), item)
                if placed is None:
                    missing += 1
                    continue
                record = placed
            elif not self._foreign(event):
                record = right
            holder.put(replace(item, record=record, state="accepted", event=event))
        return f"{missing} 项已确认的内容在新的识别结果中找不到位置" if missing else None

    def _on_item(self, event: Correction, target: Target, project: BenchProject) -> str | None:
        was = record_of(target.kind, event.before) if event.before is not None else None
        found = self._item(event, event.target, project, was)
        if event.action == "delete":
            if found is None:
                return None  # it is not found any more: what the analyst wanted
            holder, item = found
            holder.put(replace(item, state="deleted", event=event))
            return None
        if event.action == "move":
            return self._move(event, found)
        record = self._placed(
            event, record_of(target.kind, event.after), found[1] if found else None
        )
        if record is None:
            return "更正的文字在新的识别结果中找不到"
        if found is None:
            key = _new_key(event, target, event.target)
            project.put(Item(f"{project.id}/{target.kind}/{key}", record, None, "changed", event))
            return None
        holder, item = found
        state: ItemState = "added" if item.state == "added" else "changed"
        holder.put(replace(item, record=record, state=state, event=event))
        if isinstance(record, Section) and isinstance(item.record, Section):
            _rekind(holder, record)
        return None

    def _add(self, event: Correction, target: Target, project: BenchProject) -> str | None:
        record = self._placed(event, record_of(target.kind, event.after), None)
        if record is None:
            return "补充的文字在新的识别结果中找不到"
        if self._foreign(event) and target.kind != "field":
            # a newer model may see by itself what the analyst had to add
            items = project.lists[target.kind].values()
            seen = find_item(record, items, same_text=True)
            if seen is not None:
                project.put(replace(seen, record=record, state="accepted", event=event))
                return None
        key = target.item if target.kind == "field" else event.new_id
        first = project.fields[key].first if key in project.fields else None
        project.put(Item(f"{project.id}/{target.kind}/{key}", record, first, "added", event))
        return None

    def _move(self, event: Correction, found: tuple[BenchProject, Item] | None) -> str | None:
        assert isinstance(event.after, Mapping)
        other = self._projects.get(str(event.after["project"]))
        if self._foreign(event) and not str(event.after["project"]).startswith("p+"):
            name = event.after.get("name")
            named = [each for each in self._projects.values() if each.name == name]
            other = named[0] if len(named) == 1 else None
        if found is None or other is None:
            return "要移动的段落或目标项目在新的识别结果中找不到"
        holder, item = found
        _hand_over(holder, other, [item, *_inside(holder, item)], event)
        return None

    def _on_project(self, event: Correction, project: BenchProject) -> str | None:
        if event.action == "set":
            project.name = event.after if isinstance(event.after, str) else None
            return None
        assert isinstance(event.after, Mapping)
        if event.action == "merge":
            other = self._projects.get(str(event.after["project"]))
            if self._foreign(event):
                named = [
                    each
                    for each in self._projects.values()
                    if each.name == event.after.get("name") and each.id != project.id
                ]
                other = named[0] if len(named) == 1 else None
            if other is None or other.id == project.id:
                return "要合并的项目在新的识别结果中找不到"
            _hand_over(project, other, list(project.items()), event)
            other.pages = _around(project.pages, other.pages)
            del self._projects[project.id]
            return None
        going = []
        for name, value in event.after["items"].items():
            kind = parse_target(name).kind
            found = self._item(event, name, project, record_of(kind, value))
            if found is not None and found[0].id == project.id:
                going.append(found[1])
        if not going or len(going) == sum(1 for _ in project.items()):
            return "要拆分的内容在新的识别结果中已不在同一项目里"
        made = BenchProject(f"p{event.new_id}", event.after.get("name"), None)
        _hand_over(project, made, going, event)
        project.pages = _pages(project.items()) or project.pages
        made.pages = _pages(made.items())
        order = list(self._projects.items())
        at = next(place for place, (key, _) in enumerate(order) if key == project.id)
        order.insert(at + 1, (made.id, made))
        self._projects = dict(order)
        return None


def _facts(disclosure: Disclosure) -> Iterable[tuple[str, str | int | None]]:
    for name in FACTS:
        of = disclosure.declared if name.startswith("declared.") else disclosure
        yield name, getattr(of, name.removeprefix("declared."))


def _new_key(event: Correction, target: Target, name: str) -> str:
    """Return the id inside its project of an item that this extraction does not have."""
    if target.kind == "field":
        return target.item or ""
    return f"{event.new_id}.{name}".replace("/", ".") if event.action == "accept" else event.new_id


def _by_analyst(record: Record, event: Correction) -> Record:
    if isinstance(record, Value | Citation):
        return replace(record, method="analyst", by=event.by, confidence=1.0)
    return record


def _same_answer(one: Record, other: Record) -> bool:
    """Tell whether two readings say the same, whoever made them and wherever it was seen."""
    if isinstance(one, Value) and isinstance(other, Value):
        return one.value == other.value
    if isinstance(one, Citation) and isinstance(other, Citation):
        return (one.title, one.doc_number, one.link) == (other.title, other.doc_number, other.link)
    if isinstance(one, Section) and isinstance(other, Section):
        return (one.kind, one.text) == (other.kind, other.text)
    if isinstance(one, Indicator) and isinstance(other, Indicator):
        return replace(one, page=None, box=None) == replace(other, page=None, box=None)
    return one == other


def _rekind(project: BenchProject, section: Section) -> None:
    for item in list(project.lists["citation"].values()):
        record = item.record
        if isinstance(record, Citation) and section.start <= record.start < section.end:
            project.put(with_section_kind(item, section))


def _inside(project: BenchProject, item: Item) -> list[Item]:
    """Return the citations inside a section."""
    section = item.record
    if not isinstance(section, Section):
        return []
    return [
        each
        for each in project.lists["citation"].values()
        if isinstance(each.record, Citation) and section.start <= each.record.start < section.end
    ]


def _hand_over(
    giver: BenchProject, taker: BenchProject, going: Sequence[Item], event: Correction
) -> None:
    """Move items; a field that the taker has already stays with neither: the taker's counts."""
    for item in going:
        giver.take(item)
        if kind_of(item) != "field":
            taker.put(replace(item, event=item.event or event))
        elif item.key not in taker.fields:
            taker.put(replace(item, id=f"{taker.id}/field/{item.key}", event=item.event or event))


def _pages(items: Iterable[Item]) -> tuple[int, int] | None:
    pages = [page for item in items if (page := getattr(item.record, "page", None)) is not None]
    return (min(pages), max(pages)) if pages else None


def _around(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])
