"""Tags and spans; ``O`` is what is in no entity.

BMES: ``B-X M-X E-X`` over several characters, ``S-X`` over one. Of labels that are open-ended,
``B-X`` for the first character and ``I-X`` for those that follow it: half as many tags, which
cost a CRF the square of their number, and nothing said of where an entity ends.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from training_data.formats import Span

OUTSIDE = "O"
_OPEN, _CLOSED = "BI", "BMES"


def tag_set(labels: Iterable[str], *, open_ended: Collection[str] = ()) -> tuple[str, ...]:
    """Return every tag of ``labels``, ``O`` first; ``open_ended`` are those of them that are."""
    return (
        OUTSIDE,
        *(
            f"{place}-{label}"
            for label in sorted(set(labels))
            for place in (_OPEN if label in open_ended else _CLOSED)
        ),
    )


def to_tags(spans: Iterable[Span], size: int, *, open_ended: Collection[str] = ()) -> list[str]:
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
        inside, last, alone = "IIB" if label in open_ended else "MES"
        if end - start == 1:
            tags[start] = f"{alone}-{label}"
            continue
        tags[start:end] = [f"{inside}-{label}"] * (end - start)
        tags[start], tags[end - 1] = f"B-{label}", f"{last}-{label}"
    return tags


def to_spans(tags: Sequence[str], *, open_ended: Collection[str] = ()) -> list[Span]:
    """Read the entities of a tag sequence; those not begun or closed as they should be are left
    out.

    ``B-X M-X O`` is no entity, nor is ``M-X E-X`` without its begin: strict, as seqeval's BMES
    (mode="strict") reads them; so is ``I-X`` without ``B-X``. Raises ValueError for what is no tag
    of its label.
    """
    found: list[Span] = []
    begun: tuple[int, str] | None = None
    for at, tag in enumerate(tags):
        place, label = _parts(tag, at, open_ended)
        if place in ("M", "I", "E") and begun is not None and begun[1] == label:
            if place == "E":
                found.append(Span(begun[0], at + 1, label))
                begun = None
            continue
        if begun is not None and begun[1] in open_ended:
            found.append(Span(begun[0], at, begun[1]))
        begun = (at, label) if place == "B" else None
        if place == "S":
            found.append(Span(at, at + 1, label))
    if begun is not None and begun[1] in open_ended:
        found.append(Span(begun[0], len(tags), begun[1]))
    return found


def _parts(tag: str, at: int, open_ended: Collection[str]) -> tuple[str, str]:
    place, _, label = tag.partition("-")
    places = _OPEN if label in open_ended else _CLOSED
    if tag != OUTSIDE and not (label and len(place) == 1 and place in places):
        raise ValueError(f"{tag!r} is no {places} tag (character {at})")
    return place, label
