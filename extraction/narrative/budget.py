"""The year's budget and the project's whole amount, chosen from a section's amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extraction.narrative.mentions import Mention
from extraction.narrative.money_rules import Effect
from extraction.values import parse_amount, to_yuan

_ITEM = re.compile("(?<!经)费(?:用)?(?:为|约|共|计)*$")
_PART_OF_YEAR = re.compile(
    r"(?:[一二三四1-4]季度|[上下]半年|[\d一二三四五六七八九十]月份?)[^，。；、\d]{0,6}$"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen amount: its span in the section's text, its yuan, and the rule that chose it."""

    start: int
    end: int
    yuan: str
    by: str


def choose_budget(mentions: Sequence[Mention]) -> Choice | None:
    """Choose the year's budget; ``None`` where no amount is the year's.

    What names this year comes first, then the amount without a list's item before it, then
    a printed sum, then the sum of a list.
    """
    if not mentions:
        return None
    this_year = [m for m in mentions if m.effect == "year"]
    heads = [m for m in mentions if m.level == "head"]
    year_heads = [m for m in this_year if m.level == "head"]
    if year_heads:
        return _one(year_heads[0], "year_amount")
    whole = [m for m in mentions if m.effect in ("whole", "soft_whole")]
    plain = [m for m in heads if m.effect is None]
    # "总金额299万元，其中2025年预算99万元": the parts of a whole name the year. Behind a plain
    # amount only a payment does: "金额30万元，2025年支付首付款10万元".
    dated = [m for m in this_year if m.level != "part"] or this_year
    if dated and (whole or any(m.effect == "other_year" for m in mentions)):
        return _added(dated, single="year_amount")
    if dated and plain and all(m.paying for m in dated):
        return _added(dated, single="year_amount")
    if plain:
        return _one(plain[0], "only_amount" if len(mentions) == 1 else "head_amount")
    sums = [m for m in mentions if m.effect == "sum"]
    if sums:
        return _one(sums[-1], "printed_sum")
    if whole:
        return _one(whole[0], "whole_only")
    return _from_list([m for m in mentions if m.effect != "other_year"]) or _other_year(heads)


def choose_whole(mentions: Sequence[Mention], *, budget: Choice | None) -> Choice | None:
    """Choose the project's whole amount where it is another than the year's ``budget``."""
    if budget is None or budget.by in ("whole_only", "other_year_amount"):
        return None
    effects: tuple[Effect | None, ...] = ("whole", "soft_whole", None)
    for effect in effects:
        for mention in mentions:
            # An amount with no such words is the whole only beside one that names the year.
            if effect is None and (mention.level != "head" or budget.by != "year_amount"):
                continue
            if mention.effect == effect and mention.amount > Decimal(budget.yuan):
                return _one(mention, "whole_amount")
    return _sum_of_years(mentions, budget)


def _sum_of_years(mentions: Sequence[Mention], budget: Choice) -> Choice | None:
    """Find a printed sum of this year's amount and other years'."""
    dated = Decimal(0)
    for mention in mentions:
        if mention.effect == "sum" and Decimal(budget.yuan) < mention.amount == dated:
            return _one(mention, "whole_amount")
        if mention.effect in ("year", "other_year"):
            dated += mention.amount
    return None


def bare_number(text: str, *, heading: str) -> Choice | None:
    """Read a body that is only a number; its unit stands in the heading ("（万元）")."""
    unit = re.search("亿元|百万元|万元|千元|[（(]元", heading)
    # Below the number its parts may stand, without a unit too.
    body = (text.partition("\n")[0] if unit else text).rstrip("。；; \n")
    if not re.fullmatch(r"[\d,，.]+", body):
        return None
    yuan = parse_amount(body, default_unit=unit[0].lstrip("（(") if unit else "元")
    # A small number without any unit may be anything.
    if yuan is None or (not unit and not re.search(r"\.\d\d$", body)):
        return None
    return Choice(0, len(body), yuan, "bare_number")


def _one(mention: Mention, by: str) -> Choice:
    return Choice(mention.start, mention.end, mention.yuan, by)


def _added(mentions: Sequence[Mention], *, single: str) -> Choice:
    if len(mentions) == 1:
        return _one(mentions[0], single)
    total = sum((m.amount for m in mentions), Decimal(0))
    return Choice(mentions[0].start, mentions[-1].end, to_yuan(total), "sum_of_items")


def _from_list(mentions: Sequence[Mention]) -> Choice | None:
    """Add up a list; where its first amount is the sum of the others, take that one.

    An item that is called like the others (…费), or is a quarter's, is no sum, though it may be
    as much as they are together. A list by payment dates repeats a list by contents, so it
    counts only alone.
    """
    items = [m for m in mentions if not m.schedule] or list(mentions)
    items = [m for m in items if m.level == "item"] or items
    if not items:
        return None
    amounts = [m.amount for m in items]
    if len(items) > 2 and amounts[0] * 2 == sum(amounts) and not _is_one_of(items):
        return _one(items[0], "printed_sum")
    return _added(items, single="only_amount")


def _is_one_of(items: Sequence[Mention]) -> bool:
    """Tell whether the first amount is called an item as all others are: 培训费, 印刷费, 场租费.

    Or a part of the year (第一季度), or an item by its number, as the next one is.
    """
    if _PART_OF_YEAR.search(items[0].clause):
        return True
    if all(m.numbered and not m.opens for m in items[:2]):
        return True
    return not items[0].opens and all(_ITEM.search(m.clause) for m in items)


def _other_year(heads: Sequence[Mention]) -> Choice | None:
    """Take the only amount of a section even where it names another year: a stale text."""
    if len(heads) == 1 and re.search("预算|安排|申请", heads[0].clause):
        return _one(heads[0], "other_year_amount")
    return None
