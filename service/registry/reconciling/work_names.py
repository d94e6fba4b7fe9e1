"""The names of a work, and how the names of two works stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extraction.registry import Work
from extraction.registry.title_keys import TitleParts, title_parts
from service.registry.reconciling.carried import carried_titles

# equal: one name · pair: a rule and the notice that carries it · near: a misprint or a
# dropped word · shared: one of several rules that one notice carries
Relation = Literal["equal", "pair", "near", "shared"]

_NEAR = 0.7
_SHORTEST_NEAR = 6

parts_of = lru_cache(maxsize=200_000)(title_parts)


@dataclass(frozen=True, slots=True)
class WorkNames:
    """All full names of one work, as cores (see `TitleParts`).

    main      its title
    cores     its title and other names
    carriers  the documents that carry it
    carried   what its own title carries (关于印发〈甲〉和〈乙〉的通知)
    """

    main: TitleParts
    cores: frozenset[str]
    carriers: frozenset[str]
    carried: frozenset[str]


def names_of(work: Work) -> WorkNames:
    """Return the names of a work; short names are no names here."""
    main = parts_of(work.title)
    others = [parts_of(alias.text) for alias in work.aliases if alias.kind != "short_name"]
    carriers = [parts_of(carrier.title) for carrier in work.carriers]
    return WorkNames(
        main=main,
        cores=frozenset(each.core for each in (main, *others) if each.draft == main.draft),
        carriers=frozenset(each.core for each in carriers),
        carried=_carried(work.title).union(
            *(_carried(alias.text) for alias in work.aliases if alias.kind != "short_name")
        ),
    )


@lru_cache(maxsize=200_000)
def _carried(title: str) -> frozenset[str]:
    return frozenset(parts_of(rule).core for rule in carried_titles(title))


def relation(one: WorkNames, other: WorkNames) -> Relation | None:
    """Say how two works' names stand to each other, ``None`` for unrelated names.

    A draft (征求意见稿) is never the final text.
    """
    if one.main.draft != other.main.draft:
        return None
    if one.cores & other.cores:
        return "equal"
    if one.cores & other.carriers or other.cores & one.carriers:
        return "pair"
    for carrier, rule in ((one, other), (other, one)):
        if rule.cores & carrier.carried:
            return "pair" if len(carrier.carried) == 1 else "shared"
    return "near" if likeness_of(one.main.core, other.main.core) >= _NEAR else None


def likeness_of(one: str, other: str) -> float:
    """Return the Dice coefficient of the two texts' character bigrams, 0 for very short ones."""
    if min(len(one), len(other)) < _SHORTEST_NEAR:
        return 0.0
    first = {one[at : at + 2] for at in range(len(one) - 1)}
    second = {other[at : at + 2] for at in range(len(other) - 1)}
    return 2 * len(first & second) / (len(first) + len(second))
