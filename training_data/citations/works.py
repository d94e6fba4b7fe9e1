"""Registries of regulations that do not exist, at any size, with families hard to tell apart."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256

from extraction.registry import Alias, Carrier, Version, Work, normal_title
from extraction.registry.regulations import Level, Status
from training_data.citations.bodies import Body, Place, bodies_of, national_bodies, places
from training_data.citations.titles import Titles
from training_data.citations.vocabulary import words

SOURCE = "synthetic"
FIRST_YEAR, LAST_YEAR = 2004, 2025
_NOTHING: Mapping[str, str] = {}
_DAYS = tuple(f"-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29))
_CONGRESS = "全国人民代表大会常务委员会"
_COUNCILS = "人民代表大会常务委员会"
_SHANGHAI = 17  # the first places: the city and its districts
_NATIONAL, _HERE = 0.25, 0.5
_CARRIED, _JOINT, _EDITION, _ISSUER_IN_TITLE = 0.55, 0.08, 0.04, 0.15


def synthesise_works(count: int, *, seed: int) -> Iterator[Work]:
    """Yield ``count`` works with ids, titles within an issuer, and numbers that are all distinct.

    A code may be several bodies' (苏 is a province's letter and a city's), so that one number
    now and then is two works', as in real registries. The same seed gives the same works.
    """
    maker = _Maker(random.Random(seed))
    made = 0
    while made < count:
        for work in maker.family():
            yield work
            made += 1
            if made == count:
                return


class _Maker:
    """Draws families of works and remembers which titles and serials are taken."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._random = chance.random
        self._titles = Titles(chance)
        self._taken: set[int] = set()
        self._serials: dict[tuple[str, str, int], int] = {}
        self._towns = tuple(place for place in places() if place.tier != "区")
        families: tuple[tuple[Callable[[], Iterator[Work]], int], ...] = (
            (self._single, 40),
            (self._legislation, 9),
            (self._cities, 10),
            (self._yearly, 9),
            (self._pair, 8),
            (self._trial, 6),
            (self._renewed, 8),
            (self._near, 8),
            (self._forwarded, 3),
            (self._one_number, 1),
        )
        self._families = tuple(family for family, weight in families for _ in range(weight))

    def family(self) -> Iterator[Work]:
        """Draw one family."""
        return self._families[int(self._random() * len(self._families))]()

    # --- families -------------------------------------------------------------------------

    def _single(self) -> Iterator[Work]:
        body, year = self._body(), self._year()
        draw = self._random()
        titles, topic = self._titles, self._titles.topic(body.domain)
        if draw < 0.4:
            yield from self._rule(titles.rule(body.place, topic), body, year)
        elif draw < 0.75:
            yield from self._document(titles.notice(body.place, topic), body, year)
        elif draw < 0.88:
            yield from self._rule(titles.plan(body.place, topic, year), body, year)
        else:
            yield from self._document(titles.approval(body.place), body, year)

    def _cities(self) -> Iterator[Work]:
        """One subject in several places; some titles do not say of which."""
        index = int(self._random() * len(words().local))
        chosen = [self._place() for _ in range(2 + int(self._random() * 4))]
        domain = words().local[index].domain
        topic, draw = self._titles.topic(domain), self._random()
        title = self._titles.notice(None, topic)
        for place in dict.fromkeys(chosen):
            body, year = bodies_of(place)[index], self._year()
            if draw < 0.5:
                # 关于加强我市…的通知: word for word the same in many a city.
                own = "" if draw < 0.25 else f"我{place.own}"
                same = title.replace(topic, own + topic, 1)
                yield from self._document(same, body, year)
            else:
                yield from self._rule(place.title + title_of_rule(title, topic), body, year)

    def _yearly(self) -> Iterator[Work]:
        body = self._body()
        pattern = self._titles.yearly(body.place, self._titles.topic(body.domain))
        first = FIRST_YEAR + int(self._random() * (LAST_YEAR - FIRST_YEAR - 3))
        for year in range(first, first + 2 + int(self._random() * 3)):
            yield from self._document(pattern.format(year), body, year)

    def _pair(self) -> Iterator[Work]:
        """A rule and the rules for carrying it out."""
        body, year = self._body(), self._year()
        head = body.place.title if body.place else ""
        kind = "管理办法" if self._random() < 0.7 else "管理规定"
        base = f"{head}{self._titles.topic(body.domain)}{kind}"
        yield from self._rule(base, body, year)
        forms = (f"{base}实施细则", f"〈{base}〉实施细则", f"{base[:-2]}实施细则")
        later = min(LAST_YEAR, year + int(self._random() * 3))
        yield from self._rule(self._titles.pick(forms), body, later)

    def _trial(self) -> Iterator[Work]:
        """A rule on trial and the final one, a few years after: two works."""
        body, year = self._body(), self._year()
        title = self._titles.rule(body.place, self._titles.topic(body.domain))
        title = title.removesuffix("（试行）")
        yield from self._rule(f"{title}（试行）", body, year, status="repealed")
        yield from self._rule(title, body, min(LAST_YEAR, year + 1 + int(self._random() * 3)))

    def _renewed(self) -> Iterator[Work]:
        """One rule issued again under new numbers."""
        body, year = self._body(), self._year()
        title = self._titles.rule(body.place, self._titles.topic(body.domain))
        years = [year]
        while years[-1] < LAST_YEAR - 2 and len(years) < 4 and self._random() < 0.7:
            years.append(min(LAST_YEAR, years[-1] + 2 + int(self._random() * 4)))
        yield from self._rule(title, body, *years)

    def _near(self) -> Iterator[Work]:
        """Titles of one body that differ in one word."""
        body = self._body()
        titles, place, year = self._titles, body.place, self._year()
        if self._random() < 0.5:
            rule = titles.rule(place, "\0")
            aspect = titles.pick(words().kinds.aspects) if self._random() < 0.6 else ""
            for _ in range(2 + int(self._random() * 2)):
                title = rule.replace("\0", titles.object(body.domain) + aspect)
                yield from self._rule(title, body, year)
            return
        topic = titles.topic(body.domain)
        title = titles.rule(place, topic) if self._random() < 0.5 else titles.notice(place, topic)
        yield from self._document(title, body, year)
        other = titles.near(title)
        if other:
            yield from self._document(other, body, self._year())

    def _forwarded(self) -> Iterator[Work]:
        """A central document and those that pass it on."""
        above = self._central()
        year = self._year()
        title = self._titles.notice(None, self._titles.topic(above.domain))
        yield from self._document(title, above, year)
        for _ in range(1 + int(self._random() * 3)):
            body = bodies_of(self._place())[0]
            yield from self._document(f"关于转发〈{title}〉的通知", body, year)

    def _one_number(self) -> Iterator[Work]:
        """Two rules that one notice brings: they share its number and its title."""
        body, year = self._body(), self._year()
        topic = self._titles.topic(body.domain)
        head = body.place.title if body.place else ""
        one, other = f"{head}{topic}管理办法", f"{head}{topic}评审专家库管理细则"
        number, issued = self._number(body, year), self._date(year)
        carrier = Carrier(f"关于印发〈{one}〉和〈{other}〉的通知", SOURCE, number, issued)
        for title in (one, other):
            yield from self._work(
                title,
                (body.name,),
                body.place,
                "规范性文件",
                ((number, issued, None),),
                carriers=(carrier,),
            )

    def _legislation(self) -> Iterator[Work]:
        draw, kinds, titles = self._random(), words().kinds, self._titles
        years = self._years()
        if draw < 0.15:
            name = titles.law(kinds.laws)
            full = f"中华人民共和国{name}"
            # Many a source gives a law without the number of the order that promulgated it.
            order = None if self._random() < 0.6 else "中华人民共和国主席令"
            short = (Alias(name, "short_name", SOURCE),)
            yield from self._enacted(full, _CONGRESS, None, "法律", order, years, short)
        elif draw < 0.3:
            head = "中华人民共和国" if self._random() < 0.25 else ""
            title = titles.law(kinds.regulations, head=head)
            yield from self._enacted(title, "国务院", None, "行政法规", "国务院令", years)
        elif draw < 0.45:
            body = self._central()
            while not body.order:
                body = self._central()
            title = titles.law(kinds.department_rules)
            order = f"{body.name}令"
            yield from self._enacted(title, body.name, None, "部门规章", order, years)
        else:
            place = places()[0] if self._random() < 0.3 else self._town()
            if draw < 0.8:
                title = titles.law(kinds.local_regulations, head=place.title)
                issuer = place.title + _COUNCILS
                order = f"{issuer}公告" if self._random() < 0.25 else None
                yield from self._enacted(title, issuer, place, "地方性法规", order, years)
            else:
                title = titles.law(kinds.government_rules, head=place.title)
                issuer = f"{place.title}人民政府"
                order = f"{issuer}令"
                yield from self._enacted(title, issuer, place, "地方政府规章", order, years)

    # --- works ----------------------------------------------------------------------------

    def _enacted(
        self,
        title: str,
        issuer: str,
        place: Place | None,
        level: Level,
        order: str | None,
        years: Sequence[int],
        aliases: tuple[Alias, ...] = (),
    ) -> Iterator[Work]:
        dated = self._random() < 0.3
        versions = []
        for year in years:
            serial = self._serial(issuer, "令", year if dated else 0) if order else 0
            number = f"{order}{f'〔{year}〕' if dated else ''}第{serial}号" if order else None
            versions.append((number, self._date(year), None))
        yield from self._work(title, (issuer,), place, level, versions, aliases=aliases)

    def _rule(
        self, title: str, body: Body, *years: int, status: Status = "in_force"
    ) -> Iterator[Work]:
        """Issue a rule or plan, most often carried by a notice."""
        draw = self._random()
        editions = draw < _EDITION and not title.endswith("）")
        versions = [
            (self._number(body, year), self._date(year), f"{year}版" if editions else None)
            for year in years
        ]
        carriers: tuple[Carrier, ...] = ()
        if draw > 1 - _CARRIED:
            notice = f"关于印发〈{title}〉的通知"
            carriers = tuple(Carrier(notice, SOURCE, number, date) for number, date, _ in versions)
        yield from self._work(
            title,
            self._issuers(body),
            body.place,
            self._level(body),
            versions,
            carriers,
            status=status,
        )

    def _document(self, title: str, body: Body, year: int) -> Iterator[Work]:
        """Issue a document that is cited by its own title."""
        if self._random() < _ISSUER_IN_TITLE and title.startswith("关于"):
            title = body.name + title
        versions = ((self._number(body, year), self._date(year), None),)
        yield from self._work(title, self._issuers(body), body.place, self._level(body), versions)

    def _work(
        self,
        title: str,
        issuers: tuple[str, ...],
        place: Place | None,
        level: Level,
        versions: Sequence[tuple[str | None, str, str | None]],
        carriers: tuple[Carrier, ...] = (),
        aliases: tuple[Alias, ...] = (),
        status: Status = "in_force",
    ) -> Iterator[Work]:
        # A few works in a million are lost to equal checksums; none of them comes twice.
        mark = zlib.crc32(f"{title}|{issuers[0]}".encode())
        if mark in self._taken:
            return
        self._taken.add(mark)
        named = f"{normal_title(title)}|{versions[0][0] or ''}|{issuers[0]}"
        key = "r" + sha256(named.encode()).hexdigest()[:12]
        last = len(versions) - 1
        yield Work(
            key,
            title,
            SOURCE,
            level,
            issuers,
            place.name if place else None,
            tuple(
                Version(
                    f"{key}.{at + 1}",
                    SOURCE,
                    number,
                    edition,
                    date,
                    date,
                    None if at == last else versions[at + 1][1],
                    status if at == last else "superseded",
                    _NOTHING,
                )
                for at, (number, date, edition) in enumerate(versions)
            ),
            carriers,
            aliases,
            _NOTHING,
        )

    # --- parts ----------------------------------------------------------------------------

    def _body(self) -> Body:
        if self._random() < _NATIONAL:
            return self._central()
        bodies = bodies_of(self._place())
        return bodies[int(self._random() * len(bodies))]

    def _central(self) -> Body:
        bodies = national_bodies()
        return bodies[int(self._random() * len(bodies))]

    def _place(self) -> Place:
        everywhere, draw = places(), self._random()
        if draw < 1 - _HERE:
            return everywhere[int(self._random() * _SHANGHAI)]
        if draw < 0.8:
            return self._town()
        return everywhere[int(self._random() * len(everywhere))]

    def _town(self) -> Place:
        return self._towns[int(self._random() * len(self._towns))]

    def _year(self) -> int:
        # Later years are the likelier ones.
        span = LAST_YEAR + 1 - FIRST_YEAR
        return LAST_YEAR - int(span * self._random() ** 1.7)

    def _years(self) -> list[int]:
        years = {self._year() for _ in range(1 + int(self._random() * 3))}
        return sorted(years)

    def _date(self, year: int) -> str:
        return f"{year}{_DAYS[int(self._random() * len(_DAYS))]}"

    def _number(self, body: Body, year: int) -> str:
        code = body.codes[int(self._random() * len(body.codes))]
        return f"{code}〔{year}〕{self._serial(body.name, code, year)}号"

    def _serial(self, issuer: str, code: str, year: int) -> int:
        key = (issuer, code, year)
        serial = self._serials.get(key)
        serial = (
            1 + int(self._random() * 60) if serial is None else serial + 1 + int(self._random() * 6)
        )
        self._serials[key] = serial
        return serial

    def _issuers(self, body: Body) -> tuple[str, ...]:
        if self._random() >= _JOINT:
            return (body.name,)
        fellows = bodies_of(body.place) if body.place else national_bodies()
        drawn = [fellows[int(self._random() * len(fellows))].name for _ in range(2)]
        return tuple(dict.fromkeys((body.name, *drawn)))

    def _level(self, body: Body) -> Level:
        return "党政联合文件" if body.party else "规范性文件"


def title_of_rule(notice: str, topic: str) -> str:
    """Return the rule that a notice's words would bring, without its place."""
    kind = {"加": "管理办法", "做": "实施方案", "规": "管理规定"}.get(notice[2], "实施办法")
    return topic + kind
