"""One body under several names: on the cover, over the tables, in the explanations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from extraction.checks.facts import Facts, Finding
from extraction.checks.told import quote
from extraction.schema import Evidence

_BODY = r"[\u4e00-\u9fff（）()“”]{4,40}?"
# Where a whole name stands and nothing else can: over a table, as a part's title, in set phrases.
_NAMED = (
    re.compile(
        r"^(?:编制(?:部门|单位)|(?:预算)?(?:部门|单位)名称|填报单位|预算单位|预算主管部门)[:：]"
        r"(?P<name>[\u4e00-\u9fff（）()“”]{4,40}?)(?=单位[:：]|金额单位|公开|20\d\d|[0-9]|$)"
    ),
    re.compile(
        rf"^(?:[一二三四五六七八九十]{{1,3}}[、.．])?(?P<name>{_BODY})(?:主要职能|机构设置)$"
    ),
    re.compile(rf"^20\d\d年(?:度)?[，,](?P<name>{_BODY})(?:收入|支出)预算"),
    re.compile(rf"^截至20\d\d年\d{{1,2}}月\d{{1,2}}日[，,](?P<name>{_BODY})共有车辆"),
    re.compile(rf"^20\d\d年(?:度)?(?P<name>{_BODY})(?:财政拨款的|安排)?机关运行经费"),
)
_ORGAN = re.compile(
    r"(?:局|委|委员会|办|办公室|部|院|校|中心|站|所|会|联合会|处|队|大队|馆|园|厅|署|街道|镇|乡|社|台|公司|政府|办事处|学院|医院|法院|检察院|支队|协会|总工会)$"
)
_SELF = re.compile(r"^(?:我|本|该|全)|部门$|单位$|本级$|本部$|机关$")
_ALIKE = 0.75


def department_names(facts: Facts) -> Iterator[Finding]:
    """A place that has to name the document's body names another, or misprints its name."""
    own = facts.disclosure.department
    if own is None:
        return
    known = {_bare(own), *(_bare(name) for name in _others(facts))}
    where = _own_place(facts, own)
    seen: set[str] = set()
    for told in facts.told:
        if told.start >= facts.projects_start:
            return
        for pattern in _NAMED:
            found = pattern.match(told.words)
            if (
                found is None
                or not _is_other(found["name"], known, misprints=facts.is_of_unit)
                or found["name"] in seen
            ):
                continue
            place = quote(facts.places, told, found.span("name"))
            # What stands behind a blank or on the next line may be no part of the name.
            if not _is_other(place.text.split()[0], known, misprints=facts.is_of_unit):
                continue
            seen.add(found["name"])
            yield Finding(
                "department_names",
                None,
                {"own": own, "other": found["name"]},
                (place,) if where is None else (place, where),
            )


def _others(facts: Facts) -> Iterator[str]:
    """Yield the bodies that the forms name: a unit's budget may name its department."""
    for project in facts.disclosure.projects:
        for field in ("supervising_department", "implementing_unit"):
            value = project.fields.get(field)
            if value is not None and value.value:
                yield value.value


def _bare(name: str) -> str:
    return re.sub(r"[\s“”\"（(][^（）()]*[）)]?$|\s|（.*?）|\(.*?\)", "", name)


def _is_other(name: str, known: set[str], *, misprints: bool) -> bool:
    """Tell whether a name is none of the known ones, in short or in full.

    Of ``misprints`` alone: a unit's budget may name its department.
    """
    bare = _bare(name)
    if not bare or _SELF.search(bare):
        return False
    is_alike = any(_likeness(bare, one) >= _ALIKE for one in known)
    if not is_alike and (misprints or not _ORGAN.search(bare)):
        return False
    return not any(
        bare in one or bare.endswith(one) or _is_short(bare, one) for one in known if one
    )


def _is_short(one: str, other: str) -> bool:
    """Tell whether one name leaves out letters of the other: 普陀区财政局, 上海市普陀区财政局."""
    shorter, longer = sorted((one, other), key=len)
    if shorter[-2:] != longer[-2:]:
        return False
    letters = iter(longer)
    return len(shorter) < len(longer) and all(letter in letters for letter in shorter) and (
        len(longer) - len(shorter) != 1 or _likeness(one, other) < _ALIKE
    )  # fmt: skip


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _own_place(facts: Facts, own: str) -> Evidence | None:
    """Return where the document's own name is printed first."""
    bare = "".join(own.split())
    for told in facts.told:
        at = told.words.find(bare)
        if at >= 0:
            return quote(facts.places, told, (at, at + len(bare)))
    return None
