"""What the registry holds: works, their versions and carriers, issuer codes.

A *work* is a regulation over its whole life (《上海市禁毒条例》). A *version* is its text as
passed or amended on one day, with a number where one was given. A *carrier* is a document
that issues the work and shares its number (《关于印发〈X办法〉的通知》 carries 《X办法》).
Every record names its source; a fact from another source than its record's stands in
``field_sources`` under the fact's field name.

Dates are ISO strings (``"2022-02-18"``, ``"2022-02"`` or ``"2022"``). Titles stand without
the outer 《》, inner marks as 〈〉; ``doc_number`` is in the normal form of the output contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Level = Literal[
    "法律",
    "行政法规",
    "监察法规",
    "司法解释",
    "地方性法规",
    "部门规章",
    "地方政府规章",
    "规范性文件",
    "党内法规",
    "党政联合文件",
]

# in_force 现行有效 · repealed 废止 or 失效 · superseded 已被修改 (a later version holds) ·
# not_yet_effective 尚未生效 · draft 征求意见稿, 草案 · unknown: the source does not say
Status = Literal["in_force", "repealed", "superseded", "not_yet_effective", "draft", "unknown"]

# other_name: another full name · short_name 简称 · spelling: a misprint that was seen
AliasKind = Literal["other_name", "short_name", "spelling"]


@dataclass(frozen=True, slots=True)
class Version:
    """A work's text as of one day; ``edition`` is the edition bracket of its title (2020版)."""

    id: str
    source: str
    doc_number: str | None = None
    edition: str | None = None
    date_issued: str | None = None
    date_effective: str | None = None
    date_repealed: str | None = None
    status: Status = "unknown"
    field_sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that issues the work, by title and (shared) number."""

    title: str
    source: str
    doc_number: str | None = None
    date_issued: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name under which the work is cited."""

    text: str
    kind: AliasKind
    source: str


@dataclass(frozen=True, slots=True)
class Work:
    """One regulation. ``issuers`` has several names for a joint issue, the lead first.

    ``place`` is the province, city or district that issued it (上海, 上海市松江区), ``None`` for
    a national work or where it is not known. ``versions`` stand in the order of their dates.
    """

    id: str
    title: str
    source: str
    level: Level | None = None
    issuers: tuple[str, ...] = ()
    place: str | None = None
    versions: tuple[Version, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    aliases: tuple[Alias, ...] = ()
    field_sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeIssuer:
    """A body that issues under a code, with the documents that show it."""

    name: str
    documents: int
    source: str


@dataclass(frozen=True, slots=True)
class IssuerCode:
    """An issuer code (机关代字: 沪委政法, 发改高技) and who issues under it.

    Several ``issuers`` make the code ambiguous (建房 is the ministry's and many a city's bureau's).
    """

    code: str
    issuers: tuple[CodeIssuer, ...]

    @property
    def ambiguous(self) -> bool:
        return len(self.issuers) > 1
