"""BMES tags and spans: ``B-X M-X E-X`` over several characters, ``S-X`` over one, else ``O``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from training_data.formats import Span

OUTSIDE = "O"


def tag_set(labels: Iterable[str]) -> tuple[str, ...]:
    """Return every tag of ``labels``, ``O`` first."""
    return (OUTSIDE, *(f"{place}-{label}" for label in sorted(set(labels)) for place in "BMES"))


def to_tags(spans: Iterable[Span], size: int) -> list[str]:
    """Write spans as one tag a character.

    Raises ValueError where a span is empty, leaves the ``size`` characters or overlaps another.
    """
    tags = [OUTSIDE] * size
    for span in spans:
        start, end, label = span.start, span.end, span.label
        if not 0 <= start < end <= size:
            raise ValueError(f"span {start}:{end} {label} is empty or outside 0:{size}")
        if any(tag != OUTSIDE for tag in tags[start:end]):
            raise ValueError(f"span {start}:{end} {label} overlaps another")
        if end - start == 1:
            tags[start] = f"S-{label}"
            continue
        tags[start:end] = [f"M-{label}"] * (end - start)
        tags[start], tags[end - 1] = f"B-{label}", f"E-{label}"
    return tags


def to_spans(tags: Sequence[str]) -> list[Span]:
    """Read the entities of a tag sequence; those not closed as they should be are left out.

    ``B-X M-X O`` is no entity, nor is ``M-X E-X`` without its begin: strict, as seqeval's BMES
    (mode="strict") reads them. Raises ValueError for what is no tag.
    """
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for at, tag in enumerate(tags):
        place, dash, label = tag.partition("-")
        if tag != OUTSIDE and not (dash and label and place in ("B", "M", "E", "S")):
            raise ValueError(f"{tag!r} is no BMES tag (character {at})")
        if place in ("M", "E") and opened is not None and opened[1] == label:
            if place == "E":
                found.append(Span(opened[0], at + 1, label))
                opened = None
            continue
        opened = (at, label) if place == "B" else None
        if place == "S":
            found.append(Span(at, at + 1, label))
    return found
