"""What was found in a Doc, as a span group with a score and the exact offsets of each span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from models.spacy_pipeline.offsets import TokenMap
from models.tokens import Found

KEY = "yiju"
CITATIONS_KEY = "yiju_citations"
_BATCH = 256


def set_group(
    doc: Doc,
    key: str,
    found: Iterable[Found],
    *,
    attributes: Mapping[str, object] | None = None,
) -> None:
    """Set ``doc.spans[key]`` to what was found, in order.

    ``attrs["scores"]`` and ``attrs["offsets"]`` run along the group, as spancat's scores do. A
    span is the shortest run of tokens around its characters: where a label begins or ends inside
    a token (a run of blanks), or ends with a folded blank, the offsets alone are exact.
    """
    places = TokenMap.of(doc)
    entries = list(found)
    spans = [Span(doc, *places.tokens(one.start, one.end), label=one.label) for one in entries]
    attrs = {
        "scores": [one.raw_confidence for one in entries],
        "offsets": [[one.start, one.end] for one in entries],
        **(attributes or {}),
    }
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs=attrs)


def read_group(doc: Doc, *, key: str = KEY) -> tuple[Found, ...]:
    """Return a group that a component of this package has set, at exact character offsets.

    A Doc without the group has nothing found in it.
    """
    if key not in doc.spans:
        return ()
    group = doc.spans[key]
    offsets = cast(list[list[int]], group.attrs["offsets"])
    scores = cast(list[float], group.attrs["scores"])
    return tuple(
        Found(start, end, span.label_, score)
        for span, (start, end), score in zip(group, offsets, scores, strict=True)
    )


def find_all(
    nlp: Language, texts: Iterable[str], *, key: str = KEY, batch_size: int = _BATCH
) -> Iterator[tuple[Found, ...]]:
    """Yield what is found in each text, with memory that does not grow with their number.

    Each batch is read in a memory zone: its Docs and new strings are freed before the next one.
    So no Doc leaves this function; use ``nlp.pipe`` in a ``nlp.memory_zone()`` of your own to
    see them.
    """
    rest = iter(texts)
    while batch := list(islice(rest, batch_size)):
        with nlp.memory_zone():
            found = [read_group(doc, key=key) for doc in nlp.pipe(batch, batch_size=batch_size)]
        yield from found
