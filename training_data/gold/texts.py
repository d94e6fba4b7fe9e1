"""Read a gold text: an invented disclosure as it prints, with its labels in the text.

A file is UTF-8, one printed paragraph a line:

    % key: value        about the text: id, department, year, style
    @title words        the document's title
    @project name | heading
    @field name value   a field of the project, in the contract's form
    @citation n key value   what citation n of the project says where the print says it otherwise
    @kind heading       a section of that kind; its body follows (no heading: the body alone)
    @@…                 a printed line that begins with @

Labels are ``{key|printed}``. Keys: AY this year's amount, AT the whole, AI another; D a date, P a
period, O the body that carries the project out; T, N, I, A, V with the number of their citation:
title, document number, issuer, article, edition. ``{I1+2|…}`` is the issuer of two citations.
A label may go on over the end of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import get_args

from extraction.errors import UsageError
from extraction.learned import TokenLabelName
from extraction.schema import SectionKind
from training_data.formats import LabelledText, Place, Span, check
from training_data.formats.labelled import bad_labels

_KINDS: tuple[str, ...] = get_args(SectionKind)
_MARK = re.compile(r"\{(?P<key>[A-Z]+(?:\d+(?:\+\d+)*)?)\|(?P<printed>[^{}]*)\}")
_OPENED = re.compile(r"\{[A-Z]+[\d+]*\|")
_KEY = re.compile(r"(?P<kind>[A-Z]+)(?P<numbers>[\d+]*)")
LABELS: Mapping[str, TokenLabelName] = {
    "T": "TITLE",
    "N": "DOC_NUMBER",
    "I": "ISSUER",
    "A": "ARTICLE",
    "V": "VERSION",
    "AY": "AMOUNT_YEAR",
    "AT": "AMOUNT_TOTAL",
    "AI": "AMOUNT_ITEM",
    "D": "DATE",
    "P": "PERIOD",
    "O": "ORG",
}
# In a body: a line ends here and its paragraph goes on; ``\\n`` ends the paragraph too.
LINE_END = "\v"
# The parts of a citation, by the kind of their labels.
CITED: Mapping[str, str] = {
    "T": "title",
    "N": "doc_number",
    "I": "issuer",
    "A": "article",
    "V": "version",
}


@dataclass(frozen=True, slots=True)
class GoldSection:
    """A section: ``body`` has ``\\n`` between paragraphs and, where lines are broken inside them,
    `LINE_END`; its spans are labelled with the keys."""

    kind: SectionKind
    heading: str
    body: LabelledText


@dataclass(frozen=True, slots=True)
class GoldProject:
    """``says`` is what a citation says where it is not what it prints: number → key → value."""

    name: str
    heading: str
    sections: tuple[GoldSection, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldText:
    """A whole text; ``department`` is its issuer, by which texts are split."""

    name: str
    department: str
    year: int
    title: str
    projects: tuple[GoldProject, ...]


def kind_of(key: str) -> str:
    """Return the kind of a label's key: ``T`` of ``T1+2``."""
    return key.rstrip("0123456789+")


def numbers_of(key: str) -> tuple[int, ...]:
    """Return the citations that a label's key names: 1 and 2 of ``T1+2``."""
    found = _KEY.fullmatch(key)
    return tuple(int(one) for one in found["numbers"].split("+") if one) if found else ()


def read_text(text: str, *, name: str) -> GoldText:
    """Read one gold text; ``name`` is what errors call it.

    Raises `UsageError`: ``bad_labels`` for labels that do not fit or keys that are not known,
    ``bad_label_file`` for a line of another form or a missing ``%`` line.
    """
    about: dict[str, str] = {}
    title = ""
    projects: list[_Project] = []
    for row, raw in enumerate(text.splitlines(), 1):
        place = Place(name, row)
        if raw.startswith("%"):
            key, _, value = raw[1:].partition(":")
            about[key.strip()] = value.strip()
        elif raw.startswith("@") and not raw.startswith("@@"):
            kind, _, rest = raw[1:].partition(" ")
            if kind == "title":
                title = _plain(rest)
            elif kind == "project":
                words, _, heading = rest.partition("|")
                projects.append(_Project(words.strip(), _plain(heading.strip())))
            elif not projects:
                raise _bad_line(place, f"@{kind} before any @project")
            else:
                projects[-1].tell(kind, rest, place)
        elif raw.strip():
            if not projects:
                raise _bad_line(place, "a body line before any @project")
            projects[-1].add(raw[1:] if raw.startswith("@@") else raw, place)
    missing = [key for key in ("department", "year") if not about.get(key)]
    if missing or not about.get("year", "").isdecimal():
        raise _bad_line(Place(name, 1), f"no line % {missing[0] if missing else 'year: number'}")
    return GoldText(
        name,
        about["department"],
        int(about["year"]),
        title,
        tuple(project.finish(name) for project in projects),
    )


class _Project:
    """The project being read."""

    def __init__(self, name: str, heading: str) -> None:
        self._name, self._heading = name, heading
        self._fields: dict[str, str] = {}
        self._says: dict[int, dict[str, str]] = {}
        self._sections: list[tuple[SectionKind, str, list[tuple[str, Place]]]] = []

    def tell(self, kind: str, rest: str, place: Place) -> None:
        words = rest.split(" ", 2)
        if kind == "field" and len(words) >= 2:
            self._fields[words[0]] = rest.split(" ", 1)[1]
        elif kind == "citation" and len(words) == 3 and words[0].isdecimal():
            self._says.setdefault(int(words[0]), {})[words[1]] = words[2]
        elif kind in _KINDS:
            self._sections.append((_section_kind(kind), _plain(rest), []))
        else:
            raise _bad_line(place, f"@{kind} {rest}".strip())

    def add(self, line: str, place: Place) -> None:
        if not self._sections:
            raise _bad_line(place, "a body line before any section")
        self._sections[-1][2].append((line, place))

    def finish(self, name: str) -> GoldProject:
        sections = [
            GoldSection(kind, heading, _body(lines, name))
            for kind, heading, lines in self._sections
        ]
        return GoldProject(
            self._name, self._heading, tuple(sections), dict(self._fields), dict(self._says)
        )


def _body(lines: Sequence[tuple[str, Place]], name: str) -> LabelledText:
    """Put the lines together; a label may go on over a line's end, as numbers do in print."""
    marked = "\n".join(line for line, _ in lines)
    ends = list(accumulate(len(line) + 1 for line, _ in lines))

    def place_at(at: int) -> Place:
        return lines[bisect_right(ends, at)][1]

    parts: list[str] = []
    spans: list[Span] = []
    at = 0
    for printed, key in _pieces(marked, place_at):
        if key is not None:
            spans.append(Span(at, at + len(printed), key))
        parts.append(printed)
        at += len(printed)
    body = LabelledText("".join(parts), tuple(spans))
    return check(body, place=lines[0][1] if lines else Place(name, 1))


def _pieces(marked: str, place_at: Callable[[int], Place]) -> Iterator[tuple[str, str | None]]:
    at = 0
    for mark in _MARK.finditer(marked):
        if mark.start() > at:
            yield _unmarked(marked, at, mark.start(), place_at), None
        if kind_of(mark["key"]) not in LABELS:
            raise UsageError(
                found=f"{place_at(mark.start())}: the label {mark['key']!r}",
                expected=f"one of: {', '.join(LABELS)}",
                hint="Correct the label's key.",
                code="bad_labels",
            )
        yield mark["printed"], mark["key"]
        at = mark.end()
    if at < len(marked):
        yield _unmarked(marked, at, len(marked), place_at), None


def _unmarked(marked: str, start: int, end: int, place_at: Callable[[int], Place]) -> str:
    """Return what stands between labels, where it is not itself the beginning of one."""
    opened = _OPENED.search(marked, start, end)
    if opened is not None:
        raise bad_labels(
            place_at(opened.start()),
            f"the label {opened[0]}…, which holds another or never ends",
            expected="labels as {key|printed}, none inside another",
        )
    return marked[start:end]


def _plain(marked: str) -> str:
    return _MARK.sub(r"\g<printed>", marked)


def _section_kind(kind: str) -> SectionKind:
    return get_args(SectionKind)[_KINDS.index(kind)]  # type: ignore[no-any-return]


def _bad_line(place: Place, found: str) -> UsageError:
    return UsageError(
        found=f"{place}: {found}",
        expected="the form that training_data/gold/texts.py describes",
        hint="Correct the line.",
        code="bad_label_file",
    )
