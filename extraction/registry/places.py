"""Places: the one that a name begins with, and whether two are one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from extraction.registry.names import names, not_after

# none: neither names one · same · differs · here: the title names none, and the entry's is the
# disclosing body's own or above it · elsewhere: the title names none, and the entry's is another
# · unplaced: the title names none, and the disclosing body's is not known · unknown: the entry's
# is not known
PlaceRelation = Literal["none", "same", "differs", "here", "elsewhere", "unplaced", "unknown"]

_CITIES = "北京|天津|上海|重庆"
_PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东"
    "|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海"
)
_REGIONS = "内蒙古|广西壮族|广西|西藏|宁夏回族|宁夏|新疆维吾尔|新疆"
_PROVINCE = re.compile(
    f"({_CITIES}|{_PROVINCES}|台湾|内蒙古|广西|西藏|宁夏|新疆)(?:壮族|回族|维吾尔)?(?:自治区|省|市)?"
)
_RANKS = re.compile("[一-龥]{2,}?(?:自治[区州县]|[省市区县州盟])")
_NO_PLACE_HEAD = re.compile("关于|印发|转发|批转|实施|公布|上海合作组织|第[一二三四五六七八九十]")
_LEADING_YEAR = re.compile("(?:19|20)[0-9]{2}年?(?:度)?")
# What stands after 市 or 区 in a longer word: 市场, 市政工程, 区域.
_NO_CITY_AFTER = "(?![场民容区值外级内]|政(?!府|协))"
_NO_DISTRICT_AFTER = "(?![域划间别级内块位城])"


def place_of(name: str) -> str:
    """Return the place that a title or a body's name begins with, empty for none.

    >>> place_of("上海市松江区信息化项目管理办法"), place_of("城市管理执法办法")
    ('上海市松江区', '')
    """
    if _NO_PLACE_HEAD.match(name):
        return ""
    found = _place().match(name)
    return found[1] if found else ""


def place_relation(cited: str, entry: str, here: str) -> PlaceRelation:
    """Compare the place of a cited title with the entry's; ``here`` is the disclosing body's.

    Empty texts are places that are not named.

    >>> place_relation("浦东新区", "上海市浦东新区", "")
    'same'
    >>> place_relation("", "上海市", "上海市松江区")
    'here'
    """
    if not cited and not entry:
        return "none"
    if not entry:
        return "unknown"
    theirs, own = _plain(entry), _plain(here)
    if not cited and not own:
        return "unplaced"
    if not cited:
        # A registered title may leave the province out: 景德镇市 for 江西省景德镇市.
        return "here" if theirs in own else "elsewhere"
    mine = _plain(cited)
    if mine == theirs or (mine and theirs.endswith(mine)) or mine.endswith(theirs):
        return "same"
    return "differs"


def is_named_in(place: str, title: str) -> bool:
    """Tell whether a title in normal form names a place anywhere, by its own rank's name.

    >>> is_named_in("上海市青浦区", "关于支持青浦区文物工作的函")
    True
    """
    ranks = _RANKS.findall(_whole(place))
    return bool(ranks) and ranks[-1] in title


def says_here(core: str) -> bool:
    """Tell whether a core says 本市 or the like for the disclosing body's own place.

    >>> says_here("本市献血办法"), says_here("基本市场规则")
    (True, False)
    """
    return _here().search(core) is not None


def local_cores(core: str, place: str) -> tuple[str, ...]:
    """Return the cores that a title without place has with the body's own place put in.

    本市 and 本区 are replaced wherever they stand; without them the place is put before the
    title, unless that begins with 关于 or the like.

    >>> local_cores("本市献血办法", "上海市松江区")
    ('上海市献血办法',)
    >>> local_cores("献血办法", "上海市松江区")
    ('上海市松江区献血办法', '松江区献血办法', '上海市献血办法')
    """
    ranks = _RANKS.findall(_whole(place))
    said = _here().search(core)
    if said is None:
        if not ranks or _NO_PLACE_HEAD.match(core):
            return ()
        # The nearest places first; a title may leave out the province, or more.
        runs = [(end, start) for end in range(len(ranks), 0, -1) for start in range(end)]
        named = ["".join(ranks[start:end]) for end, start in runs]
    else:
        at = [n for n, rank in enumerate(ranks) if rank.endswith(said[0][-1])]
        named = ["".join(ranks[start : n + 1]) for n in at for start in range(n, -1, -1)]
    # 2019年防汛工作要点 → 2019年松江区防汛工作要点
    dated = _LEADING_YEAR.match(core)
    start, end = said.span() if said else (dated.end(), dated.end()) if dated else (0, 0)
    return tuple(dict.fromkeys(f"{core[:start]}{each}{core[end:]}" for each in named))


_LEAST_MATTER = 4  # characters that say what a title without its place is about


def placeless_cores(core: str, head: str, place: str) -> tuple[str, ...]:
    """Return what is left of a registered core where its place is not printed.

    ``head`` is the place that it begins with, ``place`` the entry's own, which may also stand
    inside (关于加强松江区献血工作的意见), under its full name or that of its last ranks.

    >>> placeless_cores("关于加强松江区献血工作的意见", "", "上海市松江区")
    ('关于加强献血工作的意见',)
    """
    found: dict[str, None] = {}
    if head and core.startswith(head) and len(core) - len(head) >= _LEAST_MATTER:
        found[core[len(head) :]] = None
    elif place:
        for name in _own_names(place):
            at = core.find(name)
            if at >= 0:
                rest = core[:at] + core[at + len(name) :]
                if len(rest) >= _LEAST_MATTER and not _NO_PLACE_END.search(core[:at]):
                    found[rest] = None
                break
    return tuple(found)


# A body's name is no place: 关于上海市徐汇区人民政府… keeps it.
_NO_PLACE_END = re.compile("(?:驻|在|赴)$")


@lru_cache(maxsize=4_096)
def _own_names(place: str) -> tuple[str, ...]:
    """Return the names under which a place may stand in a title, the longest first."""
    ranks = _RANKS.findall(_whole(place))
    return tuple("".join(ranks[at:]) for at in range(len(ranks)))


def _whole(place: str) -> str:
    """Return a place with the 省 or 市 that registries leave out of a province's name."""
    found = _PROVINCE.match(place)
    if found is None or found[0] != found[1]:
        return place
    rank = "市" if found[1] in _CITIES else "省" if found[1] in _PROVINCES else "自治区"
    return found[1] + rank + place[found.end() :]


@cache
def _here() -> re.Pattern[str]:
    return re.compile(f"(?:{names().lexicons['here']})(?![场政民容区值外级内域划])")


@lru_cache(maxsize=65_536)
def _plain(place: str) -> str:
    """Return a place as province and what stands below it, without 省 and 市 of the province."""
    found = _PROVINCE.match(place)
    return place if found is None else found[1] + place[found.end() :]


@cache
def _place() -> re.Pattern[str]:
    no_places = not_after(names().lexicons["no_places"].split("|"))
    district = f"[一-龥]{{2,3}}?[区县]{no_places}{_NO_DISTRICT_AFTER}"
    city = f"(?:市|自治州|地区|盟){no_places}{_NO_CITY_AFTER}"
    below = f"(?:(?!实施|推进|促进|加强)[一-龥]{{2,5}}?{city}(?:{district})?|{district})?"
    return re.compile(
        r"(?:(?:19|20)\d\d年度?)?"
        "(?:中共|中国(?=[一-龥]{2,3}自由贸易))?("
        f"(?:{_CITIES})市?(?:浦东新区|{district})?"
        f"|(?:{_PROVINCES})省?{below}"
        f"|(?:{_REGIONS})(?:自治区)?{below}"
        "|[一-龥]{2,12}?(?:自治州|自治县|自治旗)"
        f"|(?![一-龥]{{0,3}}(?:债券|证券|基本|关于))[一-龥]{{2,3}}市{no_places}{_NO_CITY_AFTER}"
        f"(?:浦东新区|{district})?"
        f"|(?![一-龥]{{0,2}}(?:行政|保护|开发|自治|工业|旅游|洪)){district}"
        ")"
    )
