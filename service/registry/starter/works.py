"""One source row → one work, its facts with what is known to be wrong in them put right."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from extraction.registry import Alias, Carrier, Version, Work
from extraction.registry.regulations import Level, Status
from service.registry.reconciling.carried import carried_title, carried_titles
from service.registry.reconciling.work_names import likeness_of, parts_of
from service.registry.starter.choice import code_of, is_shanghai, issuers_of, year_of
from service.registry.starter.history import Dated, dated_versions
from service.registry.starter.orders import OrderSeries, order_serial
from service.registry.starter.source_rows import SourceRow

_LEVELS: Mapping[str, Level] = {
    "法律": "法律",
    "行政法规": "行政法规",
    "司法解释": "司法解释",
    "地方性法规": "地方性法规",
    "部门规章": "部门规章",
    "地方政府规章": "地方政府规章",
    "规范性文件": "规范性文件",
}
_PARTY_AND_STATE = "党内法规/党政联合文件"
_PARTY_RULE = re.compile("(?:条例|规定|办法|规则|细则|准则|章程)(?:（试行）)?$")
_STATUSES: Mapping[str, Status] = {
    "有效": "in_force",
    "现行有效(现行市政府规章库)": "in_force",
    "失效": "repealed",
    "废止": "repealed",
    "废止或失效": "repealed",
    "已修改": "superseded",
}
_LAW_LIST = "qisehong/china-law-db"
_MIRROR = "LawRefBook/Laws"
_RULE_END = re.compile(
    "(?:办法|规范|目录|指引|规程|细则|规定|规则|条例|意见|方案|制度|标准)(?:（[^（）]*）)?$"
)
_RELATED = 0.6
_MISPRINT = 0.8
_LONGEST_WAIT = 400
_NOTE_ON_NUMBER = "doc_number from citation"
_SNAPSHOT_YEAR = "2026"
_DISTRICT = re.compile("^(?:上海市)?(浦东新区|[一-龥]{2}区)")
_DISTRICT_CODES: Mapping[str, str] = {
    "沪松": "上海市松江区",
    "沪奉": "上海市奉贤区",
    "沪崇": "上海市崇明区",
}
_STATE_COUNCIL = "国务院"
_MILITARY = "中央军事委员会令"


@dataclass(frozen=True, slots=True)
class Material:
    """What holds for all rows: the series of orders, shared dates, issuers of codes."""

    orders: OrderSeries
    amended_together: Collection[str]
    issuer_of_code: Mapping[str, str]
    codes_source: str


def work_of(row: SourceRow, material: Material) -> Work:
    """Make a work of a source row."""
    dated = _dated(row, material)
    number, numbered_at = _number(row, dated, material)
    if numbered_at and order_serial(number) is not None:
        dated, numbered_at = _without_passing(dated, numbered_at)
    issuers, issuer_source = _issuers(row, number, material)
    source = row.source
    inner = carried_title(row.title)
    title = inner or row.title
    carriers = (Carrier(row.title, source, number, _date(row)),) if inner else ()
    return Work(
        id=row.id,
        title=title,
        source=source,
        level=_level(row, number, title),
        issuers=issuers,
        place=_place(row, number, title),
        versions=_versions(row, dated, number, numbered_at),
        carriers=carriers,
        aliases=_aliases(row, title, carriers),
        field_sources={"issuers": issuer_source} if issuer_source else {},
    )


def _dated(row: SourceRow, material: Material) -> tuple[Dated, ...]:
    return dated_versions(
        row.headed,
        level=row.level,
        file_date=row.file_date,
        effective=row.date_effective,
        amended_together=material.amended_together,
    )


def _number(row: SourceRow, dated: tuple[Dated, ...], material: Material) -> tuple[str | None, int]:
    """Return a row's number if it can be trusted, and the place of the version it belongs to."""
    number = row.doc_number
    if number is None or _NOTE_ON_NUMBER in (row.note or ""):
        return None, 0
    serial = order_serial(number)
    if serial is not None and dated:
        days = [version.issued for version in dated]
        day = material.orders.nearest(serial, days)
        if day is None:
            return None, 0
        if number.startswith(_MILITARY):
            number = f"{_STATE_COUNCIL}{number}"  # the joint order's first issuer was cut off
        return number, days.index(day)
    year = year_of(number)
    if year is not None and dated:
        at = [at for at, version in enumerate(dated) if version.issued.startswith(year)]
        return (number, at[0]) if at else (None, 0)
    return number, 0


def _without_passing(dated: tuple[Dated, ...], numbered_at: int) -> tuple[tuple[Dated, ...], int]:
    """Take out the passing date just before the first order: it is no version."""
    passed = date.fromisoformat(dated[numbered_at - 1].issued)
    ordered = date.fromisoformat(dated[numbered_at].issued)
    if (ordered - passed).days > _LONGEST_WAIT:
        return dated, numbered_at
    return dated[: numbered_at - 1] + dated[numbered_at:], numbered_at - 1


def _versions(
    row: SourceRow, dated: tuple[Dated, ...], number: str | None, numbered_at: int
) -> tuple[Version, ...]:
    status = _status(row)
    if not dated:
        issued = _date(row)
        effective = row.date_effective
        if effective and issued and effective < issued:
            effective = None
        if not (issued or effective or number or status != "unknown"):
            return ()
        return (
            Version(
                id=f"{row.id}.1",
                source=row.source,
                doc_number=number,
                date_issued=issued,
                date_effective=effective,
                status=status,
            ),
        )
    newest = len(dated) - 1
    return tuple(
        Version(
            id=f"{row.id}.{at + 1}",
            source=row.source,
            doc_number=number if at == numbered_at else None,
            date_issued=version.issued,
            date_effective=version.effective,
            status=status if at == newest else "superseded",
        )
        for at, version in enumerate(dated)
    )


def _date(row: SourceRow) -> str | None:
    """Return the date of issue; a list's date in another year than the number is the page's."""
    year = year_of(row.doc_number)
    if row.date_issued and year and not row.headed and not row.date_issued.startswith(year):
        return None
    return row.date_issued


def _status(row: SourceRow) -> Status:
    """Return the status if the source really says it.

    The law lists mark a text as repealed when the word 废止 stands anywhere in it, and as in
    force otherwise, so only their laws in force are taken at their word, and among these not
    one of the snapshot's own year without a date of effect: it may wait for that date.
    """
    if _MIRROR in row.source:
        return "unknown"
    if _LAW_LIST in row.source:
        recent = (row.date_issued or "").startswith(_SNAPSHOT_YEAR) and not row.date_effective
        stated = row.level == "法律" and row.status == "现行有效" and not recent
        return "in_force" if stated else "unknown"
    if row.status == "现行有效":
        return "in_force"
    return _STATUSES.get(row.status or "", "unknown")


def _level(row: SourceRow, number: str | None, title: str) -> Level | None:
    if order_serial(number) is not None:
        return "行政法规"
    if row.level != _PARTY_AND_STATE:
        return _LEVELS.get(row.level)
    issuers = issuers_of(row.issuer)
    if any("国务院" in issuer or "人民政府" in issuer for issuer in issuers):
        return "党政联合文件"
    return "党内法规" if _PARTY_RULE.search(title) else None


def _issuers(
    row: SourceRow, number: str | None, material: Material
) -> tuple[tuple[str, ...], str | None]:
    """Return the issuers, and their source where it is not the row's."""
    if number and number.startswith(f"{_STATE_COUNCIL}{_MILITARY}"):
        return (_STATE_COUNCIL, _MILITARY.removesuffix("令")), None
    issuers = issuers_of(row.issuer)
    if len(issuers) == 1 and len(issuers[0]) < 4 and issuers[0].startswith("区"):
        issuers = ()  # 区政府: of which district is not said
    if issuers:
        return issuers, None
    code = code_of(number)
    known = material.issuer_of_code.get(code or "")
    return ((known,), f"{material.codes_source} {code}") if known else ((), None)


def _place(row: SourceRow, number: str | None, title: str) -> str | None:
    if not is_shanghai(row):
        return None
    for printed in (row.issuer or "", title):
        if found := _DISTRICT.match(printed):
            return f"上海市{found[1]}"
    code = code_of(number) or ""
    return next(
        (place for letters, place in _DISTRICT_CODES.items() if code.startswith(letters)), "上海"
    )


def _aliases(row: SourceRow, title: str, carriers: tuple[Carrier, ...]) -> tuple[Alias, ...]:
    """Return the other names that say more than an issuer put before the title."""
    main = parts_of(title)
    own = {
        main.core,
        *_carried_cores(title),
        *(parts_of(carrier.title).core for carrier in carriers),
    }
    aliases: list[Alias] = []
    for text in row.aliases:
        core = parts_of(text).core
        inner = carried_title(text)
        likeness = likeness_of(main.core, core)
        if core in own or core.endswith(main.core) or (inner and parts_of(inner).core in own):
            continue  # the same name after an issuer's
        if likeness < _RELATED and not _RULE_END.search(text):
            continue  # another document, listed under the same number by mistake
        own.add(core)
        misprint = likeness >= _MISPRINT and core not in main.core and main.core not in core
        aliases.append(Alias(text, "spelling" if misprint else "other_name", row.source))
    return tuple(aliases)


def _carried_cores(title: str) -> set[str]:
    return {parts_of(rule).core for rule in carried_titles(title)}
