"""Titles with what stands around them: number, issuer, edition, article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extraction.citations.bare_titles import (
    based_titles,
    item_titles,
    labelled_titles,
    numbered_bare_titles,
    quoted_titles,
)
from extraction.citations.doc_numbers import Number
from extraction.citations.flatten import Flat
from extraction.citations.heads import head_titles
from extraction.citations.issuers import find_issuer
from extraction.citations.places import Places, Range
from extraction.citations.rules import pattern
from extraction.citations.tails import Tail, read_tail
from extraction.citations.titles import Title, is_regulation, marked_titles
from extraction.schema import SectionKind

# How far a title's numbers may stand after it, in brackets with the names of many bodies.
_REACH = 300
_LONGEST_BETWEEN = 40


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a title, before it becomes citations.

    ``start`` is where its issuer or number begins if one stands before the title; ``rule`` is
    ``None`` for a title that is no citation (a contract, a form, a newspaper).
    """

    title: Title
    tail: Tail
    numbers: tuple[Number, ...]
    start: int
    issuer: Range | None
    rule: str | None


def find_titles(
    flat: Flat, numbers: Sequence[Number], section: SectionKind | None
) -> tuple[Title, ...]:
    """Read titles with marks, then those without, in reading order and each place once.

    The marks inside the head of a document belong to it.
    """
    titles = list(marked_titles(flat, numbers))
    heads = tuple(head_titles(flat, numbers, running=section is None))
    if heads:
        places = Places((title.start, title.end) for title in heads)
        titles = [title for title in titles if not places.overlaps(title.start, title.end)]
        titles = sorted((*titles, *heads), key=lambda title: title.start)
    taken = Places((title.start, title.end) for title in titles)

    def add(found: Iterable[Title], places: Places) -> None:
        # The finders look at the places while they run; they are filled in only afterwards.
        titles.extend([title for title in list(found) if places.take(title.start, title.end)])

    add(numbered_bare_titles(flat, numbers, taken), taken)
    add(labelled_titles(flat, taken), taken)
    if section == "basis":
        for number in numbers:
            taken.take(number.start, number.end)
        add(item_titles(flat, taken), taken)
        add(based_titles(flat, taken), taken)
    if section in ("basis", None):
        add(quoted_titles(flat, taken), taken)
    return tuple(sorted(titles, key=lambda title: title.start))


def find_mentions(
    flat: Flat, titles: Sequence[Title], numbers: Sequence[Number], section: SectionKind | None
) -> tuple[Mention, ...]:
    """Give each title its numbers, issuer, edition and article; a number belongs to one title."""
    text = flat.text
    starts = [number.start for number in numbers]
    mentions: list[Mention] = []
    used: set[int] = set()
    floor = 0
    for index, title in enumerate(titles):
        limit = titles[index + 1].start if index + 1 < len(titles) else len(text) + 1
        first = bisect_left(starts, title.end)
        last = bisect_left(starts, title.end + _REACH)
        before = None
        if first and starts[first - 1] not in used:
            before = _before(text, title, numbers[first - 1], floor)
        after = [number for number in numbers[first:last] if number.start not in used]
        if before is not None and after and _belongs_to_next(text, after[0], limit):
            after = []
        tail = read_tail(flat, title.end, after, limit)
        own = (*title.numbers, *tail.numbers)
        at = title.start
        if not own and before is not None:
            own = (before,)
            at = before.start - (text[before.start - 1 : before.start] == "（")
        issuer = find_issuer(flat, at, floor)
        if issuer is None and at != title.start and before is not None:
            # 沪府发〔2020〕1号 市政府《…》: the body stands between.
            issuer = find_issuer(flat, title.start, before.end)
        used.update(number.start for number in own)
        floor = max(title.end, tail.end)
        mentions.append(
            Mention(
                title=title,
                tail=tail,
                numbers=_with_body(title, own),
                start=min(at, issuer[0]) if issuer else at,
                issuer=issuer or tail.issuer,
                rule=is_regulation(
                    flat,
                    title,
                    section=section,
                    numbered=bool(own),
                    article=tail.article is not None,
                ),
            )
        )
    return tuple(mentions)


def _before(text: str, title: Title, number: Number, floor: int) -> Number | None:
    """Return the number if it stands right before the title: 沪府规〔2020〕1号文《…》."""
    if number.start < floor or not 0 <= title.start - number.end <= _LONGEST_BETWEEN:
        return None
    joined = pattern("number_body_joins").fullmatch(text, number.end, title.start)
    return number if joined else None


def _belongs_to_next(text: str, number: Number, limit: int) -> bool:
    """Tell whether the number stands right before the next title, which begins at ``limit``."""
    if not number.end <= limit <= number.end + _LONGEST_BETWEEN:
        return False
    return pattern("number_joins").fullmatch(text, number.end, limit) is not None


def _with_body(title: Title, numbers: tuple[Number, ...]) -> tuple[Number, ...]:
    """Give 《…公告》（〔2013〕第8号） the body that stands inside the marks."""
    body = title.title or ""
    if not body.endswith(("公告", "令", "通告")) or "关于" in body or "〈" in body:
        return numbers
    return tuple(replace(n, code=body) if not n.code else n for n in numbers)
