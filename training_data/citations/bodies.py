"""Places and the bodies that issue there, with the codes of their document numbers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from training_data.citations.vocabulary import LocalBody, words

_MUNICIPALITIES = ("上海", "北京", "天津", "重庆")
_DISTRICTS_OF_CITY = 8
_SEED_OF_DISTRICTS = 20  # the invented districts are the same in every registry


@dataclass(frozen=True, slots=True)
class Place:
    """A place that issues regulations.

    name    as ``Work.place`` has it: 上海, 上海市松江区, 江苏省苏州市
    title   as titles print it: 上海市, 上海市松江区, 苏州市
    short   as bodies' short names and numbers print it: 松江区
    tier    省, 市 or 区; the municipalities are 省
    letters what its document numbers begin with
    """

    name: str
    title: str
    short: str
    tier: str
    letters: str

    @property
    def own(self) -> str:
        """The last character of its name, as in 本市, 我区."""
        return self.title[-1]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that issues: its name, short name, codes, field, and whether it issues orders.

    ``place`` is ``None`` for a central body.
    """

    name: str
    short: str
    codes: tuple[str, ...]
    domain: str
    place: Place | None
    party: bool
    order: bool


@cache
def national_bodies() -> tuple[Body, ...]:
    """Return the central bodies."""
    return tuple(
        Body(body.name, body.name, body.codes, body.domain, None, False, body.order)
        for body in words().national
    )


@cache
def places() -> tuple[Place, ...]:
    """Return all places: provinces, cities and districts, the Shanghai ones first."""
    chance = random.Random(_SEED_OF_DISTRICTS)
    found: list[Place] = []
    for province in words().provinces:
        full = province.name + province.kind
        whole = Place(province.name, full, full, "省", province.letter)
        found.append(whole)
        if province.districts:
            found += (_district(whole, f"{name}区") for name in province.districts)
        elif province.name in _MUNICIPALITIES:
            found += (_district(whole, name) for name in _invented(chance))
        for name, letter in province.cities:
            city = Place(f"{full}{name}市", f"{name}市", f"{name}市", "市", letter)
            found.append(city)
            found += (_district(city, name) for name in _invented(chance))
    return tuple(found)


@cache
def bodies_of(place: Place) -> tuple[Body, ...]:
    """Return the bodies of a place."""
    return tuple(_local(place, body) for body in words().local)


def short_names(issuer: str, place: str | None) -> tuple[str, ...]:
    """Return the other names under which documents print an issuer of ``place``.

    >>> short_names("上海市松江区人民政府", "上海市松江区")
    ('松江区政府', '松江区人民政府', '区政府')
    """
    return _short_names_of(place).get(issuer, ()) if place else ()


def place_named(name: str) -> Place | None:
    """Return the place that ``Work.place`` names."""
    return _by_name().get(name)


@cache
def _by_name() -> dict[str, Place]:
    return {place.name: place for place in places()}


@cache
def _short_names_of(place_name: str) -> dict[str, tuple[str, ...]]:
    place = place_named(place_name)
    if place is None:
        return {}
    names: dict[str, tuple[str, ...]] = {}
    for body, local in zip(bodies_of(place), words().local, strict=True):
        end = local.province if _says_province(place) else local.city
        forms = [body.short]
        if place.tier == "区" and not local.party:
            forms.append(place.short + end)
        if not _says_province(place):
            forms.append(place.own + local.short)
        names[body.name] = tuple(dict.fromkeys(forms))
    return names


def _district(city: Place, name: str) -> Place:
    letter = next((sign for sign in name if sign not in "新城江"), name[0])
    parent = city.title if city.tier == "省" else city.name
    return Place(f"{parent}{name}", f"{city.title}{name}", name, "区", city.letters + letter)


def _invented(chance: random.Random) -> Sequence[str]:
    first, second, ends = words().first, words().second, words().district_ends
    names: dict[str, None] = {}
    while len(names) < _DISTRICTS_OF_CITY:
        names[chance.choice(first) + chance.choice(second) + chance.choice(ends)] = None
    return tuple(names)


def _says_province(place: Place) -> bool:
    return place.tier == "省" and place.name not in _MUNICIPALITIES


def _local(place: Place, body: LocalBody) -> Body:
    end = body.province if _says_province(place) else body.city
    name = ("中共" if body.party else "") + place.title + end
    # A body has three codes of its own, not every one of its kind.
    chance = random.Random(f"{place.name}{end}")
    code = chance.choice(body.codes)
    kinds = dict.fromkeys(chance.choices(body.kinds, k=3))
    codes = tuple(f"{place.letters}{code}{kind}" for kind in kinds)
    # What is 财政局 in a city is 财政厅 in a province; 办公室 and 办公厅 likewise.
    short = place.short + (f"{body.short[:-1]}厅" if end.endswith("厅") else body.short)
    return Body(name, short, codes, body.domain, place, body.party, order=False)
