"""Titles and document numbers of a section: what the rules and the classifier make of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extraction.citations import BY_MODEL, Flat, Number, Parts, Title, number_at, title_at
from extraction.citations.rules import rules
from extraction.combining.disagreements import Disagreement
from extraction.combining.policy import Policy, Side
from extraction.combining.title_labels import standing_titles
from extraction.learned import TokenLabel, TokenLabelName

_NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Place:
    """What one rule saw, ``part`` of the rules' parts, and the labels over it; one may be none."""

    part: int | None
    labels: tuple[TokenLabel, ...]


def combine_parts(
    parts: Parts, labels: Iterable[TokenLabel], *, model: str, policy: Policy
) -> tuple[Parts, tuple[Disagreement, ...]]:
    """Weigh the rules' titles and numbers against the classifier's ``labels`` of the same text.

    ``model`` is the classifier's version.
    """
    labels = tuple(standing_titles(parts.flat.text, labels))
    titles: list[Title] = []
    numbers: list[Number] = []
    differ: list[Disagreement] = []
    for place in places_of([title_range(title) for title in parts.titles], labels, "TITLE"):
        title = parts.titles[place.part] if place.part is not None else None
        plain = title_range(title) if title else None
        if title and any((one.start, one.end) == plain for one in place.labels):
            own = rules().confidence.get(title.rule, 0.0)
            titles.append(replace(title, confidence=policy.agreed("TITLE", own)))
            continue
        chosen = policy.decide("TITLE", title.rule if title else None, _surest(place.labels))
        if chosen == "rule" and title:
            titles.append(title)
        elif chosen == "model":
            titles += (
                replace(
                    title_at(parts.flat, one.start, one.end, rule=BY_MODEL),
                    confidence=one.confidence,
                )
                for one in place.labels
            )
        differ.append(
            _disagreement(
                parts.flat, "TITLE", plain, title.rule if title else None, place.labels, chosen
            )
        )
    for place in places_of([(one.start, one.end) for one in parts.numbers], labels, "DOC_NUMBER"):
        number = parts.numbers[place.part] if place.part is not None else None
        span = (number.start, number.end) if number else None
        if number and any((one.start, one.end) == span for one in place.labels):
            own = rules().confidence[_NUMBER]
            numbers.append(replace(number, confidence=policy.agreed("DOC_NUMBER", own)))
            continue
        by = _NUMBER if number else None
        chosen = policy.decide("DOC_NUMBER", by, _surest(place.labels))
        if chosen == "rule" and number:
            numbers.append(number)
        elif chosen == "model":
            numbers += (
                replace(
                    number_at(parts.flat, one.start, one.end),
                    confidence=one.confidence,
                    by_model=True,
                )
                for one in place.labels
            )
        differ.append(_disagreement(parts.flat, "DOC_NUMBER", span, by, place.labels, chosen))
    titles.sort(key=lambda title: title.start)
    numbers.sort(key=lambda number: number.start)
    return Parts(parts.flat, tuple(titles), tuple(numbers), model), tuple(differ)


def title_range(title: Title) -> tuple[int, int]:
    """Return the range of the title without its edition, as the classifier labels it."""
    start, end = title.inner
    if title.title and title.version and len(title.title) < end - start:
        return start, start + len(title.title)
    return start, end


def places_of(
    ruled: Sequence[tuple[int, int]], labels: Iterable[TokenLabel], name: TokenLabelName
) -> list[Place]:
    """Bring together what rules and classifier saw at one place; a label belongs to one place."""
    left = [label for label in labels if label.label == name]
    places: list[Place] = []
    for part, (start, end) in enumerate(ruled):
        over = tuple(one for one in left if one.start < end and start < one.end)
        left = [one for one in left if one not in over]
        places.append(Place(part, over))
    return [*places, *(Place(None, (one,)) for one in left)]


def _surest(labels: Sequence[TokenLabel]) -> float | None:
    return max((one.confidence for one in labels), default=None)


def _disagreement(
    flat: Flat,
    label: TokenLabelName,
    ruled: tuple[int, int] | None,
    by: str | None,
    labels: Sequence[TokenLabel],
    chosen: Side,
) -> Disagreement:
    ranges = [(one.start, one.end) for one in labels]
    everything = ranges if ruled is None else [*ranges, ruled]
    start, end = flat.span(min(one[0] for one in everything), max(one[1] for one in everything))
    return Disagreement(
        label,
        start,
        end,
        flat.printed[slice(*ruled)] if ruled else None,
        "；".join(flat.printed[slice(*one)] for one in ranges) or None,
        by,
        _surest(labels),
        chosen,
    )
