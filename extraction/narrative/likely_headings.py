"""Lines that are headings by their place, and the kind that their words make likely."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from extraction.narrative.headings import HeadingLine, Shape, read_heading
from extraction.narrative.numbering import read_numbering
from extraction.schema import SectionKind

_LEAST_ALIKE = 3  # kinds that lines set alike must name
_LEAST_GUESSED = 5  # kinds, where no line of theirs has known words
_RUN_IN = re.compile(
    r"(?P<words>[^，。；！？：:、《》\s—]{2,12})(?:\s*(?P<sign>[：:。]|——|—)|(?P<gap>\s{2,}))(?P<rest>.?)"
)
_BRACKETED = re.compile(r"[【〖](?P<words>[^】〗]{2,12})[】〗]\s*[：:]?\s*(?P<rest>.?)")
_ASKED = re.compile(
    r"\s*(?:Q\s*\d{0,2}|问\s*\d{0,2})\s*[：:、.．]\s*(?P<words>[^。；]{2,18})[？?]$"
)
_QUESTION_LINE = re.compile(r"(?P<words>[^。；！：:《》]{3,24})[？?]")
_ALONE = re.compile(r"[\u4e00-\u9fff]{2,12}[？?]?")
_QUESTION = re.compile(r"(?:是什么|有什么|有哪些|设立这个项目|这个项目|本项目|吗)?[？?]?$")
_KINDS: dict[str, SectionKind] = {kind: kind for kind in get_args(SectionKind)}


@dataclass(frozen=True, slots=True)
class LikelyKind:
    """The words that make one kind of section likely (``likely.toml``)."""

    name: SectionKind
    pattern: re.Pattern[str]
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row that may be a heading, how it is set, and whether its words are known."""

    at: int
    sign: str
    kind: SectionKind
    known: bool
    heading: HeadingLine


def likely_kind(words: str) -> SectionKind | None:
    """Return the kind that a heading's words, without its number, make likely.

    >>> likely_kind("政策与法规支撑")
    'basis'
    """
    key = "".join(words.split()).strip("【】〖〗：:。？?").rstrip("的呢吗")
    if any(found.end() == len(key) for found in _never().finditer(key)):
        return None
    for kind in likely_kinds():
        if kind.pattern.fullmatch(key):
            return kind.name
    return None


def numbered_run_in(line: str) -> HeadingLine | None:
    """Read a numbered line with likely words before a colon or dash as a heading with a body.

    >>> numbered_run_in("3. 经办科室：区某局综合科").body
    8
    """
    numbering = read_numbering(line)
    if numbering.scheme in ("none", "bullet"):
        return None
    found = _RUN_IN.match(line, numbering.length)
    if not found or not found["rest"] or likely_kind(found["words"]) is None:
        return None
    start = len(line) - len(line.lstrip())
    return HeadingLine(
        None,
        numbering.scheme,
        numbering.ordinal,
        "unknown",
        start,
        found.end("words"),
        found.end("gap" if found["gap"] else "sign"),
    )


def numbered_question(line: str) -> HeadingLine | None:
    """Read a numbered question whose words are likely ones as a heading: 2．依据是什么？

    >>> numbered_question("（三）由谁负责实施？").kind
    'implementer'
    """
    numbering = read_numbering(line)
    if numbering.scheme in ("none", "bullet"):
        return None
    end = len(line.rstrip())
    found = _QUESTION_LINE.fullmatch(line, numbering.length, end)
    kind = likely_kind(found["words"]) if found else None
    if kind is None:
        return None
    start = len(line) - len(line.lstrip())
    return HeadingLine(kind, numbering.scheme, numbering.ordinal, "line", start, end, len(line))


def set_alike(lines: Sequence[tuple[int, str]]) -> dict[int, HeadingLine]:
    """Return the lines without numbers that are headings because several kinds are set alike.

    ``lines`` are those that open a paragraph, with any key. Alike are: words in 【】; words
    before a full stop, a colon or a dash; questions; short words alone on their line.
    """
    groups: dict[str, list[_Candidate]] = defaultdict(list)
    for at, line in lines:
        candidate = _candidate(at, line)
        if candidate is not None:
            groups[candidate.sign].append(candidate)
    found: dict[int, HeadingLine] = {}
    for group in groups.values():
        kinds = {one.kind for one in group}
        least = _LEAST_ALIKE if any(one.known for one in group) else _LEAST_GUESSED
        if len(kinds) >= least:
            found |= {one.at: one.heading for one in group}
    return found


def _candidate(at: int, line: str) -> _Candidate | None:
    stripped = line.rstrip()
    start = len(line) - len(line.lstrip())
    asked = _ASKED.match(stripped)
    if asked:
        kind = _kind(_QUESTION.sub("", asked["words"]))
        return _made(at, "asked", kind, start, len(stripped), len(line))
    if read_numbering(line).scheme != "none":
        return None
    bracketed = _BRACKETED.match(stripped, start)
    if bracketed:
        end = stripped.find("】") + 1 or stripped.find("〗") + 1
        body = bracketed.start("rest") if bracketed["rest"] else len(line)
        return _made(at, "【", _kind(bracketed["words"]), start, end, body)
    if _ALONE.fullmatch(stripped, start):
        return _made(at, "alone", _kind(stripped[start:]), start, len(stripped), len(line))
    run_in = _RUN_IN.match(stripped, start)
    if run_in and run_in["rest"]:
        sign = (run_in["sign"] or " ").replace(":", "：")[0]
        body = run_in.end("gap" if run_in["gap"] else "sign")
        return _made(at, sign, _kind(run_in["words"]), start, run_in.end("words"), body)
    return None


def _kind(words: str) -> tuple[SectionKind, bool] | None:
    """Return the kind of a heading's words, and whether they are known ones."""
    known = read_heading(words)
    if known is not None and known.kind is not None and known.shape == "line":
        return known.kind, True
    likely = likely_kind(words)
    return (likely, False) if likely is not None else None


def _made(
    at: int, sign: str, kind: tuple[SectionKind, bool] | None, start: int, end: int, body: int
) -> _Candidate | None:
    if kind is None:
        return None
    shape: Shape = "line" if sign in ("alone", "asked") else "inline"
    heading = HeadingLine(kind[0], "none", None, shape, start, end, body)
    return _Candidate(at, sign, kind[0], kind[1], heading)


@cache
def likely_kinds() -> tuple[LikelyKind, ...]:
    """Load the kinds of ``likely.toml`` once."""
    return tuple(
        LikelyKind(
            _KINDS[row["name"]], re.compile(row["pattern"]), row["example"], row["counter_example"]
        )
        for row in _data()["kind"]
    )


@cache
def _never() -> re.Pattern[str]:
    return re.compile(_data()["never"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("likely.toml").read_text("utf-8"))
