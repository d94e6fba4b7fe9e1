"""What counts now: the projects with every value's review state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from extraction.schema import Citation, Disclosure, Indicator, Section, Value
from service.review.corrections.event import Correction

ItemState = Literal["open", "accepted", "changed", "added", "deleted"]
Record = Value | Section | Indicator | Citation | str | int | None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an analyst can look at.

    id      its target, see `targets`
    record  what counts now
    first   what the extraction said, None for what was added
    event   the newest event that it rests on
    """

    id: str
    record: Record
    first: Record = None
    state: ItemState = "open"
    event: Correction | None = None

    @property
    def key(self) -> str:
        """Return the id inside the project."""
        return self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class LiveProject:
    """One project as it stands; deleted items are kept, with their state."""

    id: str
    name: str | None
    pages: tuple[int, int] | None
    fields: Mapping[str, Item] = field(default_factory=dict)
    sections: tuple[Item, ...] = ()
    indicators: tuple[Item, ...] = ()
    citations: tuple[Item, ...] = ()

    def items(self) -> Iterator[Item]:
        """Yield every item in the order of the page."""
        yield from self.fields.values()
        yield from self.sections
        yield from self.indicators
        yield from self.citations

    @property
    def open_count(self) -> int:
        """How many items nobody has looked at."""
        return sum(item.state == "open" for item in self.items())


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A correction that found no place in this extraction: listed, never dropped."""

    event: Correction
    why: str


@dataclass(frozen=True, slots=True)
class Live:
    """One document as it stands after its events."""

    disclosure: Disclosure
    facts: Mapping[str, Item]
    projects: tuple[LiveProject, ...]
    ocr_pages: frozenset[int]
    done: Correction | None
    last_event: int
    unplaced: tuple[Unplaced, ...]

    def project(self, project_id: str) -> LiveProject | None:
        """Return the project of this id."""
        return next((each for each in self.projects if each.id == project_id), None)

    def item(self, target: str) -> Item | None:
        """Return the item of this target."""
        if target.startswith("document/"):
            return self.facts.get(target.removeprefix("document/"))
        # what has moved keeps the name of its first project
        items = (item for project in self.projects for item in project.items())
        return next((item for item in items if item.id == target), None)

    @property
    def open_count(self) -> int:
        """How many items of all projects nobody has looked at."""
        return sum(project.open_count for project in self.projects)
