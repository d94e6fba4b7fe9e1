"""What one reading of documents has that another has not: values gained, lost and changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from models.evaluation import ToScore, evaluate
from models.pairing import Json, items, pair_citations, pair_projects

How = Literal["gained", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value that differs. ``field`` is "group.field"; ``project`` its number and name."""

    document: str
    project: str | None
    page: int | None
    field: str
    how: How
    before: str | None
    after: str | None


def changes(document: str, before: Json | None, after: Json | None) -> tuple[ValueChange, ...]:
    """Compare two Disclosures (as JSON) of one document; None is one that could not be read.

    Confidences and boxes are not compared; of a citation's link the status and the regulation.
    """
    found = [
        ValueChange(
            document,
            miss.project,
            miss.page,
            miss.field,
            _how(miss.expected, miss.found),
            miss.expected,
            miss.found,
        )
        for miss in evaluate([ToScore(document, gold=before or {}, prediction=after)]).misses(
            "strict"
        )
    ]
    return (*found, *_links(document, before, after))


def counted(found: Iterable[ValueChange]) -> dict[How, int]:
    """Count the changes of each kind."""
    counts: dict[How, int] = {"gained": 0, "lost": 0, "changed": 0}
    for one in found:
        counts[one.how] += 1
    return counts


def _how(before: str | None, after: str | None) -> How:
    if before is None:
        return "gained"
    return "lost" if after is None else "changed"


def _links(document: str, before: Json | None, after: Json | None) -> Iterator[ValueChange]:
    pairs = pair_projects(items(before or {}, "projects"), items(after or {}, "projects"))
    for number, (one, two) in enumerate(pairs, 1):
        if one is None or two is None:
            continue
        for first, second in pair_citations(items(one, "citations"), items(two, "citations")):
            if first is None or second is None:
                continue
            old, new = _link(first), _link(second)
            if old != new:
                page = second.get("page")
                yield ValueChange(
                    document,
                    f"{number} {two.get('name')}",
                    page if isinstance(page, int) else None,
                    "citation.link",
                    _how(old, new),
                    old,
                    new,
                )


def _link(citation: Json) -> str | None:
    link = citation.get("link")
    if not isinstance(link, Mapping):
        return None
    return " ".join(str(link[key]) for key in ("status", "regulation_id") if link.get(key))
