"""The amounts of a section's text, each with what its words say of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from extraction.narrative.money_rules import Effect, money_rules
from extraction.narrative.numbering import read_numbering
from extraction.values import find_amounts

# head: the amount itself ("预算80万元"). item: one of a list ("餐费80万元"). part: a piece of an
# amount that stands before it ("其中…", or in brackets behind it).
Level = Literal["head", "item", "part"]
_BESIDE = 16
_REACH = 200
_LINK = re.compile(r"[，,、：:（(；;]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年度?|全年)")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_OPENING = re.compile(r"\s*(?:[（(][^（()）]{0,12}[）)])?[：:]")
_NUMBER_HEAD = re.compile(r"\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．]|[①-⑳])")


@dataclass(frozen=True, slots=True)
class Mention:
    """One amount in a section: its span there, its yuan, and what it is called.

    ``effect`` is what its words say (see ``budget.toml``), ``paying`` that they speak of a
    payment, ``schedule`` that it stands in a paragraph of payment dates, ``opens`` that a
    colon behind it opens a list, ``numbered`` that an item's number opens its sentence and no
    other amount stands between.
    """

    start: int
    end: int
    yuan: str
    level: Level
    effect: Effect | None
    schedule: bool
    paying: bool
    opens: bool
    numbered: bool
    clause: str

    @property
    def amount(self) -> Decimal:
        """The yuan as a number."""
        return Decimal(self.yuan)


def read_mentions(text: str, *, fiscal_year: int | None) -> tuple[Mention, ...]:
    """Read the amounts of a section's ``text`` that are the project's money, in order.

    Thresholds, rates, factors and changes against another year are left out. Without a
    ``fiscal_year`` the one year that the text prints is taken for it.
    """
    masked = _masked(text)
    if fiscal_year is None:
        years = set(_YEAR.findall(masked))
        fiscal_year = int(years.pop()) if len(years) == 1 else None
    mentions: list[Mention] = []
    amounts = find_amounts(text)
    brackets, ends = _Brackets(masked), [0]
    flow = _Flow()
    previous_end = 0
    for amount in amounts:
        flow.read(masked[previous_end : amount.start])
        clause = _clause(masked, previous_end, amount.start)
        previous_end, begin = amount.end, amount.start
        paragraph = masked.rfind("\n", 0, begin) + 1
        if masked[begin : amount.end].strip("\0") == "" or _is_ignored(masked, begin, amount.end):
            continue
        effect = _effect(clause, fiscal_year=fiscal_year)
        opened = brackets.opened(begin)
        # In brackets behind an amount of the same paragraph stand its parts.
        in_brackets = opened is not None and ends[bisect_right(ends, opened) - 1] > paragraph
        level = "part" if flow.parts or in_brackets else _level(clause)
        if effect is None:
            effect = flow.carried(level, fiscal_year=fiscal_year)
        flow.saw_amount(clause)
        mentions.append(
            Mention(
                start=begin,
                end=amount.end,
                yuan=amount.yuan,
                level=level,
                effect=effect,
                schedule=bool(
                    money_rules().schedule.search(masked, max(paragraph, begin - _REACH), begin)
                ),
                paying=bool(re.search("支付|付款|拨付|付", clause)),
                opens=bool(_OPENING.match(masked, amount.end)),
                numbered=_is_numbered(masked, ends[-1], begin),
                clause=clause,
            )
        )
        ends.append(amount.end)
    return tuple(_by_source(mentions))


def _by_source(mentions: list[Mention]) -> list[Mention]:
    """Where several amounts name whose money they are, none of them is the amount itself."""
    named = [m.level != "part" and bool(money_rules().source.search(m.clause)) for m in mentions]
    if sum(named) < 2:
        return mentions
    return [
        replace(m, level="item") if by_source else m
        for m, by_source in zip(mentions, named, strict=True)
    ]


class _Flow:
    """What earlier words say of the amounts to come: 其中 and a year set before a comma."""

    def __init__(self) -> None:
        self.parts = False
        self._list = False
        self._year: int | None = None

    def read(self, between: str) -> None:
        """Read the words between two amounts."""
        for event in _events().finditer(between):
            if event["which"]:
                self.parts, self._list = True, bool(event["colon"])
            elif event["year"]:
                self._year = int(event["year"][:4])
            else:
                goes_on = self._list and (
                    event["stop"] in "；;" or _NUMBER_HEAD.match(between, event.end())
                )
                self.parts = self._list = bool(goes_on)
                self._year = None
        # A year in a clause of other words ("2024年完成招标，") is not the amount's year.
        for piece in _LINK.split(between)[:-1]:
            year = _YEAR.search(piece)
            if year and int(year[1]) == self._year and len(_rest(piece)) > 4:
                self._year = None

    def saw_amount(self, clause: str) -> None:
        """A year that an amount's own clause names holds for the next amounts too."""
        year = _YEAR.search(clause)
        if year:
            self._year = int(year[1])

    def carried(self, level: Level, *, fiscal_year: int | None) -> Effect | None:
        """Return what the last year says of an amount whose clause names none."""
        if self._year is None or fiscal_year is None:
            return None
        if self._year == fiscal_year:
            return "year"
        return "other_year" if level != "head" else None


@cache
def _events() -> re.Pattern[str]:
    which = money_rules().parts.pattern
    return re.compile(rf"(?P<which>{which})|(?P<stop>[。；;\n])|(?P<year>{_YEAR.pattern})")


def _masked(text: str) -> str:
    """Blank out what stands in 《 》, length kept: years in titles date no amount.

    Digits are set in half width: ２０２５年 names a year too.
    """
    plain = text.translate(_DIGITS)
    return re.sub(r"《[^《》]{0,80}》", lambda found: "\0" * len(found[0]), plain)


class _Brackets:
    """The closed brackets of a text, none inside another."""

    def __init__(self, text: str) -> None:
        spans = [found.span() for found in re.finditer(r"[（(][^（()）\n]*+[）)]", text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def opened(self, at: int) -> int | None:
        """Return where the bracket opens that holds ``at``."""
        place = bisect_right(self._starts, at) - 1
        return self._starts[place] if place >= 0 and at < self._ends[place] else None


def _is_ignored(text: str, begin: int, end: int) -> bool:
    before = text[max(0, begin - _BESIDE) : begin]
    return any(
        rule.pattern.match(text, end) if rule.where == "after" else rule.pattern.search(before)
        for rule in money_rules().ignored
    )


def _clause(text: str, previous: int, begin: int) -> str:
    """Return the words that name an amount: back to the amount before, or to a mark.

    Behind a colon with no words of its own the words before the colon name it.
    """
    stop = max(text.rfind(mark, previous, begin) for mark in "。；;！？\n，,、（(）)")
    own = text[max(stop + 1, previous) : begin]
    label, colon, behind = own.replace(":", "：").rpartition("：")
    if colon and (_rest(behind) or not label):
        own = behind
    numbering = read_numbering(own)
    if numbering.scheme != "none":
        own = own[numbering.length :]
    return own.replace("\0", "").strip()


def _is_numbered(text: str, previous: int, begin: int) -> bool:
    """Tell whether the sentence of an amount is an item with a number, this its first amount."""
    sentence = max(text.rfind(mark, previous, begin) for mark in "。；;\n") + 1
    if previous and not sentence:
        return False  # its sentence holds the amount before it, too
    return bool(_NUMBER_HEAD.match(text, sentence))


def _effect(clause: str, *, fiscal_year: int | None) -> Effect | None:
    years = [int(year) for year in _YEAR.findall(clause)]
    found = None
    for rule in money_rules().roles:
        if rule.pattern.search(clause):
            found = rule.effect
            break
    if found == "whole":
        return found
    if years and fiscal_year is not None:
        return "year" if fiscal_year in years else "other_year"
    return found


def _level(clause: str) -> Level:
    return "item" if _rest(clause) else "head"


def _rest(clause: str) -> str:
    """Return what is left of a clause without the words that only name the amount."""
    rest = money_rules().head.sub("", clause)
    return re.sub(r"[\s：:，,。“”\"'（）()\-—~～\d.]", "", rest)
