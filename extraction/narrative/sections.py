"""A project's narrative → its sections, by their headings."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.layout.blocks import Line, Paragraph
from extraction.narrative.body import join_lines, without_markup
from extraction.narrative.headings import HeadingLine, read_heading
from extraction.narrative.learned_headings import LEAST, SURE, Roles, learned_heading, told
from extraction.narrative.likely_headings import (
    likely_kind,
    numbered_question,
    numbered_run_in,
    set_alike,
)
from extraction.narrative.numbering import SCHEMES, Scheme, read_numbering
from extraction.schema import SectionKind

_LONGEST_WHOLE = 16  # characters of a heading of known words and others behind them
_LEAST_SECTIONS = 3  # of a narrative whose first section may be its overview


@dataclass(frozen=True, slots=True)
class FoundSection:
    """One section: ``heading`` is ``text[heading_start:heading_end]`` of the document.

    ``text`` is the body with its lines joined; ``origins[i]`` is the document's offset of
    its ``i``-th character. ``page`` is the heading's. ``guessed``: the kind is the likely one
    of words that are not known.
    """

    kind: SectionKind
    heading: str
    heading_start: int
    heading_end: int
    body_start: int
    body_end: int
    page: int | None
    text: str
    origins: tuple[int, ...]
    lines: tuple[Line, ...]
    guessed: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a non-empty span of ``self.text`` into one of the document's text."""
        return self.origins[start], self.origins[end - 1] + 1

    def page_at(self, offset: int) -> int | None:
        """Return the page of the body's line that holds the document's ``offset``."""
        for line in self.lines:
            if line.start <= offset < line.end:
                return line.page
        return self.page


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line, whether it opens a paragraph, and the heading it may be.

    ``likely`` tells that it is one for being set alike with others, ``fits`` that its words are
    those of a likely kind, alone on the line.
    """

    line: Line
    opens: bool
    heading: HeadingLine | None
    likely: bool = False
    fits: bool = False


def find_sections(
    text: str, paragraphs: Sequence[Paragraph], *, roles: Roles | None = None
) -> tuple[FoundSection, ...]:
    """Find the sections of one narrative in its ``paragraphs``, in reading order.

    ``roles`` are what a classifier of lines says; it speaks where the rules are silent.

    The sections' own scheme of numbers is the one in which most kinds of headings stand;
    known headings in other schemes are items inside a section. What stands before the
    first heading belongs to none.
    """
    rows = _rows(text, paragraphs)
    chosen = _choose(rows)
    if roles is not None:
        rows, chosen = _weighed(text, rows, chosen, roles)
    sections = []
    for place, at in enumerate(chosen):
        following = chosen[place + 1] if place + 1 < len(chosen) else len(rows)
        section = _section(text, rows[at:following])
        if section is not None:
            sections.append(section)
    return tuple(_with_overview(sections))


def _with_overview(sections: Sequence[FoundSection]) -> list[FoundSection]:
    """Take a section that stands first and tells the contents for the overview, if none is one."""
    found = list(sections)
    first = found[0] if found else None
    if first is None or len(found) < _LEAST_SECTIONS or first.kind != "plan":
        return found
    if first.heading.rstrip("：:").endswith("内容") and all(s.kind != "overview" for s in found):
        found[0] = replace(first, kind="overview")
    return found


def _rows(text: str, paragraphs: Sequence[Paragraph]) -> list[_Row]:
    """Read each line; where lines without numbers are set alike, that tells more headings."""
    rows: list[_Row] = []
    opening: list[tuple[int, str]] = []
    for paragraph in paragraphs:
        for number, line in enumerate(paragraph.lines):
            printed = without_markup(text[line.start : line.end])
            heading = read_heading(printed)
            if number == 0:
                heading = heading or numbered_run_in(printed) or numbered_question(printed)
                heading = _whole(printed, heading)
                opening.append((len(rows), printed))
            rows.append(_Row(line, number == 0, heading, fits=_fits(printed, heading)))
    alike = set_alike(opening)
    named = {heading.kind for heading in alike.values()}
    numbered = _kinds_of(rows)
    if len(named) <= max((len(kinds) for kinds in numbered.values()), default=0):
        return rows
    for at, heading in alike.items():
        known = rows[at].heading
        if known is None or known.kind is None:
            rows[at] = replace(rows[at], heading=heading, likely=True)
    return rows


def _whole(printed: str, heading: HeadingLine | None) -> HeadingLine | None:
    """Take known words with more behind them for a heading alone where the whole is likely one."""
    if heading is None or heading.shape != "glued":
        return heading
    words = printed[read_numbering(printed).length :].rstrip()
    if len(words) > _LONGEST_WHOLE or likely_kind(words) != heading.kind:
        return heading
    return replace(heading, shape="line", end=len(printed.rstrip()), body=len(printed))


def _fits(printed: str, heading: HeadingLine | None) -> bool:
    if heading is None or heading.shape != "unknown" or heading.body < len(printed.rstrip()):
        return False
    return likely_kind(printed[read_numbering(printed).length :]) is not None


def _weighed(
    text: str, rows: Sequence[_Row], chosen: Sequence[int], roles: Roles
) -> tuple[list[_Row], list[int]]:
    """Add the classifier's headings where the rules have none; where it is sure, take its word
    against what only the place makes a heading: for another kind, or for no heading at all."""
    held = set(chosen)
    out = list(rows)
    kept: list[int] = []
    for at, row in enumerate(rows):
        said = told(roles.get(row.line.start))
        if at in held:
            sure = said is not None and said.confidence >= SURE
            if said is not None and sure and row.heading is not None and not _is_known(row):
                if said.kind is None:
                    continue
                out[at] = replace(row, heading=replace(row.heading, kind=said.kind))
            kept.append(at)
        elif said is not None and said.kind is not None and said.confidence >= LEAST:
            line = without_markup(text[row.line.start : row.line.end])
            heading = learned_heading(line, said.kind)
            if heading is not None:
                out[at] = replace(row, heading=heading)
                kept.append(at)
    return out, kept


def _is_known(row: _Row) -> bool:
    """Tell whether known words make a row a heading: the classifier is wrong there more often."""
    heading = row.heading
    return heading is not None and heading.kind is not None and heading.shape in ("line", "inline")


def _section(text: str, rows: Sequence[_Row]) -> FoundSection | None:
    line, heading = rows[0].line, rows[0].heading
    if heading is None:
        return None
    pieces = [(row.line, row.opens) for row in rows[1:]]
    if heading.body < line.end - line.start:
        rest = Line(line.start + heading.body, line.end, line.page, line.box, line.size)
        pieces.insert(0, (rest, True))
    body = join_lines(text, pieces)
    start, end = line.start + heading.start, line.start + heading.end
    likely = None
    if heading.kind is None:
        likely = likely_kind(text[start + read_numbering(text[start:end]).length : end])
    return FoundSection(
        kind=heading.kind or likely or "other",
        heading=text[start:end],
        heading_start=start,
        heading_end=end,
        body_start=body.origins[0] if body.origins else end,
        body_end=body.origins[-1] + 1 if body.origins else end,
        page=line.page,
        text=body.text,
        origins=body.origins,
        lines=tuple(piece for piece, _ in pieces),
        guessed=rows[0].likely or likely is not None,
    )


def _choose(rows: Sequence[_Row]) -> list[int]:
    """Return the rows that are headings of sections, in order."""
    scheme = _top_scheme(rows)
    if scheme is None:
        return []
    chosen = list(_without_nested(_known(rows, scheme)))
    _add_glued(rows, scheme, chosen)
    _add_outer(rows, scheme, chosen)
    _add_misnumbered(rows, scheme, chosen)
    _add_unknown(rows, scheme, chosen)
    return chosen


def _top_scheme(rows: Sequence[_Row]) -> Scheme | None:
    """Choose the scheme that numbers most kinds of sections; of equals the outermost."""
    kinds = _kinds_of(rows)
    best = max(SCHEMES, key=lambda scheme: (len(kinds[scheme]), -SCHEMES.index(scheme)))
    return best if kinds[best] else None


def _kinds_of(rows: Sequence[_Row]) -> dict[Scheme, set[SectionKind]]:
    kinds: dict[Scheme, set[SectionKind]] = defaultdict(set)
    for row in rows:
        if row.heading and row.heading.kind and row.heading.shape in ("line", "inline"):
            kinds[row.heading.scheme].add(row.heading.kind)
    return kinds


def _known(rows: Sequence[_Row], scheme: Scheme) -> list[tuple[int, HeadingLine]]:
    return [
        (at, row.heading)
        for at, row in enumerate(rows)
        if row.heading and row.heading.kind and row.heading.scheme == scheme
        if row.heading.shape in ("line", "inline")
    ]


def _without_nested(headings: Sequence[tuple[int, HeadingLine]]) -> Iterator[int]:
    """Leave out a list inside a section that counts anew in the sections' own scheme.

    A number that falls back is nested only if the count goes on later where it stopped;
    else it is a misprint, and misprints are kept. An overview opens the next narrative.
    """
    last_of = {heading.ordinal: at for at, heading in headings}
    count: int | None = None
    for at, heading in headings:
        ordinal = heading.ordinal
        falls_back = count is not None and ordinal is not None and ordinal < count
        goes_on = count is not None and last_of.get(count + 1, -1) > at
        if falls_back and goes_on and heading.kind != "overview":
            continue
        yield at
        count = ordinal if ordinal is not None else count


def _neighbours(
    rows: Sequence[_Row], chosen: Sequence[int], at: int
) -> tuple[int | None, int | None]:
    """Return the numbers of the chosen headings before and after a row."""
    place = bisect_left(chosen, at)
    before = rows[chosen[place - 1]].heading if place else None
    after = rows[chosen[place]].heading if place < len(chosen) else None
    return before.ordinal if before else None, after.ordinal if after else None


def _leads_to_next(ordinal: int | None, before: int | None, after: int | None) -> bool:
    """Say whether a number stands right before the next heading's, behind the last one's."""
    return ordinal is not None and ordinal + 1 == after and (before is None or before < ordinal)


def _goes_on(ordinal: int | None, before: int | None, after: int | None) -> bool:
    """Say whether a number goes on from the last heading's and leaves room for the next."""
    if ordinal is None or before is None:
        return False
    return ordinal == before + 1 and (after is None or ordinal < after)


def _add_glued(rows: Sequence[_Row], scheme: Scheme, chosen: list[int]) -> None:
    """Add headings with the body directly behind them, where their number is missing."""
    for at, row in enumerate(rows):
        heading = row.heading
        if not heading or heading.shape != "glued" or heading.scheme != scheme:
            continue
        place = (heading.ordinal, *_neighbours(rows, chosen, at))
        if _goes_on(*place) or _leads_to_next(*place):
            insort(chosen, at)


def _add_outer(rows: Sequence[_Row], scheme: Scheme, chosen: list[int]) -> None:
    """Add known headings of an outer scheme that hold text of their own.

    One that is followed at once by another heading only holds the sections together; one that
    stands between two sections whose numbers follow each other parts the first of them.
    """
    for at, row in enumerate(rows):
        heading = row.heading
        if not heading or not heading.kind or heading.shape not in ("line", "inline"):
            continue
        if SCHEMES.index(heading.scheme) >= SCHEMES.index(scheme):
            continue
        following = rows[at + 1].heading if at + 1 < len(rows) else None
        holds = heading.shape == "line" and following is not None and following.scheme == scheme
        before, after = _neighbours(rows, chosen, at)
        parts = before is not None and after == before + 1
        if not holds and not parts:
            insort(chosen, at)


def _add_misnumbered(rows: Sequence[_Row], scheme: Scheme, chosen: list[int]) -> None:
    """Add known headings alone on their line whose number is missing or of another scheme.

    They count only where the sections' numbers leave a gap for them and their kind is not
    a section already.
    """
    kinds = {heading.kind for at in chosen if (heading := rows[at].heading)}
    for at, row in enumerate(rows):
        heading = row.heading
        if not heading or not heading.kind or heading.shape != "line":
            continue
        if heading.scheme == scheme or heading.kind in kinds:
            continue
        before, after = _neighbours(rows, chosen, at)
        if before is None or (after is not None and after != before + 2):
            continue
        if heading.scheme == "none" or heading.ordinal == before + 1:
            insort(chosen, at)
            kinds.add(heading.kind)


def _add_unknown(rows: Sequence[_Row], scheme: Scheme, chosen: list[int]) -> None:
    """Add short numbered lines with none of the known words, where the count has room."""
    if scheme == "none":
        return
    _add_first(rows, scheme, chosen)
    for at, row in enumerate(rows):
        heading = row.heading
        if not heading or heading.shape != "unknown" or heading.scheme != scheme or not row.opens:
            continue
        before, after = _neighbours(rows, chosen, at)
        if row.fits and _has_room(heading.ordinal, before, after):
            insort(chosen, at)
            continue
        # The last number of a narrative is often printed twice (六、绩效目标, 六、其他).
        repeats = after is None and heading.ordinal is not None and heading.ordinal == before
        if repeats or _goes_on(heading.ordinal, before, after):
            insort(chosen, at)


def _has_room(ordinal: int | None, before: int | None, after: int | None) -> bool:
    """Say whether a number stands between the headings' before and after, gaps allowed."""
    if ordinal is None or (before is None and after is None):
        return False
    return (before is None or before < ordinal) and (after is None or ordinal < after)


def _add_first(rows: Sequence[_Row], scheme: Scheme, chosen: list[int]) -> None:
    """Add lines of an unknown wording that count up to a section: 1. 项目由来 before 2. 依据."""
    for at in range(len(rows) - 1, -1, -1):
        row, heading = rows[at], rows[at].heading
        if not heading or heading.shape != "unknown" or heading.scheme != scheme or not row.opens:
            continue
        before, after = _neighbours(rows, chosen, at)
        if heading.ordinal is None or heading.ordinal + 1 != after:
            continue
        if before is None or before >= after:
            insort(chosen, at)
