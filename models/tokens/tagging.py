"""Tags and spans, in two schemes; ``O`` is what is in none.

``BMES``: ``B-X M-X E-X`` over several characters, ``S-X`` over one. ``BI``: ``B-X`` for the first
character, ``I-X`` for those that follow it. A sequence costs a CRF the square of its tags: BI has
half as many, and does not say where an entity ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from training_data.formats import Span

Scheme = Literal["BMES", "BI"]
SCHEMES: tuple[str, ...] = get_args(Scheme)
OUTSIDE = "O"


def tag_set(labels: Iterable[str], *, scheme: Scheme = "BMES") -> tuple[str, ...]:
    """Return every tag of ``labels``, ``O`` first."""
    return (OUTSIDE, *(f"{place}-{label}" for label in sorted(set(labels)) for place in scheme))


def to_tags(spans: Iterable[Span], size: int, *, scheme: Scheme = "BMES") -> list[str]:
    """Write spans as one tag a character.

    Raises ValueError where a span is empty, leaves the ``size`` characters or overlaps another.
    """
    inside, last, alone = "MES" if scheme == "BMES" else "IIB"
    tags = [OUTSIDE] * size
    for span in spans:
        start, end, label = span.start, span.end, span.label
        if not 0 <= start < end <= size:
            raise ValueError(f"span {start}:{end} {label} is empty or outside 0:{size}")
        if any(tag != OUTSIDE for tag in tags[start:end]):
            raise ValueError(f"span {start}:{end} {label} overlaps another")
        if end - start == 1:
            tags[start] = f"{alone}-{label}"
            continue
        tags[start:end] = [f"{inside}-{label}"] * (end - start)
        tags[start], tags[end - 1] = f"B-{label}", f"{last}-{label}"
    return tags


def to_spans(tags: Sequence[str], *, scheme: Scheme = "BMES") -> list[Span]:
    """Read the entities of a tag sequence; those not begun or closed as they should be are left
    out.

    ``B-X M-X O`` is no entity, nor is ``M-X E-X`` without its begin: strict, as seqeval's BMES
    (mode="strict") reads them; so is ``I-X`` without ``B-X``. Raises ValueError for what is no tag.
    """
    return _closed(tags) if scheme == "BMES" else _begun(tags)


def _closed(tags: Sequence[str]) -> list[Span]:
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for at, tag in enumerate(tags):
        place, label = _parts(tag, at, "BMES")
        if place in ("M", "E") and opened is not None and opened[1] == label:
            if place == "E":
                found.append(Span(opened[0], at + 1, label))
                opened = None
            continue
        opened = (at, label) if place == "B" else None
        if place == "S":
            found.append(Span(at, at + 1, label))
    return found


def _begun(tags: Sequence[str]) -> list[Span]:
    found: list[Span] = []
    opened: tuple[int, str] | None = None
    for at, tag in enumerate((*tags, OUTSIDE)):
        place, label = _parts(tag, at, "BI")
        if place == "I" and opened is not None and opened[1] == label:
            continue
        if opened is not None:
            found.append(Span(opened[0], at, opened[1]))
        opened = (at, label) if place == "B" else None
    return found


def _parts(tag: str, at: int, scheme: Scheme) -> tuple[str, str]:
    place, dash, label = tag.partition("-")
    if tag != OUTSIDE and not (dash and label and len(place) == 1 and place in scheme):
        raise ValueError(f"{tag!r} is no {scheme} tag (character {at})")
    return place, label
