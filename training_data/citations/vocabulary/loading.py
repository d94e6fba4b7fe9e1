"""TOML → typed, frozen words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Strings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province with its letter, its cities (name, letter) and its known districts' names."""

    name: str
    kind: str
    letter: str
    cities: tuple[tuple[str, str], ...]
    districts: Strings


@dataclass(frozen=True, slots=True)
class LocalBody:
    """A body that every place has: the ends of its names, its codes without place."""

    domain: str
    party: bool
    province: str
    city: str
    short: str
    codes: Strings
    kinds: Strings


@dataclass(frozen=True, slots=True)
class NationalBody:
    """A central body with its codes; ``order`` says that it issues rules by order (令)."""

    domain: str
    name: str
    order: bool
    codes: Strings


@dataclass(frozen=True, slots=True)
class Kinds:
    """The words of which titles are made; see kinds.toml."""

    aspects: Strings
    rules: Strings
    plans: Strings
    yearly: Strings
    verbs: Strings
    tails: Strings
    letters: Strings
    works: Strings
    laws: Strings
    regulations: Strings
    department_rules: Strings
    local_regulations: Strings
    government_rules: Strings


@dataclass(frozen=True, slots=True)
class Confusions:
    """What is put for what: see confusions.toml. ``characters`` maps one to those like it."""

    characters: dict[str, str]
    drift: tuple[Strings, ...]
    levels: tuple[Strings, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All words, as the files hold them; ``objects`` by domain."""

    provinces: tuple[Province, ...]
    first: str
    second: str
    district_ends: Strings
    name: str
    local: tuple[LocalBody, ...]
    national: tuple[NationalBody, ...]
    objects: dict[str, Strings]
    kinds: Kinds
    confusions: Confusions


_Row = dict[str, object]


@cache
def words() -> Words:
    """Read the files once."""
    places, bodies, kinds = _load("places"), _load("bodies"), _load("kinds")
    invented = places["invented"]
    assert isinstance(invented, dict)
    return Words(
        provinces=tuple(_province(row) for row in _rows(places, "province")),
        first=_text(invented, "first"),
        second=_text(invented, "second"),
        district_ends=_split(invented, "district_ends"),
        name=_text(invented, "name"),
        local=tuple(_local(row) for row in _rows(bodies, "local")),
        national=tuple(_national(row) for row in _rows(bodies, "national")),
        objects={domain: tuple(str(row).split()) for domain, row in _load("subjects").items()},
        kinds=Kinds(**{key: _split(kinds, key) for key in kinds}),
        confusions=_confusions(_load("confusions")),
    )


def _load(name: str) -> _Row:
    text = (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _rows(table: _Row, key: str) -> list[_Row]:
    rows = table[key]
    assert isinstance(rows, list), key
    return rows


def _text(row: _Row, key: str) -> str:
    return str(row[key])


def _split(row: _Row, key: str) -> Strings:
    """Return the words of a list; - stands for no word."""
    return tuple("" if word == "-" else word for word in str(row.get(key, "")).split())


def _province(row: _Row) -> Province:
    named = (city.partition(":") for city in _split(row, "cities"))
    return Province(
        name=_text(row, "name"),
        kind=_text(row, "kind"),
        letter=_text(row, "letter"),
        cities=tuple((name, letter or name[0]) for name, _, letter in named),
        districts=_split(row, "districts"),
    )


def _local(row: _Row) -> LocalBody:
    return LocalBody(
        domain=_text(row, "domain"),
        party=bool(row.get("party")),
        province=_text(row, "province"),
        city=_text(row, "city"),
        short=_text(row, "short"),
        codes=_split(row, "code"),
        kinds=_split(row, "kinds"),
    )


def _national(row: _Row) -> NationalBody:
    return NationalBody(
        domain=_text(row, "domain"),
        name=_text(row, "name"),
        order=bool(row.get("order")),
        codes=_split(row, "codes"),
    )


def _confusions(table: _Row) -> Confusions:
    like: dict[str, str] = {}
    groups, drift = [*_listed(table, "typing"), *_listed(table, "shapes")], table["drift"]
    assert isinstance(drift, list)
    for group in map(str, groups):
        for character in group:
            others = group.replace(character, "")
            like[character] = like.get(character, "") + others
    return Confusions(
        characters=like,
        drift=tuple(tuple(map(str, forms)) for forms in drift),
        levels=tuple(_split(table, key) for key in ("level_words", "letter_words", "plan_words")),
    )


def _listed(table: _Row, key: str) -> list[object]:
    values = table[key]
    assert isinstance(values, list), key
    return values
