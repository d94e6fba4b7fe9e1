"""The projects on the bench while events are applied to them, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extraction.schema import Citation, Disclosure, Indicator, Project, Section, Value
from service.review.corrections.event import Anchor
from service.review.corrections.items import Item, LiveProject
from service.review.corrections.targets import FIELDS

LISTS = ("section", "indicator", "citation")


@dataclass(slots=True)
class BenchProject:
    """A project that is being worked on; ``lists`` has the items of each kind by id."""

    id: str
    name: str | None
    pages: tuple[int, int] | None
    fields: dict[str, Item] = field(default_factory=dict)
    lists: dict[str, dict[str, Item]] = field(default_factory=lambda: {kind: {} for kind in LISTS})

    def items(self) -> Iterator[Item]:
        """Yield every item."""
        yield from self.fields.values()
        for kind in LISTS:
            yield from self.lists[kind].values()

    def put(self, item: Item) -> None:
        """Place an item, or take a newer one in its place; fields by their name."""
        if isinstance(item.record, Value) or "/field/" in item.id:
            self.fields[item.key] = item
            if item.key == "name" and isinstance(item.record, Value) and item.state != "deleted":
                self.name = item.record.value or self.name
            return
        self.lists[kind_of(item)][item.id] = item

    def take(self, item: Item) -> None:
        """Take an item away."""
        if item.key in self.fields and self.fields[item.key].id == item.id:
            del self.fields[item.key]
            return
        del self.lists[kind_of(item)][item.id]

    def anchor(self, *, index: int, text_length: int) -> Anchor:
        """Return what tells this project from others."""
        placed = [
            item.record
            for item in self.items()
            if isinstance(item.record, Value | Section | Citation)
        ]
        return Anchor(
            text_length=text_length,
            project_index=index,
            project_name=self.name,
            project_start=min((each.start for each in placed), default=None),
            project_end=max((each.end for each in placed), default=None),
        )

    def live(self) -> LiveProject:
        """Return the project as it stands."""
        sections, indicators, citations = (tuple(self.lists[kind].values()) for kind in LISTS)
        return LiveProject(
            self.id,
            self.name,
            self.pages,
            {name: self.fields[name] for name in FIELDS if name in self.fields},
            tuple(sorted(sections, key=_start)),
            indicators,
            tuple(sorted(citations, key=_start)),
        )


def bench_of(disclosure: Disclosure) -> dict[str, BenchProject]:
    """Lay an extraction's projects on the bench, by id."""
    return {f"p{project.index}": _laid(project) for project in disclosure.projects}


def _laid(project: Project) -> BenchProject:
    own = f"p{project.index}"
    laid = BenchProject(own, project.name, project.pages)
    for name, value in project.fields.items():
        laid.fields[name] = Item(f"{own}/field/{name}", value, value)
    lists: tuple[Sequence[Section | Indicator | Citation], ...] = (
        project.sections,
        project.indicators,
        project.citations,
    )
    for kind, records in zip(LISTS, lists, strict=True):
        for at, record in enumerate(records):
            item = Item(f"{own}/{kind}/{at}", record, record)
            laid.lists[kind][item.id] = item
    return laid


def kind_of(item: Item) -> str:
    """Return the kind that an item's id names."""
    return item.id.rsplit("/", 2)[-2]


def counted(project: LiveProject, index: int) -> Project:
    """Return the project as the contract has it: without what was deleted."""
    return Project(
        index=index,
        name=project.name,
        pages=project.pages,
        sections=tuple(r for r in _records(project.sections) if isinstance(r, Section)),
        fields={
            name: item.record
            for name, item in project.fields.items()
            if item.state != "deleted" and isinstance(item.record, Value)
        },
        indicators=tuple(r for r in _records(project.indicators) if isinstance(r, Indicator)),
        citations=tuple(r for r in _records(project.citations) if isinstance(r, Citation)),
    )


def with_section_kind(item: Item, section: Section) -> Item:
    """Return a citation's item with the kind of the section that it stands in."""
    record = item.record
    assert isinstance(record, Citation)
    return replace(item, record=replace(record, section=section.kind))


def _records(items: tuple[Item, ...]) -> list[object]:
    return [item.record for item in items if item.state != "deleted"]


def _start(item: Item) -> int:
    return item.record.start if isinstance(item.record, Section | Citation) else 0
