"""Finding in a new extraction what a correction of an older one was about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extraction.schema import Citation, Indicator, Section, Value
from service.review.corrections.event import Anchor
from service.review.corrections.items import Item, Record


def find_project(
    anchor: Anchor, projects: Sequence[tuple[str, Anchor]], *, same_text: bool
) -> str | None:
    """Return the id of the project that ``anchor`` tells of, None where no single one is meant.

    ``projects`` are the present ones, each with an anchor of its own. In the same text the most
    common characters decide; else the name, and of several of one name the index.
    """
    if same_text and anchor.project_start is not None and anchor.project_end is not None:
        shared = [
            (_shared(anchor.project_start, anchor.project_end, each), project_id)
            for project_id, each in projects
        ]
        best = max(shared, default=(0, ""))
        if best[0] > 0:
            return best[1]
    named = [
        (each.project_index, project_id)
        for project_id, each in projects
        if _squeezed(each.project_name) == _squeezed(anchor.project_name)
    ]
    if len(named) == 1:
        return named[0][1]
    return next((one for index, one in named if index == anchor.project_index), None)


def find_item(record: Record, items: Iterable[Item], *, same_text: bool) -> Item | None:
    """Return the item that is at the place of ``record``, or says the same."""
    held = [item for item in items if type(item.record) is type(record)]
    if isinstance(record, Indicator):
        return _find_indicator(record, held)
    if not isinstance(record, Value | Section | Citation):
        return None
    if same_text:
        shared = [
            (_overlap(record, item.record), -at)
            for at, item in enumerate(held)
            if isinstance(item.record, Value | Section | Citation)
        ]
        best = max(shared, default=(0, 0))
        return held[-best[1]] if best[0] > 0 else None
    alike = [item for item in held if _words(item.record) == _words(record)]
    return alike[0] if len(alike) == 1 else None


def relocate(
    record: Value | Section | Citation, text: str | None, *, text_length: int
) -> Value | Section | Citation | None:
    """Return ``record`` with its place in another text, None where its words are not there.

    ``text_length`` is the length of the text that its offsets count in; of several places the
    one at the most similar depth is taken.
    """
    printed = record.heading if isinstance(record, Section) else record.text
    if text is None or not printed:
        return None
    depth = record.start * len(text) / max(text_length, 1)
    places = []
    at = text.find(printed)
    while at >= 0:
        places.append(at)
        at = text.find(printed, at + 1)
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - depth))
    end = start + (record.end - record.start)
    if end > len(text):
        return None
    return replace(record, start=start, end=end)


def _find_indicator(record: Indicator, held: Sequence[Item]) -> Item | None:
    def rank(item: Item) -> tuple[bool, bool, bool]:
        other = item.record
        assert isinstance(other, Indicator)
        return (
            _squeezed(other.level3) == _squeezed(record.level3),
            _squeezed(other.text) == _squeezed(record.text),
            other.page == record.page and other.box == record.box and record.box is not None,
        )

    ranked = [(rank(item), -at) for at, item in enumerate(held)]
    best = max(ranked, default=((False, False, False), 0))
    if sum(best[0]) >= 2 or (best[0][0] and sum(one[0][0] for one in ranked) == 1):
        return held[-best[1]]
    return None


def _shared(start: int, end: int, anchor: Anchor) -> int:
    if anchor.project_start is None or anchor.project_end is None:
        return 0
    return min(end, anchor.project_end) - max(start, anchor.project_start)


def _overlap(one: Value | Section | Citation, other: Value | Section | Citation) -> float:
    """Return the common part of two places, 0 to 1; 1 is the same place."""
    common = min(one.end, other.end) - max(one.start, other.start)
    if common <= 0:
        return 0.0
    return common / (max(one.end, other.end) - min(one.start, other.start))


def _words(record: Record) -> tuple[str, ...]:
    if isinstance(record, Section):
        return (record.kind, _squeezed(record.heading))
    if isinstance(record, Value | Citation):
        return (_squeezed(record.text),)
    return ()


def _squeezed(text: str | None) -> str:
    return "".join((text or "").split())
