"""Titles of regulations that do not exist, in the patterns of those that do."""

from __future__ import annotations

import random
from collections.abc import Sequence

from training_data.citations.bodies import Place
from training_data.citations.vocabulary import words

_NO_ASPECT = 0.35
_TRIAL = 0.1
# What one word may be changed for so that the title is another regulation's.
_NEAR = (
    ("管理办法", "管理暂行办法"),
    ("实施办法", "实施细则"),
    ("管理规定", "管理若干规定"),
    ("专项资金", "资金"),
    ("补助资金", "补贴资金"),
    ("进一步加强", "加强"),
    ("进一步做好", "做好"),
    ("推进", "加快推进"),
    ("有关事项", "有关问题"),
    ("三年行动计划", "行动计划"),
    ("考核办法", "考核评价办法"),
    ("实施方案", "工作方案"),
    ("实施意见", "意见"),
    ("服务", "服务质量"),
    ("若干政策措施", "若干措施"),
)


class Titles:
    """Draws titles; every draw is the generator's that it was made with."""

    def __init__(self, chance: random.Random) -> None:
        self._random = chance.random
        kinds = words().kinds
        self._kinds = kinds
        self._objects = words().objects
        self._domains = tuple(self._objects)
        self._names = words().name

    def pick(self, options: Sequence[str]) -> str:
        """Draw one of the options."""
        return options[int(self._random() * len(options))]

    def object(self, domain: str) -> str:
        """Draw what a regulation of the field may be about; "all" is any field."""
        key = self.pick(self._domains) if domain == "all" else domain
        return self.pick(self._objects[key])

    def topic(self, domain: str) -> str:
        """Draw an object with or without the aspect of it that is regulated."""
        if self._random() < _NO_ASPECT:
            return self.object(domain)
        return self.object(domain) + self.pick(self._kinds.aspects)

    def rule(self, place: Place | None, topic: str) -> str:
        """Name a rule (办法, 规定, …), now and then on trial."""
        title = f"{self._head(place)}{topic}{self.pick(self._kinds.rules)}"
        return f"{title}（试行）" if self._random() < _TRIAL else title

    def plan(self, place: Place | None, topic: str, year: int) -> str:
        """Name a plan (方案, 规划, 预案); some carry the period or the number of the five years."""
        draw = self._random()
        kind = self.pick(self._kinds.plans)
        head = self._head(place)
        if draw < 0.15:
            return f"{head}“{five_years(year)}”{topic}规划"
        if draw < 0.35:
            return f"{head}{topic}{kind}（{year}—{year + 2}年）"
        return f"{head}{topic}{kind}"

    def notice(self, place: Place | None, topic: str) -> str:
        """Name a notice: 关于 + what is to be done + 的通知 and the like."""
        kinds = self._kinds
        where = self._where(place)
        verb, tail, letter = (
            self.pick(kinds.verbs),
            self.pick(kinds.tails),
            self.pick(kinds.letters),
        )
        return f"关于{verb}{where}{topic}{tail}的{letter}"

    def yearly(self, place: Place | None, topic: str) -> str:
        """Return the pattern of a document that comes every year; {} stands for the year."""
        head = self._head(place)
        draw = self._random()
        kind = self.pick(self._kinds.yearly)
        if draw < 0.4:
            return f"{{}}年{head}{topic}{kind}"
        if draw < 0.6:
            return f"{head}{{}}年{topic}{kind}"
        if draw < 0.8:
            return f"{{}}年度{head}{topic}{kind}"
        return f"关于做好{{}}年{self._where(place)}{topic}工作的通知"

    def approval(self, place: Place | None) -> str:
        """Name the approval of a project, which has a name of its own."""
        name = "".join(self.pick(self._names) for _ in range(2 + int(self._random() * 2)))
        return f"关于{place.short if place else ''}{name}{self.pick(self._kinds.works)}的批复"

    def law(self, endings: Sequence[str], *, head: str = "") -> str:
        """Name a law or regulation with one of the endings."""
        ending = self.pick(endings)
        aspect = self.pick(self._kinds.aspects) if self._random() < 0.2 else ""
        return f"{head}{self.object('all')}{aspect if len(ending) > 1 else ''}{ending}"

    def near(self, title: str) -> str | None:
        """Return another title that differs in one word, ``None`` where no such is known."""
        for one, other in _NEAR:
            # The longer first: 资金 is in 专项资金 too.
            long, short = sorted((one, other), key=len, reverse=True)
            if long in title:
                return title.replace(long, short, 1)
            if short in title:
                return title.replace(short, long, 1)
        return None

    def _head(self, place: Place | None) -> str:
        return place.title if place else ""

    def _where(self, place: Place | None) -> str:
        if place is None:
            return ""
        draw = self._random()
        if draw < 0.4:
            return ""
        if draw < 0.75:
            own = "省" if place.tier == "省" and place.own == "区" else place.own
            return ("本", "我", "全")[int(draw * 100) % 3] + own
        return place.title


def five_years(year: int) -> str:
    """Return the number of the five-year plan that holds ``year``.

    >>> five_years(2023), five_years(2010)
    ('十四五', '十一五')
    """
    return f"十{'一二三四五六'[(year - 2006) // 5]}五" if year >= 2006 else "十五"
