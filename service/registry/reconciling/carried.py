"""The rule that a notice carries: 关于印发〈X办法〉的通知 → X办法."""

from __future__ import annotations

import re
from functools import cache

from extraction.citations import normalise_title
from extraction.registry.names import names

# A notice may say that the rule is new: 关于印发修订后的〈…〉的通知.
_HEAD = (
    "^(?:[一-龥（）、]{1,80}?)?(?:关于)?(?:重新|修订)?(?:印发|发布|颁布|颁发|公布|下发)"
    "(?:(?:修订|修改|修正)(?:后)?的?|新(?:修订|制定)的?)?"
)
_MARKED = re.compile(
    _HEAD + "〈(?P<rule>[^〈〉]*(?:《[^》]*》[^〈〉]*)*)〉(?P<end>[（(][^（）()]{1,8}[）)])?"
    "的?(?:通知|公告|通告|函)(?:[（(][^（）()]{1,8}[）)])?$"
)
_MARK = re.compile("〈([^〈〉]+)〉")
_SEVERAL_MARKED = re.compile(
    _HEAD
    + "(?P<rules>(?:〈[^〈〉]+〉(?:等[^〈〉]{0,12}?)?[和及与、]?){2,})(?:等[^〈〉]{0,12}?)?的?"
    "(?:通知|公告|通告|函)$"
)
_ANOTHER = re.compile("[〈〉]|转发|批转|关于(?:修改|废止|延长|转发|批准|停止)|继续适用")
_NOT_BEFORE = re.compile("(?:贯彻|落实|执行|实施|转发|批转|修改|废止|延长)")
_SHORTEST = 6


def carried_titles(title: str) -> tuple[str, ...]:
    """Return the titles of all rules that a notice carries.

    >>> carried_titles("关于印发〈甲区养护办法〉和〈甲区养护细则〉的通知")
    ('甲区养护办法', '甲区养护细则')
    """
    one = carried_title(title)
    if one:
        return (one,)
    several = _SEVERAL_MARKED.match(title)
    if several is None or _NOT_BEFORE.search(title[: several.start("rules")]):
        return ()
    return tuple(map(normalise_title, _MARK.findall(several["rules"])))


def carried_title(title: str) -> str | None:
    """Return the title of the one rule that a notice carries, ``None`` for any other document.

    Only a notice that issues (印发, 发布 …) carries; one that passes on, amends, repeals or
    carries out another document stays a document of its own, as does one with several rules.

    >>> carried_title("某市财政局关于印发〈某市献血办法〉的通知")
    '某市献血办法'
    >>> carried_title("关于做好贯彻落实〈某市献血办法〉的通知") is None
    True
    """
    marked = _MARKED.match(title)
    if marked:
        if _NOT_BEFORE.search(title[: marked.start("rule") - 1]):
            return None
        rule = marked["rule"] + (marked["end"] or "")
        return normalise_title(rule) if len(marked["rule"]) >= _SHORTEST else None
    plain = _plain().match(title)
    if plain is None or _NOT_BEFORE.search(title[: plain.start("rule")]):
        return None
    rule = plain["rule"]
    several = _several().search(rule)
    return None if several or _ANOTHER.search(rule) or len(rule) < _SHORTEST else rule


@cache
def _plain() -> re.Pattern[str]:
    kinds = names().lexicons["kinds"]
    trials = names().lexicons["trials"]
    return re.compile(
        _HEAD + rf"(?P<rule>[^〈〉]+?(?:{kinds})(?:[（(](?:{trials}|[^（）()]*(?:年|版))[）)])?)"
        "的(?:通知|公告|通告|函)$"
    )


@cache
def _several() -> re.Pattern[str]:
    # 关于印发甲办法和乙细则的通知
    return re.compile(rf"(?:{names().lexicons['kinds']})(?:（[^（）]*）)?(?:和|及|、|与|等)")
