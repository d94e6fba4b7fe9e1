"""TOML → typed, frozen vocabulary."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

Numbers = Literal["each", "order", "none"]
Spot = Literal["list", "item", "bare"]


@dataclass(frozen=True, slots=True)
class Place:
    """A district or county; ``letter`` stands for it in document numbers."""

    city: str
    city_short: str
    name: str
    letter: str
    city_letter: str
    towns: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Topic:
    """What a project is about; ``also`` is the same project in other words.

    ``outputs`` are (name, unit, number), ``qualities`` (name, per cent), ``effects`` (name, words).
    """

    name: str
    also: str
    doing: str
    aim: str
    outputs: tuple[tuple[str, str, str], ...]
    qualities: tuple[tuple[str, str], ...]
    effects: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of work with its department, the department's units and its projects.

    ``account`` is its functional classification: 类 code and name, 款, 项.
    """

    key: str
    prefix: str
    department: str
    short: str
    unit: str
    offices: tuple[str, ...]
    account: tuple[str, str, str, str, str, str]
    duties: tuple[str, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Regulation:
    """A document to cite: with ``code``, ``years`` and ``number``, with an ``order``, or bare.

    ``amended``: the number is that of a version which a later one has replaced.
    """

    title: str
    code: str | None
    years: tuple[int, ...]
    number: int | None
    order: str | None
    printed: str | None
    issuer: str | None
    amended: bool


@dataclass(frozen=True, slots=True)
class CitationForm:
    """A form of citing: what is printed and what each citation in it says."""

    name: str
    print: str
    cites: tuple[Mapping[str, str], ...]
    numbers: Numbers
    place: Spot
    noise: str | None
    weight: float


@dataclass(frozen=True, slots=True)
class SectionWording:
    """A wording of a section; ``names`` is the body that an implementer section names."""

    print: str
    names: str = ""
    cites: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodWording:
    """A wording of a period and the dates that it gives."""

    print: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class BudgetWording:
    """A wording of a budget: whether it gives an amount, and a whole amount beside the year's."""

    print: str
    gives: bool
    total: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words, as the files hold them."""

    places: tuple[Place, ...]
    domains: tuple[Domain, ...]
    shared_topics: tuple[Topic, ...]
    regulations: tuple[Regulation, ...]
    forms: tuple[CitationForm, ...]
    no_citation: tuple[str, ...]
    no_document: tuple[str, ...]
    headings: Mapping[str, tuple[str, ...]]
    sections: Mapping[str, tuple[SectionWording, ...]]
    periods: tuple[PeriodWording, ...]
    budgets: tuple[BudgetWording, ...]
    items: tuple[str, ...]


_Row = dict[str, object]


@cache
def vocabulary() -> Vocabulary:
    """Read the files once."""
    narrative = _load("narrative")
    domains = _load("domains")
    citations = _load("citations")
    return Vocabulary(
        places=tuple(_place(row) for row in _rows(_load("places"), "place")),
        domains=tuple(_domain(row) for row in _rows(domains, "domain")),
        shared_topics=tuple(_topic(row) for row in _rows(domains, "shared_topic")),
        regulations=tuple(_regulation(row) for row in _rows(_load("regulations"), "regulation")),
        forms=tuple(_form(row) for row in _rows(citations, "form")),
        no_citation=tuple(_text(row, "print") for row in _rows(citations, "no_citation")),
        no_document=tuple(_text(row, "print") for row in _rows(citations, "no_document")),
        headings={
            kind: _texts(narrative["headings"], kind) for kind in _table(narrative, "headings")
        },
        sections={
            kind: tuple(_section(row) for row in _rows(narrative, kind))
            for kind in ("overview", "implementer", "plan", "goals", "other")
        },
        periods=tuple(
            PeriodWording(_text(row, "print"), _maybe(row, "start"), _maybe(row, "end"))
            for row in _rows(narrative, "period")
        ),
        budgets=tuple(
            BudgetWording(_text(row, "print"), not row.get("none"), bool(row.get("total")))
            for row in _rows(narrative, "budget")
        ),
        items=_texts(narrative["items"], "names"),
    )


def fill(template: str, slots: Mapping[str, str]) -> str:
    """Put the slots' values in the places of their names; an unknown name is a ``KeyError``."""
    return re.sub(r"\{(\w+)\}", lambda match: slots[match[1]], template)


def _load(name: str) -> _Row:
    text = (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _rows(table: _Row, key: str) -> list[_Row]:
    rows = table[key]
    assert isinstance(rows, list), key
    return rows


def _table(table: _Row, key: str) -> _Row:
    inner = table[key]
    assert isinstance(inner, dict), key
    return inner


def _text(row: _Row, key: str) -> str:
    return str(row[key])


def _maybe(row: _Row, key: str) -> str | None:
    return str(row[key]) if key in row else None


def _texts(row: object, key: str) -> tuple[str, ...]:
    assert isinstance(row, dict)
    values = row[key]
    assert isinstance(values, list), key
    return tuple(str(value) for value in values)


def _lists(row: _Row, key: str) -> list[list[str]]:
    values = row[key]
    assert isinstance(values, list), key
    return [[str(part) for part in value] for value in values]


def _place(row: _Row) -> Place:
    return Place(
        city=_text(row, "city"),
        city_short=_text(row, "city_short"),
        name=_text(row, "name"),
        letter=_text(row, "letter"),
        city_letter=_text(row, "city_letter"),
        towns=_texts(row, "towns"),
        weight=float(_text(row, "weight")),
    )


def _topic(row: _Row) -> Topic:
    return Topic(
        name=_text(row, "name"),
        also=_text(row, "also"),
        doing=_text(row, "doing"),
        aim=_text(row, "aim"),
        outputs=tuple((name, unit, number) for name, unit, number in _lists(row, "outputs")),
        qualities=tuple((name, share) for name, share in _lists(row, "qualities")),
        effects=tuple((name, words) for name, words in _lists(row, "effects")),
    )


def _domain(row: _Row) -> Domain:
    account = _texts(row, "account")
    return Domain(
        key=_text(row, "key"),
        prefix=_maybe(row, "prefix") or "",
        department=_text(row, "department"),
        short=_text(row, "short"),
        unit=_text(row, "unit"),
        offices=_texts(row, "offices"),
        account=(account[0], account[1], account[2], account[3], account[4], account[5]),
        duties=_texts(row, "duties"),
        topics=tuple(_topic(topic) for topic in _rows(row, "topic")),
    )


def _regulation(row: _Row) -> Regulation:
    years = row.get("years", [])
    assert isinstance(years, list)
    return Regulation(
        title=_text(row, "title"),
        code=_maybe(row, "code"),
        years=tuple(int(year) for year in years),
        number=int(_text(row, "number")) if "number" in row else None,
        order=_maybe(row, "order"),
        printed=_maybe(row, "printed"),
        issuer=_maybe(row, "issuer"),
        amended=row.get("amended") is True,
    )


def _form(row: _Row) -> CitationForm:
    numbers, place = _text(row, "numbers"), _maybe(row, "place") or "list"
    assert numbers in get_args(Numbers)
    assert place in get_args(Spot)
    return CitationForm(
        name=_text(row, "name"),
        print=_text(row, "print"),
        cites=tuple({k: str(v) for k, v in cite.items()} for cite in _rows(row, "cites")),
        numbers=cast("Numbers", numbers),
        place=cast("Spot", place),
        noise=_maybe(row, "noise"),
        weight=float(_maybe(row, "weight") or 1),
    )


def _section(row: _Row) -> SectionWording:
    cites = _rows(row, "cites") if "cites" in row else []
    return SectionWording(
        print=_text(row, "print"),
        names=_maybe(row, "names") or "",
        cites=tuple({k: str(v) for k, v in cite.items()} for cite in cites),
    )
