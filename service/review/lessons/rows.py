"""Reviewed documents → passages with labels for the token classifier. Pure.

A section teaches where every item of its project has been looked at: a label that nobody
confirmed, or one that is missing, would teach a mistake. A section whose citations cannot all be
found in its text teaches nothing.

Documents of the frozen test set never teach, however they are corrected.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.citations import Flat, read_parts
from extraction.schema import Citation, Section, Value, to_json
from extraction.values import parse_amount
from models.tokens.aligning import align_citations, by_form, without_overlaps
from service.review.corrections import Item, Live, LiveProject
from service.review.views import DocumentView
from training_data.formats import LabelledText, Span
from training_data.gold import frozen_texts
from training_data.gold.frozen import LEAST_SHARED, bodies, frozen_names

_FIELDS = {
    "narrative_budget": "AMOUNT_YEAR",
    "narrative_total": "AMOUNT_TOTAL",
    "implementer": "ORG",
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One section's body, flat, with its labels, and the corrections that it rests on.

    ``start`` and ``end`` are of the section in the document's text.
    """

    document_sha256: str
    start: int
    end: int
    record: LabelledText
    correction_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lessons:
    """What one document teaches. ``refused`` says why it may teach nothing, None where it may.

    ``unplaced_count`` counts sections whose citations are not all found in their text.
    """

    lessons: tuple[Lesson, ...]
    refused: str | None = None
    unplaced_count: int = 0


def lessons_of(live: Live, view: DocumentView) -> Lessons:
    """Return what a reviewed document teaches; the same arguments give the same answer."""
    refused = _frozen(live, view)
    if refused is not None:
        return Lessons((), refused)
    found: list[Lesson] = []
    unplaced = 0
    for project in live.projects:
        if project.open_count or not any(True for _ in project.items()):
            continue
        for item in project.sections:
            section = item.record
            if item.state == "deleted" or not isinstance(section, Section):
                continue
            lesson = _lesson(live, view, project, section)
            if lesson is None:
                unplaced += 1
            elif lesson.record.spans:
                found.append(lesson)
    return Lessons(tuple(found), unplaced_count=unplaced)


def _lesson(
    live: Live, view: DocumentView, project: LiveProject, section: Section
) -> Lesson | None:
    body = _body_start(view.text, section)
    parts = read_parts(view.text, start=body, end=section.end, section=section.kind, always=True)
    if parts is None:
        return None
    inside = [item for item in project.items() if _is_inside(item, body, section.end)]
    cited = [
        item.record
        for item in inside
        if isinstance(item.record, Citation) and item.state != "deleted"
    ]
    ordered = sorted(cited, key=lambda each: each.start)
    spans = align_citations(parts.flat, parts.numbers, [_plain(each) for each in ordered])
    if spans is None:
        return None
    for item in inside:
        span = _field(item, parts.flat)
        if span is not None:
            spans.append(span)
    year = live.disclosure.fiscal_year
    spans += by_form(parts.flat.text, year=year)
    meta = {
        "document": live.disclosure.source.sha256,
        "department": live.disclosure.department or live.disclosure.source.sha256[:12],
        "section": section.kind,
        "heading": section.heading,
        "year": year,
    }
    return Lesson(
        live.disclosure.source.sha256,
        body,
        section.end,
        LabelledText(parts.flat.text, without_overlaps(spans), meta),
        tuple(sorted({item.event.id for item in inside if item.event is not None})),
    )


def _plain(citation: Citation) -> dict[str, object]:
    plain = to_json(citation)
    assert isinstance(plain, dict)
    return plain


def _field(item: Item, flat: Flat) -> Span | None:
    """Return the label of a field's value; None where its place holds more than the value."""
    value = item.record
    label = _FIELDS.get(item.key)
    if label is None or item.state == "deleted" or not isinstance(value, Value):
        return None
    if label != "ORG" and parse_amount("".join(value.text.split())) != value.value:
        return None  # a sum of several amounts
    first, last = bisect_left(flat.starts, value.start), bisect_left(flat.starts, value.end)
    return Span(first, last, label) if first < last else None


def _is_inside(item: Item, start: int, end: int) -> bool:
    record = item.record
    return isinstance(record, Value | Citation) and start <= record.start < record.end <= end


def _body_start(text: str, section: Section) -> int:
    """Return where a section's body begins: behind the line of its heading."""
    if not section.heading:
        return section.start
    line_end = text.find("\n", section.start, section.end)
    printed = "".join(text[section.start : line_end].split())
    if line_end >= 0 and printed == "".join(section.heading.split()):
        return line_end + 1
    # the body runs on behind the heading
    return _behind(text, section)


def _behind(text: str, section: Section) -> int:
    wanted = "".join(section.heading.split())
    at = section.start
    for char in wanted:
        while at < section.end and text[at].isspace():
            at += 1
        if at >= section.end or text[at] != char:
            return section.start
        at += 1
    return at


def _frozen(live: Live, view: DocumentView) -> str | None:
    """Say why a document belongs to the frozen test set; None where it does not."""
    known = frozen_names()
    source = live.disclosure.source
    text_hash = hashlib.sha256(view.text.encode("utf-8", "replace")).hexdigest()
    if source.sha256 in known.hashes or text_hash in known.hashes:
        return "文件在冻结的测试集里"
    if live.disclosure.department in known.departments:
        return "部门在冻结的测试集里"
    for body in _bodies(live):
        if body in bodies(frozen_texts()):
            return "段落在冻结的测试集里"
    return None


def _bodies(live: Live) -> Iterator[str]:
    for project in live.disclosure.projects:
        for section in project.sections:
            squeezed = "".join(section.text.split())
            if len(squeezed) >= LEAST_SHARED:
                yield squeezed
