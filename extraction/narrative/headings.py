"""Is this printed line a heading, of which kind, and where does its body start?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, Literal, get_args

from extraction.narrative.numbering import Scheme, read_numbering
from extraction.schema import SectionKind

# line: nothing else on the line. inline: a body behind a colon, a blank or a full stop.
# glued: a body directly behind the words, which only the place among other headings can tell
# from a sentence. unknown: short enough to be a heading, but with none of the known words.
Shape = Literal["line", "inline", "glued", "unknown"]
_LONGEST_UNKNOWN = 16
_SECTION_KINDS: dict[str, SectionKind] = {kind: kind for kind in get_args(SectionKind)}
_LONGEST = 30
# What may close a heading: a bracket that is a part of it ("（单位：万元）"), a colon or dash
# with the body behind it, a full stop.
_TAIL = re.compile(
    r"(?:[（(][亿万千百]?元[）)]|[（(\[【](?![^（()）]*见)[^（）()]{0,12}(?:单位|起止|含|选填|必填|万元)[^（）()]{0,12}[）)\]】])?"
    r"(?:(?P<sign>[：:。.．—－-]+)|[；;，,])?"
)
_SENTENCE = re.compile(r"[，。；！？,;!?《》〈〉：:、%％]|\d{2}|\.$")
_YEAR = r"(?:(?:19|20)\d{2}(?:年度|年|[-—至]20\d{2}年)?)"


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A line that may be a heading; offsets count from the line's first character.

    ``end`` is where the printed heading ends, ``body`` where its body starts on the same
    line (the line's length where it has none).
    """

    kind: SectionKind | None
    scheme: Scheme
    ordinal: int | None
    shape: Shape
    start: int
    end: int
    body: int


@dataclass(frozen=True, slots=True)
class HeadingKind:
    """The words of one kind of section (``headings.toml``)."""

    name: SectionKind
    words: tuple[str, ...]
    example: str
    counter_example: str


def read_heading(line: str) -> HeadingLine | None:
    """Read a printed line as a heading, ``None`` where it cannot be one.

    >>> read_heading("三、实施主体：区商务委").kind
    'implementer'
    """
    numbering = read_numbering(line)
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    if numbering.length >= end:
        return None
    # Headings are set with blanks inside ("项 目 概 述"): match without, map back.
    printed = (at for at in range(numbering.length, end) if not line[at].isspace())
    places = list(islice(printed, 2 * _LONGEST))
    compact = "".join(line[at] for at in places)
    places.append(next(printed, end))
    numbered = numbering.scheme not in ("none", "bullet")
    known = _pattern().match(compact) is not None
    for stop, shape, body in _stops(compact, places, numbered=numbered) if known else ():
        kind = _kind_of(compact[:stop], alone=numbered and shape == "line")
        if kind:
            stop = end if shape == "line" else places[stop - 1] + 1
            return HeadingLine(kind, numbering.scheme, numbering.ordinal, shape, start, stop, body)
    if not numbered or not 2 <= len(compact) <= _LONGEST_UNKNOWN or _SENTENCE.search(compact):
        return None
    return HeadingLine(None, numbering.scheme, numbering.ordinal, "unknown", start, end, end)


def _stops(compact: str, places: list[int], *, numbered: bool) -> Iterator[tuple[int, Shape, int]]:
    """Yield where a heading may stop, the likely ones first: stop, shape, start of the body."""
    end = places[-1]
    longest = min(len(compact), _LONGEST)
    for stop in range(longest, 0, -1):
        tail = _TAIL.match(compact, stop)
        if stop == len(compact) or (tail and tail.end() == len(compact)):
            yield stop, "line", end
        elif tail and tail["sign"] and (numbered or tail["sign"] in ("：", ":")):
            yield stop, "inline", places[tail.end()]
        elif not numbered:
            continue
        elif places[stop] > places[stop - 1] + 1 or compact[stop] in "（([【":
            yield stop, "inline", places[stop]
    if numbered:
        for stop in range(longest, 1, -1):
            yield stop, "glued", places[stop]


def _kind_of(words: str, *, alone: bool) -> SectionKind | None:
    if words in _titles():
        return None
    found = _pattern().fullmatch(words)
    if not found and alone:
        # "三、实施单位及职责": what is joined to the known words may be any short word.
        found = _joined().fullmatch(words)
    return _SECTION_KINDS[found.lastgroup] if found and found.lastgroup else None


@cache
def heading_kinds() -> tuple[HeadingKind, ...]:
    """Load the kinds of ``headings.toml`` once."""
    return tuple(
        HeadingKind(
            name=_SECTION_KINDS[row["name"]],
            words=tuple(row["words"]),
            example=row["example"],
            counter_example=row["counter_example"],
        )
        for row in _data()["kind"]
    )


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


@cache
def _titles() -> frozenset[str]:
    return frozenset(_data()["titles"])


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_pattern().pattern})(?:{_any(_data()['joins'])})[\u4e00-\u9fff]{{2,6}}"
    )


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern for all kinds; the named group that matched is the kind."""
    data = _data()
    modifiers, endings, joins = (_any(data[key]) for key in ("modifiers", "endings", "joins"))
    every = _any(word for kind in heading_kinds() for word in kind.words)
    kinds = "|".join(f"(?P<{kind.name}>{_any(kind.words)})" for kind in heading_kinds())
    further = rf"(?:(?:{joins})(?:{modifiers}|{_YEAR})*?(?:{every})(?:{endings})*){{0,2}}"
    return re.compile(rf"(?:{modifiers}|{_YEAR}|的)*?(?:{kinds})(?:{endings})*{further}")
