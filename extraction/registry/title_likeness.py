"""How a cited title stands to the names of an entry: equal, carried, or how far apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from extraction.registry.differences import differences
from extraction.registry.entries import Entry, Name, carried_of
from extraction.registry.names import drifting
from extraction.registry.title_keys import TitleParts

TitleRelation = Literal["same", "core", "local", "carried", "near", "absent"]

_LEAST_STEM = 2
_KINDS = frozenset(
    {
        "条例",
        "办法",
        "规定",
        "细则",
        "规则",
        "准则",
        "规程",
        "规范",
        "制度",
        "标准",
        "意见",
        "通知",
        "通告",
    }
    | {
        "决定",
        "方案",
        "计划",
        "规划",
        "要点",
        "措施",
        "指引",
        "指南",
        "章程",
        "纲要",
        "预案",
        "批复",
        "解释",
    }
)
_FORWARDING = ("关于转发", "转发", "关于印发", "印发")
_NOTICE = "的通知"
_NUMERALS = frozenset("0123456789一二三四五六七八九十")


def nearest_name(
    title: TitleParts, local: Sequence[str], entry: Entry
) -> tuple[Name, TitleRelation, float, tuple[str, str]]:
    """Return the name that is nearest, how near, and the two cores that were compared."""
    best: tuple[Name, TitleRelation, float, tuple[str, str]]
    best = (entry.names[0], "near", -1.0, (title.core, ""))
    for name in entry.names:
        parts = name.parts
        pair = (title.core, parts.core)
        if title.whole == parts.whole:
            return name, "same", 1.0, pair
        if title.core == parts.core:
            best = (name, "core", 1.0, pair)
        if best[2] == 1.0:
            continue
        if parts.core in local:
            best = (name, "local", 1.0, pair)
            continue
        carried = carried_of(entry, name) if parts.carried else ()
        if local and not set(carried).isdisjoint(local):
            best = (name, "local", 1.0, pair)
            continue
        mine, theirs = {title.core, *title.carried}, {parts.core, *carried}
        if not mine.isdisjoint(theirs):
            best = (name, "carried", 1.0, pair)
            continue
        for pair in sorted(product(mine, theirs)):
            likeness = Levenshtein.normalized_similarity(*pair)
            if likeness > best[2]:
                best = (name, "near", likeness, pair)
    return best


class Slips(NamedTuple):
    edits: int
    lost: bool
    added: bool
    numerals: bool
    reworded: bool


NO_SLIPS = Slips(0, False, False, False, False)


def slips(cited: str, other: str) -> Slips:
    edits = 0
    kinds: set[str] = set()
    numerals = reworded = False
    drifts = drifting()
    for mine, theirs in differences(cited, other):
        longest = max(len(mine), len(theirs))
        edits += longest
        kinds.add("insert" if not mine else "delete" if not theirs else "replace")
        numerals = numerals or not _NUMERALS.isdisjoint(mine + theirs)
        slip = longest == 1 and not (mine and theirs)
        reworded = reworded or not (slip or (drifts(mine) and drifts(theirs)))
    # One character lost here and another added there is a word for another (水利, 供水).
    reworded = reworded or {"insert", "delete"} <= kinds
    return Slips(edits, kinds == {"insert"}, kinds == {"delete"}, numerals, reworded)


def only_kind_differs(cited: str, other: str) -> bool:
    return kinds_apart(cited, other) is not None


def kinds_apart(cited: str, other: str) -> tuple[str, str] | None:
    """Return the kind words of two cores that differ in nothing else, ``None`` for others.

    Of two notices (关于印发〈…意见〉的通知) it may be the kind of what they pass on.

    >>> kinds_apart("某市献血办法", "某市献血条例")
    ('办法', '条例')
    """
    pairs = [(cited, other)]
    if all(each.startswith(_FORWARDING) and each.endswith(_NOTICE) for each in (cited, other)):
        pairs.append((cited.removesuffix(_NOTICE), other.removesuffix(_NOTICE)))
    for mine, theirs in pairs:
        sizes = _kind_size(mine), _kind_size(theirs)
        if 0 in sizes or mine == theirs:
            continue
        stem = mine[: -sizes[0]]
        if len(stem) >= _LEAST_STEM and stem == theirs[: -sizes[1]]:
            return mine[-sizes[0] :], theirs[-sizes[1] :]
    return None


def _kind_size(core: str) -> int:
    # All kind words that are mistaken for one another have two characters, but 函.
    return 1 if core.endswith("函") else 2 if core[-2:] in _KINDS else 0
