"""A document's gold in the contract's form → labels in the sections where its values are printed.

Gold says what a document says, not where. Each value is looked for in its section; a section in
which a citation cannot be found is left out, since a missing label teaches that nothing is there.
Amounts, dates and periods that gold does not name are labelled by their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extraction.citations import Flat, Number, flatten, read_parts
from extraction.combining import passage_of
from extraction.layout import Layout
from extraction.narrative import FoundSection, read_mentions
from extraction.projects import NarrativeSegment, find_segments
from extraction.values import find_period
from models.comparing import squeezed
from models.pairing import Json, fields_of, items
from models.tokens.crf import Example
from training_data.formats import Span

_MARK = "[《》〈〉“”‘’]"
_ANY_MARK = re.compile(_MARK)
_DATE = (
    r"(?:(?:19|20)\d\d[年./-](?:\d{1,2}[月./-](?:\d{1,2}日?)?)?"
    r"|(?<![\d年])\d{1,2}月(?:\d{1,2}日)?)"
)
_RANGE = re.compile(rf"{_DATE}起?(?:至|到|—+|–|-|~|～){_DATE}止?")
_ALONE = re.compile(_DATE)
_REACH = 120
_JOINS = re.compile("、|，|以及|和|及|与")


@dataclass(slots=True)
class _Project:
    """Gold of one project, and which of its fields have found their place."""

    gold: Json
    placed: set[str] = field(default_factory=set)

    def amount(self, name: str) -> str | None:
        value = fields_of(self.gold).get(name)
        return value if isinstance(value, str) and name not in self.placed else None


def align_document(layout: Layout, gold: Json, *, year: int | None) -> Iterator[Example]:
    """Yield the passages of a document's narratives whose labels could all be placed."""
    projects = [_Project(project) for project in items(gold, "projects")]
    owners: dict[tuple[str, str], list[_Project]] = {}
    for project in projects:
        for said in items(project.gold, "sections"):
            owners.setdefault(_key(said), []).append(project)
    found: list[tuple[FoundSection, _Project]] = []
    for segment in find_segments(layout):
        if isinstance(segment, NarrativeSegment):
            for section in segment.sections:
                owner = owners.get((section.kind, squeezed(section.text)), [])
                if owner:
                    found.append((section, owner.pop(0)))
    # The budget's own section says first which amount is meant.
    order = sorted(range(len(found)), key=lambda at: found[at][0].kind != "budget")
    examples: dict[int, Example] = {}
    for at in order:
        section, project = found[at]
        example = _example(layout.text, section, project, year)
        if example is not None:
            examples[at] = example
    yield from (examples[at] for at in sorted(examples))


def _key(section: Json) -> tuple[str, str]:
    return str(section.get("kind")), squeezed(str(section.get("text") or ""))


def _example(
    text: str, section: FoundSection, project: _Project, year: int | None
) -> Example | None:
    parts = read_parts(
        text, start=section.body_start, end=section.body_end, section=section.kind, always=True
    )
    if parts is None:
        return None
    same = [one for one in items(project.gold, "sections") if one.get("kind") == section.kind]
    cited = [one for one in items(project.gold, "citations") if one.get("section") == section.kind]
    if cited and len(same) != 1:
        return None
    spans = align_citations(parts.flat, parts.numbers, cited)
    if spans is None:
        return None
    spans += _fields(parts.flat.text, section, project, year)
    spans += by_form(parts.flat.text, year=year)
    return Example(
        passage_of(parts, section=section.kind, heading=section.heading, fiscal_year=year),
        without_overlaps(spans),
    )


def without_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Keep each span that stands over none of those before it; return them in text order."""
    kept: list[Span] = []
    for span in spans:
        if all(span.end <= one.start or one.end <= span.start for one in kept):
            kept.append(span)
    return tuple(sorted(kept))


def by_form(text: str, *, year: int | None) -> list[Span]:
    """Label what its form alone tells: ranges of dates, dates, and amounts as items."""
    found = [Span(*one.span(), "PERIOD") for one in _RANGE.finditer(text)]
    found += [Span(*one.span(), "DATE") for one in _ALONE.finditer(text)]
    if "元" in text or "万" in text:
        found += [
            Span(one.start, one.end, "AMOUNT_ITEM") for one in read_mentions(text, fiscal_year=year)
        ]
    return found


def align_citations(
    flat: Flat, numbers: Sequence[Number], cited: Sequence[Mapping[str, object]]
) -> list[Span] | None:
    """Place the parts of citations, given in reading order; None where one cannot be found."""
    spans: dict[Span, None] = {}
    at = 0  # behind the last title or number
    last: tuple[object, Span] | None = None
    left = list(numbers)
    for one in cited:
        begin = at
        title = one.get("title")
        anchor: Span | None = None
        if isinstance(title, str):
            place = _title(flat.text, title, at)
            if place is None:
                if last is not None and _is_companion(title, last[0]):
                    continue  # 〈X〉及其实施细则: X实施细则 is not printed as one title
                if last is None or last[0] != title:
                    return None
                anchor = last[1]  # a title with several numbers is several citations
            else:
                anchor = Span(*place, "TITLE")
                at = anchor.end
            last = (title, anchor)
            spans[anchor] = None
        number = one.get("doc_number")
        if isinstance(number, str):
            found = _number(left, number, near=anchor.start if anchor else at)
            if found is None:
                return None
            span = Span(found.start, found.end, "DOC_NUMBER")
            spans[span] = None
            anchor = anchor if anchor and anchor.start < span.start else span
            at = max(at, span.end)
        if anchor is None:
            return None
        for beside in _beside(flat.text, one, anchor, begin=begin, end=at):
            if beside is None:
                return None
            spans[beside] = None
    return list(spans)


def _beside(
    text: str, cited: Mapping[str, object], anchor: Span, *, begin: int, end: int
) -> Iterator[Span | None]:
    """Yield where the issuer, the article and the edition stand; None for one not found."""
    issuer = cited.get("issuer")
    if isinstance(issuer, str):
        words = flatten(issuer).text
        place = text.rfind(words, max(0, begin - 2), anchor.start)
        if place < 0:
            place = text.rfind(words, max(0, anchor.start - _REACH), anchor.start)
        yield Span(place, place + len(words), "ISSUER") if place >= 0 else None
    for key, label in (("article", "ARTICLE"), ("version", "VERSION")):
        value = cited.get(key)
        if not isinstance(value, str):
            continue
        words = flatten(value).text
        place = text.find(words, anchor.end, max(anchor.end, end) + _REACH)
        inside = anchor.start <= text.find(words, anchor.start) < anchor.end
        if place >= 0:
            yield Span(place, place + len(words), label)
        elif not inside:  # 试行 is part of the title too
            yield None


def _is_companion(title: str, before: object) -> bool:
    return (
        isinstance(before, str)
        and re.fullmatch(re.escape(before) + "(?:实施细则|实施条例|实施办法)", title) is not None
    )


def _title(text: str, title: str, start: int) -> tuple[int, int] | None:
    """Find a canonical title, whatever marks are printed inside it."""
    pieces = [
        f"{_MARK}{{0,2}}" if _ANY_MARK.match(one) else re.escape(one) for one in flatten(title).text
    ]
    found = re.compile("".join(pieces)).search(text, start)
    return found.span() if found else None


def _number(left: list[Number], canonical: str, *, near: int) -> Number | None:
    same = [one for one in left if one.canonical == canonical]
    if not same:
        return None
    nearest = min(same, key=lambda one: abs(one.start - near))
    left.remove(nearest)
    return nearest


def _fields(
    text: str, section: FoundSection, project: _Project, year: int | None
) -> Iterator[Span]:
    for name, label in (("narrative_budget", "AMOUNT_YEAR"), ("narrative_total", "AMOUNT_TOTAL")):
        value = project.amount(name)
        for mention in read_mentions(text, fiscal_year=year) if value else ():
            if mention.yuan == value:
                project.placed.add(name)
                yield Span(mention.start, mention.end, label)
                break
    body = fields_of(project.gold).get("implementer")
    if section.kind == "implementer" and isinstance(body, str):
        yield from _bodies(text, flatten(body).text)
    if section.kind == "period" or "周期" in text:
        period = find_period(text, start=0, end=len(text))
        if period and period.start and period.end and period.start.end <= period.end.start:
            yield Span(period.start.start, period.end.end, "PERIOD")


def _bodies(text: str, value: str) -> Iterator[Span]:
    """Label each of the bodies that a value joins."""
    at = text.find(value)
    if at < 0:
        return
    start = at
    for join in [*_JOINS.finditer(value), None]:
        end = at + (join.start() if join else len(value))
        if start < end:
            yield Span(start, end, "ORG")
        start = at + join.end() if join else end
