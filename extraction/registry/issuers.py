"""Whether two printed bodies are one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extraction.registry.names import alternation, names

_NOISE = re.compile(r"[\s（）()]+|中华人民共和国|^中共")
_SEPARATORS = re.compile("[、，,；;/]")
_SEVERAL = re.compile(
    r"(?:等\d*[一二三四五六七八九十]*|[二三四五六七八九十]+|\d+)[个家]?(?:部门|部委|单位)$"
)
_RANKS = "省市区县州镇乡"
_NOBODY = re.compile("有关|相关|上级|各级")
_RANK = re.compile("(?:自治[区州县]|[省市区县州镇乡])(?!场|政管|容|域|级)")
# Offices and commissions of the State Council bear its name: 国务院扶贫办.
_ABOVE = ("国务院", "中央军委")
_KEPT = 65_536
_LEAST = 3  # characters of a name that says whose it is; 市委 says it with two
# What a name may leave out before it: whose it is.
_WHOSE = re.compile(
    "(?:国家|全国|中国|中共中央|中央|国家税务总局"
    "|(?:[一-龥]{2,8}?(?:自治[区州县]|新区|街道|[省市区县州盟旗镇乡]))+|[省市区县州]"
    "|北京|天津|上海|重庆|内蒙古|广西|西藏|宁夏|新疆)?"
)
_PLACE_ALONE = re.compile("(?:[一-龥]{2,8}?(?:自治[区州县]|[省市州盟]))*[一-龥]{2,6}")
_PLACE_HEAD = re.compile("[一-龥]{2,8}?[省市区县州]")


@lru_cache(maxsize=_KEPT)
def same_body(one: str, other: str) -> bool:
    """Tell whether two names may be those of one body.

    A name may leave out whose it is (市委政法委, 上海市委政法委) and shorten 委员会 and the like.
    Of a joint issue one body counts for all; of two joint issues, all bodies of the shorter
    list are in the other. A body's office is another body: 国务院 is not 国务院办公厅.

    >>> same_body("上海市委政法委", "中共上海市委政法委员会"), same_body("财政部", "财政局")
    (True, False)
    """
    fewer, more = sorted((_bodies(one), _bodies(other)), key=len)
    return bool(fewer) and all(any(_one_body(mine, each) for each in more) for mine in fewer)


def names_body(printed: str) -> bool:
    """Tell whether a printed issuer names a body: 国家有关部委 are nobody in particular.

    >>> names_body("中央、国家有关部委"), names_body("国家发展改革委")
    (False, True)
    """
    return _NOBODY.search(printed) is None


def _one_body(mine: str, theirs: str) -> bool:
    if mine == theirs:
        return True
    short, long = sorted((mine, theirs), key=len)
    if not long.endswith(short):
        return False
    left_out = long[: len(long) - len(short)]
    if _RANK.match(short):
        # 区政府 of 松江区政府: the rank is the end of the place's name.
        return _PLACE_ALONE.fullmatch(left_out) is not None
    return len(short) >= _LEAST and _WHOSE.fullmatch(left_out) is not None


@lru_cache(maxsize=_KEPT)
def _bodies(printed: str) -> tuple[str, ...]:
    """Return the plain names in a printed one, several for a joint issue.

    Between them stand 、 or blanks, or nothing: 财政部税务总局.
    """
    found: dict[str, None] = {}
    for piece in _SEPARATORS.split(printed):
        words = _SEVERAL.sub("", piece.strip()).split()
        # 上海市 人民政府 is one body, 财政部 税务总局 are two.
        apart = all(_body_end().search(word) and word[-1] not in _RANKS for word in words)
        whole = words if apart else ["".join(words)]
        for word in whole:
            found.update(dict.fromkeys(map(plain_body, _apart(word))))
    found.pop("", None)
    return tuple(found)


def _apart(glued: str) -> list[str]:
    """Cut names that nothing stands between, where a known second one begins."""
    whose = _RANK.match(glued) or _PLACE_HEAD.match(glued.removeprefix("中共"))
    bodies: list[str] = []
    start = 0
    for found in _second().finditer(glued):
        at = found.start()
        known = found[1] in names().lexicons["second_bodies"].split("|")
        again = whose is not None and glued.startswith(whose[0], at)
        under = glued[start:at] in _ABOVE and not glued.startswith(_ABOVE, at)
        if (known or again) and not under:
            bodies.append(glued[start:at])
            start = at
    return [*bodies, glued[start:]]


@lru_cache(maxsize=_KEPT)
def plain_body(body: str) -> str:
    """Return the form of one body's name that its spellings share.

    >>> plain_body("上海市人民代表大会常务委员会") == plain_body("上海市人大常委会")
    True
    """
    plain = _NOISE.sub("", names().bodies.get(body, body))
    plain = _known().sub(lambda found: names().bodies[found[0]], plain)
    return _shorts().sub(lambda found: names().shorts[found[0]], plain)


@cache
def _known() -> re.Pattern[str]:
    return re.compile(alternation([name for name in names().bodies if len(name) >= _LEAST]))


@cache
def _shorts() -> re.Pattern[str]:
    return re.compile(alternation(list(names().shorts)))


@cache
def _second() -> re.Pattern[str]:
    """Where a known second body, a place or a rank stands right after the end of a name."""
    words = names().lexicons["second_bodies"]
    return re.compile(
        rf"(?<=[部委会局厅院署行办府组室央])(?=({words}|[一-龥]{{2,8}}?[省市区县州]|[省市区县]))"
    )


@cache
def _body_end() -> re.Pattern[str]:
    return re.compile(f"(?:{names().lexicons['body_ends']})$")
